"""Figures as a table for the shell: code, figure, the records it adds up from, the files that prove each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from textwrap import shorten
from typing import Any

from flask_babel import force_locale

from services.reports.facts.queries import Window
from services.reports.figures.queries import behind
from services.reports.figures.queries.figures import IndicatorUnknown, figures, projects
from services.reports.figures.rules.lines import Figure
from shared.clock import today
from shared.language.records.project import Project

LINE = "{code:<8} {name:<44} {target:>12} {actual:>12} {verdict:<10} {records:>8} {proven:>8}"
HEAD = {"code": "code", "name": "indicator", "target": "plan", "actual": "figure", "verdict": "verdict"}
RECORD = "    {day}  {value:>8}  {title}  [{proof}]"
FIRST = 3  # records under a line that was not asked for by name
UNPROVEN = "no file proves it"
MORE = "    … and {more} more: ./asar figures show {code}"


def shown_figures(codes: Collection[str] = ()) -> Iterator[str]:
    """The figures of every project, a line each with its first records; with `codes` those lines alone, with
    all their records. IndicatorUnknown for a code no project has."""
    found = {project.id: (project, figures(project)) for project in projects()}
    known = {figure.code for _project, of_it in found.values() for figure in of_it}
    for code in set(codes) - known:
        raise IndicatorUnknown(code)
    with force_locale("ru"):
        for project, of_it in found.values():
            yield from (project.topic, LINE.format(**HEAD, records="records", proven="proven"))
            for figure in of_it:
                if not codes or figure.code in codes:
                    yield line(figure)
                    yield from under(project, figure, whole=bool(codes))


def line(figure: Figure) -> str:
    """One indicator; what is not known is a dash, never 0."""
    known = {"target": figure.target, "actual": figure.actual}
    amounts = {name: "—" if value is None else str(value) for name, value in known.items()}
    return LINE.format(
        code=figure.code,
        name=shorten(figure.name, 44, placeholder="…"),
        verdict=figure.verdict,
        records=figure.evidence.needed,
        proven=figure.evidence.present,
        **amounts,
    )


def under(project: Project, figure: Figure, whole: bool) -> Iterator[str]:
    """The records of a figure, the first of them unless the `whole` is asked for."""
    window = Window(today())
    rows = (row for part in behind.in_parts(project, figure, window, named=False) for row in part)
    yield from map(record, rows if whole else islice(rows, FIRST))
    more = figure.evidence.needed - FIRST
    if not whole and more > 0:
        yield MORE.format(more=more, code=figure.code)


def record(row: dict[str, Any]) -> str:
    """A record: its day, what it brings, what it is and where it is seen, the files that prove it."""
    files = ", ".join(f"{file['kind']} {file['url']}" for file in row.get("evidence", ()))
    title = " ".join(word for word in (row.get("title"), row.get("settlement"), row.get("url")) if word)
    value = row["value"] if row["base"] is None else f"{row['value']}/{row['base']}"
    proof = files if row["proven"] else f"{UNPROVEN}{': ' if files else ''}{files}"
    return RECORD.format(day=row["occurred_on"], value=str(value), title=title or row["source"], proof=proof)
