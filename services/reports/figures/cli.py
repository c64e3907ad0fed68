"""Figures as a table for the shell: code, figure, records, proof."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from flask_babel import force_locale

from services.reports.figures.queries.figures import figures, projects
from services.reports.figures.rules.lines import Figure

LINE = "{code:<8} {name:<44} {target:>12} {actual:>12} {verdict:<10} {records:>8} {proven:>8}"
HEAD = {"code": "code", "name": "indicator", "target": "plan", "actual": "figure", "verdict": "verdict"}


def shown_figures() -> Iterator[str]:
    """The figures of every project, a line each: plan, fact, verdict, records, how many are proven."""
    with force_locale("ru"):
        for project in projects():
            yield from (project.topic, LINE.format(**HEAD, records="records", proven="proven"))
            yield from map(line, figures(project))


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
