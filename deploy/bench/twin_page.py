"""The product's page of a list as a bare Jinja template: the same bytes around the rows, and of each row
what the database says in the same places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask
from flask_babel import force_locale
from markupsafe import escape

ROW = re.compile(r"<tr\b.*?</tr>\s*", re.DOTALL)
TABLE = re.compile(r"(.*?<tbody\b[^>]*>)(.*?)(</tbody>.*)", re.DOTALL)
Words = Mapping[str, Mapping[str, str]]


class NoTable(LookupError):
    """The page has no table with rows."""


def template_of(page: str, shown: Sequence[Mapping[str, Any]], words: Words) -> str:
    """A page of a list as a template over `rows`, `total` and `words`; `shown` are its rows."""
    before, body, after = taken_apart(page)
    row = as_template(*usual(ROW.findall(body), shown), words)
    rows = "{% for row in rows %}" + row + "{% endfor %}"
    return literal(before) + rows + literal(after) + "<!-- {{ total }} -->"


def usual(found: Sequence[str], shown: Sequence[Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """The row whose markup is as long as the rows are in the middle."""
    if len(found) != len(shown):
        raise NoTable
    middle = sum(map(len, found)) / len(found)
    return min(zip(found, shown, strict=True), key=lambda pair: abs(len(pair[0]) - middle))


def taken_apart(page: str) -> tuple[str, str, str]:
    """What stands before the rows, the rows, and what stands after them."""
    found = TABLE.fullmatch(page)
    if found is None:
        raise NoTable
    before, body, after = found.groups()
    return before, body, after


def literal(html: str) -> str:
    """Markup that Jinja leaves alone."""
    return "{% raw %}" + html + "{% endraw %}"


def as_template(html: str, row: Mapping[str, Any], words: Words) -> str:
    """The markup of one row with its values, and the words of its codes, asked of any row."""
    places = dict(places_of(row, words))
    known = "|".join(re.escape(value) for value in sorted(places, key=len, reverse=True))
    parts = re.split(f"({known})", html)
    return "".join(places[part] if part in places else literal(part) for part in parts if part)


def places_of(row: Mapping[str, Any], words: Words) -> Sequence[tuple[str, str]]:
    """What to look for in a row's markup, and what is asked of a row instead."""
    plain = [(name, row[name]) for name in ("id", "title", "settlement") if row[name]]
    coded = [(name, words[name][row[name]]) for name in words]
    day = f"{row['starts_on']:%d.%m.%Y}"
    return [
        *((str(escape(value)), f"{{{{ row.{name} }}}}") for name, value in plain),
        *((str(escape(word)), f"{{{{ words.{name}[row.{name}] }}}}") for name, word in coded),
        (day, "{{ row.starts_on.strftime('%d.%m.%Y') }}"),
    ]


def words_of(events: Flask) -> dict[str, dict[str, str]]:
    """The Russian words of the codes a row shows."""
    from services.events.gatherings.wording.names import gathering_statuses, gathering_types
    from services.events.projects.wording import region_options

    with events.test_request_context("/"), force_locale("ru"):
        return {
            "region": {code: str(word) for code, word in region_options(None)},
            "type": {code: str(word) for code, word in gathering_types().items()},
            "status": {code: str(word) for code, word in gathering_statuses().items()},
        }
