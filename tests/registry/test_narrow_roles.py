"""A role may be held at one centre or for one contest;
the registry shows such an operator his centre alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.suite import Browser, Suite


@pytest.fixture
def centres(suite: Suite, project: str) -> tuple[str, str]:
    """The addresses of two planned centres of one region."""
    lead = suite.browser("project_lead")
    made = [
        lead.post(
            "/registry/centres/new",
            {"project_id": project, "name": name, "region": "turkistan", "settlement": "Қарнақ"},
        )
        for name in ("Береке", "Достық")
    ]
    return made[0].headers["Location"], made[1].headers["Location"]


def bare(suite: Suite, lead: Browser) -> Browser:
    """Somebody who has no role."""
    user = suite.browser("accountant")
    page = lead.get(f"/registry/users/{user.user_id}").get_data(as_text=True)
    grant = re.findall(r"/roles/([\w-]+)/removal", page)[0]
    lead.post(f"/registry/users/{user.user_id}/roles/{grant}/removal", {})
    return user


def give(lead: Browser, user: Browser, **form: str) -> Any:
    """Give a role on the user's page."""
    answer = lead.post(f"/registry/users/{user.user_id}/roles", form)
    for app in lead.suite.apps.values():
        app.extensions["introspection"].known.clear()
    return answer


def test_operator_of_one_centre_sees_that_centre_alone(suite: Suite, centres: tuple[str, str]) -> None:
    lead = suite.browser("project_lead")
    operator, own = bare(suite, lead), centres[0]
    assert give(lead, operator, role="center_operator", centre=own.rsplit("/", 1)[1]).status_code == 302
    assert [operator.get(path).status_code for path in centres] == [200, 404]
    listed = operator.get("/registry/centres").get_data(as_text=True)
    assert "Береке" in listed and "Достық" not in listed
    assert "Туркестанская область · Береке, Қарнақ" in lead.get(
        f"/registry/users/{operator.user_id}"
    ).get_data(as_text=True)


def test_another_role_in_the_region_opens_its_other_centres(suite: Suite, centres: tuple[str, str]) -> None:
    lead = suite.browser("project_lead")
    operator = bare(suite, lead)
    give(lead, operator, role="center_operator", centre=centres[0].rsplit("/", 1)[1])
    give(lead, operator, role="partner_rep", region="turkistan")
    assert [operator.get(path).status_code for path in centres] == [200, 200]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"role": "coordinator", "centre": "own"}, "centre"),
        ({"role": "center_operator", "region": "atyrau", "centre": "own"}, "centre"),
        ({"role": "coordinator", "contest": "01a21a46-491c-7b5b-8214-7202453af7d8"}, "contest"),
        ({"role": "commission_member", "contest": "nonsense"}, "contest"),
    ],
)
def test_role_that_cannot_be_so_narrow_says_why(
    suite: Suite, centres: tuple[str, str], form: dict[str, str], field: str
) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    own = centres[0].rsplit("/", 1)[1]
    answer = give(lead, user, **{name: own if value == "own" else value for name, value in form.items()})
    assert answer.status_code == 422 and f'id="f-{field}-error"' in answer.get_data(as_text=True)


def test_commission_member_of_one_contest_sees_that_contest_alone(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    body = {"project_id": project, "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    own, other = [
        suite.ok("POST", "/grants/api/v1/contests", json={**body, "title": title})["id"]
        for title in ("Свой", "Чужой")
    ]
    choices = lead.get(f"/grants/contests/choices?chosen={own}").get_data(as_text=True)
    assert f'<option value="{own}" selected>Свой' in choices and f'<option value="{other}">Чужой' in choices
    member = bare(suite, lead)
    assert give(lead, member, role="commission_member", contest=own).status_code == 302
    assert [member.get(f"/grants/contests/{contest}").status_code for contest in (own, other)] == [200, 404]
