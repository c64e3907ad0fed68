"""A neighbour's token is good for the one request it was made for, once, within a minute."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from redis import Redis
from redis.exceptions import ConnectionError as Away
from werkzeug.test import TestResponse

from shared import peers
from shared.failures import INVALID, meaning_of
from shared.queue import broker
from tests.suite import SERVICES, Suite

WHERE, BODY = "/registry/internal/introspection", b'{"kind":"token","credential":"a"}'
OTHER = "/registry/internal/people/doubts"


def signed(suite: Suite, service: str = "events", **changed: Any) -> str:
    """A token of a service for the question above, or for another one."""
    asked = {"audience": "registry", "method": "POST", "path": WHERE, "body": BODY} | changed
    return suite.apps[service].extensions["peers"].sign(**asked)


def ask(
    suite: Suite, token: str, path: str = WHERE, body: bytes = BODY, method: str = "POST"
) -> TestResponse:
    """What the registry answers to a request with that token."""
    headers = {"Authorization": f"Service {token}", "Content-Type": "application/json"}
    return suite.apps["registry"].test_client().open(path, method=method, data=body, headers=headers)


def test_signed_question_is_answered_once(suite: Suite) -> None:
    token = signed(suite)
    assert [ask(suite, token).status_code for _try in range(3)] == [200, 403, 403]


def test_twin_without_memory_a_replay_is_answered(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers.Spent, "first", lambda *_given: True)
    token = signed(suite)
    assert [ask(suite, token).status_code for _try in range(2)] == [200, 200]


def test_replay_to_another_process_is_refused(suite: Suite) -> None:
    token, spent = signed(suite), suite.apps["registry"].extensions["peers"].spent
    first = ask(suite, token).status_code
    spent.seen.clear()  # another process has not seen it
    assert (first, ask(suite, token).status_code) == (200, 403)


def test_without_valkey_questions_are_answered_and_a_replay_here_is_refused(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: Any, **_named: Any) -> None:
        raise Away

    spent = suite.apps["registry"].extensions["peers"].spent
    monkeypatch.setattr(broker.broker, "client", Redis(port=1))
    monkeypatch.setattr(Redis, "set", away)
    monkeypatch.setattr(spent, "quiet_until", 0.0)
    token = signed(suite)
    assert [ask(suite, token).status_code for _try in range(2)] == [200, 403]
    monkeypatch.setattr(spent, "quiet_until", 0.0)


@pytest.mark.parametrize(
    "changed",
    [
        {"path": OTHER},
        {"path": WHERE + "?more=1"},
        {"body": b'{"kind":"token","credential":"b"}'},
        {"method": "GET"},
    ],
    ids=["path", "query", "body", "method"],
)
def test_token_is_good_for_its_own_request_only(suite: Suite, changed: dict[str, Any]) -> None:
    answer = ask(suite, signed(suite, **changed))
    assert (answer.status_code, answer.get_json()["code"]) == (403, "foreign_request")


@pytest.mark.parametrize("changed", ["path", "body", "method"])
def test_twin_unbound_tokens_would_pass(suite: Suite, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    monkeypatch.setattr(peers, "bound", lambda *_given: "anything")
    other = {"path": OTHER, "body": b"{}", "method": "PUT"}
    assert ask(suite, signed(suite, **{changed: other[changed]})).status_code == 200


def test_token_for_another_recipient_is_refused(suite: Suite) -> None:
    assert ask(suite, signed(suite, audience="reports")).status_code == 403


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        ({"exp": 3600}, "events"),
        ({"iat": -120, "exp": -60}, "events"),
        ({"jti": None}, "events"),
        ({}, "grants"),
    ],
    ids=["an hour", "expired", "no id", "signed by another"],
)
def test_token_that_is_not_made_by_the_rules_is_refused(
    suite: Suite, claims: dict[str, Any], key: str
) -> None:
    now = int(time.time())
    given = {"iss": "events", "aud": "registry", "req": peers.bound("POST", WHERE, BODY), "jti": "x"}
    given |= {"iat": now + claims.get("iat", 0), "exp": now + claims.get("exp", 60)}
    given = {name: value for name, value in given.items() if name not in claims or claims[name] is not None}
    token = jwt.encode(given, suite.apps[key].extensions["peers"].private_key, algorithm="ES256")
    assert ask(suite, token).status_code == 403


def at_another_time(suite: Suite, monkeypatch: pytest.MonkeyPatch, seconds: int) -> str:
    """A token of a service on a machine whose clock is off."""
    monkeypatch.setattr(peers, "time", SimpleNamespace(time=lambda: time.time() + seconds))
    token = signed(suite)
    monkeypatch.undo()
    return token


@pytest.mark.parametrize(("seconds", "status"), [(5, 200), (-65, 200), (7200, 403), (-7200, 403)])
def test_clocks_of_two_machines_may_differ_by_seconds(
    suite: Suite, monkeypatch: pytest.MonkeyPatch, seconds: int, status: int
) -> None:
    assert ask(suite, at_another_time(suite, monkeypatch, seconds)).status_code == status


def test_token_is_known_for_as_long_as_it_is_good_by_any_clock(suite: Suite) -> None:
    spent = suite.apps["registry"].extensions["peers"].spent
    assert spent.first("of a clock ahead") and spent.store
    here = spent.seen["of a clock ahead"] - time.monotonic()
    assert min(here, spent.store().ttl(f"{spent.name}:spent:of a clock ahead")) > 2 * peers.TOKEN_SECONDS


def test_neighbour_that_does_not_know_us_is_away_and_no_fault_of_the_reader(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, real = suite.browser("project_lead"), peers.Peers.sign
    off = SimpleNamespace(**{**vars(time), "time": lambda: time.time() + 7200})

    def signing(*given: Any) -> str:
        with monkeypatch.context() as moved:
            moved.setattr(peers, "time", off)
            return real(*given)

    monkeypatch.setattr(peers.Peers, "sign", signing)
    answer = lead.get("/events/gatherings")
    assert answer.status_code == 503 and "не отвечает" in answer.get_data(as_text=True)


def test_half_a_character_is_no_question_and_no_defect(suite: Suite) -> None:
    with suite.apps["grants"].app_context(), pytest.raises(UnicodeError) as refused:
        peers.ask("registry", WHERE, {"regions": ["a\udfffb"]})
    assert meaning_of(refused.value) is INVALID


def test_unsigned_algorithm_is_refused(suite: Suite) -> None:
    now = int(time.time())
    given: dict[str, Any] = {"iss": "events", "aud": "registry", "jti": "y"}
    given["req"] = peers.bound("POST", WHERE, BODY)
    given |= {"iat": now, "exp": now + 60}
    token = jwt.encode(given, "", algorithm="none")
    assert ask(suite, token).status_code == 403


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"kind":1,"credential":[]}', b"nonsense", b"null"])
def test_question_of_a_wrong_shape_is_refused_in_words(suite: Suite, body: bytes) -> None:
    answer = ask(suite, signed(suite, body=body), body=body)
    assert answer.status_code in (400, 422) and answer.get_json()["message"]


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_but_neighbours_asks_what_neighbours_ask(suite: Suite, service: str) -> None:
    app, lead = suite.apps[service], suite.browser("project_lead")
    regional = suite.token((f"{service}:read", f"{service}:write"), "turkistan")
    asked = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "/internal/" in rule.rule or "/messages" in rule.rule
    }
    assert asked
    for path in asked - {path for path in asked if "<" in path}:
        by_token = app.test_client().post(path, json={}, headers={"Authorization": f"Bearer {regional}"})
        by_cookie = lead.open("POST", path, json={}, headers={"X-CSRFToken": lead_csrf(lead)})
        assert (by_token.status_code, by_cookie.status_code) == (403, 403), path


def lead_csrf(browser: Any) -> str:
    """The token a page of the browser carries."""
    from tests.suite import csrf

    return csrf(browser.get("/registry/me").get_data(as_text=True))
