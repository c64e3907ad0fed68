"""Applications: intake by the days of the contest, numbers, decisions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.grants.conftest import Tool, records
from tests.grants.test_contests import draft

PAPER = {
    "region": "turkistan",
    "group_name": "«Жастар»",
    "leader_name": "Ержан Омаров",
    "settlement": "с. Қарнақ",
    "title": "Сквер",
    "requested": 480000,
}


def test_numbers_run_by_region(lead: Tool) -> None:
    contest = lead.contest()
    numbers = [
        lead.post(
            f"/contests/{contest}/applications",
            {**PAPER, "region": region, "registered_on": "2022-06-02", "again": True},
        ).json["number"]
        for region in ("turkistan", "zhambyl", "turkistan")
    ]
    assert numbers == ["ТУР-001", "ЖАМ-001", "ТУР-002"]


def test_draft_takes_no_applications(lead: Tool) -> None:
    answer = lead.post(f"/contests/{draft(lead)}/applications", {**PAPER, "registered_on": "2022-06-02"})
    assert (answer.status_code, answer.json["code"]) == (409, "intake_not_open")


def test_application_without_day_needs_open_contest(lead: Tool) -> None:
    contest = lead.contest(closes_on="2099-12-31")
    assert lead.post(f"/contests/{contest}/applications", PAPER).status_code == 201
    lead.post(f"/contests/{contest}/closing")
    assert lead.post(f"/contests/{contest}/applications", PAPER).json["code"] == "intake_not_open"


def test_paper_in_time_is_entered_after_closing(lead: Tool) -> None:
    contest = lead.contest()
    lead.post(f"/contests/{contest}/closing")
    assert (
        lead.post(f"/contests/{contest}/applications", {**PAPER, "registered_on": "2022-12-31"}).status_code
        == 201
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2021-12-31", "registered_outside"),
        ("2023-01-01", "registered_outside"),
        ("2098-06-02", "registered_in_future"),
    ],
)
def test_day_outside_the_contest_is_refused(lead: Tool, day: str, code: str) -> None:
    answer = lead.post(f"/contests/{lead.contest()}/applications", {**PAPER, "registered_on": day})
    assert (answer.json["code"], answer.json["detail"]["field"]) == (code, "registered_on")


def test_late_refusal_names_the_days_in_kazakh(lead: Tool, tool: Callable[..., Tool]) -> None:
    answer = tool("lead", "kk").post(
        f"/contests/{lead.contest()}/applications", {**PAPER, "registered_on": "2023-01-01"}
    )
    assert "2022\u00a0ж. 31\u00a0желтоқсан" in answer.json["message"]


def test_region_is_read_however_it_is_written(lead: Tool) -> None:
    contest = lead.contest()
    for name in ("KZ-61", "Туркестанская область", "түркістан облысы", "610000000"):
        lead.application(contest, name)
    assert lead.fund(contest, "turkistan")["applications"] == 4


def test_one_paper_entered_twice_is_asked_about(lead: Tool) -> None:
    contest = lead.contest()
    first = lead.application(contest)
    paper = {
        "region": "zhambyl",
        "group_name": "«ЖАСТАР»",
        "leader_name": "Ержан  Омаров",
        "settlement": "с. Қарнақ",
        "title": "Сквер у школы",
        "requested": 480000,
        "registered_on": "2022-06-02",
    }
    answer = lead.post(f"/contests/{contest}/applications", paper)
    assert (answer.status_code, answer.json["code"], answer.json["detail"]["id"]) == (
        409,
        "application_entered",
        first,
    )
    assert lead.post(f"/contests/{contest}/applications", paper | {"again": True}).status_code == 201
    typed = {"group_name": 'Жaстар"', "leader_name": "Ержан Омаров.", "title": "«Сквер» у школы"}
    assert lead.post(f"/contests/{contest}/applications", paper | typed).status_code == 409
    other = paper | {"leader_name": "Асель Омарова"}
    assert lead.post(f"/contests/{contest}/applications", other).status_code == 201


@pytest.mark.parametrize("field", ["group_name", "leader_name", "settlement", "title"])
def test_blank_words_are_refused_beside_their_field(lead: Tool, field: str) -> None:
    answer = lead.post(f"/contests/{lead.contest()}/applications", {**PAPER, field: " \t\u0000"})
    assert (answer.status_code, list(answer.json["detail"]["fields"])) == (422, [field])


def test_control_characters_are_left_out(lead: Tool) -> None:
    application = lead.application(lead.contest(), group_name="Жас\u0000тар\u0007")
    assert lead.get(f"/applications/{application}").json["group_name"] == "Жастар"


def test_recommended_amount_stands_beside_the_others(lead: Tool) -> None:
    contest = lead.contest()
    application = lead.application(contest)
    lead.post(f"/applications/{application}/recommendation", {"verdict": "award", "recommended": 400000})
    lead.award(application, 390000)
    row = lead.get(f"/applications/{application}").json
    assert [row[name] for name in ("requested", "recommended", "awarded", "paid")] == [
        480000,
        400000,
        390000,
        0,
    ]
    assert lead.fund(contest)["recommended"] == 400000


def test_withdrawn_application_no_longer_asks(lead: Tool, app: Flask) -> None:
    contest = lead.contest()
    lead.post(f"/applications/{lead.application(contest)}/withdrawal", {"reason": "Нашли спонсора"})
    assert (lead.fund(contest)["requested"], records(app, "application")[0]["status"]) == (0, "withdrawn")


def test_refusal_needs_a_reason(lead: Tool) -> None:
    application = lead.application(lead.contest())
    assert list(
        lead.post(f"/applications/{application}/refusal", {"reason": " "}).json["detail"]["fields"]
    ) == ["reason"]
    assert (
        lead.post(f"/applications/{application}/refusal", {"reason": "Не о местном вопросе"}).json["reason"]
        == "Не о местном вопросе"
    )


def test_refused_application_cannot_be_awarded(lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.post(f"/applications/{application}/refusal", {"reason": "Нет"})
    assert (
        lead.post(f"/applications/{application}/award", {"amount": 1}).json["code"] == "application_settled"
    )


def test_awarded_application_cannot_be_withdrawn(lead: Tool) -> None:
    application = lead.application(lead.contest())
    lead.award(application)
    assert (
        lead.post(f"/applications/{application}/withdrawal", {"reason": "Нет"}).json["code"]
        == "application_settled"
    )


def test_same_key_registers_once(lead: Tool) -> None:
    contest = lead.contest()
    body = {**PAPER, "registered_on": "2022-06-02"}
    answers = [lead.post(f"/contests/{contest}/applications", body, Idempotency_Key="one") for _ in range(2)]
    assert answers[0].json == answers[1].json and answers[1].headers["Idempotent-Replay"] == "true"
    assert lead.fund(contest, "turkistan")["applications"] == 1


def test_applications_are_filtered_and_paged(lead: Tool) -> None:
    contest = lead.contest()
    for region in ("turkistan", "zhambyl", "turkistan"):
        lead.application(contest, region)
    first = lead.get(f"/contests/{contest}/applications?region=turkistan&limit=1")
    rest = lead.get(
        f"/contests/{contest}/applications?region=turkistan&cursor={first.headers['Next-Cursor']}"
    )
    assert [row["number"] for row in [*first.json, *rest.json]] == ["ТУР-001", "ТУР-002"]
