"""A region's home records its own region only: what it offers, what it accepts, what it judges."""

from __future__ import annotations

from typing import Any

import pytest

from tests.made import makers
from tests.registry.region_home import at_home
from tests.suite import Suite

MINE, OTHER = "turkistan", "atyrau"
OF_MINE, OF_OTHER = "Туркестанская область", "Атырауская область"
# What names no region of its own: it is the whole project's wherever it is entered, and nothing of it goes
# above, or (a contest) it is of whatever regions this installation has.
ANYWHERE = {"plan", "centre_report", "postponement", "edition", "release", "result", "contest"}
REFUSED = r"region_elsewhere|region_needed|записывают в другой установке|not_found"
GATHERINGS, PUBLICATIONS = "/events/api/v1/gatherings", "/events/api/v1/publications"
NEW = (
    "/events/gatherings/new",
    "/events/publications/new",
    "/events/reviews/new",
    "/registry/centres/new",
    "/registry/groups/new",
    "/registry/memoranda/new",
    "/registry/letters/new",
    "/registry/village-plans/new",
    "/registry/organisations/new",
    "/grants/donor-projects/new",
)


def a_training(project: str, region: str) -> dict[str, Any]:
    """What is said of a training."""
    said = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": "Тренинг",
        "region": region,
    }
    return {**said, "starts_on": "2022-05-12", "mode": "offline"}


def a_post(project: str, **said: Any) -> dict[str, Any]:
    """What is said of a post; of the whole project where no region is said."""
    return {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-12", **said}


@pytest.mark.parametrize("kind", sorted(set(makers()) - ANYWHERE))
def test_every_noun_is_recorded_for_the_home_and_for_nobody_else(
    suite: Suite, project: str, kind: str
) -> None:
    make = makers()[kind]
    with at_home(suite, OTHER), pytest.raises(AssertionError, match=REFUSED):
        make(suite, project)
    with at_home(suite, MINE):
        assert make(suite, project)


def test_a_contest_of_the_home_has_the_funds_of_the_home(suite: Suite, project: str) -> None:
    days = {"opens_on": "2022-05-01", "closes_on": "2022-06-01", "fund": 320000}
    said: dict[str, Any] = {"project_id": project, "title": "Конкурс", **days}
    with at_home(suite, MINE):
        made = suite.ok("POST", "/grants/api/v1/contests", json=said)
        shown = suite.ok("GET", f"/grants/api/v1/contests/{made['id']}")
        named = {**said, "funds": [{"region": OTHER, "amount": 100}]}
        refused = suite.call("POST", "/grants/api/v1/contests", json=named).get_json()
    assert [fund["region"] for fund in shown["funds"]] == [MINE]
    assert refused["code"] == "region_elsewhere" and refused["detail"]["field"] == "funds"


@pytest.mark.parametrize("page", NEW)
def test_every_form_offers_the_regions_of_the_home(suite: Suite, project: str, page: str) -> None:
    with at_home(suite, MINE):
        shown = suite.browser("project_lead").get(f"{page}?project_id={project}").get_data(as_text=True)
    assert OF_OTHER not in shown and f'value="{OTHER}"' not in shown and "Весь проект" not in shown
    assert OF_MINE in shown or MINE in shown


def test_refusal_names_the_regions_in_the_readers_language(suite: Suite, project: str) -> None:
    with at_home(suite, MINE):
        for language, words in (("ru", (OF_MINE, OF_OTHER)), ("kk", ("Түркістан облысы", "Атырау облысы"))):
            said, spoken = a_training(project, OTHER), {"Accept-Language": language}
            answer = suite.call("POST", GATHERINGS, json=said, headers=spoken)
            assert answer.status_code == 422
            assert all(word in answer.get_json()["message"] for word in words)


def test_what_was_written_of_another_region_can_be_seen_and_withdrawn(suite: Suite, project: str) -> None:
    stray = suite.ok("POST", GATHERINGS, json=a_training(project, OTHER))["id"]
    with at_home(suite, MINE):
        assert suite.ok("GET", f"{GATHERINGS}/{stray}")["region"] == OTHER
        lead, here = suite.browser("project_lead"), f"/events/gatherings/{stray}"
        assert "Тренинг" in lead.get("/events/gatherings").get_data(as_text=True)
        held = suite.call("POST", f"{GATHERINGS}/{stray}/completion", json={"reason": "Никто не пришёл"})
        assert held.get_json()["code"] == "region_elsewhere"
        done = lead.post(f"{here}/cancellation", {"reason": "Не наш регион"}, page=f"{here}/cancellation")
        assert done.status_code == 302


def test_what_is_of_the_whole_project_is_put_right_by_naming_the_region(suite: Suite, project: str) -> None:
    stray = suite.ok("POST", PUBLICATIONS, json=a_post(project))["id"]
    with at_home(suite, MINE):
        lead, page = suite.browser("project_lead"), f"/events/publications/{stray}/edit"
        said = {key: value for key, value in a_post(project).items() if key != "project_id"}
        assert lead.post(page, said, page=page).status_code == 422
        assert lead.post(page, {**said, "region": MINE}, page=page).status_code == 302


# Promised for the whole project, and their records may name no region: those a home does not hear of.
MAY_LIE_NOWHERE = {"5.1.2", "5.1.3", "5.1.4", "I.2.1", "I.3.1", "I.3.2", "I.3.3", "I.3.4"}


def test_figures_of_the_home_are_judged_by_the_targets_of_its_region(suite: Suite, project: str) -> None:
    figures = f"/reports/api/v1/projects/{project}/indicators"
    whole, mine = suite.ok("GET", figures), suite.ok("GET", f"{figures}?region={MINE}")
    with at_home(suite, MINE):
        home = suite.ok("GET", figures)
        assert suite.call("GET", f"{figures}?region={OTHER}").status_code == 404
    unheard = {here["code"] for here in home if here["actual"] is None} - {
        there["code"] for there in mine if there["actual"] is None
    }
    assert unheard == MAY_LIE_NOWHERE
    same = [[row for row in rows if row["code"] not in unheard] for rows in (home, mine, whole)]
    assert same[0] == same[1] != same[2]
