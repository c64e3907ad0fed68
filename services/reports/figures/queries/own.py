"""The figures a region adds for itself: worked out by its plugin from the sums of a few measures."""

from __future__ import annotations

from dataclasses import dataclass

from services.reports.facts.operations.parts import SEX, WOMEN, YOUTH
from services.reports.facts.queries import ZERO, Ask, Sums, Window
from services.reports.figures.queries.figures import own_sums
from shared.language.expressions import parse
from shared.language.records.project import Project
from shared.plugins import plugins
from shared.plugins.specifications import Computed, Counted, IndicatorDef


@dataclass(frozen=True)
class OwnFigure:
    """A figure of a region's own; `computed` None: its plugin could not be asked."""

    named: IndicatorDef
    computed: Computed | None


def own_figures(project: Project, region: str, window: Window) -> list[OwnFigure]:
    """Every figure the region's plugins name, as far as they work it out; one reading of the sums for all."""
    named = plugins().indicators(region)
    wanted = list(dict.fromkeys(measure for each in named for measure in each.measures))
    counted = dict(zip(wanted, counts(project, wanted, window), strict=True))
    return [OwnFigure(each, worked_out(each, region, counted)) for each in named]


def worked_out(named: IndicatorDef, region: str, counted: dict[str, Counted]) -> Computed | None:
    """The value of a figure as its plugin works it out."""
    sums = tuple(counted[measure] for measure in named.measures)
    return plugins().compute_indicator(region, named.code, sums)


def counts(project: Project, measures: list[str], window: Window) -> list[Counted]:
    """What each measure comes to in the window, whichever line of the plan its records are of."""
    expressions = [parse(measure) for measure in measures]
    asks = tuple(Ask(each, None, needed=each.needed(())) for each in expressions)
    sums = own_sums(project, asks, window)
    return [counted(measure, found) for measure, found in zip(measures, sums, strict=True)]


def counted(measure: str, sums: Sums) -> Counted:
    """A sum as a region's rule sees it."""
    women, known, young = (sums.part.get(part, ZERO) for part in (WOMEN, SEX, YOUTH))
    amounts = (sums.total, sums.denominator, women, known, young)
    return Counted(measure, *amounts, sums.records, sums.proven, dict(sums.month))
