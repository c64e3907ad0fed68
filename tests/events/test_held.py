"""A gathering is held when somebody says so, with its people or the reason for none."""

from __future__ import annotations

import re

import pytest

from tests.events.forms import record, recorded, text_of
from tests.suite import Browser, Suite


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


def test_form_of_a_new_gathering_assumes_no_state(lead: Browser, project: str) -> None:
    shown = text_of(lead.get(f"/events/gatherings/new?project_id={project}"))
    assert not re.findall(r'name="status"[^>]*checked', shown)
    answer = record(lead, project, status="")
    assert answer.status_code == 422 and "Скажите, состоялось ли оно." in text_of(answer)


def test_planned_gathering_of_a_day_gone_by_asks(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, status="planned", title="Забытый тренинг")
    recorded(lead, project, title="Проведённый тренинг")
    page = text_of(lead.get(f"/events/gatherings/{gathering}"))
    assert "День прошёл. Встреча состоялась?" in page and f"{gathering}/completion" in page
    listed = text_of(lead.get("/events/gatherings"))
    assert 'href="/events/gatherings?status=passed">У 1 запланированной' in listed
    passed = text_of(lead.get("/events/gatherings?status=passed"))
    assert "Забытый тренинг" in passed and "Проведённый тренинг" not in passed


def test_planned_gathering_of_a_day_to_come_does_not_ask(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, status="planned", starts_on="2099-05-20")
    assert "День прошёл" not in text_of(lead.get(f"/events/gatherings/{gathering}"))
    assert "status=passed" not in text_of(lead.get("/events/gatherings")).split("<form", 1)[0]


def test_series_planned_for_the_regions_moves_no_figure_and_no_clause(
    suite: Suite, lead: Browser, project: str
) -> None:
    suite.gathering(project, 15)
    suite.settle()
    path = f"/reports/api/v1/projects/{project}/indicators"
    before = suite.ok("GET", path)
    regions = ("atyrau", "kyzylorda", "mangystau", "zhambyl")
    planned = [
        recorded(lead, project, status="planned", region=region, settlement=region) for region in regions
    ]
    suite.settle()
    assert suite.ok("GET", path) == before
    suite.ok(
        "POST", f"/events/api/v1/gatherings/{planned[0]}/completion", json={"reason": "Дорогу перекрыли"}
    )
    suite.settle()
    assert suite.ok("GET", path) != before
