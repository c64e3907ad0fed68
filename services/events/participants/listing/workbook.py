"""The list of participants as a workbook: what the page shows, as a form to print and sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.wording.names import days, gathering_types, led
from services.events.participants.models import Participant
from services.events.participants.operations.questions import asked, asked_in_lists
from services.events.participants.queries import alphabetical, kept_answers
from services.events.participants.wording.names import categories, sexes
from services.events.projects.wording import region_name
from shared.clock import now
from shared.doors.export import XLSX
from shared.files import disposition
from shared.office.sheets import cell_text, workbook
from shared.plugins import extra
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef
from shared.spoken import title_in

BLANK, SAMPLE_ROWS = 25, 500
HEAD, A4 = 3, 9  # the row of the head; the paper as Excel numbers it


@dataclass(frozen=True)
class Column:
    """A column of the form: its width in characters, and the cell of a line."""

    title: str
    width: int
    cell: Callable[[Participant], Any]


def columns(gathering: Gathering) -> list[Column]:
    """The columns after the number; the page shows no phones, so neither does the form."""
    kinds, there = categories(), {True: _("yes"), False: _("no")}
    return [
        Column(_("Full name"), 38, lambda line: line.name),
        Column(_("Settlement"), 22, lambda line: line.settlement),
        Column(_("Category"), 24, lambda line: kinds.get(line.category or "")),
        Column(_("Organisation"), 26, lambda line: line.organisation),
        Column(_("Born"), 10, lambda line: line.birth_year),
        *answers(gathering),
        Column(_("Was there"), 11, lambda line: there[line.attended]),
        Column(_("Signature"), 18, lambda line: ""),
    ]


def answers(gathering: Gathering) -> list[Column]:
    """What the region asks about each person, and what was answered before."""
    found = extra.columns([asked(gathering)], kept_answers(gathering.id), lambda line: asked(gathering))
    return [Column(column.label, column.width, column.said) for column in found]


def export(gathering: Gathering) -> Response:
    """The whole list as an .xlsx; before the day its marks of attendance are empty,
    and lines are left for those who come unannounced."""
    response = Response(
        workbook(lambda book: fill(book, gathering), title=_("List of participants"), made_at=now()),
        mimetype=XLSX,
    )
    called = title_in(gathering.title, gathering.title_kk)[:60]
    name = f"{_('List of participants')}, {called}, {gathering.starts_on.isoformat()}.xlsx"
    response.headers["Content-Disposition"] = disposition("attachment", name.replace("/", "-"))
    return response


def sample(gathering: Gathering) -> Response:
    """An empty list with the columns the reader knows, to fill in and upload;
    sex, category and attendance are chosen from a list."""
    response = Response(
        workbook(lambda book: fill_sample(book, gathering), title=_("List of participants"), made_at=now()),
        mimetype=XLSX,
    )
    response.headers["Content-Disposition"] = disposition("attachment", f"{_('List of participants')}.xlsx")
    return response


def fill_sample(book: Any, gathering: Gathering) -> None:
    """The head of the table, and under it empty rows with their choices."""
    questions = asked_in_lists(gathering)
    titles = asked_for() | {in_words(field.label): 24 for field in questions}
    offers = choices() | {in_words(field.label): answers_to(field) for field in questions}
    sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1})
    for across, (title, width) in enumerate(titles.items()):
        sheet.set_column(across, across, width, text)
        sheet.write_string(0, across, title, head)
        if chosen_from := offers.get(title):
            offered = {"validate": "list", "source": chosen_from, "error_type": "warning"}
            sheet.data_validation(1, across, SAMPLE_ROWS, across, offered)
    sheet.freeze_panes(1, 0)


def asked_for() -> dict[str, int]:
    """Titles that the reader knows, with the width of their columns."""
    return {
        _("Full name"): 38,
        _("Sex"): 8,
        _("Year of birth"): 14,
        _("Settlement"): 24,
        _("Category"): 26,
        _("Organisation"): 28,
        _("Phone"): 20,
        _("Was there"): 11,
    }


def choices() -> dict[str, list[str]]:
    """What is chosen from a list, by the title of the column."""
    return {
        _("Sex"): list(sexes().values()),
        _("Category"): list(categories().values()),
        _("Was there"): [_("yes"), _("no")],
    }


def answers_to(field: FieldDef) -> list[str]:
    """What may be chosen as an answer to a question of the region; nothing where it is written."""
    ticks = [_("yes"), _("no")] if field.type == "checkbox" else []
    return ticks or [in_words(choice.label) for choice in field.choices]


def fill(book: Any, gathering: Gathering) -> None:
    """Heading, head of the table, a line for each person;
    printed on one page's width with the head repeated."""
    sheet = book.add_worksheet()
    write_heading(book, sheet, gathering)
    shown = columns(gathering)
    write_head(book, sheet, shown)
    boxed = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for number, cells in enumerate(lines_of(gathering, shown), start=1):
        write(sheet, HEAD + number, [number, *cells], boxed)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def write_heading(book: Any, sheet: Any, gathering: Gathering) -> None:
    """What the list is of: the gathering, its type, days and place."""
    bold = book.add_format({"bold": True, "font_size": 14})
    place = ", ".join(filter(None, (gathering.settlement, region_name(gathering.region))))
    when = days(gathering.starts_on, gathering.ends_on)
    sheet.write_string(
        0, 0, f"{_('List of participants')}: {cell_text(title_in(gathering.title, gathering.title_kk))}", bold
    )
    sheet.write_string(1, 0, cell_text(f"{gathering_types()[gathering.type]}, {when}, {place}"))
    if gathering.trainers:
        sheet.write_string(2, 0, cell_text(f"{_('Who led it')}: {'; '.join(led(gathering.trainers))}"))


def write_head(book: Any, sheet: Any, shown: list[Column]) -> None:
    """The head of the table."""
    style = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    titles = [("№", 5), *((column.title, column.width) for column in shown)]
    for across, (title, width) in enumerate(titles):
        sheet.set_column(across, across, width)
        sheet.write_string(HEAD, across, title, style)


def lines_of(gathering: Gathering, shown: list[Column]) -> Iterator[list[Any]]:
    """The cells of each line; before the day nobody is marked, and lines are left for who comes too."""
    planned = gathering.status == "planned"
    people = alphabetical(gathering.id, 100_000, 0)
    for line in people:
        cells = [column.cell(line) for column in shown]
        yield [*cells[:-2], "", ""] if planned else cells
    for _number in range(len(people), BLANK if planned else 0):
        yield [""] * len(shown)


def write(sheet: Any, row: int, cells: list[Any], style: Any) -> None:
    """One line, high enough for a hand."""
    sheet.set_row(row, 24)
    for across, value in enumerate(cells):
        if isinstance(value, int):
            sheet.write_number(row, across, value, style)
        else:
            sheet.write_string(row, across, cell_text(value or ""), style)
