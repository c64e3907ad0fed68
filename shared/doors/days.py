"""Days as people type them, 12.04.2022, whatever their browser's own idea of a date is."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict

FIELD = "day.field"
TYPED = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})|(\d{2})(\d{2})(\d{4})")


def day_of(text: str) -> date | None:
    """The day of "12.04.2022", "12042022" or "2022-04-12"; None for what is no day."""
    found = TYPED.fullmatch(text.strip())
    try:
        if not found:
            return date.fromisoformat(text.strip())
        day, month, year = (int(part) for part in found.groups() if part)
        return date(year, month, day)
    except ValueError:
        return None


def iso(text: str) -> str:
    """A typed day as the rules read it; what is no day stays as it was typed."""
    day = day_of(text)
    return day.isoformat() if day else text


def shown(value: Any) -> str:
    """A day, or what was typed for one, as it stands in a field: 12.04.2022."""
    day = value if isinstance(value, date) else day_of(str(value or ""))
    return f"{day:%d.%m.%Y}" if day else str(value or "")


def read_days() -> None:
    """Give the rules the days of a form as they read them; the page named its fields of days."""
    named = set(request.form.getlist(FIELD)) if request.method == "POST" else set()
    if named:
        pairs = [
            (name, iso(value) if name in named else value) for name, value in request.form.items(multi=True)
        ]
        request.form = ImmutableMultiDict(pairs)


def init_app(app: Flask) -> None:
    """Read the days of every form, and give the templates their filter."""
    app.jinja_env.filters["typed_day"] = shown
    app.before_request(read_days)
