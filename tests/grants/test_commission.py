"""The commission recommends; a role held for one contest counts in that contest alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.grants.conftest import PEOPLE, PROJECT_ID, Browser, Tool

Tools = Callable[..., Tool]
SUPPORT = {"verdict": "award", "recommended": 400000, "note": "Нужно всем жителям"}


def test_commission_member_recommends_an_amount(lead: Tool, tool: Tools) -> None:
    application = lead.application(lead.contest())
    answer = tool("commission").post(f"/applications/{application}/recommendation", SUPPORT)
    assert (answer.status_code, answer.json["verdict"], answer.json["recommended"]) == (200, "award", 400000)


def test_commission_member_advises_against_with_a_reason(lead: Tool, tool: Tools) -> None:
    path = f"/applications/{lead.application(lead.contest())}/recommendation"
    assert tool("commission").post(path, {"verdict": "refuse"}).json["detail"]["field"] == "note"
    answer = tool("commission").post(
        path, {"verdict": "refuse", "note": "Ниже проходного балла", "recommended": 1}
    )
    assert [answer.json[name] for name in ("verdict", "recommended", "verdict_note")] == [
        "refuse",
        None,
        "Ниже проходного балла",
    ]


def test_recommendation_needs_its_amount(lead: Tool, tool: Tools) -> None:
    answer = tool("commission").post(
        f"/applications/{lead.application(lead.contest())}/recommendation", {"verdict": "award"}
    )
    assert (answer.status_code, answer.json["detail"]["field"]) == (422, "recommended")


def test_recommendation_above_the_request_is_refused(lead: Tool, tool: Tools) -> None:
    contest = lead.contest()
    path = f"/applications/{lead.application(contest)}/recommendation"
    answer = tool("commission").post(path, {**SUPPORT, "recommended": "480000.01"})
    assert (answer.status_code, answer.json["code"], lead.fund(contest)["recommended"]) == (
        409,
        "more_than_requested",
        0,
    )


def test_recommendation_is_taken_back(lead: Tool) -> None:
    contest = lead.contest()
    path = f"/applications/{lead.application(contest)}/recommendation"
    lead.post(path, SUPPORT)
    answer = lead.post(path, {"verdict": None})
    assert [answer.json[name] for name in ("verdict", "recommended", "verdict_note")] == [None, None, ""]
    assert lead.fund(contest)["recommended"] == 0


def test_decided_application_is_recommended_no_more(lead: Tool, tool: Tools) -> None:
    application = lead.application(lead.contest())
    lead.award(application)
    assert (
        tool("commission").post(f"/applications/{application}/recommendation", SUPPORT).json["code"]
        == "application_settled"
    )


@pytest.mark.parametrize("who", ["accountant", "assistant", "admin", "grantor", "partner"])
def test_only_the_commission_and_the_leads_recommend(lead: Tool, tool: Tools, who: str) -> None:
    application = lead.application(lead.contest(), "turkistan")
    assert tool(who).post(f"/applications/{application}/recommendation", SUPPORT).status_code == 403


def test_partner_does_not_slip_a_recommendation_into_registration(lead: Tool, tool: Tools) -> None:
    body = {
        "region": "turkistan",
        "group_name": "Г",
        "leader_name": "Л",
        "settlement": "С",
        "title": "Т",
        "requested": 1,
        "recommended": 1,
    }
    assert (
        "recommended"
        in tool("partner").post(f"/contests/{lead.contest()}/applications", body).json["detail"]["fields"]
    )


def test_commission_member_finds_the_form_and_no_other(browser: Callable[..., Browser], lead: Tool) -> None:
    page = f"/applications/{lead.application(lead.contest())}"
    seen = browser("commission").get(page).text
    assert [
        f'action="/grants{page}/{form}"' in seen
        for form in ("recommendation", "award", "refusal", "withdrawal")
    ] == [True, False, False, False]
    assert (
        browser("commission").send(page, f"{page}/recommendation", verdict="refuse", note="Нет").status_code
        == 302
    )
    assert "Нет" in browser("accountant").get(page).text


@pytest.fixture
def scoped(lead: Tool, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two contests; the role grant of `scoped` names the first, that of `narrow` its Turkistan alone."""
    contests = lead.contest(title="Свой"), lead.contest(title="Чужой")
    monkeypatch.setitem(PEOPLE, "scoped", [{"role": "commission_member", "contest": contests[0]}])
    monkeypatch.setitem(
        PEOPLE, "narrow", [{"role": "commission_member", "contest": contests[0], "region": "turkistan"}]
    )
    monkeypatch.setitem(PEOPLE, "director", [{"role": "project_lead", "contest": contests[0]}])
    return contests


def test_role_of_one_contest_opens_that_contest_alone(
    lead: Tool, tool: Tools, scoped: tuple[str, str]
) -> None:
    own, foreign = scoped
    member = tool("scoped")
    applications = [lead.application(contest) for contest in scoped]
    assert [row["id"] for row in member.get("/contests").json] == [own]
    assert [
        len(member.get(f"/contests/{own}").json["funds"]),
        member.get(f"/contests/{foreign}").status_code,
    ] == [7, 404]
    assert [
        member.post(f"/applications/{item}/recommendation", SUPPORT).status_code for item in applications
    ] == [200, 404]


def test_role_of_one_contest_and_region_is_narrower_still(
    lead: Tool, tool: Tools, scoped: tuple[str, str]
) -> None:
    member = tool("narrow")
    applications = [lead.application(scoped[0], region) for region in ("turkistan", "zhambyl")]
    assert [row["region"] for row in member.get("/contests").json[0]["funds"]] == ["turkistan"]
    assert [row["id"] for row in member.get(f"/contests/{scoped[0]}/applications").json] == applications[:1]
    assert [member.get(f"/applications/{item}").status_code for item in applications] == [200, 404]


def test_lead_of_one_contest_moves_no_other_money(lead: Tool, tool: Tools, scoped: tuple[str, str]) -> None:
    applications = [lead.application(contest) for contest in scoped]
    answers = [
        tool("director").post(f"/applications/{item}/award", {"amount": 100000}) for item in applications
    ]
    assert [answer.status_code for answer in answers] == [201, 404]
    draft = {"project_id": PROJECT_ID, "title": "К", "opens_on": "2022-06-01", "closes_on": "2022-06-20"}
    assert tool("director").post("/contests", draft).status_code == 403


def test_more_than_recommended_is_awarded_only_with_a_reason_that_is_kept(lead: Tool, tool: Tools) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", SUPPORT)
    refused = tool("lead", "ru").post(f"/applications/{application}/award", {"amount": 400001})
    assert (refused.status_code, refused.json["code"], refused.json["detail"]["field"]) == (
        409,
        "over_recommended",
        "over_reason",
    )
    assert "400\u00a0000\u00a0₸" in refused.json["message"] and lead.fund(contest)["awarded"] == 0
    made = lead.post(
        f"/applications/{application}/award", {"amount": 400001, "over_reason": "Подорожали трубы"}
    )
    assert lead.get(f"/awards/{made.json['id']}").json["over_reason"] == "Подорожали трубы"


def test_award_against_the_commission_needs_a_reason(lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.post(f"/applications/{application}/recommendation", {"verdict": "refuse", "note": "Мало подписей"})
    assert lead.post(f"/applications/{application}/award", {"amount": 1}).json["code"] == "against_commission"
    assert (
        lead.post(
            f"/applications/{application}/award", {"amount": 1, "over_reason": "Подписи донесли"}
        ).status_code
        == 201
    )


def test_reason_is_kept_only_where_more_is_awarded(lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.post(f"/applications/{application}/recommendation", SUPPORT)
    made = lead.post(f"/applications/{application}/award", {"amount": 400000, "over_reason": "Просто так"})
    assert lead.get(f"/awards/{made.json['id']}").json["over_reason"] is None


def test_pages_ask_why_more_and_go_on_saying_it(lead: Tool, browser: Callable[..., Browser]) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", SUPPORT)
    page, list_page = f"/applications/{application}/award", f"/contests/{contest}/applications"
    lead.ready(application)
    refused = browser().send(page, page, amount="400 001", over_reason="")
    assert refused.status_code == 422 and 'id="f-over_reason-error"' in refused.text
    made = browser().send(page, page, amount="400 001", over_reason="Подорожали трубы")
    assert "Подорожали трубы" in browser().get(made.headers["Location"].removeprefix("/grants")).text
    assert "больше рекомендованного" in browser().get(list_page).text


def test_list_says_nothing_of_an_award_as_recommended(lead: Tool, browser: Callable[..., Browser]) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", SUPPORT)
    lead.award(application, 400000)
    assert "больше рекомендованного" not in browser().get(f"/contests/{contest}/applications").text


def test_card_and_list_say_one_word_of_an_application_not_recommended(
    lead: Tool, browser: Callable[..., Browser]
) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", {"verdict": "refuse", "note": "Мало подписей"})
    assert "не рекомендована" in browser().get(f"/contests/{contest}/applications").text
    assert re.search(
        r"Рекомендовано</dt>\s*<dd[^>]*>\s*не рекомендована",
        browser().get(f"/applications/{application}").text,
    )
