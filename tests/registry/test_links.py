"""Links by which people choose their passwords, and the passwords that are not taken."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.registry.users.rules.passwords import is_easy
from tests.registry.test_access import change
from tests.registry.test_accounts import rows, sign_in
from tests.suite import PASSWORD, Browser, Suite, csrf

NEW = "another long password"


def link_for(manager: Browser, user_id: str) -> str:
    """The path of a new link, as its page shows it."""
    page = manager.post(f"/registry/users/{user_id}/link", {})
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    return "/registry/welcome/" + page.get_data(as_text=True).split("/registry/welcome/")[1].split('"')[0]


def chosen(client: FlaskClient, path: str, password: str = NEW, again: str = "") -> Any:
    """What choosing a password by a link gets."""
    token = csrf(client.get("/registry/sign-in").get_data(as_text=True))
    form = {"password": password, "again": again or password, "csrf_token": token}
    return client.post(path, data=form)


def anyone(suite: Suite) -> FlaskClient:
    """A browser nobody is signed in with."""
    return suite.apps["registry"].test_client()


def test_new_user_chooses_a_password_by_a_link(suite: Suite) -> None:
    lead = suite.browser("project_lead")
    made = lead.post("/registry/users/new", {"login": "gulnar", "name": "Гульнар Б.", "role": "accountant"})
    user_id = made.headers["Location"].rpartition("/")[2]
    before = sign_in(suite, "gulnar", "none")
    path = link_for(lead, user_id)
    assert "gulnar" in anyone(suite).get(path).get_data(as_text=True)
    assert chosen(anyone(suite), path).status_code == 302
    assert (before, sign_in(suite, "gulnar", NEW)) == (422, 302)


def test_link_changes_nothing_until_it_is_used_and_then_ends_every_session(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    path = link_for(lead, user.user_id)
    before = (user.get("/registry/me").status_code, sign_in(suite, user.login, PASSWORD))
    chosen(anyone(suite), path)
    after = (user.get("/registry/me").status_code, sign_in(suite, user.login, PASSWORD))
    assert (before, after) == ((200, 302), (302, 422)) and sign_in(suite, user.login, NEW) == 302


def test_link_is_good_once_and_the_newest_alone(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    old, new = link_for(lead, user.user_id), link_for(lead, user.user_id)
    codes = [chosen(anyone(suite), path).status_code for path in (old, new, new)]
    assert codes == [410, 302, 410] and anyone(suite).get(new).status_code == 410


def test_link_ends_with_its_days_and_with_a_blocked_user(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    path = link_for(lead, user.user_id)
    lead.post(f"/registry/users/{user.user_id}/block", {})
    blocked = anyone(suite).get(path).status_code
    lead.post(f"/registry/users/{user.user_id}/unblock", {})
    opened = anyone(suite).get(path).status_code
    change(suite, "UPDATE password_links SET expires_at = now()")
    assert (blocked, opened, anyone(suite).get(path).status_code) == (410, 200, 410)


def test_secret_of_a_link_is_kept_nowhere(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    secret = link_for(lead, user.user_id).rpartition("/")[2]
    kept = rows(suite, "SELECT token_hash FROM password_links") + rows(suite, "SELECT content FROM acts")
    assert kept and secret not in str(kept)


def test_link_is_made_by_managers_for_others_only(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    codes = [
        user.post(f"/registry/users/{lead.user_id}/link", {}).status_code,
        lead.post(f"/registry/users/{lead.user_id}/link", {}).status_code,
    ]
    assert codes == [403, 409]


@pytest.mark.parametrize(
    ("password", "again"),
    [("short", ""), (NEW, NEW + "!"), ("password1234", ""), ("йцукенгшщзхъ", "")],
)
def test_password_that_is_not_taken_leaves_the_link_good(suite: Suite, password: str, again: str) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("accountant")
    path = link_for(lead, user.user_id)
    refused = chosen(anyone(suite), path, password, again)
    assert refused.status_code == 422 and "field-error" in refused.get_data(as_text=True)
    assert chosen(anyone(suite), path).status_code == 302


@pytest.mark.parametrize(
    "password",
    [
        "123456789012",
        "qwertyuiop12",
        "пароль123456",
        "казахстан2024",
        "қазақстан2024",
        "lead2022lead",
        "gfhjkm123456",
    ],
)
def test_common_passwords_are_easy(password: str) -> None:
    assert is_easy(password, ("lead", "Гульмира Абенова"))


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW, "asar-demo-2022", "k7dm-x2pq-8vnr-jz3t", "үш тауық көк шелек"]
)
def test_passwords_of_unrelated_words_are_not(password: str) -> None:
    assert not is_easy(password, ("lead", "Гульмира Абенова"))
