"""What the overview shows of the figures a region adds for itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _

from services.reports.facts.queries import Window
from services.reports.figures.queries.own import OwnFigure, own_figures
from shared.i18n import format_number
from shared.language.records.project import Project
from shared.plugins.asking import in_words
from shared.plugins.specifications import Computed, Words

TENTH, PERCENT = Decimal("0.1"), "%"


@dataclass(frozen=True)
class OwnRow:
    """A figure of the region's own in words; `value` is empty where it is not worked out."""

    name: str
    value: str
    of: str
    note: str


def own_rows(project: Project, window: Window) -> list[OwnRow]:
    """The figures of the one region that is looked at; none where several are."""
    if window.regions is None or len(window.regions) != 1:
        return []
    return [own_row(each) for each in own_figures(project, next(iter(window.regions)), window)]


def own_row(figure: OwnFigure) -> OwnRow:
    """One figure in words."""
    named, found = figure.named, figure.computed or Computed(None)
    unit, note = in_words(named.unit), said(found.note) or said(named.note)
    value = f"{rounded(found.value)} {unit}" if found.value is not None else ""
    return OwnRow(in_words(named.name), value, of_what(found, unit == PERCENT), note)


def rounded(value: Decimal) -> str:
    """A value to a tenth, as people round."""
    return format_number(value.quantize(TENTH, ROUND_HALF_UP))


def of_what(found: Computed, share: bool) -> str:
    """Of how many a share, or of what to what a mean is, where its plugin says it."""
    if found.numerator is None or found.denominator is None:
        return ""
    amounts = {"part": format_number(found.numerator), "whole": format_number(found.denominator)}
    return _("%(part)s of %(whole)s", **amounts) if share else "{part} : {whole}".format(**amounts)


def said(words: Words) -> str:
    """Words in the reader's language, or nothing."""
    return in_words(words) if words else ""
