"""An open page asks whether anything has moved: the answer is cheap, and it is about what the page shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event

from tests.reports.test_sealed_version import approve, new_target
from tests.suite import Browser, Suite


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


def opened(browser: Browser, path: str) -> tuple[str, dict[str, str]]:
    """The address an open page asks again and again, and the version it says it shows."""
    page = browser.get(path).get_data(as_text=True)
    found = re.search(
        r"""hx-get="([^"]+)" hx-trigger="every 1s" hx-headers='\{"X-Shown": "([^"]+)"\}\'""", page
    )
    assert found, page[:2000]
    return found[1].replace("&amp;", "&"), {"X-Shown": found[2]}


@pytest.mark.parametrize("path", ["/reports/", "/reports/indicators/4.1.3"])
def test_page_that_shows_the_newest_gets_nothing(lead: Browser, project: str, path: str) -> None:
    address, headers = opened(lead, path)
    assert (lead.get(address, headers=headers).status_code, lead.get(address, headers=headers).data) == (
        204,
        b"",
    )


@pytest.mark.parametrize("path", ["/reports/", "/reports/indicators/4.1.3"])
def test_gathering_held_moves_the_open_page(suite: Suite, lead: Browser, project: str, path: str) -> None:
    address, headers = opened(lead, path)
    suite.gathering(project, 15)
    suite.settle()
    answer = lead.get(address, headers=headers)
    assert answer.status_code == 200 and re.search(r">15</b>", answer.get_data(as_text=True))


def test_corrected_attendance_alone_moves_the_open_page(suite: Suite, lead: Browser, project: str) -> None:
    gathering = suite.gathering(project, 15)
    suite.settle()
    address, headers = opened(lead, "/reports/")
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/participants",
        json={"participants": [{"name": "Омаров Ерлан", "attended": True}]},
    )
    suite.settle()
    assert lead.get(address, headers=headers).status_code == 200


def test_page_of_a_region_keeps_its_filter_and_ignores_other_regions(
    suite: Suite, lead: Browser, project: str
) -> None:
    address, headers = opened(lead, "/reports/?region=turkistan&verdict=on_track")
    assert "region=turkistan" in address and "verdict=on_track" in address
    suite.gathering(project, 15, region="atyrau")
    suite.settle()
    assert lead.get(address, headers=headers).status_code == 204


@pytest.mark.parametrize("path", ["/reports/", "/reports/indicators/4.1.3"])
def test_page_of_a_partner_hears_that_the_plan_is_another(suite: Suite, project: str, path: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    address, headers = opened(partner, path)
    plan = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    approve(suite, new_target(suite, plan, "420"))
    suite.settle()
    assert partner.get(address, headers=headers).status_code == 200


def test_question_costs_one_statement(suite: Suite, lead: Browser, project: str) -> None:
    address, headers = opened(lead, "/reports/")
    said: list[str] = []
    with suite.apps["reports"].app_context():
        engine = suite.apps["reports"].extensions["sqlalchemy"].engine

    def note(*arguments: Any) -> None:
        said.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        lead.get(address, headers=headers)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(said) == 1 and "pulses" in said[0]


def test_one_indicator_asks_for_its_own_sums_alone(suite: Suite, project: str) -> None:
    from services.reports.figures.queries import figures as queries

    suite.gathering(project, 15)
    suite.settle()
    with suite.apps["reports"].app_context():
        plan = queries.get_project(project)
        asked: list[str] = []
        real = queries.add_up

        def note(project_id: str, opens: Any, closes: Any, asks: Any, window: Any) -> Any:
            asked.extend(ask.expression.name for ask in asks)
            return real(project_id, opens, closes, asks, window)

        queries.add_up = note
        try:
            figure = queries.get_figure(plan, "4.1.2")
        finally:
            queries.add_up = real
    assert asked == ["attendance_lists_attached"] and figure.actual == 1
