"""The same request sent many times at once happens once; its twin without the protection shows why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import text

from shared.doors import api
from shared.queue import ticks
from tests.suite import PDF, Suite

HANDS = 12
BUSY, RETRIES = 503, 20
WRONG_KIND = (422, "evidence_kind_unknown")


def submit_together(suite: Suite, project: str) -> list[Any]:
    """The same training under the same key from many hands; a hand that is told the row is busy (the
    first one holds it longer than a slow machine's lock timeout) comes again, as Retry-After asks."""
    suite.token()
    body = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": "Один",
        "region": "turkistan",
        "starts_on": "2022-04-12",
        "mode": "offline",
    }

    def submit(_hand: int) -> Any:
        headers = {"Idempotency-Key": "one"}
        for _attempt in range(RETRIES):
            answer = suite.call("POST", "/events/api/v1/gatherings", json=body, headers=headers)
            if answer.status_code != BUSY:
                break
        return answer

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(submit, range(HANDS)))


def test_one_gathering_from_many_hands(suite: Suite, project: str) -> None:
    answers = submit_together(suite, project)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
    assert len(suite.ok("GET", "/events/api/v1/gatherings")) == 1


def test_twin_without_the_key_row_makes_many(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "claim_key", lambda: None)
    submit_together(suite, project)
    assert len(suite.ok("GET", "/events/api/v1/gatherings")) > 1


def test_refused_request_frees_its_key(suite: Suite, project: str) -> None:
    body = {
        "project_id": project,
        "activity": "9.9",
        "type": "training",
        "title": "Один",
        "region": "turkistan",
        "starts_on": "2022-04-12",
        "mode": "offline",
    }
    headers = {"Idempotency-Key": "two"}
    assert suite.call("POST", "/events/api/v1/gatherings", json=body, headers=headers).status_code == 422
    assert (
        suite.call(
            "POST", "/events/api/v1/gatherings", json={**body, "activity": "4.1"}, headers=headers
        ).status_code
        == 201
    )


def test_a_refused_file_is_refused_again_under_its_key(suite: Suite, project: str) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0, evidence=())}/evidence"
    headers = {"Idempotency-Key": "three"}

    def sent(kind: str) -> Any:
        data = {"kind": kind, "file": (BytesIO(PDF), "a.pdf")}
        return suite.call("POST", path, data=data, headers=headers)

    answers = [sent("agreement"), sent("agreement")]
    assert [(answer.status_code, answer.get_json()["code"]) for answer in answers] == [WRONG_KIND] * 2
    assert [sent("programme").status_code for _try in range(2)] == [201, 201]
    assert len(suite.ok("GET", path)) == 1


def test_keys_that_served_their_time_are_forgotten_and_fresh_ones_stay(suite: Suite, project: str) -> None:
    for key in ("old", "fresh"):
        suite.ok(
            "POST",
            "/events/api/v1/gatherings",
            headers={"Idempotency-Key": key},
            json={
                "project_id": project,
                "activity": "4.1",
                "type": "training",
                "title": key,
                "region": "turkistan",
                "starts_on": "2022-04-12",
                "mode": "offline",
            },
        )
    app = suite.apps["events"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        session.execute(
            text("UPDATE idempotency_keys SET created_at = now() - interval '31 days' WHERE key = 'old'")
        )
        session.commit()
        ticks.hourly(app, api.FORGET)
        app.extensions["ticks"].pop()()
        assert list(session.scalars(text("SELECT key FROM idempotency_keys"))) == ["fresh"]
