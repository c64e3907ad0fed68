"""Figures in words: what proves a measure, how it counts, where its records are entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import gettext as _

from services.reports.figures.rules.lines import Figure, Line
from shared.acts.words import name_of
from shared.clock import ZONE, today
from shared.i18n import format_short_date, once_a_language, said
from shared.language.evidence import ALL, OTHER, PUBLICATION_LINK, UNOPENED
from shared.language.expressions import parse


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"evidence_words": evidence_words(), "where_recorded": where_recorded}


@once_a_language
def timings() -> Mapping[str, str]:
    """A record against the plan's term."""
    return {
        "late": _("after the term"),
        "early": _("before the term"),
        "outside": _("outside the project’s term"),
    }


@once_a_language
def evidence_words() -> Mapping[str, str]:
    """Kinds of files behind a figure, whichever service keeps them; a link has no file."""
    words = {kind.name: said(kind.words) for kind in ALL}
    return words | {PUBLICATION_LINK: _("Link"), OTHER: _("File")}


def closed_words(why: str) -> str:
    """That a file does not count, and why."""
    return _("does not count: %(why)s", why=said(UNOPENED[why]))


def entered(record: Mapping[str, Any]) -> list[str]:
    """Who entered a record, by the name of that time."""
    return [called(record.get("entered_by"))]


def provers(record: Mapping[str, Any]) -> list[str]:
    """Who attached the files of a record, each once; nobody attaches a link."""
    return list(dict.fromkeys(called(file["by"]) for file in record.get("evidence", ()) if file["sha256"]))


def called(who: Mapping[str, str] | None) -> str:
    """Somebody as a record tells of him."""
    return name_of(who["kind"], who["name"]) if who else name_of("unknown", "")


def where_recorded(expression: str | None, project: str) -> dict[str, str] | None:
    """The page where the records of a measure are entered, {label, href}; None for one nobody delivers."""
    measure = parse(expression or "").measure
    if measure is None or measure.entered is None:
        return None
    return {"label": gettext(measure.entered.label), "href": measure.entered.href(project)}


def measure_words(expression: str | None) -> str:
    """How a measure counts and what proves it; nothing for a measure nobody delivers."""
    measure = parse(expression or "").measure
    return gettext(measure.explained) if measure and measure.explained else ""


def needed_words(line: Line) -> str:
    """What proves a record to a line of the plan: one of these."""
    known = evidence_words()
    return ", ".join(known.get(kind, kind) for kind in line.needed)


def rule_words(figure: Figure, since: datetime | None) -> str:
    """By which version of its rule a figure is counted, since when; or that it is being counted anew."""
    measure = figure.measured
    if measure is None:
        return ""
    if since is None or set(figure.rules) - {measure.rule}:
        return _(
            "version %(rule)s; records counted by an earlier one are being counted anew", rule=measure.rule
        )
    if since.astimezone(ZONE).date() > today():  # a clock that stands in the past has not seen it begin
        return _("version %(rule)s", rule=measure.rule)
    return _("version %(rule)s, in force since %(day)s", rule=measure.rule, day=format_short_date(since))
