"""Read the approved Word plan: bytes in, the plan as plain data out. Pure: no database, no Flask."""

from __future__ import annotations

from typing import Any

from services.registry.reader.meaning.activities import Project
from services.registry.reader.meaning.contradictions import note_contradictions
from services.registry.reader.meaning.paragraphs import unread_paragraphs
from services.registry.reader.meaning.passport import derived_period, read_passport
from services.registry.reader.meaning.sections import build_sections
from services.registry.reader.meaning.signatures import read_agreement, read_signatories, texts_of
from services.registry.reader.meaning.targets import read_targets
from services.registry.reader.meaning.team import read_team
from services.registry.reader.office.grid import Document, Table, read_document
from services.registry.reader.office.package import document_parts
from services.registry.reader.table.headings import team_columns
from services.registry.reader.table.rows import RawSection, read_sections, table_listing
from services.registry.reader.words.notes import Notes, say
from services.registry.reader.words.periods import read_period, years_in
from shared.limited import Unreadable

LONGEST_CELL = 50_000  # signs, twenty pages


def read_plan(data: bytes) -> dict[str, Any]:
    """Read a .docx into {"passport", "team", "sections", "doubts", "unread"};
    months are "YYYY-MM", money whole tenge.

    passport: grantee, grantor {name, short_name}, topic, amount {value, in_words, agrees}, goal,
    expected_results [{number, text, figures}], partners {count, items [{name, region}]}, regions [code],
    period {start, end, origin}, signatories [{side, organisation, role, name}], agreement {number, date}.
    team: [{name, role, role_code, contact, duties, employment_percent}].
    sections: [{code, kind, number, title, activities [{code, title, description, period {start, end,
    source}, cost, channel, regions, where, indicators [{code, name, comparator, target, target_high,
    unit, kind, clauses, source {indicator_text, value_text, where}, confidence, measure, evidence_kinds,
    targets [{region, month, value}]}]}]}]; a clause is {kind, comparator, value, over, text, origin}.
    doubts and unread: [{code, where, source, understood, why}], see `notes.Notes`. Raises `Unreadable`:
    a code of `package.document_parts` (`too_big` for a cell of a book too), or
    `no_plan` with the tables seen as `tables` [{number, headings}].
    """
    document = _of_human_size(read_document(document_parts(data)))
    notes = Notes()
    raws, used = read_sections(document, notes)
    if not raws:
        raise Unreadable("no_plan", tables=table_listing(document))
    rest = [table for table in document.tables if table.number not in used]
    team, rest = _team(rest, notes)
    passport, read = _passport(document, rest, notes)
    project = Project(passport["regions"], _year(raws), notes, _starts(raws, passport))
    sections, periods = build_sections(raws, project)
    read |= read_targets(rest, sections, _year(raws), notes)
    passport["period"] = passport["period"] or derived_period(periods)
    note_contradictions(passport, sections, notes)
    _note_leftovers(document, [table for table in rest if table.number not in read], raws, notes)
    return {"passport": passport, "team": team, "sections": sections, **_found(notes)}


def _of_human_size(document: Document) -> Document:
    """The document, or a refusal where a text is longer than anybody writes: it would take minutes."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row if cell)
    texts = (block for block in document.blocks if isinstance(block, str))
    if any(len(text) > LONGEST_CELL for text in (*cells, *texts)):
        raise Unreadable("too_big")
    return document


def _found(notes: Notes) -> dict[str, Any]:
    return {"doubts": notes.doubts, "unread": notes.unread}


def _passport(document: Document, tables: list[Table], notes: Notes) -> tuple[dict[str, Any], set[int]]:
    """The passport with the signatories and the agreement, and the numbers of their tables."""
    passport, read = read_passport(document, tables, notes)
    passport["signatories"], signed = read_signatories(document, tables)
    passport["agreement"] = passport["agreement"] or read_agreement(texts_of(document, tables))
    return passport, read | signed


def _team(tables: list[Table], notes: Notes) -> tuple[list[dict[str, Any]], list[Table]]:
    """The members from every team table, and the other tables."""
    found = [(table, columns) for table in tables if (columns := team_columns(table))]
    if not found:
        notes.not_read(say("team"), "", say("no_team"), "team")
    members = [member for table, columns in found for member in read_team(table, columns, notes)]
    return members, [table for table in tables if all(table is not other for other, _ in found)]


def _year(raws: list[RawSection]) -> int | None:
    """The one year of all the periods; None when they name several or none."""
    titles = [raw.columns.period_title for raw in raws]
    years = {year for text in {*_period_texts(raws), *titles} for year in years_in(text)}
    return years.pop() if len(years) == 1 else None


def _starts(raws: list[RawSection], passport: dict[str, Any]) -> str | None:
    """The project's first month: as its passport states, else the earliest an activity names."""
    if passport["period"]:
        return str(passport["period"]["start"])
    year = _year(raws)
    read = [read_period(text, year) for text in _period_texts(raws)]
    return min((period.start for period in read if period and not period.open), default=None)


def _period_texts(raws: list[RawSection]) -> list[str]:
    return [text for raw in raws for activity in raw.activities for text, _ in activity.periods]


def _note_leftovers(document: Document, tables: list[Table], raws: list[RawSection], notes: Notes) -> None:
    """Say what of the document went nowhere, and that tracked changes were taken as accepted."""
    for table in tables:
        notes.not_read(say("table", table=table.number), " | ".join(table.headings()), say("table_unlike"))
    for text in unread_paragraphs(document, raws):
        notes.not_read(say("document"), text, say("paragraph_unread"))
    for why, text in document.unseen:
        notes.not_read(say("document"), text, say(why))
    for text in document.floating:
        notes.not_read(say("text_box"), text, say("text_box_unread"))
    if document.revised:
        notes.doubt(say("document"), "", say("revisions_accepted"), say("revisions_open"))
