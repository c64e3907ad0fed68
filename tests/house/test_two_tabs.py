"""Two people have one record open: whoever saves last is told what the other said, and overwrites nothing
unseen. Every form that shows what is stored says what its reader was shown, and shows all that it saves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from shared.clock import today
from shared.doors.form import Form
from tests.house.test_other_regions import address, made, things
from tests.house.test_routes import access_of, routes
from tests.suite import Suite

__all__ = ["made", "things"]
FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.S)
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([\w.]+)"')
# What begins a new record from an earlier one, is a version of its own each time it is saved, or has a mark
# of its own (decision 9; an edition of a face).
ELSEWHERE = re.compile(
    "/(merge|new|annex|review|passport|issue|erasure|regions|series|imports|held|questionnaires)(/|$)"
)


def pages(suite: Suite) -> Iterator[tuple[Flask, Rule]]:
    """Every page where something that is stored may be corrected."""
    for app, rule, method in routes(suite):
        here = str(rule)
        if method != "GET" or "/api/" in here or ELSEWHERE.search(here):
            continue
        if not here.endswith((".xlsx", ".pdf", ".docx", ".json")) and "." in access_of(app, rule):
            yield app, rule


def test_every_form_of_something_stored_says_what_was_shown(
    suite: Suite, things: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[set[str]] = []
    real = Form.__init__

    def noted(form: Form, schema: Any = None, start: Any = None, *more: Any, **named: Any) -> None:
        real(form, schema, start, *more, **named)
        begun.append({name for name, value in (start or {}).items() if value and value != today()})

    monkeypatch.setattr(Form, "__init__", noted)
    lead, silent, emptied = suite.browser("project_lead"), set(), set()
    for app, rule in pages(suite):
        begun.clear()
        answer = lead.get(address(app, rule, things))
        assert answer.status_code < 500, str(rule)
        for form in FORM.findall(answer.get_data(as_text=True)) if answer.mimetype == "text/html" else ():
            named = set(FIELD.findall(form))
            if "was" not in named and any(start & named for start in begun):
                silent.add(str(rule))
            if "was" in named and not any(start <= named for start in begun):
                emptied.add(str(rule))
    assert not silent and not emptied


def test_who_saves_last_is_told_what_the_other_said(suite: Suite) -> None:
    page, (first, second) = "/registry/reminders/words", map(suite.browser, ("project_lead", "coordinator"))
    opened = second.get(page).get_data(as_text=True)
    was = unescape(opened.split('name="was" value="')[1].split('"')[0])
    assert first.post(page, {"text": "{name}, ждём {title}", "was": was}).status_code == 302
    late = second.post(page, {"text": "{name}: {title}", "was": was})
    assert late.status_code == 422 and "ждём" in late.get_data(as_text=True)
    assert "ждём" in first.get(page).get_data(as_text=True)
