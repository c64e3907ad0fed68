"""The project's passport: who, what for, how much, with whom, where."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.meaning.results import split_results
from services.registry.reader.meaning.signatures import Agreement, read_agreement
from services.registry.reader.office.grid import Cell, Document, Table, distinct
from services.registry.reader.table.headings import PASSPORT_ROWS, meaning, passport_rows
from services.registry.reader.words.amounts import read_amount
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.periods import Period, read_period
from services.registry.reader.words.places import counted_regions, find_regions, without_region
from services.registry.reader.words.wording import flat, without_numbering

ABBREVIATION = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,10}"
SHORT = re.compile(rf"\(\s*(?:далее\s*[-–—]?\s*|бұдан әрі\s*[-–—]?\s*)?«?({ABBREVIATION})»?\s*\)")
SIGNED = re.compile(r"^\s*(?:грантодатель|грант ?беруші)\s*:\s*(.+)$", re.I)
LEGAL_FORM = re.compile(rf"^({ABBREVIATION})\s+«")
PARTNER = re.compile(r"партнер|серіктес|әріптес")
ORGANISATION = re.compile(r"[«\"“]|\b(?:ОЮЛ|ОФ|ОО|ТОО|НАО|АО|ЧУ|ЧФ|КФ|ИП|ҚҚ|ҚБ|ЗТБ)\b")
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
        for name, index in fresh.items():
            _read_row(passport, name, distinct(table.rows[index]), row_place(table.number, index + 1), notes)
        _leave_others(table, set(fresh.values()), notes)
    missing = [name for name in EXPECTED if name not in read]
    if not tables:
        notes.not_read(say("passport"), "", say("no_passport"), "passport")
    elif missing:
        notes.not_read(say("passport"), "", say("rows_missing", fields=missing), "passport")
    passport["regions"] = _regions(passport)
    return passport, {table.number for table, _ in tables}


def _read_row(passport: dict[str, Any], name: str, cells: list[Cell], place: Said, notes: Notes) -> None:
    labels = [index for index, cell in enumerate(cells[:-1]) if meaning(cell.text, PASSPORT_ROWS) == name]
    lines = [line for cell in cells[(labels or [0])[0] + 1 :] for line in cell.lines if line]
    text = " ".join(lines)
    if not text:
        notes.not_read(place, "", say("empty_cell"), f"passport.{name}")
    elif name in ("grantee", "grantor"):
        passport[name] = {"name": text, "short_name": _short_name(text)}
    elif name == "topic":
        passport[name] = _unquoted(text)
    elif name == "goal":
        passport[name] = text
    elif name == "amount":
        passport[name] = _amount(text, place, notes)
    elif name == "expected_results":
        passport[name] = split_results(lines)
    elif name == "partners":
        passport[name] = _partners(lines, place, notes)
    elif name == "agreement":
        passport[name] = _agreement(" ".join(cell.text for cell in cells), place, notes)
    else:
        passport[name] = _period(text, place, notes)


def _leave_others(table: Table, known: set[int], notes: Notes) -> None:
    for index, row in enumerate(table.rows):
        cells = [cell.text for cell in distinct(row)]
        if index not in known and any(cells[1:]):
            notes.not_read(
                row_place(table.number, index + 1), " | ".join(cells), say("passport_row_unread"), "passport"
            )


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


def _amount(text: str, place: Said, notes: Notes) -> dict[str, Any] | None:
    amount = read_amount(text)
    if amount is None:
        notes.not_read(place, text, say("no_amount"), "passport.amount")
        return None
    if not amount.agrees:
        spelt = amount.spelt is not None
        understood = (
            say("amount_spelt", value=amount.value, spelt=amount.spelt)
            if spelt
            else say("amount_unspelt", value=amount.value)
        )
        notes.doubt(
            place,
            text,
            understood,
            say("amount_differs" if amount.in_words else "amount_without_words"),
            "passport.amount",
        )
    return {"value": amount.value, "in_words": amount.in_words, "agrees": amount.agrees}


def _partners(lines: list[str], place: Said, notes: Notes) -> dict[str, Any]:
    items = [_partner(without_numbering(line)) for line in lines if _is_partner(line)]
    intro = " ".join(line for line in lines if not _is_partner(line))
    stated = next(
        (
            number.quantity
            for number in find_numbers(flat(intro))
            if PARTNER.match(flat(intro)[number.end :].strip())
        ),
        None,
    )
    if isinstance(stated, int) and stated != len(items):
        notes.doubt(
            place,
            intro,
            say("partners_named", count=len(items)),
            say("partners_said", count=stated),
            "passport.partners",
        )
    regions = next(iter(counted_regions(intro)), None)
    named = {item["region"] for item in items if item["region"]}
    if regions and regions != len(named):
        notes.doubt(
            place,
            intro,
            say("regions_named", count=len(named)),
            say("regions_said", count=regions),
            "passport.partners",
        )
    return {"count": stated if isinstance(stated, int) else len(items), "items": items}


def _is_partner(line: str) -> bool:
    return bool(ORGANISATION.search(line)) and not PARTNER.search(re.sub(r"«.*»", "", flat(line)))


def _partner(line: str) -> dict[str, str | None]:
    name = line.strip(" ;.,")
    return {"name": without_region(name), "region": next(iter(find_regions(name)), None)}


def _period(text: str, place: Said, notes: Notes) -> dict[str, str] | None:
    period = read_period(text)
    if period is None:
        notes.not_read(place, text, say("period_unknown"), "passport.period")
        return None
    return {"start": period.start, "end": period.end, "origin": "stated"}


def _agreement(text: str, place: Said, notes: Notes) -> Agreement | None:
    agreement = read_agreement([text])
    if agreement is None:
        notes.not_read(place, text, say("no_agreement"), "passport.agreement")
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
