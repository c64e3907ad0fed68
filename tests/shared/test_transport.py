"""With TLS: cookies of this host alone, browsers that keep to TLS; never a page under a foreign name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from deploy.front import application as front
from shared.web.requests import HSTS
from shared.web.settings import trusted_hosts
from tests.suite import PASSWORD, SERVICES, Suite, csrf

PUBLIC = "https://asar.example.kz"
PLACE: dict[str, Any] = {"base_url": PUBLIC}


@pytest.fixture
def behind_tls(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Suite]:
    """The suite as it is told of a public address with TLS."""
    monkeypatch.setenv("ASAR_PUBLIC_URL", PUBLIC)
    for app in suite.apps.values():
        for name, value in (
            ("SESSION_COOKIE_SECURE", True),
            ("SESSION_COOKIE_NAME", "__Host-asar_form"),
            ("TRUSTED_HOSTS", trusted_hosts({"ASAR_PUBLIC_URL": PUBLIC})),
            ("PUBLIC_URL", PUBLIC),
        ):
            monkeypatch.setitem(app.config, name, value)
    yield suite


def signed_in(suite: Suite, login: str) -> FlaskClient:
    """A browser that signed in over TLS."""
    client = suite.apps["registry"].test_client()
    page = client.get("/registry/sign-in", **PLACE).get_data(as_text=True)
    form = {"login": login, "password": PASSWORD, "csrf_token": csrf(page)}
    answer = client.post("/registry/sign-in", data=form, headers={"Referer": f"{PUBLIC}/x"}, **PLACE)
    lines = answer.headers.getlist("Set-Cookie")
    assert answer.status_code == 302 and len(lines) >= 2
    for line in lines:
        assert line.startswith("__Host-asar_") and "; Secure" in line and "Path=/" in line, line
        assert "HttpOnly" in line and "Domain" not in line, line
    return client


def test_cookies_are_of_this_host_alone_and_end_with_the_session(suite: Suite, behind_tls: Suite) -> None:
    from services.registry.users.operations import add_user

    with suite.apps["registry"].app_context():
        add_user("tls-lead", "Тест", PASSWORD, [("project_lead", None)])
        suite.apps["registry"].extensions["sqlalchemy"].session.commit()
    client = signed_in(behind_tls, "tls-lead")
    page = client.get("/registry/me", **PLACE)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    form = {"csrf_token": csrf(page.get_data(as_text=True))}
    out = client.post("/registry/sign-out", data=form, headers={"Referer": f"{PUBLIC}/x"}, **PLACE)
    assert out.headers["Set-Cookie"].startswith("__Host-asar_session=;")
    assert client.get("/registry/me", **PLACE).status_code == 302


def test_cookie_without_the_prefix_is_nobody_behind_tls(suite: Suite, behind_tls: Suite) -> None:
    client = behind_tls.apps["registry"].test_client()
    client.set_cookie("asar_session", "anything", domain="asar.example.kz")
    assert client.get("/registry/me", **PLACE).status_code == 302


@pytest.mark.parametrize("service", SERVICES)
def test_browsers_are_told_to_keep_to_tls(behind_tls: Suite, service: str) -> None:
    answer = behind_tls.apps[service].test_client().get(f"/{service}/", **PLACE)
    assert answer.headers["Strict-Transport-Security"] == HSTS
    assert front.lost().headers["Strict-Transport-Security"] == HSTS


def test_without_tls_nothing_is_said_of_it(suite: Suite) -> None:
    answer = suite.apps["registry"].test_client().get("/registry/sign-in")
    assert "Strict-Transport-Security" not in answer.headers
    assert all(line.startswith("asar_") for line in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("path", ["/", "/api/v1/nothing", "/internal/nothing"])
def test_foreign_host_is_refused(behind_tls: Suite, service: str, path: str) -> None:
    client = behind_tls.apps[service].test_client()
    answer = client.get(f"/{service}{path}", headers={"Host": "evil.example"})
    assert answer.status_code == 400 and "evil.example" not in answer.get_data(as_text=True)
    assert "ASAR_TRUSTED_HOSTS" in answer.get_data(as_text=True)


def test_hosts_are_the_public_one_this_machine_and_what_is_added() -> None:
    told = {"ASAR_PUBLIC_URL": "https://asar.example.kz:8443", "ASAR_TRUSTED_HOSTS": "a.kz, b.kz"}
    assert trusted_hosts(told) == ["asar.example.kz", "127.0.0.1", "localhost", "[::1]", "a.kz", "b.kz"]
