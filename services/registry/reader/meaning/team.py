"""The project team's table."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.office.grid import Cell, Table, distinct
from services.registry.reader.table.headings import Columns
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.wording import flat
from shared.language.team import recognised, role_of

TOTAL = re.compile(r"^(?:итого|всего|барлығы|жиыны)")
POST = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:ставк|штатн\w+ ед|штат бірл)")


def read_team(table: Table, columns: Columns, notes: Notes) -> list[dict[str, Any]]:
    """The members: name, role, contact, duties, employment_percent (None where it is not a share)."""
    _split_wide_name(columns, table)
    members: list[dict[str, Any]] = []
    for index, row in enumerate(table.rows[columns.first :], columns.first + 1):
        cells = distinct(row)
        if len(cells) < 2 or not any(cell.text for cell in cells):
            continue  # a subheading across the table, or an empty row
        if TOTAL.match(flat(next(cell.text for cell in cells if cell.text))):
            _check_total(members, cells, row_place(table.number, index), notes)
            continue
        members.append(_member(row, columns, row_place(table.number, index), notes))
    return members


def _split_wide_name(columns: Columns, table: Table) -> None:
    """One wide heading («Штатные сотрудники») stands over two columns: the name, then the role."""
    name = columns.at.get("name")
    if name is None or "role" in columns.at:
        return
    heading = table.rows[columns.first - 1][name]
    if heading and heading.span >= 2:
        columns.at["role"] = name + 1


def _member(row: list[Cell | None], columns: Columns, place: Said, notes: Notes) -> dict[str, Any]:
    texts = {
        name: cell.text if at < len(row) and (cell := row[at]) else "" for name, at in columns.at.items()
    }
    percent = _percent(texts.get("employment", ""))
    if percent is None and texts.get("employment"):
        notes.not_read(
            say("column", of=place, title=columns.titles["employment"]),
            texts["employment"],
            say("employment_unread"),
            "team",
        )
    elif percent is not None and percent > 100:
        notes.doubt(
            say("column", of=place, title=columns.titles["employment"]),
            texts["employment"],
            say("share", value=percent),
            say("employment_over"),
            "team",
        )
    said = texts.get("role", "")
    percent = _part_of_post(percent, texts, columns, place, notes)
    _doubt_roles(said, columns, place, notes)
    return {
        "name": texts.get("name", ""),
        "role": said,
        "role_code": role_of(said) if said else None,
        "contact": texts.get("contact", ""),
        "duties": texts.get("duties", ""),
        "employment_percent": percent,
    }


def _part_of_post(
    percent: int | None, texts: dict[str, str], columns: Columns, place: Said, notes: Notes
) -> int | None:
    """A share of a post («0,5 ставки») taken as per cent of employment,
    in its column or beside the role: a doubt."""
    for name in ("employment", "role"):
        text = texts.get(name, "")
        match = POST.search(flat(text))
        found = _percent(match[0]) if match else None
        if found is not None and found != 100:
            where = say("column", of=place, title=columns.titles.get(name, ""))
            notes.doubt(where, text, say("share", value=found), say("part_of_post"), "team")
            return found if percent is None else percent
    return percent


def _doubt_roles(text: str, columns: Columns, place: Said, notes: Notes) -> None:
    """Two roles in one cell: the first is taken."""
    codes = recognised(text)
    if len(codes) > 1:
        where = say("column", of=place, title=columns.titles.get("role", ""))
        notes.doubt(where, text, say("role_taken", role=codes[0]), say("several_roles"), "team")


def _percent(text: str) -> int | None:
    """ "30%", "0,3 ставки", "полная занятость" as a whole percent."""
    numbers = find_numbers(flat(text), words=False)
    if not numbers:
        return 100 if re.search(r"полн\w+ (?:занятост|ставк)|толық", flat(text)) else None
    value = numbers[0].value
    if len(numbers) > 1:
        return None
    return int(value * 100) if "%" not in text and value <= 1 else int(value)


def _check_total(members: list[dict[str, Any]], cells: list[Cell], place: Said, notes: Notes) -> None:
    text = next((cell.text for cell in reversed(cells) if find_numbers(flat(cell.text))), "")
    stated, counted = _percent(text), sum(member["employment_percent"] or 0 for member in members)
    if stated is not None and stated != counted:
        notes.doubt(place, text, say("employment_sum", value=counted), say("employment_total"), "team")
