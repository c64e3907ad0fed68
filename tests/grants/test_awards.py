"""Awards: never more than the money, every refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from shared.plugins.asking import Plugins
from shared.plugins.specifications import BudgetCap
from tests.grants.conftest import Tool, records

AWFUL = [
    -1,
    0,
    "-0",
    "NaN",
    "1e5",
    "4.5E5",
    "1e308",
    1e308,
    "١٢٣",
    "12,5,0",
    "Infinity",
    "",
    None,
    True,
    "0.001",
    "450,000",
    10**13,
    [1],
    {"a": 1},
]


def test_award_takes_money_from_fund(lead: Tool) -> None:
    contest = lead.contest()
    lead.award(lead.application(contest))
    assert lead.fund(contest) == {
        "region": "zhambyl",
        "fund": 1000000,
        "requested": 480000,
        "recommended": 0,
        "awarded": 450000,
        "paid": 0,
        "left": 550000,
        "applications": 1,
        "awards": 1,
        "away": 0,
        "holder": "",
    }


def test_exhausted_fund_says_how_much_is_left(lead: Tool, tool: Callable[..., Tool]) -> None:
    contest = lead.contest()
    for _ in range(2):
        lead.award(lead.application(contest), 400000)
    third = lead.application(contest)
    answer = tool("lead", "ru").post(f"/applications/{third}/award", {"amount": 200000.5})
    assert (answer.status_code, answer.json["code"], answer.json["detail"]["left"]) == (
        409,
        "fund_exhausted",
        200000,
    )
    assert lead.post(f"/applications/{third}/award", {"amount": 200000}).status_code == 201


def test_awful_amount_is_refused_in_words(lead: Tool) -> None:
    contest = lead.contest()
    path = f"/applications/{lead.application(contest)}/award"
    for amount in AWFUL:
        answer = lead.post(path, {"amount": amount})
        assert (answer.status_code, [*answer.json["detail"]["fields"]]) == (422, ["amount"]), amount
        assert lead.fund(contest)["awarded"] == 0, amount


def test_awful_amount_stops_at_every_door(lead: Tool) -> None:
    contest = lead.contest()
    application, award = lead.application(contest), lead.award(lead.application(contest))
    for amount in ("-1", "NaN", "1e308", "1e5", "0"):
        doors = doors_of(contest, application, award, amount)
        answers = {path: lead.post(path, body).status_code for path, body in doors.items()}
        assert answers == dict.fromkeys(doors, 422), amount
        fund = lead.fund(contest)
        assert (fund["fund"], fund["requested"], fund["paid"]) == (1000000, 960000, 0), amount


def doors_of(contest: str, application: str, award: str, amount: str) -> dict[str, dict[str, Any]]:
    """Every call that takes an amount, with what is sent to it."""
    return {
        f"/awards/{award}/payment": {"amount": amount},
        f"/contests/{contest}/funds": {"funds": [{"region": "zhambyl", "amount": amount}]},
        f"/applications/{application}/recommendation": {"verdict": "award", "recommended": amount},
        f"/contests/{contest}/applications": {
            "region": "zhambyl",
            "group_name": "Г",
            "leader_name": "Л",
            "settlement": "С",
            "title": "Т",
            "requested": amount,
        },
    }


@pytest.mark.parametrize(
    ("written", "amount"),
    [("450 000", 450000), ("450\u00a0000,50 ₸", 450000.5), (1, 1), ("0450000.5", 450000.5)],
)
def test_amount_is_read_as_people_write_it(lead: Tool, written: object, amount: object) -> None:
    answer = lead.post(f"/applications/{lead.application(lead.contest())}/award", {"amount": written})
    assert (answer.status_code, answer.json.get("amount")) == (201, amount)


def test_application_gets_one_award_at_most(lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.award(application, 300000)
    assert (
        lead.post(f"/applications/{application}/award", {"amount": 300000}).json["code"]
        == "application_settled"
    )


def test_contest_cap_limits_one_grant(lead: Tool) -> None:
    application = lead.application(lead.contest(grant_cap=300000))
    assert (
        lead.post(f"/applications/{application}/award", {"amount": "300000.01"}).json["code"]
        == "grant_cap_exceeded"
    )
    assert lead.post(f"/applications/{application}/award", {"amount": 300000}).status_code == 201


def test_average_above_limit_is_refused(lead: Tool) -> None:
    contest = lead.contest()
    lead.award(lead.application(contest), 400000)
    second = lead.application(contest, "atyrau", requested=900000)
    answer = lead.post(f"/applications/{second}/award", {"amount": "600000.01"})
    assert (answer.json["code"], lead.fund(contest, "atyrau")["awarded"]) == ("average_exceeded", 0)
    assert lead.post(f"/applications/{second}/award", {"amount": 600000}).json["average"] == 500000


def test_average_above_four_hundred_thousand_warns(lead: Tool) -> None:
    contest = lead.contest()
    first = lead.post(f"/applications/{lead.application(contest)}/award", {"amount": 400000})
    second = lead.post(f"/applications/{lead.application(contest, 'atyrau')}/award", {"amount": 400001})
    assert first.json["warning"] is None and "400,000.50\u00a0₸" in second.json["warning"]


@pytest.mark.parametrize(("locale", "reason"), [("ru", "Совет партнёра"), ("kk", "серіктес кеңесі")])
def test_turkistan_cap_names_itself_and_reason(
    lead: Tool, tool: Callable[..., Tool], locale: str, reason: str
) -> None:
    contest = lead.contest()
    application = lead.application(contest, "turkistan", requested=500000)
    answer = tool("lead", locale).post(f"/applications/{application}/award", {"amount": 480001})
    assert (answer.status_code, answer.json["code"]) == (409, "regional_cap_exceeded")
    assert "480\u00a0000\u00a0₸" in answer.json["message"] and reason in answer.json["message"]
    assert lead.fund(contest, "turkistan")["awarded"] == 0


def test_turkistan_cap_leaves_other_regions_alone(lead: Tool) -> None:
    contest = lead.contest()
    lead.award(lead.application(contest, "turkistan"), 480000)
    lead.award(lead.application(contest, "zhambyl", requested=500000), 500000)
    assert lead.fund(contest)["awarded"] == 500000


BROKEN = '''"""A rule that breaks in the middle of an award."""
from shared.plugins.specifications import hookimpl


@hookimpl
def budget_caps(contest, application):
    """Break."""
    raise RuntimeError("the register of the region does not answer")
'''
ENTRY = '[project]\nname = "asar-broken"\n[project.entry-points."asar.plugins"]\nbroken = "asar_broken"\n'
MANIFEST = (
    '[plugin]\nname = "broken"\ntitle = "Broken"\nversion = "1.0"\napi = "~=1.0"\nregions = ["zhambyl"]\n'
)


@pytest.fixture
def broken_rule(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin of Zhambyl whose rule raises."""
    package = tmp_path / "broken/asar_broken"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(BROKEN)
    (package / "region.toml").write_text(MANIFEST)
    (tmp_path / "broken/pyproject.toml").write_text(ENTRY)
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setitem(app.extensions, "plugins", Plugins(["broken"], tmp_path))


def test_broken_regional_rule_stops_the_award(lead: Tool, app: Flask, broken_rule: None) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    answer = lead.post(f"/applications/{application}/award", {"amount": 100000})
    assert (answer.status_code, answer.json["code"]) == (503, "regional_rule_unavailable")
    assert answer.json["detail"]["incident"] in answer.json["message"]
    assert (lead.fund(contest)["awarded"], lead.get(f"/applications/{application}").json["status"]) == (
        0,
        "registered",
    )
    assert app.extensions["plugins"].troubles()[-1].stopped == ("awards of mini-grants",)


def test_cancelled_award_returns_money_to_its_fund(lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest, requested=500000)
    award = lead.award(application)
    assert (
        lead.post(f"/awards/{award}/cancellation", {"reason": "Группа распалась"}).json["status"]
        == "cancelled"
    )
    assert (lead.fund(contest)["left"], lead.get(f"/applications/{application}").json["status"]) == (
        1000000,
        "registered",
    )
    lead.award(application, 500000)


def test_cancelled_award_leaves_the_average(lead: Tool) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest), 300000)
    lead.award(lead.application(contest, requested=700000), 700000 - 1)
    lead.post(f"/awards/{award}/cancellation", {"reason": "Отказ"})
    answer = lead.post(
        f"/applications/{lead.application(contest, 'atyrau', requested=500000)}/award", {"amount": 500000}
    )
    assert answer.json["detail"]["average"] == 599999.5


def test_paid_award_cannot_be_cancelled(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.post(f"/awards/{award}/payment", {"amount": 1})
    assert lead.post(f"/awards/{award}/cancellation", {"reason": "Отказ"}).json["code"] == "award_paid"


def test_payments_never_exceed_the_award(lead: Tool) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest))
    assert (
        lead.post(f"/awards/{award}/payment", {"amount": 250000, "document": "ПП № 12"}).json["left"]
        == 200000
    )
    assert lead.post(f"/awards/{award}/payment", {"amount": "200000.01"}).json["detail"]["left"] == 200000
    assert (
        lead.post(f"/awards/{award}/payment", {"amount": 200000}).json["paid"],
        lead.fund(contest)["paid"],
    ) == (450000, 450000)


def test_award_above_the_request_is_refused(lead: Tool, tool: Callable[..., Tool]) -> None:
    contest = lead.contest()
    application = lead.application(contest, requested=300000)
    answer = tool("lead", "ru").post(f"/applications/{application}/award", {"amount": "300000.01"})
    assert (answer.status_code, answer.json["code"], answer.json["detail"]["requested"]) == (
        409,
        "more_than_requested",
        300000,
    )
    assert "300\u00a0000\u00a0₸" in answer.json["message"] and lead.fund(contest)["awarded"] == 0
    assert lead.post(f"/applications/{application}/award", {"amount": 300000}).status_code == 201


@pytest.mark.parametrize(
    ("attached", "lacking"),
    [
        ([], [["agreement"], ["act", "report"]]),
        (["act"], [["agreement"]]),
        (["agreement", "group_protocol", "photo"], [["act", "report"]]),
    ],
)
def test_completion_without_its_papers_is_refused_by_name(
    lead: Tool, app: Flask, attached: list[str], lacking: list[list[str]]
) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.attach(f"/awards/{award}", *attached)
    answer = lead.post(f"/awards/{award}/completion", {})
    assert (answer.status_code, answer.json["code"], answer.json["detail"]["missing"]) == (
        409,
        "papers_missing",
        lacking,
    )
    assert records(app, "award")[0]["completed_on"] is None


def test_refused_completion_names_the_papers_in_kazakh(lead: Tool, tool: Callable[..., Tool]) -> None:
    award = lead.award(lead.application(lead.contest()))
    message = tool("lead", "kk").post(f"/awards/{award}/completion", {}).json["message"]
    assert "шағын грант шарты; қабылдау актісі немесе топтың есебі" in message


@pytest.mark.parametrize("proof", ["act", "report"])
def test_agreement_and_act_or_report_complete(lead: Tool, app: Flask, proof: str) -> None:
    award = lead.award(lead.application(lead.contest()))
    lead.attach(f"/awards/{award}", "agreement", proof)
    answer = lead.post(f"/awards/{award}/completion", {})
    assert (answer.status_code, proof in answer.json["missing_evidence"]) == (200, False)
    assert records(app, "award")[0]["completed_on"] == answer.json["completed_on"]


def test_rest_is_paid_after_completion(lead: Tool) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest))
    lead.attach(f"/awards/{award}", "agreement", "act")
    lead.post(f"/awards/{award}/completion", {})
    assert (
        lead.post(f"/awards/{award}/payment", {"amount": 450000}).json["left"],
        lead.fund(contest)["paid"],
    ) == (0, 450000)


def test_completion_before_the_award_is_refused(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    assert (
        lead.post(f"/awards/{award}/completion", {"completed_on": "2022-06-01"}).json["detail"]["field"]
        == "completed_on"
    )


def test_strictest_cap_wins(app: Flask, monkeypatch: pytest.MonkeyPatch, lead: Tool) -> None:
    caps = [BudgetCap(Decimal(amount), {"ru": "a", "kk": "b"}) for amount in (300000, 200000)]
    least = min(caps, key=lambda cap: cap.amount)
    monkeypatch.setattr(app.extensions["plugins"], "budget_caps", lambda *asked: least)
    answer = lead.post(f"/applications/{lead.application(lead.contest())}/award", {"amount": 200001})
    assert answer.json["detail"]["cap"] == 200000


def test_payment_by_mistake_is_taken_back_and_stays_in_the_list(lead: Tool) -> None:
    contest = lead.contest()
    award = lead.award(lead.application(contest))
    wrong = lead.post(f"/awards/{award}/payment", {"amount": 45000, "document": "ПП № 12"}).json["id"]
    answer = lead.post(f"/awards/{award}/payments/{wrong}/reversal", {"reason": "Не та сумма"})
    assert (answer.status_code, answer.json["left"], lead.fund(contest)["paid"]) == (201, 450000, 0)
    assert lead.post(f"/awards/{award}/payment", {"amount": 450000}).json["left"] == 0
    assert [
        (row["amount"], row["reverses"], row["reason"]) for row in lead.get(f"/awards/{award}/payments").json
    ] == [(45000, None, ""), (-45000, wrong, "Не та сумма"), (450000, None, "")]


def test_payment_is_taken_back_once(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    paid = lead.post(f"/awards/{award}/payment", {"amount": 45000}).json["id"]
    line = lead.post(f"/awards/{award}/payments/{paid}/reversal", {"reason": "Вернули"}).json["id"]
    assert {
        lead.post(f"/awards/{award}/payments/{item}/reversal", {"reason": "Ещё раз"}).json["code"]
        for item in (paid, line)
    } == {"payment_reversed"}


def test_payment_of_another_award_is_not_found(lead: Tool) -> None:
    contest = lead.contest()
    one, other = lead.award(lead.application(contest), 400000), lead.award(lead.application(contest), 400000)
    paid = lead.post(f"/awards/{one}/payment", {"amount": 45000}).json["id"]
    assert lead.post(f"/awards/{other}/payments/{paid}/reversal", {"reason": "Не та"}).status_code == 404


def test_everything_taken_back_lets_an_award_be_cancelled(lead: Tool) -> None:
    award = lead.award(lead.application(lead.contest()))
    paid = lead.post(f"/awards/{award}/payment", {"amount": 45000}).json["id"]
    lead.post(f"/awards/{award}/payments/{paid}/reversal", {"reason": "Вернули"})
    assert lead.post(f"/awards/{award}/cancellation", {"reason": "Отказались"}).json["status"] == "cancelled"
