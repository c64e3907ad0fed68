"""A list as a page and as a workbook: both from the filters, the order and the columns in the address.

What is the same for every row is found out once: the words of codes by whoever makes the columns, the
cell a value stands in by the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from operator import attrgetter
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import current_app, g, request
from flask_babel import gettext as _
from markupsafe import Markup, escape

from shared.clock import Month
from shared.i18n import format_month, format_short_date
from shared.spoken import label_in_kazakh, place_words, words_of

PAGE, FRAMES = 50, 512
QUIET: dict[str, Any] = {"hidden": True, "phone": "hide"}  # a column nobody sees until he asks for it
Shown = TypeVar("Shown")


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Shown]):
    """A column of a list: `said` gives a cell in words, as a number, a day, a moment, a month or as None,
    `drawn` as a page shows it where that is more; `sort` says that the list can be ordered by it.

    `phone` is its place on a narrow page (title, line, end, hide), `named` puts the label before the value
    there, `unbroken` keeps it in one line; `width` is in characters of a workbook, where a column stands
    `beside` the one it completes.
    """

    key: str
    label: str
    said: Callable[[Shown], Any]
    drawn: Callable[[Shown], Any] | None = None
    sort: bool = False
    hidden: bool = False
    align: str = ""
    phone: str = ""
    named: bool = False
    unbroken: bool = False
    width: int = 14
    beside: str = ""


@dataclass(frozen=True)
class Listed(Generic[Shown]):
    """A page of a list: all its columns, the rows of the page, how many there are in all,
    and the address of a row's own page."""

    columns: Sequence[Column[Shown]]
    rows: Sequence[Shown]
    total: int
    href: Callable[[Shown], str]

    @property
    def shown(self) -> list[Column[Shown]]:
        """The columns the address asks for."""
        return chosen(self.columns)

    @property
    def paging(self) -> dict[str, Any]:
        """What the table's pager shows: {prev, next: addresses or None, from, to, total}."""
        return paging(self.total, len(self.rows))

    def body(self) -> Markup:
        """Every row as it is written; a row's first cell leads to its page.

        Put together here and not by a template: a page has hundreds of cells, and each step of a template
        costs as much as a cell.
        """
        macros = pieces("ui/table.html")
        columns = [written(self, column, macros, place == 0) for place, column in enumerate(self.shown)]
        begins, ends = plain(macros.line()).split("|")
        lines = map("".join, zip(*columns, strict=True))
        return Markup("".join([f"{begins}{line}{ends}" for line in lines]))


def written(listed: Listed[Shown], column: Column[Shown], macros: Any, first: bool) -> list[str]:
    """A column's cells; what is not known is a dash, and the first cell leads to the page of its row."""
    look = column.label, column.align, column.phone, column.named, column.unbroken
    dash, values = parts().dash(), map(column.drawn or column.said, listed.rows)
    opens, closes, nothing = frame(macros, dash, first, *look)
    if first:
        return leading(listed, values, opens, closes, dash)

    def cell(value: Any) -> str:
        return nothing if value is None or value == "" else f"{opens}{escape(in_words(value))}{closes}"

    said = lru_cache(typed=True)(cell)  # words come again and again; markup is never taken for words
    return [said(value) if isinstance(value, str) else cell(value) for value in values]


@lru_cache(maxsize=FRAMES, typed=True)
def frame(macros: Any, dash: Markup, first: bool, *look: Any) -> tuple[str, str, str]:
    """What stands before and after the cells of a column that looks so, and its cell where nothing is known;
    the same for all who read a language."""
    column = dict(zip(("label", "align", "phone", "named", "unbroken"), look, strict=True))
    opens, closes = plain(macros.opening(column, first)), plain(macros.closing(column, first))
    nothing = macros.opening(column, first, True) + dash + macros.closing(column, first, True)
    return opens, closes, plain(nothing)


def leading(listed: Listed[Shown], values: Iterable[Any], opens: str, closes: str, dash: Markup) -> list[str]:
    """The first cells of rows, each with the way to its row's page, where the reader has one."""
    words = (dash if value is None or value == "" else escape(in_words(value)) for value in values)
    ways = map(escape, map(listed.href, listed.rows))
    linked = (f'<a href="{way}">{word}</a>' if way else word for way, word in zip(ways, words, strict=True))
    return [f"{opens}{said}{closes}" for said in linked]


def in_words(value: Any) -> Any:
    """A cell's value as a page writes it: a day short, a month by its name."""
    if isinstance(value, Month):
        return format_month(value)
    return format_short_date(value) if isinstance(value, date) else value


def state_column(
    label: str,
    words: Mapping[str, str],
    shapes: Mapping[str, str],
    state: Callable[[Shown], str],
    *,
    key: str = "status",
    width: int = Column.width,
) -> Column[Shown]:
    """The column of a state: its word and, on a page, its pill, each drawn once for all rows; `shapes` are
    the pills' colours by state."""
    pill = parts().pill
    pills = {code: pill(word, shapes[code]) for code, word in words.items()}
    return Column(
        key=key,
        label=label,
        said=lambda row: words[state(row)],
        drawn=lambda row: pills[state(row)],
        sort=True,
        phone="end",
        width=width,
    )


def title_columns(
    label: str, of: Callable[[Any], Any] = lambda row: row, key: str = "title", **look: Any
) -> list[Column[Any]]:
    """The columns of words with Kazakh ones beside them: as they were typed, which a page says in the
    reader's language, and a quiet one of the Kazakh words; `of` a row, where the thing is within, `key` is
    the name of the field."""
    typed, kazakh = attrgetter(key), attrgetter(f"{key}_kk")

    def drawn(row: Any) -> str:
        return words_of(typed(of(row)) or "", kazakh(of(row)))

    shown: dict[str, Any] = {"drawn": drawn, "sort": True} | look
    plain = {"width": look.get("width", Column.width), "beside": key, **QUIET}
    beside = label_in_kazakh(key, label)
    return [
        Column(key=key, label=label, said=lambda row: typed(of(row)), **shown),
        Column(key=f"{key}_kk", label=beside, said=lambda row: kazakh(of(row)), **plain),
    ]


def settlement_column(label: str, of: Callable[[Any], Any] = lambda row: row, **look: Any) -> Column[Any]:
    """The column of the settlement somebody typed, which a page says in the reader's language; `of` a row,
    where the thing is within."""

    def typed(row: Any) -> str | None:
        found: str | None = of(row).settlement
        return found

    shown: dict[str, Any] = {"drawn": lambda row: place_words(typed(row)), "width": 24} | look
    return Column(key="settlement", label=label, said=typed, **shown)


def region_column(names: Mapping[str, str], whole: str = "", **look: Any) -> Column[Any]:
    """The column of the region a row is of, by the names of regions; `whole` is said of what is of none."""

    def region(row: Any) -> str:
        return names.get(row.region, row.region) if row.region or not whole else whole

    return Column(key="region", label=_("Region"), said=region, sort=True, width=31, **look)


def project_column(names: Mapping[str, str]) -> Column[Any]:
    """The column of the project a row is of, by their names; nobody needs it where there is one."""

    def project(row: Any) -> str | None:
        return names.get(str(row.project_id))

    return Column(key="project", label=_("Project"), said=project, hidden=len(names) < 2, width=46)


def plain(markup: str) -> str:
    """Markup as text to be joined, which no longer escapes what is joined to it."""
    return "".join([markup])


def parts() -> Any:
    """The small pieces of every page, to draw cells with."""
    return pieces("ui/parts.html")


def pieces(name: str) -> Any:
    """The macros of a template, looked for once a page; a page that is drawn anew without what a region put
    over it looks again."""
    known, key = g.setdefault("pieces", {}), (name, "without_overlay" in g)
    if key not in known:
        known[key] = current_app.jinja_env.get_template(name).module
    return known[key]


def chosen(columns: Sequence[Column[Shown]]) -> list[Column[Shown]]:
    """The columns the address asks for; where it names none of them, those that are not hidden."""
    asked_for = request.args.getlist("col")
    named = [column for column in columns if column.key in asked_for]
    return named or [column for column in columns if not column.hidden]


def in_workbook(columns: Sequence[Column[Shown]]) -> list[Column[Shown]]:
    """What the address asks for with what stands beside it: the whole of what comes in again."""
    shown = {column.key for column in chosen(columns)}
    return [one for one in columns if one.key in shown or one.beside in shown]


def asked(*names: str) -> dict[str, Any]:
    """The filters of the address, those that say something."""
    values = {name: request.args.get(name, "").replace("\0", "").strip() for name in names}
    return {name: value for name, value in values.items() if value}


def page_number() -> int:
    """Which page of the list is asked for, from 1; a number no list reaches is the last one allowed."""
    return min(max(request.args.get("page", 1, int), 1), 100_000)


def skipped() -> int:
    """How many rows stand before the page that is asked for."""
    return PAGE * (page_number() - 1)


def paging(total: int, shown: int, size: int = 0, part: str = "") -> dict[str, Any]:
    """What the table's pager shows: {prev, next: addresses or None, from, to, total}; from a page beyond the
    end the last one is the previous, and its from and to are None. `part` is where on its page a list stands,
    "#people"."""
    number, size = page_number(), size or PAGE
    first, last = size * (number - 1) + 1, max(ceil(total / size), 1)
    return {
        "prev": address(min(number - 1, last)) + part if number > 1 else None,
        "next": address(number + 1) + part if number < last else None,
        "from": first if shown else None,
        "to": first + shown - 1 if shown else None,
        "total": total,
    }


def address(number: int) -> str:
    """The same list at another page."""
    return "?" + urlencode(
        [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
        + [("page", str(number))]
    )
