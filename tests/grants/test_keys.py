"""Money moves only under a key, so that a call sent twice is done once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.grants.conftest import Browser, Tool

REASON = {"reason": "Вернули"}


def money(lead: Tool) -> dict[str, tuple[str, dict[str, object]]]:
    """The three calls that move money with their bodies."""
    contest = lead.contest()
    waiting, award = lead.application(contest), lead.award(lead.application(contest))
    paid = lead.pay(award, 1000)
    return {
        "award": (f"/applications/{waiting}/award", {"amount": 100000}),
        "payment": (f"/awards/{award}/payment", {"amount": 2000}),
        "reversal": (f"/awards/{award}/payments/{paid}/reversal", dict(REASON)),
    }


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": ""}, {"Idempotency-Key": "  "}])
@pytest.mark.parametrize("call", ["award", "payment", "reversal"])
def test_money_does_not_move_without_a_key(lead: Tool, call: str, key: dict[str, str]) -> None:
    path, body = money(lead)[call]
    answer = lead.client.post(f"/grants/api/v1{path}", json=body, headers={**lead.headers, **key})
    assert (answer.status_code, answer.json["code"]) == (428, "idempotency_key_needed")
    assert "Idempotency-Key" in answer.json["message"]
    assert lead.post(path, body).status_code == 201


@pytest.mark.parametrize("call", ["award", "payment", "reversal"])
def test_money_sent_twice_under_its_key_moves_once(lead: Tool, call: str) -> None:
    path, body = money(lead)[call]
    first, again = (lead.post(path, body, Idempotency_Key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json and again.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize("call", ["payment", "reversal"])
def test_twin_with_another_key_each_time_does_not_know_the_repeat(lead: Tool, call: str) -> None:
    path, body = money(lead)[call]
    first, again = (lead.post(path, body) for _ in range(2))
    assert first.status_code == 201 and again.json != first.json


def test_who_may_not_pay_is_told_so_before_the_key(lead: Tool, tool: Callable[..., Tool]) -> None:
    path, body = money(lead)["payment"]
    partner = tool("partner")
    answer = partner.client.post(f"/grants/api/v1{path}", json=body, headers=partner.headers)
    assert answer.status_code == 403


def test_the_document_says_which_calls_need_a_key(lead: Tool) -> None:
    document = lead.client.get("/grants/api/openapi.json").json
    needing = {
        path.rsplit("/", 1)[1]
        for path, calls in document["paths"].items()
        if any(item["name"] == "Idempotency-Key" and item.get("required") for item in keyed(calls))
    }
    assert needing == {"award", "payment", "reversal"}
    assert all(
        "428" in calls["post"]["responses"] for path, calls in document["paths"].items() if path_of(path)
    )


def keyed(calls: dict) -> list[dict]:
    """The parameters of a path's POST."""
    return calls.get("post", {}).get("parameters", [])


def path_of(path: str) -> bool:
    """Whether a path moves money."""
    return path.endswith(("/award", "/payment", "/reversal"))


def test_forms_that_move_money_carry_a_key_of_their_own(lead: Tool, browser: Callable[..., Browser]) -> None:
    paths = {call: path for call, (path, _body) in money(lead).items()}
    award = paths["payment"].removesuffix("/payment")
    page = browser("lead").get(award).text
    assert page.count('name="once.key"') >= 2
    assert 'name="once.key"' in browser("lead").get(paths["award"]).text
