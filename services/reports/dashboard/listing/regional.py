"""What the page of one indicator shows of its regions: a table, tabs and the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from services.reports.adjustments.wording import signed_amount
from services.reports.dashboard.listing import rows
from services.reports.dashboard.listing.places import (
    Place,
    region_names,
    region_picture,
    tabs,
    visible_regions,
    whole,
)
from services.reports.facts.queries import Window
from services.reports.figures.queries import figures as queries
from services.reports.figures.rules.adjusted import amount_of, base_of
from services.reports.figures.rules.lines import Figure, Line, exact_or_none
from services.reports.figures.rules.shares import EVEN, regional
from services.reports.figures.rules.verdicts import verdict
from shared.i18n import format_number
from shared.language.records.project import Project

Amounts = Mapping[str, Decimal | None]
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Share:
    """What one region was to do and did; `fact` is None where a share has no base, `adjusted` is what of it
    was typed, `verdict` is "" where the target is nobody's here."""

    name: str
    target: Decimal | None
    even: bool
    fact: Decimal | None
    adjusted: str
    verdict: str
    words: str


def by_place(project: Project, figure: Figure, window: Window, page: str) -> dict[str, Any]:
    """What the regions brought, whichever of them the page is seen from, with their tabs and their map."""
    everywhere = figure if window == whole() else queries.get_figure(project, figure.code, whole())
    regions = visible_regions(project)
    values = by_region(everywhere, regions)
    shares = places(project, everywhere, values, window)
    return {
        "values": values,
        "places": shares,
        "no_region": everywhere.no_region,
        **views(everywhere, regions, values, f"{page}?project={project.id}", shares),
    }


def by_region(figure: Figure, regions: list[Place]) -> Amounts:
    """What came in each visible region that has a part in the indicator; a share without a base is none.
    Where all that counts lies in no region, none of them is said to have brought 0."""
    if not is_regional(figure):
        return {}
    concerned = {*figure.by_region, *figure.region_targets, *figure.regions}
    nothing = None if figure.is_share else NOTHING
    codes = [region.code for region in regions if region.code in concerned]
    return {code: figure.by_region.get(code, nothing) for code in codes}


def is_regional(figure: Figure) -> bool:
    """Whether a figure says something of single regions."""
    nowhere = figure.no_region and not figure.by_region and not figure.region_targets
    return figure.has_regions and not nowhere


def views(
    figure: Figure, regions: list[Place], values: Amounts, address: str, shares: list[Share]
) -> dict[str, Any]:
    """The tabs and the map of the regions, if there is something to show; the map tells each plan."""
    notes = dict(zip(values, map(place_note, shares), strict=True))
    known = {code: value for code, value in values.items() if value is not None}
    return {
        "tabs": tabs(regions, values, address) if figure.actual is not None else [],
        "map": region_picture(regions, known, figure.name, address, notes) if known else None,
    }


def places(project: Project, figure: Figure, values: Amounts, window: Window) -> list[Share]:
    """A row a region: what the plan wants of it, what came, and the verdict between the two."""
    promise, names = queries.get_indicator(project, figure.code), region_names(project)
    return [
        place(
            regional(promise, frozenset({region})),
            names.get(region, region),
            fact,
            typed_in(figure, region),
            window,
        )
        for region, fact in values.items()
    ]


def typed_in(figure: Figure, region: str) -> str:
    """What adjustments make in a region, with their sign."""
    mine = [one for one in figure.adjustments if one.region == region]
    base = base_of(mine)
    return signed_amount(int(amount_of(mine)), None if base is None else int(base)) if mine else ""


def place(mine: Line, name: str, fact: Decimal | None, adjusted: str, window: Window) -> Share:
    """What one region was to do and did; a target of the whole project is nobody's here."""
    word = "" if mine.project_wide else verdict(mine, fact, [], window.until)
    return Share(
        name=name,
        target=exact_or_none(mine.target),
        even=mine.share == EVEN,
        fact=fact,
        adjusted=adjusted,
        verdict=word,
        words=rows.verdict_word(word) if word else "",
    )


def place_note(share: Share) -> str:
    """The plan of a region and its verdict in a few words; nothing where it has no target."""
    if share.target is None:
        return ""
    plan = _("plan %(target)s", target=format_number(share.target))
    guessed = f" ({_('even share')})" if share.even else ""
    return f"{plan}{guessed}, {share.words}"
