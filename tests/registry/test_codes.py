"""The second step of signing in: codes of a phone, recovery codes, roles that must have them."""

from __future__ import annotations

import re
import time
from typing import Any

import pyotp
import pytest
from werkzeug.test import TestResponse

from services.registry.codes import operations as codes
from tests.registry.test_sign_in import tried
from tests.suite import PASSWORD, Browser, Suite

HERE = "198.51.100.30"
SECRET = re.compile(r"<code>([A-Z2-7 ]{32,})</code>")
RECOVERY = re.compile(r"<code>([a-z2-9-]{14})</code>")


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    return html.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


def secret_in(html: str) -> str:
    """The secret a page shows for typing."""
    found = SECRET.search(html)
    assert found and "data:image/svg+xml" in html
    return found.group(1).replace(" ", "")


def code(secret: str, ahead: int = 0) -> str:
    """What the phone shows, or showed."""
    return pyotp.TOTP(secret).at(time.time() + 30 * ahead)


def set_up(browser: Browser) -> tuple[str, list[str]]:
    """A phone for a user from his own page: its secret and the recovery codes."""
    html = browser.get("/registry/me/code").get_data(as_text=True)
    secret = secret_in(html)
    form = {"phone": hidden(html, "phone"), "otp": code(secret, -1)}
    answer = browser.post("/registry/me/code", form, page="/registry/me/code").get_data(as_text=True)
    return secret, RECOVERY.findall(answer)


def half(suite: Suite, login: str) -> tuple[Any, str]:
    """A browser in which the right password was typed, and the page it got."""
    client = suite.apps["registry"].test_client()
    answer = tried(client, login, PASSWORD, HERE)
    assert answer.status_code == 200 and client.get_cookie("asar_session") is None
    return client, answer.get_data(as_text=True)


def second(client: Any, html: str, typed: str) -> TestResponse:
    """What a code gets."""
    form = {"half": hidden(html, "half"), "otp": typed, "next": "/registry/me"}
    token = html.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]
    base: Any = {"REMOTE_ADDR": HERE}
    return client.post("/registry/sign-in/code", data=form | {"csrf_token": token}, environ_base=base)


def signs_in(suite: Suite, login: str, typed: str) -> int:
    """What the right password and a code get."""
    return second(*half(suite, login), typed).status_code


def test_user_with_a_phone_signs_in_with_its_code_only(suite: Suite) -> None:
    user = suite.browser("coordinator")
    secret, kept = set_up(user)
    client, html = half(suite, user.login)
    wrong = second(client, html, "000000")
    assert wrong.status_code == 422 and 'id="f-otp-error"' in wrong.get_data(as_text=True)
    right = second(client, wrong.get_data(as_text=True), code(secret))
    assert (right.status_code, right.headers["Location"]) == (302, "/registry/me") and len(set(kept)) == 10


def test_code_is_good_once(suite: Suite) -> None:
    user = suite.browser("coordinator")
    secret, _kept = set_up(user)
    assert [signs_in(suite, user.login, code(secret)) for _try in range(2)] == [302, 422]


def test_twin_a_code_that_may_come_again_is_taken_again(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = codes.step_of
    monkeypatch.setattr(codes, "step_of", lambda secret, typed, _after: real(secret, typed, 0))
    user = suite.browser("coordinator")
    secret, _kept = set_up(user)
    assert [signs_in(suite, user.login, code(secret)) for _try in range(2)] == [302, 302]


@pytest.mark.parametrize("ahead", [-3, 3])
def test_code_of_another_time_is_refused(suite: Suite, ahead: int) -> None:
    user = suite.browser("coordinator")
    secret, _kept = set_up(user)
    assert signs_in(suite, user.login, code(secret, ahead)) == 422


def test_recovery_code_lets_in_once(suite: Suite) -> None:
    user = suite.browser("coordinator")
    _secret, kept = set_up(user)
    assert [signs_in(suite, user.login, kept[0]) for _try in range(2)] == [302, 422]
    assert "9 запасных кодов" in user.get("/registry/me/code").get_data(as_text=True)


def test_who_guesses_codes_waits(suite: Suite) -> None:
    user = suite.browser("coordinator")
    set_up(user)
    client, html = half(suite, user.login)
    answers = [second(client, html, f"{n:06d}") for n in range(6)]
    assert [one.status_code for one in answers] == [422] * 5 + [429] and answers[5].headers["Retry-After"]


def test_half_a_sign_in_is_of_its_user_and_its_password(suite: Suite) -> None:
    user = suite.browser("coordinator")
    secret, _kept = set_up(user)
    client, html = half(suite, user.login)
    forged = html.replace(hidden(html, "half"), hidden(html, "half")[:-2] + "xx")
    assert second(client, forged, code(secret)).status_code == 422
    new = {"old": PASSWORD, "password": "quite another sentence", "again": "quite another sentence"}
    assert user.post("/registry/me/password", new, page="/registry/me").status_code == 302
    assert second(client, html, code(secret)).status_code == 422


def test_role_that_must_have_a_phone_sets_it_up_at_sign_in(suite: Suite) -> None:
    user, app = suite.browser("coordinator"), suite.apps["registry"]
    app.config["CODE_ROLES"] = frozenset({"coordinator"})
    try:
        client, html = half(suite, user.login)
        secret = secret_in(html)
        page = second(client, html, code(secret))
        assert page.status_code == 200 and len(RECOVERY.findall(page.get_data(as_text=True))) == 10
        assert client.get("/registry/me").status_code == 200
        off = user.post("/registry/me/code/removal", {"otp": code(secret, 1)}, page="/registry/me")
        assert off.status_code == 422 and "обязателен" in off.get_data(as_text=True)
    finally:
        app.config["CODE_ROLES"] = frozenset()


def test_phone_is_switched_off_with_a_code_only(suite: Suite) -> None:
    user = suite.browser("coordinator")
    secret, _kept = set_up(user)
    answers = [
        user.post("/registry/me/code/removal", {"otp": typed}, page="/registry/me").status_code
        for typed in ("000000", code(secret))
    ]
    assert answers == [422, 302]
    assert tried(suite.apps["registry"].test_client(), user.login, PASSWORD, HERE).status_code == 302


def test_lost_phone_is_forgotten_by_who_manages_users(suite: Suite) -> None:
    lead, user = suite.browser("project_lead"), suite.browser("coordinator")
    set_up(user)
    assert user.post(f"/registry/users/{user.user_id}/code-removal", {}).status_code == 403
    assert lead.post(f"/registry/users/{user.user_id}/code-removal", {}).status_code == 302
    assert tried(suite.apps["registry"].test_client(), user.login, PASSWORD, HERE).status_code == 302


def test_secret_of_one_user_sets_up_no_other(suite: Suite) -> None:
    one, other = suite.browser("coordinator"), suite.browser("accountant")
    html = one.get("/registry/me/code").get_data(as_text=True)
    form = {"phone": hidden(html, "phone"), "otp": code(secret_in(html))}
    assert other.post("/registry/me/code", form, page="/registry/me").status_code == 400


def test_sign_in_elsewhere_is_told_to_who_comes_back(suite: Suite) -> None:
    user, app = suite.browser("coordinator"), suite.apps["registry"]
    mine = app.test_client()
    tried(mine, user.login, PASSWORD, HERE)
    mine.delete_cookie("asar_session")
    tried(app.test_client(), user.login, PASSWORD, "203.0.113.99")
    answer = tried(mine, user.login, PASSWORD, HERE)
    assert answer.status_code == 302
    page = mine.get("/registry/me").get_data(as_text=True)
    assert "с другого устройства" in page and "203.0.113.99" in page


def test_setting_that_names_no_role_is_refused() -> None:
    from shared.web.settings import RoleUnknown, code_roles

    assert code_roles("admin, project_lead") == {"admin", "project_lead"}
    with pytest.raises(RoleUnknown, match="king"):
        code_roles("admin,king")
