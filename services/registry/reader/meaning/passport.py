"""The project's passport: who, what for, how much, with whom, where."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.meaning.results import split_results
from services.registry.reader.meaning.signatures import DAY, Agreement, read_agreement
from services.registry.reader.office.grid import Document, Table, distinct
from services.registry.reader.table.headings import PASSPORT_ROWS, meaning, passport_rows
from services.registry.reader.words.amounts import Amount, read_amount
from services.registry.reader.words.leftovers import OTHER_MONEY
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.periods import Period, doubts_of, read_period
from services.registry.reader.words.places import find_regions, regions_of_name
from services.registry.reader.words.wording import flat, one_line

ABBREVIATION = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,10}"
SHORT = re.compile(rf"\(\s*(?:далее\s*[-–—]?\s*|бұдан әрі\s*[-–—]?\s*)?«?({ABBREVIATION})»?\s*\)")
SIGNED = re.compile(r"^\s*(?:грантодатель|грант ?беруші)\s*:\s*(.+)$", re.I)
LEGAL_FORM = re.compile(rf"^({ABBREVIATION})\s+«")
EMPTY: dict[str, Any] = {
    "grantee": None,
    "grantor": None,
    "topic": "",
    "amount": None,
    "goal": "",
    "expected_results": [],
    "partners": {"count": 0, "items": []},
    "regions": [],
    "period": None,
    "agreement": None,
}
EXPECTED = ("grantee", "topic", "amount", "goal", "expected_results", "partners")


def read_passport(
    document: Document, candidates: list[Table], notes: Notes
) -> tuple[dict[str, Any], set[int]]:
    """The passport (see `read_plan`) and the numbers of the tables, among the candidates, it was in."""
    passport = {**EMPTY, "grantor": _signing_grantor(document)}
    tables = [(table, rows) for table in candidates if (rows := passport_rows(table))]
    read: set[str] = set()
    for table, rows in tables:
        fresh = {name: index for name, index in rows.items() if name not in read}
        read |= set(fresh)
        _read_rows(passport, table, fresh, notes)
    missing = [name for name in EXPECTED if name not in read]
    if not tables:
        notes.not_read(say("passport"), "", say("no_passport"), "passport")
    elif missing:
        notes.not_read(say("passport"), "", say("rows_missing", fields=missing), "passport")
    passport["regions"] = _regions(passport)
    return passport, {table.number for table, _ in tables}


def _read_rows(passport: dict[str, Any], table: Table, rows: dict[str, int], notes: Notes) -> None:
    """Read the rows of a passport's table; an empty one and one nobody knows are noted."""
    for name, index in rows.items():
        place, cells = row_place(table.number, index + 1), distinct(table.rows[index])
        labels = [at for at, cell in enumerate(cells[:-1]) if meaning(cell.text, PASSPORT_ROWS) == name]
        label, values = cells[(labels or [0])[0]].text, cells[(labels or [0])[0] + 1 :]
        lines = [line for cell in values for line in cell.lines if line]
        if lines:
            passport[name] = _read_row(name, label, lines, place, notes)
        else:
            notes.not_read(place, "", say("empty_cell"), f"passport.{name}")
    _leave_others(table, set(rows.values()), notes)


def _read_row(name: str, label: str, lines: list[str], place: Said, notes: Notes) -> Any:
    """What a row of the passport says, by its meaning."""
    text = one_line(lines)
    match name:
        case "grantee" | "grantor":
            _doubt_region(text, name, place, notes)
            return {"name": text, "short_name": _short_name(text)}
        case "topic":
            return _unquoted(text)
        case "amount":
            return _amount(text, label, place, notes)
        case "expected_results":
            return split_results(lines)
        case "partners":
            return read_partners(lines, place, notes)
        case "agreement":
            return _agreement(f"{label} {text}", place, notes)
        case "period":
            return _period(text, place, notes)
    return text


def _leave_others(table: Table, known: set[int], notes: Notes) -> None:
    for index, row in enumerate(table.rows):
        cells = [cell.text for cell in distinct(row)]
        if index not in known and any(cells[1:]):
            notes.not_read(
                row_place(table.number, index + 1), " | ".join(cells), say("passport_row_unread"), "passport"
            )


def _doubt_region(text: str, name: str, place: Said, notes: Notes) -> None:
    """A region that only an organisation's name speaks of («Астана жастары») is not its region."""
    meant = regions_of_name(text)
    if name == "grantee" and meant and not find_regions(text):
        why = say("region_in_name", regions=meant)
        notes.doubt(place, text, say("regions_unknown"), why, "passport.grantee")


def _short_name(name: str) -> str:
    match = SHORT.search(name)
    return match[1] if match else ""


def _unquoted(text: str) -> str:
    inner = re.fullmatch(r"[«\"“](.*)[»\"”]\.?", text)
    return inner[1] if inner and inner[1].count("«") == inner[1].count("»") else text


def _signing_grantor(document: Document) -> dict[str, str] | None:
    """The grantor as signed under the plan, with the abbreviation the document uses for it."""
    for text in (block for block in document.blocks if isinstance(block, str)):
        match = SIGNED.match(text)
        if match:
            name = match[1].strip(" _")
            return {"name": name, "short_name": _short_name(name) or _abbreviated(document, name)}
    return None


def _abbreviated(document: Document, name: str) -> str:
    form = LEGAL_FORM.match(name)
    if not form:
        return ""
    cells = (cell.text for table in document.tables for row in table.rows for cell in distinct(row))
    texts = [*(block for block in document.blocks if isinstance(block, str)), *cells]
    found = re.search(rf"\b{form[1]}\s+«({ABBREVIATION})»", " ".join(texts))
    return found[1] if found else ""


def _amount(text: str, label: str, place: Said, notes: Notes) -> dict[str, Any] | None:
    amount = read_amount(text, label)
    if amount is None:
        notes.not_read(place, text, say("no_amount"), "passport.amount")
        return None
    if not amount.agrees:
        why = say("amount_differs" if amount.in_words else "amount_without_words")
        notes.doubt(place, text, _understood(amount), why, "passport.amount")
    other = [say("rest_unread", phrase=found) for found in re.findall(OTHER_MONEY, flat(label))]
    for why in (*amount.doubts, *other):
        notes.doubt(place, text, say("cost_taken", money=amount.value), why, "passport.amount")
    return {"value": amount.value, "in_words": amount.in_words, "agrees": amount.agrees}


def _understood(amount: Amount) -> Said:
    if amount.spelt is None:
        return say("amount_unspelt", value=amount.value)
    return say("amount_spelt", value=amount.value, spelt=amount.spelt)


def _period(text: str, place: Said, notes: Notes) -> dict[str, str] | None:
    period = read_period(text)
    if period is None:
        notes.not_read(place, text, say("period_unknown"), "passport.period")
        return None
    understood = say("months", start=period.start, end=period.end)
    for why in doubts_of(period):
        notes.doubt(place, text, understood, why, "passport.period")
    return {"start": period.start, "end": period.end, "origin": "stated"}


def _agreement(text: str, place: Said, notes: Notes) -> Agreement | None:
    agreement = read_agreement([text])
    if agreement is None:
        notes.not_read(place, text, say("no_agreement"), "passport.agreement")
    elif agreement["date"] is None and DAY.search(flat(text)):
        notes.doubt(place, text, say("agreement_undated"), say("no_such_day"), "passport.agreement")
    return agreement


def _regions(passport: dict[str, Any]) -> list[str]:
    """The grantee's own region, then the partners' in their order."""
    named = find_regions((passport["grantee"] or {}).get("name", ""))
    return list(
        dict.fromkeys([*named, *(item["region"] for item in passport["partners"]["items"] if item["region"])])
    )


def derived_period(periods: list[Period]) -> dict[str, str] | None:
    """From the earliest start to the latest end of the activities; None without any."""
    if not periods:
        return None
    return {
        "start": min(period.start for period in periods),
        "end": max(period.end for period in periods),
        "origin": "derived",
    }
