"""A list as a page and as a workbook: both from the filters, the order and the columns in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from shared.clock import now, today
from shared.files import disposition
from shared.office.sheets import cell_text, workbook

PAGE, MOST = 50, 5000
Shown = TypeVar("Shown")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(*names: str) -> dict[str, Any]:
    """The filters of the address, those that say something."""
    values = {name: request.args.get(name, "").replace("\0", "").strip() for name in names}
    return {name: value for name, value in values.items() if value}


def page_number() -> int:
    """Which page of the list is asked for, from 1; a number no list reaches is the last one allowed."""
    return min(max(request.args.get("page", 1, int), 1), 100_000)


def paging(total: int, shown: int) -> dict[str, Any]:
    """What the table's pager shows: {prev, next: addresses or None, from, to, total}."""
    number = page_number()
    return {
        "prev": address(number - 1) if number > 1 else None,
        "next": address(number + 1) if total > PAGE * number else None,
        "from": PAGE * (number - 1) + 1,
        "to": PAGE * (number - 1) + shown,
        "total": total,
    }


def address(number: int) -> str:
    """The same list at another page."""
    return "?" + urlencode(
        [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
        + [("page", str(number))]
    )


def send_workbook(
    title: str,
    columns: Sequence[dict[str, Any]],
    rows: Sequence[Shown],
    cell: Callable[[Shown, str], Any],
) -> Response:
    """The list of the same address as an .xlsx: the columns it shows (`width`
    in characters), each cell in words."""
    chosen = request.args.getlist("col")
    shown = [
        column for column in columns if (column["key"] in chosen if chosen else not column.get("hidden"))
    ]
    response = Response(
        workbook(lambda book: _fill(book, shown, rows, cell), title=title, made_at=now()), mimetype=XLSX
    )
    response.headers["Content-Disposition"] = disposition("attachment", f"{title} {today().isoformat()}.xlsx")
    return response


def _fill(
    book: Any,
    columns: Sequence[dict[str, Any]],
    rows: Sequence[Shown],
    cell: Callable[[Shown, str], Any],
) -> None:
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.get("width", 14))
        sheet.write_string(0, place, column["label"], bold)
        for line, row in enumerate(rows, start=1):
            _write(sheet, line, place, cell(row, column["key"]))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), max(len(columns) - 1, 0))


def _write(sheet: Any, line: int, place: int, value: Any) -> None:
    if isinstance(value, int | Decimal):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, cell_text(value or ""))
