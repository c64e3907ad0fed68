"""The list of participants as a workbook: what the page shows, as a form to print and sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.wording.names import days, gathering_types
from services.events.participants.models import Participant
from services.events.participants.queries import alphabetical
from services.events.participants.wording.names import categories, sexes
from services.events.projects.wording import region_name
from shared.clock import now
from shared.documents import cell_text, workbook
from shared.doors.listing import XLSX
from shared.files import disposition

BLANK, SAMPLE_ROWS = 25, 500


def columns() -> list[tuple[str, int, Callable[[int, Participant], Any]]]:
    """Title, width in characters, and the cell of a line;
    the page shows no phones, so neither does the form."""
    return [
        ("№", 5, lambda number, line: number),
        (_("Full name"), 38, lambda _number, line: line.name),
        (_("Settlement"), 22, lambda _number, line: line.settlement),
        (_("Category"), 24, lambda _number, line: categories().get(line.category or "")),
        (_("Organisation"), 26, lambda _number, line: line.organisation),
        (_("Born"), 10, lambda _number, line: line.birth_year),
        (_("Was there"), 11, lambda _number, line: _("yes") if line.attended else _("no")),
        (_("Signature"), 18, lambda *_line: ""),
    ]


def export(gathering: Gathering) -> Response:
    """The whole list as an .xlsx; before the day its marks of attendance are empty,
    and lines are left for those who come unannounced."""
    response = Response(
        workbook(lambda book: fill(book, gathering), title=_("List of participants"), made_at=now()),
        mimetype=XLSX,
    )
    name = f"{_('List of participants')}, {gathering.title[:60]}, {gathering.starts_on.isoformat()}.xlsx"
    response.headers["Content-Disposition"] = disposition("attachment", name.replace("/", "-"))
    return response


def sample() -> Response:
    """An empty list with the columns the reader knows, to fill in and upload;
    sex, category and attendance are chosen from a list."""
    response = Response(workbook(fill_sample, title=_("List of participants"), made_at=now()), mimetype=XLSX)
    response.headers["Content-Disposition"] = disposition("attachment", f"{_('List of participants')}.xlsx")
    return response


def fill_sample(book: Any) -> None:
    """The head of the table, and under it empty rows with their choices."""
    sheet, head, text = (
        book.add_worksheet(),
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"num_format": "@"}),
    )
    choices = {
        _("Sex"): list(sexes().values()),
        _("Category"): list(categories().values()),
        _("Was there"): [_("yes"), _("no")],
    }
    titles = {
        _("Full name"): 38,
        _("Sex"): 8,
        _("Year of birth"): 14,
        _("Settlement"): 24,
        _("Category"): 26,
        _("Organisation"): 28,
        _("Phone"): 20,
        _("Was there"): 11,
    }
    for across, (title, width) in enumerate(titles.items()):
        sheet.set_column(across, across, width, text)
        sheet.write_string(0, across, title, head)
        if title in choices:
            sheet.data_validation(
                1,
                across,
                SAMPLE_ROWS,
                across,
                {"validate": "list", "source": choices[title], "error_type": "warning"},
            )
    sheet.freeze_panes(1, 0)


def fill(book: Any, gathering: Gathering) -> None:
    """Heading, head of the table, a line for each person;
    printed on one page's width with the head repeated."""
    sheet, lines = book.add_worksheet(), alphabetical(gathering.id, 100_000, 0)
    bold, head = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "border": 1, "text_wrap": True}),
    )
    boxed = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    sheet.write_string(0, 0, f"{_('List of participants')}: {cell_text(gathering.title)}", bold)
    place = ", ".join(filter(None, (gathering.settlement, region_name(gathering.region))))
    sheet.write_string(
        1,
        0,
        cell_text(
            f"{gathering_types()[gathering.type]}, {days(gathering.starts_on, gathering.ends_on)}, {place}"
        ),
    )
    for across, (title, width, _cell) in enumerate(columns()):
        sheet.set_column(across, across, width)
        sheet.write_string(3, across, title, head)
    for number, line in enumerate(lines, start=1):
        write(
            sheet,
            3 + number,
            [cell(number, line) for _title, _width, cell in columns()],
            gathering.status == "planned",
            boxed,
        )
    if gathering.status == "planned":
        for number in range(len(lines) + 1, BLANK + 1):
            write(sheet, 3 + number, [number] + [""] * (len(columns()) - 1), True, boxed)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def write(sheet: Any, row: int, cells: list[Any], before: bool, style: Any) -> None:
    """One line, high enough for a hand; before the day nobody is marked."""
    sheet.set_row(row, 24)
    for across, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, across, value, style)
        else:
            sheet.write_string(
                row, across, "" if before and across == len(cells) - 2 else cell_text(value or ""), style
            )
