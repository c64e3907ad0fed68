"""A region learns nothing of other regions' people, not even that a namesake exists; they are one anyway."""

from __future__ import annotations

from typing import Any

import pytest

from tests.registry.test_merging import INITIALS, SERIK, came, count, rows
from tests.suite import ALL_SCOPES, Suite

HERE = "atyrau"


def entered(suite: Suite, project: str, person: dict[str, Any], day: str) -> tuple[str, dict[str, Any]]:
    """The gathering, and what a token of one region is told of a person entered there."""
    token = suite.token(ALL_SCOPES, HERE)
    made = suite.ok(
        "POST",
        "/events/api/v1/gatherings",
        token=token,
        json={
            "project_id": project,
            "activity": "4.1",
            "type": "training",
            "title": day,
            "region": HERE,
            "starts_on": day,
            "mode": "offline",
        },
    )["id"]
    path = f"/events/api/v1/gatherings/{made}/participants"
    (told,) = suite.ok("POST", path, token=token, json={"participants": [{**person, "attended": True}]})
    suite.ok("POST", f"/events/api/v1/gatherings/{made}/completion", token=token)
    return made, told


def without_ids(told: dict[str, Any]) -> dict[str, Any]:
    """An answer but for the id in it."""
    return {name: value for name, value in told.items() if name != "person_id"}


@pytest.mark.parametrize("person", [SERIK, INITIALS, {**SERIK, "phone": None}])
def test_region_is_told_the_same_whether_somebody_is_known_elsewhere_or_not(
    suite: Suite, project: str, person: dict[str, Any]
) -> None:
    _gathering, nobody_known = entered(suite, project, person, "2022-05-12")
    suite.put()
    project = suite.approved_project()
    came(suite, project, "2022-04-12", SERIK)
    _gathering, known_elsewhere = entered(suite, project, person, "2022-05-12")
    assert without_ids(known_elsewhere) == without_ids(nobody_known)
    assert known_elsewhere["match"] == "new"


def test_who_came_in_two_regions_is_one_person_with_a_record_in_each(suite: Suite, project: str) -> None:
    (there,) = came(suite, project, "2022-04-12", SERIK)
    _gathering, told = entered(suite, project, SERIK, "2022-05-12")
    assert told["person_id"] != there
    assert [
        str(row.merged_into) for row in rows(suite, "SELECT merged_into FROM people ORDER BY created_at")
    ] == [
        "None",
        there,
    ]
    assert count(suite, project) == (2, 1)


def test_who_comes_again_is_known_by_his_record_here(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    _gathering, first = entered(suite, project, SERIK, "2022-05-12")
    suite.settle()
    _gathering, again = entered(suite, project, SERIK, "2022-06-12")
    assert (again["match"], again["person_id"]) == ("same", first["person_id"])
    assert count(suite, project) == (3, 1)


def test_twice_on_one_list_and_known_elsewhere_is_one_record(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    found = came(suite, project, "2022-05-12", SERIK, SERIK, region=HERE)
    assert len(set(found)) == 1 and len(rows(suite, "SELECT id FROM people")) == 2


def test_page_and_list_of_a_region_show_its_own_record_as_any_other(suite: Suite, project: str) -> None:
    (there,) = came(suite, project, "2022-04-12", SERIK)
    _gathering, told = entered(suite, project, SERIK, "2022-05-12")
    partner = suite.browser("partner_rep", HERE)
    pages = [
        partner.get(path).get_data(as_text=True)
        for path in ("/registry/people", f"/registry/people/{told['person_id']}")
    ]
    assert all(
        SERIK["name"] in page and there not in page and "другого региона" not in page for page in pages
    )


def test_doubt_about_somebody_elsewhere_is_marked_for_those_who_see_both(suite: Suite, project: str) -> None:
    came(suite, project, "2022-04-12", SERIK)
    gathering, _told = entered(suite, project, INITIALS, "2022-05-12")
    marks = [
        browser.get(f"/events/gatherings/{gathering}")
        .get_data(as_text=True)
        .count('/registry/people/doubts"')
        for browser in (suite.browser("partner_rep", HERE), suite.browser("project_lead"))
    ]
    assert marks == [0, 1]


def test_central_team_separates_what_matching_made_one(suite: Suite, project: str) -> None:
    (there,) = came(suite, project, "2022-04-12", SERIK)
    entered(suite, project, SERIK, "2022-05-12")
    lead = suite.browser("project_lead")
    assert "/separation" in lead.get(f"/registry/people/{there}").get_data(as_text=True)
    pair = rows(suite, "SELECT id FROM person_pairs WHERE verdict = 'same'")[0].id
    lead.post(f"/registry/people/pairs/{pair}/separation", {})
    assert count(suite, project) == (2, 2)
