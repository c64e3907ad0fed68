"""Codes of the registry reach the page as words."""

from __future__ import annotations

import pytest

from services.registry.accounts.wording import browser_name
from services.registry.plans.wording.measures import choices
from shared.language.measures import offered, readings
from tests.suite import Suite

LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) "
    "AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Mobile Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
    "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0"
)


def test_every_measure_of_the_reader_has_words(suite: Suite) -> None:
    with suite.apps["registry"].test_request_context():
        known = dict(choices([]))
    assert {reading.measure for reading in readings() if "{" not in reading.measure} <= set(known)
    assert [word for word in offered() if known.get(word, word) in ("", word)] == []
    assert known["attendance_persons[training]"] == "посещения тренингов"


def test_unlisted_measure_stays_selectable(suite: Suite) -> None:
    with suite.apps["registry"].test_request_context():
        known, shown = choices([]), choices([None, "events_held[forum]", "centers_open"])
    assert shown == [*known, ("events_held[forum]", "events_held[forum]")]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (LINUX, "Chrome, Linux"),
        (IPHONE, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_browsers_have_short_names(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_errors_above_a_form_name_their_fields(suite: Suite) -> None:
    page = (
        suite.browser("admin")
        .post("/registry/users/new", {"name": "Я", "login": "new user", "role": "admin"})
        .get_data(as_text=True)
    )
    assert '<a href="#f-login"><b>Логин.</b> ' in page
