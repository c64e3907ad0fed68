"""Users and what may be done to them; everybody's own password and language."""

from __future__ import annotations

import time
from typing import Any

import pytest

from services.registry.users.cli import add_user
from shared.doors.errors import Refusal
from tests.registry.test_merging import rows
from tests.registry.test_people import sheet
from tests.suite import PASSWORD, Browser, Suite, csrf

NEW = "another long password"


def sign_in(suite: Suite, login: str, password: str) -> int:
    """What the sign-in page answers."""
    client = suite.apps["registry"].test_client()
    token = csrf(client.get("/registry/sign-in").get_data(as_text=True))
    return client.post(
        "/registry/sign-in", data={"login": login, "password": password, "csrf_token": token}
    ).status_code


def grant_of(suite: Suite, browser: Browser) -> str:
    """The id of a user's only role."""
    return str(rows(suite, f"SELECT id FROM role_grants WHERE user_id = '{browser.user_id}'")[0].id)


def act(manager: Browser, whom: Browser, what: str, form: dict[str, Any] | None = None) -> Any:
    """Do something to a user from his page."""
    return manager.post(f"/registry/users/{whom.user_id}/{what}", form or {})


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """Let the memory of introspection grow old."""
    moment = time.monotonic() + seconds
    monkeypatch.setattr("shared.access.time.monotonic", lambda: moment)


def test_blocked_user_is_out_within_a_minute_everywhere(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, coordinator = suite.browser("project_lead"), suite.browser("coordinator")
    before = [
        coordinator.get(address).status_code
        for address in ("/reports/", "/events/gatherings", "/registry/people")
    ]
    assert act(lead, coordinator, "block").status_code == 302
    later(monkeypatch, 60)
    after = [
        coordinator.get(address).status_code
        for address in ("/reports/", "/events/gatherings", "/registry/people")
    ]
    assert (before, after) == ([200] * 3, [302] * 3)


def test_blocked_user_signs_in_again_only_when_unblocked(suite: Suite) -> None:
    lead, coordinator = suite.browser("project_lead"), suite.browser("coordinator")
    act(lead, coordinator, "block")
    blocked = sign_in(suite, coordinator.login, PASSWORD)
    act(lead, coordinator, "unblock")
    assert (blocked, sign_in(suite, coordinator.login, PASSWORD)) == (422, 302)


def test_sessions_of_a_blocked_user_stay_ended(suite: Suite) -> None:
    lead, coordinator = suite.browser("project_lead"), suite.browser("coordinator")
    act(lead, coordinator, "block")
    act(lead, coordinator, "unblock")
    assert coordinator.get("/registry/people").status_code == 302


def test_nobody_blocks_himself(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    suite.browser("admin")
    assert act(lead, lead, "block").status_code == 422
    assert lead.get("/registry/users").status_code == 200


def test_last_manager_keeps_his_role(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    answer = act(lead, lead, f"roles/{grant_of(suite, lead)}/removal")
    assert answer.status_code == 422 and lead.get("/registry/users").status_code == 200


def test_last_manager_is_not_blocked_by_one_whose_days_are_counted(suite: Suite) -> None:
    lead, deputy = suite.browser("project_lead"), suite.browser("accountant")
    act(lead, deputy, "roles", {"role": "admin", "valid_to": "2030-01-01"})
    assert act(deputy, lead, "block").status_code == 422


def test_one_of_two_managers_may_go(suite: Suite) -> None:
    lead, admin = suite.browser("project_lead"), suite.browser("admin")
    assert act(lead, admin, f"roles/{grant_of(suite, admin)}/removal").status_code == 302
    assert admin.get("/registry/users").status_code == 403


def test_role_is_held_from_its_first_day_to_its_last(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    act(lead, user, "roles", {"role": "coordinator", "region": "turkistan", "valid_to": "2020-01-01"})
    past = user.get("/registry/people").status_code
    act(
        lead,
        user,
        "roles",
        {"role": "coordinator", "region": "atyrau", "valid_from": "2020-01-01", "valid_to": "2099-01-01"},
    )
    assert (past, user.get("/registry/people").status_code) == (403, 200)


@pytest.mark.parametrize(
    "form",
    [
        {"role": "accountant"},
        {"role": "king"},
        {"role": "admin", "region": "nowhere"},
        {},
        {"role": "admin", "valid_from": "2022-05-02", "valid_to": "2022-05-01"},
    ],
)
def test_role_that_cannot_be_given_says_why(suite: Suite, form: dict[str, str]) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    answer = act(lead, user, "roles", form)
    assert answer.status_code == 422 and "field-error" in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", ["partner_rep", "center_operator"])
def test_regional_role_is_not_given_without_its_region(suite: Suite, role: str) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    new = {"login": "gulnar", "name": "Гульнар", "role": role, "region": ""}
    pages = [act(lead, user, "roles", {"role": role, "region": ""}), lead.post("/registry/users/new", new)]
    assert [page.status_code for page in pages] == [422] * 2 and all(
        'id="f-region-error"' in page.get_data(as_text=True) for page in pages
    )
    assert act(lead, user, "roles", {"role": role, "region": "turkistan"}).status_code == 302


@pytest.mark.parametrize(("role", "code"), [("nonsense", "role_unknown"), ("partner_rep", "region_missing")])
def test_shell_refuses_a_role_before_it_asks_for_the_password(suite: Suite, role: str, code: str) -> None:
    with suite.apps["registry"].app_context(), pytest.raises(Refusal) as caught:
        add_user("gulnar", "Гульнар", role, None, lambda: pytest.fail("the password was asked"))
    assert caught.value.code == code


def test_manager_of_one_region_manages_nobody(suite: Suite) -> None:
    regional, user = suite.browser("project_lead", "turkistan"), suite.browser("accountant")
    answers = [
        regional.get("/registry/users").status_code,
        regional.get(f"/registry/users/{user.user_id}").status_code,
        act(regional, regional, "roles", {"role": "admin"}).status_code,
    ]
    assert answers == [403] * 3


def test_own_password_is_changed_and_other_devices_are_signed_out(suite: Suite) -> None:
    here = suite.browser("accountant")
    there = Browser(suite, here.login, here.user_id)
    answer = here.post(
        "/registry/me/password", {"old": PASSWORD, "password": NEW, "again": NEW}, page="/registry/me"
    )
    assert (
        answer.status_code,
        here.get("/registry/me").status_code,
        there.get("/registry/me").status_code,
    ) == (302, 200, 302)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"old": "not the present one"}, "old"),
        ({"password": "short", "again": "short"}, "password"),
        ({"again": NEW + "!"}, "again"),
        ({"password": PASSWORD, "again": PASSWORD}, "password"),
    ],
)
def test_own_password_that_cannot_be_taken_says_why(suite: Suite, form: dict[str, str], field: str) -> None:
    user = suite.browser("accountant")
    answer = user.post(
        "/registry/me/password", {"old": PASSWORD, "password": NEW, "again": NEW} | form, page="/registry/me"
    )
    assert answer.status_code == 422 and f'id="f-{field}-error"' in answer.get_data(as_text=True)
    assert sign_in(suite, user.login, PASSWORD) == 302


def test_own_password_cannot_be_guessed_from_an_open_session(suite: Suite) -> None:
    user, form = suite.browser("accountant"), {"old": "a guess", "password": NEW, "again": NEW}
    for _try in range(5):
        user.post("/registry/me/password", form, page="/registry/me")
    answer = user.post("/registry/me/password", {**form, "old": PASSWORD}, page="/registry/me")
    assert answer.status_code == 429 and 'id="f-old-error"' in answer.get_data(as_text=True)


def test_chosen_language_speaks_on_every_device(suite: Suite) -> None:
    here = suite.browser("accountant")
    here.post("/registry/me/language", {"locale": "kk"}, page="/registry/me")
    there = Browser(suite, here.login, here.user_id)
    assert [
        browser.get("/registry/me").get_data(as_text=True).count('<html lang="kk"')
        for browser in (here, there)
    ] == [1, 1]


def test_list_of_users_filters_and_exports_what_is_seen(suite: Suite) -> None:
    lead, partner = suite.browser("project_lead"), suite.browser("partner_rep", "turkistan")
    table = sheet(
        lead.get(
            "/registry/users.xlsx?role=partner_rep&region=turkistan&state=active&col=login&col=name"
        ).data
    )
    assert [row[1] for row in table[1:]] == [partner.login]


def test_right_password_of_a_blocked_account_gets_the_words_of_a_wrong_one(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    act(lead, user, "block")
    said = [refusal(suite, user.login, PASSWORD), refusal(suite, lead.login, "not the password")]
    assert said[0] == said[1] and "доступ закрыт" in said[0] and "администратора" in said[0]


def test_own_role_that_manages_users_is_taken_after_a_warning(suite: Suite) -> None:
    lead, admin = suite.browser("project_lead"), suite.browser("admin")
    own, other = (lead.get(f"/registry/users/{who.user_id}").get_data(as_text=True) for who in (lead, admin))
    assert "не сможете управлять пользователями" in own and "не сможете управлять пользователями" not in other


def refusal(suite: Suite, login: str, password: str) -> str:
    """Why the sign-in page refuses."""
    client = suite.apps["registry"].test_client()
    token = csrf(client.get("/registry/sign-in").get_data(as_text=True))
    page = client.post(
        "/registry/sign-in", data={"login": login, "password": password, "csrf_token": token}
    ).get_data(as_text=True)
    return page.split('id="f-password-error"')[1].split("</p>")[0]


@pytest.mark.parametrize(
    ("login", "name", "code"),
    [("", "Гульнар", "login_unfit"), ("a b", "Гульнар", "login_unfit"), ("gulnar", " ", "name_missing")],
)
def test_shell_adds_nobody_without_login_and_name(suite: Suite, login: str, name: str, code: str) -> None:
    with suite.apps["registry"].app_context(), pytest.raises(Refusal) as caught:
        add_user(login, name, "admin", None, lambda: PASSWORD)
    assert caught.value.code == code
