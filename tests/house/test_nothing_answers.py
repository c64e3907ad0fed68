"""When the database, Redis and the registry are away, full, slow or talk nonsense, every page, form and
call of every service says so in one shape."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import psycopg
import pytest
from flask import Flask, Response
from redis import Redis
from sqlalchemy import event, text
from werkzeug.routing import Rule

from shared import peers
from shared.doors import errors
from shared.queue import broker
from tests.house.test_failures import KINDS, WORDS, Raise, is_page, of_kind, raising, said
from tests.house.test_routes import access_of, address, routes
from tests.suite import PASSWORD, SERVICES, Suite, csrf

__all__ = ["raising"]
AWAY_WORDS = WORDS[503]
UNASKED = ("public", "service", "deployment")  # whom no session has to be asked about


@pytest.fixture
def nothing_answers(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Takes database, Redis and registry away: every statement, every question fails from then on."""

    def away(*_any: Any) -> None:
        raise psycopg.OperationalError("connection refused")

    engines = []
    for app in suite.apps.values():
        with app.app_context():
            engines.append(app.extensions["sqlalchemy"].engine)

    def take_away() -> None:
        for engine in engines:
            event.listen(engine, "before_cursor_execute", away)
        for app in suite.apps.values():
            app.extensions["introspection"].known.clear()
        monkeypatch.setattr(peers, "IN_PROCESS", {})
        monkeypatch.setattr(broker.broker, "client", Redis(port=1, socket_connect_timeout=0.1))

    yield take_away
    for engine in engines:
        event.remove(engine, "before_cursor_execute", away)
    for app in suite.apps.values():
        app.extensions["peers"].breakers.clear()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_pages_say_so_when_nothing_answers(
    suite: Suite, nothing_answers: Callable[[], None], language: str
) -> None:
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = language
    nothing_answers()
    asked = set()
    for app, rule, method in routes(suite):
        if method != "GET" or not is_page(rule) or access_of(app, rule) == "public":
            continue
        response = lead.get(address(rule))
        assert response.status_code == 503, (str(rule), response.status_code)
        assert f'<html lang="{language}">' in response.get_data(as_text=True), str(rule)
        message = said(response, "page")["message"]
        assert any(word in message for word in AWAY_WORDS[language]), (str(rule), message)
        asked.add(app.name)
    assert asked == set(SERVICES)


def test_error_page_that_asks_breaks_off(
    suite: Suite, nothing_answers: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = suite.browser("project_lead")
    monkeypatch.setattr(errors, "ask_nobody", lambda: None)
    nothing_answers()
    with pytest.raises(peers.NeighbourDown):
        lead.get("/events/gatherings")


def test_calls_say_so_when_nothing_answers(suite: Suite, nothing_answers: Callable[[], None]) -> None:
    token = suite.token()
    nothing_answers()
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "kk"}
    for app, rule, method in routes(suite):
        if access_of(app, rule) != "public" and "/api/v1/" in str(rule):
            response = app.test_client().open(address(rule), method=method, headers=headers, json={})
            assert (response.status_code, response.headers["Retry-After"]) == (503, "30"), str(rule)
            assert response.get_json()["code"] in ("unavailable", "neighbour_down"), str(rule)
            assert any(word in response.get_json()["message"] for word in AWAY_WORDS["kk"]), str(rule)


def test_forms_say_so_when_nothing_answers(suite: Suite, nothing_answers: Callable[[], None]) -> None:
    lead = suite.browser("project_lead")
    form = {"csrf_token": csrf(lead.get("/registry/me").get_data(as_text=True))}
    nothing_answers()
    for app, rule, method in routes(suite):
        if method == "POST" and is_page(rule) and access_of(app, rule) not in UNASKED:
            response = lead.open(method, address(rule), data=form)
            assert (response.status_code, response.headers["Retry-After"]) == (503, "30"), str(rule)
            assert said(response, "form")["message"], str(rule)


def test_sign_in_says_so_and_keeps_the_login(suite: Suite, nothing_answers: Callable[[], None]) -> None:
    lead = suite.browser("project_lead")
    lead.cookies.pop("asar_session")
    page = lead.get("/registry/sign-in").get_data(as_text=True)
    nothing_answers()
    form = {"login": lead.login, "password": PASSWORD, "csrf_token": csrf(page)}
    response = lead.open("POST", "/registry/sign-in", data=form)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert lead.login in response.get_data(as_text=True)


NONSENSE: dict[str, Callable[[], Response]] = {
    "503": lambda: Response("", 503),
    "bare 500": lambda: Response("<html>Internal Server Error", 500),
    "no JSON": lambda: Response("<html>", 200),
    "a list": lambda: Response("[1, 2]", 200),
    "another shape": lambda: Response('{"id": 7, "grants": "all"}', 200),
    "a refusal of another shape": lambda: Response('"no"', 404),
}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_registry_that_fails_or_talks_nonsense_is_away(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, nonsense: str
) -> None:
    lead, token = suite.browser("project_lead"), suite.token()
    views = suite.apps["registry"].view_functions
    monkeypatch.setitem(views, "sessions_internal_pages.introspection", NONSENSE[nonsense])
    for kind in (KINDS[0], KINDS[3]):
        for app, rule, _method in of_kind(suite, kind):
            if app.name == "registry" or access_of(app, rule) == "public":
                continue
            headers = {"Authorization": f"Bearer {token}"} if kind is KINDS[3] else {}
            response = lead.get(address(rule), headers=headers)
            assert (response.status_code, response.headers["Retry-After"]) == (503, "30"), str(rule)
            assert "сервис не отвечает" in said(response, kind.name)["message"], str(rule)


def test_a_transaction_left_idle_is_slow_not_broken(
    suite: Suite, raising: Callable[[Flask, Rule, Raise], None]
) -> None:
    app, rule, _method = next(of_kind(suite, KINDS[3]))

    def idle() -> Exception:
        session = app.extensions["sqlalchemy"].session
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        threading.Event().wait(0.5)
        session.execute(text("SELECT 1"))
        raise AssertionError("the database let it be")

    raising(app, rule, idle)
    response = app.test_client().get(address(rule))
    assert response.status_code == 503 and response.get_json()["code"] in ("overloaded", "unavailable")


def test_number_of_five_thousand_digits_is_refused_in_words(suite: Suite) -> None:
    headers = {"Authorization": f"Bearer {suite.token()}", "Content-Type": "application/json"}
    for app, rule, method in routes(suite):
        if method == "GET" or "/api/v1/" not in str(rule):
            continue
        for body in (f'{{"amount": {"9" * 5000}}}', f'{{"amount": -{"9" * 5000}.5}}', '{"limit": 1e99999}'):
            response = app.test_client().open(address(rule), method=method, data=body, headers=headers)
            assert 400 <= response.status_code < 500, (str(rule), response.status_code)
            assert set(response.get_json()) == {"code", "message", "detail"}


ODD: list[Any] = [
    [],
    None,
    7,
    {},
    {"records": 1},
    {"people": [1], "key": 1},
    {"people": ["nobody"], "regions": 1},
    {"kind": 1, "credential": []},
    {"plugin": {}, "person": 1, "locale": "xx", "project": 1, "lines": {}},
]


def test_neighbour_that_asks_in_a_wrong_shape_is_told_so(suite: Suite) -> None:
    for app, rule, method in routes(suite):
        if access_of(app, rule) != "service" or str(rule).endswith("/internal/plugins"):
            continue
        for body in ODD:
            raw, where = orjson.dumps(body), address(rule)
            told = set()
            for name in SERVICES:
                token = suite.apps[name].extensions["peers"].sign(app.name, method, where, raw)
                headers = {"Authorization": f"Service {token}", "Content-Type": "application/json"}
                response = app.test_client().open(where, method=method, data=raw, headers=headers)
                told.add(response.status_code)
            assert told <= {403, 422} and 422 in told, (str(rule), body, told)
