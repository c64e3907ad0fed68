"""Figures as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.dashboard.wording.verdicts import PROVISOS, VERDICTS
from services.reports.facts.queries import Window
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.shares import EVEN
from services.reports.figures.rules.verdicts import expected
from services.reports.figures.wording.adjusted import with_reasons
from services.reports.figures.wording.clauses import SaidClause, said_clause
from shared.language.clauses import AT_LEAST, EXACTLY


@dataclass(frozen=True, kw_only=True)
class Row(Figure):
    """A figure with what a page says of it: its verdict in words, its conditions, notes and the page of
    its own; `pace` is where the plan expects it today, in per cent of the target."""

    words: str
    checks: tuple[SaidClause, ...]
    notes: tuple[str, ...]
    share_words: str
    adjusted_words: str
    href: str
    pace: float | None


def row(figure: Figure, href: str, window: Window) -> Row:
    """One line of the indicator list."""
    return Row(
        **vars(figure),
        words=said(figure),
        checks=told(figure),
        notes=late_words(figure),
        share_words=share_words(figure),
        adjusted_words=with_reasons(figure),
        href=href,
        pace=pace(figure, window),
    )


def pace(figure: Figure, window: Window) -> float | None:
    """Where an even work would stand by now, in per cent of a target to be reached."""
    if not figure.target or figure.comparator not in (AT_LEAST, EXACTLY):
        return None
    due = Decimal(expected(figure, figure.target, window.until))
    return float(100 * due / figure.target)


def said(figure: Figure) -> str:
    """The verdict in words, with what it must not be said without."""
    return str(PROVISOS[figure.proviso]) if figure.proviso else verdict_word(figure.verdict)


def told(figure: Figure) -> tuple[SaidClause, ...]:
    """The clauses of a figure; one that nobody measures says so."""
    return tuple(unchecked(said_clause(clause)) for clause in figure.clauses)


def unchecked(clause: SaidClause) -> SaidClause:
    """A condition, with a warning where it could not be told."""
    if clause.met is not None:
        return clause
    return SaidClause(_("not checked automatically: %(text)s", text=clause.text), None)


def share_words(figure: Figure) -> str:
    """That a region's target is only guessed, or nothing."""
    return _("even share") if figure.share == EVEN else ""


def late_words(figure: Figure) -> tuple[str, ...]:
    """How many records came after the term, when any did."""
    if not figure.late:
        return ()
    words = ngettext("%(num)s record is after the term", "%(num)s records are after the term", figure.late)
    return (words,)


def verdict_word(code: str) -> str:
    """A verdict as the pages say it."""
    return str(VERDICTS[code])
