"""The records behind a figure as the table of its page: what each adds, what proves it, who entered and who
proved it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from services.reports.dashboard.listing.places import opens
from services.reports.figures.wording.pages import (
    closed_words,
    entered,
    evidence_words,
    provers,
    timings,
)
from shared.doors.listing import Column, Listed, pieces
from shared.i18n import format_number, format_short_date
from shared.spoken import place_words

Record = Mapping[str, Any]
BOTH = Markup("%s<br>%s")


@dataclass(frozen=True)
class Behind(Listed[Record]):
    """A page of the records, turned by their keys."""

    turned: dict[str, Any]

    @property
    def paging(self) -> dict[str, Any]:
        """What the table's pager shows."""
        return self.turned


@dataclass(frozen=True)
class Told:
    """What the table tells beside the records: names of regions, what proves them, which (by source) break
    a condition, which files (by hash) prove others too, and where those are listed."""

    regions: Mapping[str, str]
    needed: Collection[str]
    broken: Collection[str]
    repeated: Collection[str]
    files: str


def columns(told: Told, named: bool) -> list[Column[Record]]:
    """Columns of the table; only whoever may read it is told who entered and who proved a record."""
    return [
        Column(key="title", label=_("Record"), said=lambda row: row.get("title") or row["kind"]),
        day_column(),
        Column(key="place", label=_("Place"), said=lambda row: place(row, told.regions)),
        value_column(told),
        evidence_column(told),
        *([who_column()] if named else []),
    ]


def address(row: Record) -> str:
    """The page of a record, where it opens for this actor."""
    href = row.get("url") or ""
    return href if opens(href) else ""


def macros() -> Any:
    """How the cells are drawn that say more than a word."""
    return pieces("reports/dashboard/records.html")


def day_column() -> Column[Record]:
    """The day, and where it lies outside the term that the plan gives."""
    draw, words = macros().day, timings()

    def day(row: Record) -> Any:
        shown, when = format_short_date(row["occurred_on"]), row["timing"]
        return draw(shown, words[when]) if when else shown

    return Column(key="day", label=_("Day"), said=day)


def place(row: Record, regions: Mapping[str, str]) -> str:
    """The settlement and the region."""
    parts = place_words(row.get("settlement")), regions.get(row["region"] or "", "")
    return ", ".join(filter(None, parts))


def value_column(told: Told) -> Column[Record]:
    """What a record adds, of a share with its base; that it breaks a condition, and by name who came."""
    draw = macros().adds

    def adds(row: Record) -> Any:
        broken = row["source"] in told.broken
        plain = row["base"] is None and not broken and not row["people"]
        return format_number(row["value"]) if plain else draw(row, broken)

    return Column(key="value", label=_("Adds"), said=adds, align="end", phone="end")


def evidence_column(told: Told) -> Column[Record]:
    """The files that prove a record, those first that count for this figure."""
    draw, words = macros().proofs, evidence_words()

    def proofs(row: Record) -> Any:
        shown = list(files(row, words, told.needed))
        if row["proven"] and not shown:
            return None
        twice = any(file["sha256"] in told.repeated for file in row.get("evidence", ()))
        return draw(row["proven"], shown, told.files if twice else "")

    return Column(key="evidence", label=_("Evidence"), said=proofs)


def files(row: Record, words: Mapping[str, str], needed: Collection[str]) -> Iterator[dict[str, Any]]:
    """The files of a record as the page links to them: {words, name, href: nothing where it does not open for
    this actor, main, closed: why it does not count}."""
    for file in row.get("evidence", ()):
        yield {
            "words": words.get(file["kind"], file["name"]),
            "name": file["name"],
            "href": file["url"] if opens(file["url"]) else "",
            "main": file["kind"] in needed,
            "closed": closed_words(file["unopened"]) if file["unopened"] else "",
        }


def who_column() -> Column[Record]:
    """Who entered a record and who proved it."""

    @cache
    def said(enterer: str, proving: str) -> Any:
        if enterer == proving:
            return _("Entered and proven: %(who)s", who=enterer)
        entering = _("Entered: %(who)s", who=enterer)
        return BOTH % (entering, _("Proven: %(who)s", who=proving)) if proving else entering

    def who(row: Record) -> Any:
        return said(", ".join(entered(row)), ", ".join(provers(row)))

    return Column(key="who", label=_("Who"), said=who)
