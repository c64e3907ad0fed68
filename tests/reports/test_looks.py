"""A page of figures is drawn once for all who see the same, and nobody is shown what he must not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import pytest
from flask import g

from services.reports.dashboard.listing import indicator, looks, overview
from services.reports.figures.queries import pulse
from services.reports.figures.queries.figures import Window
from shared.spoken import words_of
from tests.reports.lives import LAST, attendance, deliver, gathering, shown
from tests.reports.lives import project as planned
from tests.suite import Browser, Suite

PAGES = {"/reports/": overview, "/reports/indicators/4.1.3": indicator}
everywhere = pytest.mark.parametrize("path", PAGES)


@pytest.fixture
def one_second(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All that is looked at is looked at within one second."""
    looks.LOOKS.forget()
    monkeypatch.setattr(looks, "second", repeat(1).__next__)
    yield
    looks.LOOKS.forget()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies that are drawn meanwhile, by their templates."""
    templates: list[str] = []
    draw = looks.drawn

    def note(template: str, page: dict[str, Any]) -> looks.Look:
        templates.append(template)
        return draw(template, page)

    monkeypatch.setattr(looks, "drawn", note)
    return templates


def read(browser: Browser, path: str) -> str:
    """A page as somebody sees it."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def body(page: str) -> str:
    """What of a page is the same for all who see the same."""
    return page[page.index('id="live"') : page.index("</main>")]


@everywhere
def test_readers_with_the_same_rights_share_a_body(
    suite: Suite, project: str, one_second: None, drawn: list[str], path: str
) -> None:
    first, second = (read(suite.browser("project_lead"), path) for _reader in range(2))
    assert len(drawn) == 1 and body(first) == body(second)


@everywhere
def test_no_form_is_shared(suite: Suite, project: str, one_second: None, path: str) -> None:
    shared = body(read(suite.browser("project_lead"), path))
    assert not re.findall('csrf_token|<form|"once"', shared)


@everywhere
@pytest.mark.parametrize("other", ["grantor_viewer", "partner_rep", "project_lead kk", "project_lead region"])
def test_others_are_shown_their_own(
    suite: Suite, project: str, one_second: None, drawn: list[str], path: str, other: str
) -> None:
    role, _, how = other.partition(" ")
    read(suite.browser("project_lead"), path)
    reader = suite.browser(role, "turkistan" if role == "partner_rep" else None)
    asked = {"": path, "kk": f"{path}?locale=kk", "region": f"{path}?region=turkistan"}[how]
    answer = reader.get(asked, follow_redirects=True)
    assert answer.status_code == 200 and len(drawn) == 2


def test_without_rights_in_the_key_a_partner_sees_all(
    suite: Suite, project: str, one_second: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "rights", lambda who: None)
    lead = read(suite.browser("project_lead"), "/reports/")
    partner = read(suite.browser("partner_rep", "turkistan"), "/reports/")
    assert body(lead) == body(partner)


def test_record_that_came_is_shown_within_the_second(suite: Suite, project: str, one_second: None) -> None:
    lead = suite.browser("project_lead")
    read(lead, "/reports/indicators/4.1.3")
    suite.gathering(project, 15)
    suite.settle()
    assert re.search(r">15</b>", read(lead, "/reports/indicators/4.1.3"))


def test_what_somebody_did_here_is_shown_within_the_second(
    suite: Suite, project: str, one_second: None
) -> None:
    lead = suite.browser("project_lead")
    read(lead, "/reports/indicators/4.1.3")
    reason = {"month": "2022-05", "region": None, "text": "Паводок, перенесли на июнь"}
    suite.ok("POST", f"/reports/api/v1/projects/{project}/indicators/4.1.3/reasons", json=reason)
    assert "Паводок, перенесли на июнь" in read(lead, "/reports/indicators/4.1.3")


def test_next_second_draws_anew(
    suite: Suite, project: str, one_second: None, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    read(lead, "/reports/")
    monkeypatch.setattr(looks, "second", repeat(2).__next__)
    read(lead, "/reports/")
    assert len(drawn) == 2


def test_mark_of_words_without_kazakh_is_explained_to_every_reader(
    suite: Suite, project: str, one_second: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "render_template", lambda *_, **__: words_of("Тренинг для лидеров", None))
    for name in ("moment", "reader", "seen", "version"):
        monkeypatch.setattr(looks, name, lambda *_: ())
    life = SimpleNamespace(id="life")
    for _reader in range(2):
        with suite.apps["reports"].test_request_context("/reports/", headers={"Accept-Language": "kk"}):
            looks.look("body", life, lambda stamp: {})
            assert g.untitled


@pytest.fixture
def rush(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """A life whose figures were worked out more often than a second bears."""
    monkeypatch.setattr(pulse, "WITHIN", 60.0)
    monkeypatch.setattr(pulse, "RUSH", pulse.Rush())
    monkeypatch.setattr("services.reports.figures.queries.figures.RUSH", pulse.RUSH)
    deliver(suite, (1, planned()), (2, gathering(1)), (3, attendance(1, 1)))
    for _computation in range(pulse.MOST):
        pulse.RUSH.note()
    return suite


def found(suite: Suite) -> str:
    """The version of what the life shows."""
    with suite.apps["reports"].app_context():
        return pulse.version("life", Window(LAST))


def test_in_a_rush_the_version_stands_for_a_second(rush: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(rush)
    deliver(rush, (10, attendance(1, 2)))
    assert found(rush) == before
    monkeypatch.setattr(pulse, "STANDS", 0.0)
    assert found(rush) != before


def test_after_the_rush_every_record_moves_it_at_once(rush: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(rush)
    monkeypatch.setattr(pulse, "WITHIN", 0.0)
    deliver(rush, (10, attendance(1, 2)))
    assert found(rush) != before


def test_page_in_a_rush_tells_the_version_it_shows(rush: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    came = shown(rush)["came"]
    deliver(rush, (10, attendance(1, 2)))
    assert shown(rush)["came"] == came
    monkeypatch.setattr(pulse, "STANDS", 0.0)
    assert shown(rush)["came"] != came


def test_versions_that_stand_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    known = pulse.Rush()
    for number in range(pulse.KEPT * 3):
        known.keep(str(number), Window(LAST), 0.0, "word")
    assert len(known.found) <= pulse.KEPT + 1


def test_who_waited_long_puts_no_older_version_back(rush: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    before, newer = found(rush), []
    read = pulse.read

    def slow(project_id: str, window: Window) -> str:
        word = read(project_id, window)
        monkeypatch.setattr(pulse, "read", read)
        deliver(rush, (10, attendance(1, 2)))
        newer.append(pulse.version(project_id, window))
        return word

    pulse.RUSH.found.clear()
    monkeypatch.setattr(pulse, "read", slow)
    assert (found(rush), found(rush)) == (before, newer[0])


def test_version_stands_for_a_second_since_it_was_looked_for(
    rush: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = pulse.time.monotonic()
    pulse.RUSH.keep("life", Window(LAST), begun - pulse.STANDS, "old")
    assert found(rush) != "old"
