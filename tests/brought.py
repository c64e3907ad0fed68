"""Tables of people's own, brought in through the pages as a person does it."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from typing import Any
from uuid import uuid4

from lxml import html
from python_calamine import load_workbook
from xlsxwriter import Workbook

from tests.suite import Browser, Suite

Rows = list[list[Any]]


def table(rows: Rows, hidden: tuple[int, ...] = (), formulas: tuple[tuple[int, int], ...] = ()) -> BytesIO:
    """An .xlsx of these rows; `hidden` ones count from 0, at the places of `formulas` no value is kept."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
        for line in hidden:
            sheet.set_row(line, None, None, {"hidden": True})
        for line, place in formulas:
            sheet.write_formula(line, place, "=1+1", None, "")
    file.seek(0)
    return file


def struck(rows: Rows, row: int, place: int | None = None) -> BytesIO:
    """An .xlsx of these rows of which one is struck out, or one cell of it."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet, out = book.add_worksheet(), book.add_format({"font_strikeout": True})
        for line, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                sheet.write(line, at, cell, out if line == row and place in (None, at) else None)
    file.seek(0)
    return file


def send(who: Browser, path: str, file: BytesIO, name: str = "Журнал.xlsx") -> str:
    """The address of a table that was sent."""
    answer = who.post(path, {"file": (file, name)})
    assert answer.status_code == 302, said(answer)
    return str(answer.headers["Location"])


def said(answer: Any) -> str:
    """What a page says, its spaces as they are read."""
    shown = html.fromstring(answer.get_data(as_text=True))
    return " ".join(" ".join(shown.itertext()).split())


def as_shown(page: str, address: str) -> dict[str, str]:
    """What a browser would send of the mapping step if nothing was touched."""
    form = next(form for form in html.fromstring(page).forms if form.action == address)
    return {name: value or "" for name, value in form.form_values() if name not in ("csrf_token", "once.key")}


def look(who: Browser, address: str, **changes: str) -> str:
    """What the mapping step says, once something was said otherwise."""
    sent = as_shown(who.get(address).get_data(as_text=True), address)
    return said(who.post(address, sent | {"again": "1"} | changes) if changes else who.get(address))


def enter(suite: Suite, who: Browser, address: str, **changes: str) -> dict[str, Any]:
    """What became of a table, entered as it is understood and as is said here."""
    sent = as_shown(who.get(address).get_data(as_text=True), address)
    answer = who.post(address, sent | {"enter": "1"} | changes)
    assert answer.status_code == 302, said(answer)
    suite.settle()
    assert who.get(address).status_code == 200  # the page of what became of it
    return outcome(suite, address)


def brought(suite: Suite, who: Browser, path: str, rows: Rows, **changes: str) -> dict[str, Any]:
    """What became of these rows."""
    return enter(suite, who, send(who, path, table(rows)), **changes)


def outcome(suite: Suite, address: str) -> dict[str, Any]:
    """What the job of a table says: {state, error, entered, there, asked, refused, why: {row: words},
    wrong: {row: fields}}."""
    service, job = address.split("/")[1], address.rsplit("/", 1)[1]
    kept = ask(suite, service, f"SELECT state, result, error FROM jobs WHERE id = '{job}'")
    state, result, error = kept[0]
    counts = {name: result.get(name, 0) for name in ("entered", "there", "asked", "refused")}
    why = {fate["row"]: " ".join(one["text"] for one in fate["wrong"]) for fate in result.get("fates", [])}
    wrong = {fate["row"]: [one["key"] for one in fate["wrong"]] for fate in result.get("fates", [])}
    return {"state": state, "error": error, "why": why, "wrong": wrong, **counts}


def ask(suite: Suite, service: str, statement: str) -> list[Any]:
    """The rows of a statement."""
    from sqlalchemy import text

    with suite.apps[service].app_context():
        with suite.apps[service].extensions["sqlalchemy"].engine.begin() as connection:
            found = connection.execute(text(statement))
            return list(found) if found.returns_rows else []


def rows_of(data: bytes) -> Rows:
    """The first sheet of a workbook."""
    return load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()


def sent_again(suite: Suite, who: Browser, path: str, data: bytes) -> dict[str, Any]:
    """What became of a workbook of ours that comes back."""
    return enter(suite, who, send(who, path, BytesIO(data), "Выгрузка.xlsx"))


def numbers(page: str) -> list[str]:
    """Every number a page says."""
    return re.findall(r"\d+", page)


def refused_row(suite: Suite, service: str, noun: str) -> str:
    """The id of a row that an import of a noun refused and somebody else brought, of another region."""
    from tests.house.opinions import MARK, OTHER

    app = suite.apps[service]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        said = {"file": f"{MARK}.xlsx", "sheet": None, "number": 2, "cells": {"title": MARK}, "wrong": []}
        whose = {"noun": noun, "about": "", "job_id": uuid4(), "region": OTHER, "brought_by": "somebody"}
        row = import_module(f"services.{service}.db").RowToCorrect(mark=MARK, **said, **whose)
        session.add(row)
        session.commit()
        return str(row.id)
