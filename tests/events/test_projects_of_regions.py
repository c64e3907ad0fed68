"""Two projects under way: who works in some regions is offered those that are carried out there."""

from __future__ import annotations

from uuid import uuid4

import pytest

from shared.language.regions import REGIONS
from shared.queue.receiving import Envelope
from tests.brought import send, table
from tests.events.conftest import Published
from tests.suite import Suite

NEW = "/events/gatherings/new"


@pytest.fixture
def second(suite: Suite, published: Published, project: str) -> str:
    """The id of a project like the first, carried out in the region of Abai alone."""
    made, told = str(uuid4()), published.record
    only_abai = {"id": made, "topic": "Второй набор", "regions": [REGIONS["abai"].state()]}
    envelope = {**told, "key": f"centre:{made}", "state": {**told["state"], **only_abai}}
    for service in ("events", "reports"):
        with suite.apps[service].app_context():
            session = suite.apps[service].extensions["sqlalchemy"].session
            suite.apps[service].extensions["inbox"]["project"](session, [Envelope(envelope)])
            session.commit()
    return made


def test_form_opens_at_the_only_project_of_the_region(suite: Suite, project: str, second: str) -> None:
    for region, mine in (("abai", second), ("turkistan", project)):
        page = suite.browser("partner_rep", region).get(NEW).get_data(as_text=True)
        assert mine in page and "Какой проект?" not in page


def test_project_without_the_region_is_no_dead_end(suite: Suite, project: str, second: str) -> None:
    asked = suite.browser("partner_rep", "abai").get(f"{NEW}?project_id={project}").get_data(as_text=True)
    assert "Какой проект?" in asked and f'{NEW}?project_id={second}"' in asked
    assert f'{NEW}?project_id={project}"' not in asked


def test_team_is_offered_both(suite: Suite, project: str, second: str) -> None:
    page = suite.browser("project_lead").get(NEW).get_data(as_text=True)
    assert f"project_id={project}" in page and f"project_id={second}" in page


def test_overview_shows_the_projects_of_the_region(suite: Suite, project: str, second: str) -> None:
    for region, mine, other in (("abai", second, project), ("turkistan", project, second)):
        page = suite.browser("partner_rep", region).get("/reports/").get_data(as_text=True)
        assert mine in page and other not in page
    both = suite.browser("project_lead").get("/reports/").get_data(as_text=True)
    assert project in both and second in both


LISTS = (
    "/events/gatherings",
    "/events/publications",
    "/events/reviews",
    "/events/surveys",
    "/events/media-plan",
)


@pytest.mark.parametrize("path", LISTS)
def test_list_is_filtered_by_projects_of_the_region(
    suite: Suite, project: str, second: str, path: str
) -> None:
    for region, other in (("abai", project), ("turkistan", second)):
        page = suite.browser("partner_rep", region).get(f"{path}?q=x").get_data(as_text=True)
        assert f'value="{other}"' not in page
    both = suite.browser("project_lead").get(f"{path}?q=x").get_data(as_text=True)
    assert f'value="{project}"' in both and f'value="{second}"' in both


@pytest.mark.parametrize("noun", ["gatherings", "publications"])
def test_table_is_brought_into_projects_of_the_region(
    suite: Suite, project: str, second: str, noun: str
) -> None:
    rows = [["Название", "Дата"], ["Встреча", "20.05.2022"]]
    for role, region, offered in (("project_lead", None, True), ("partner_rep", "turkistan", False)):
        who = suite.browser(role, region)
        address = send(who, f"/events/imports/{noun}", table(rows))
        assert (second in who.get(address).get_data(as_text=True)) == offered
