"""Contests: one fund a region, states, milestones."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from services.grants.contests.operations.funding import number_prefixes
from services.grants.db import db
from tests.grants.conftest import PROJECT_ID, REGIONS, Tool
from tests.suite import PDF, Suite

DRAFT = {"project_id": PROJECT_ID, "title": "Конкурс", "opens_on": "2022-06-01", "closes_on": "2022-06-20"}


def draft(lead: Tool, **more: object) -> str:
    """A contest nobody has opened."""
    answer = lead.post("/contests", {**DRAFT, **more})
    assert answer.status_code == 201, answer.text
    return answer.json["id"]


def test_contest_gets_a_fund_for_each_region(lead: Tool) -> None:
    funds = lead.get(f"/contests/{draft(lead)}").json["funds"]
    assert {row["region"]: row["left"] for row in funds} == dict.fromkeys(REGIONS, 1000000)


def test_contest_takes_activity_that_counts_applications(lead: Tool) -> None:
    assert lead.get(f"/contests/{draft(lead)}").json["activity"] == "2.1"


def test_unknown_activity_is_refused_by_name(lead: Tool) -> None:
    answer = lead.post("/contests", {**DRAFT, "activity": "9.9"})
    assert (answer.json["code"], answer.json["detail"]["field"]) == ("activity_unknown", "activity")


def test_unknown_project_is_not_found(lead: Tool) -> None:
    assert (
        lead.post("/contests", {**DRAFT, "project_id": "018f0000-0000-7000-8000-00000000ffff"}).json["code"]
        == "project_unknown"
    )


def test_unknown_field_is_refused_by_name(lead: Tool) -> None:
    assert "prize" in lead.post("/contests", {**DRAFT, "prize": 1}).json["detail"]["fields"]


def test_contest_cannot_close_before_it_opens(lead: Tool) -> None:
    assert lead.post("/contests", {**DRAFT, "closes_on": "2022-05-31"}).json["code"] == "dates_reversed"


def test_single_funds_may_differ(lead: Tool) -> None:
    contest = draft(lead, fund="800 000", funds=[{"region": "KZ-61", "amount": 1200000}])
    assert [lead.fund(contest, region)["fund"] for region in ("turkistan", "zhambyl")] == [1200000, 800000]


def test_funds_of_a_draft_can_change(lead: Tool) -> None:
    contest = draft(lead)
    lead.post(f"/contests/{contest}/funds", {"funds": [{"region": "zhambyl", "amount": 900000.5}]})
    assert lead.fund(contest)["left"] == 900000.5


def test_funds_stand_once_contest_is_open(lead: Tool) -> None:
    answer = lead.post(f"/contests/{lead.contest()}/funds", {"funds": [{"region": "zhambyl", "amount": 1}]})
    assert (answer.status_code, answer.json["code"]) == (409, "contest_not_draft")


def test_fund_cannot_sink_below_what_is_awarded(lead: Tool, app: Flask) -> None:
    lead.award(lead.application(lead.contest()))
    with app.app_context(), pytest.raises(IntegrityError, match="ck_funds_awarded"):
        db.session.execute(text("UPDATE funds SET amount = 449999 WHERE region = 'zhambyl'"))


def test_contest_opens_and_closes_once(lead: Tool) -> None:
    contest = lead.contest()
    assert lead.post(f"/contests/{contest}/opening").json["code"] == "contest_opened"
    assert lead.post(f"/contests/{contest}/closing").json["status"] == "closed"
    assert lead.post(f"/contests/{contest}/closing").json["code"] == "contest_not_open"


def test_protocol_decides_a_closed_contest(lead: Tool) -> None:
    contest = lead.contest()
    assert (
        lead.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-06-24"}).json["code"]
        == "protocol_too_early"
    )
    lead.post(f"/contests/{contest}/closing")
    assert (
        lead.post(f"/contests/{contest}/milestones", {"protocol_on": "2022-06-24"}).json["status"]
        == "decided"
    )


def test_milestone_of_the_future_is_refused(lead: Tool) -> None:
    answer = lead.post(f"/contests/{lead.contest()}/milestones", {"commission_on": "2099-01-01"})
    assert (answer.status_code, answer.json["detail"]["field"]) == (422, "commission_on")


def test_contest_papers_have_their_own_kinds(lead: Tool) -> None:
    file = (BytesIO(PDF + b"a"), "x.pdf")
    answer = lead.post(f"/contests/{draft(lead)}/evidence", {"file": file, "kind": "agreement"})
    assert (answer.status_code, answer.json["detail"]["field"]) == (422, "kind")


def test_same_file_is_attached_once(lead: Tool) -> None:
    contest = draft(lead)
    codes = [
        lead.post(
            f"/contests/{contest}/evidence", {"file": (BytesIO(PDF + b"a"), "x.pdf"), "kind": "protocol"}
        ).status_code
        for _ in range(2)
    ]
    assert codes == [201, 409]


def test_contests_are_listed_page_by_page(lead: Tool) -> None:
    made = [draft(lead) for _ in range(3)]
    first = lead.get("/contests?limit=2")
    rest = lead.get(f"/contests?limit=2&cursor={first.headers['Next-Cursor']}")
    assert [row["id"] for row in [*first.json, *rest.json]] == made[
        ::-1
    ] and "Next-Cursor" not in rest.headers


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0", "W10"])
def test_foreign_cursor_is_refused(lead: Tool, cursor: str) -> None:
    assert lead.get(f"/contests?cursor={cursor}").json["code"] == "bad_cursor"


def test_regions_of_like_names_number_apart() -> None:
    names = {
        "almaty_obl": "Алматинская область",
        "almaty": "г. Алматы",
        "zhetisu": "область Жетісу",
        "west_kz": "Западно-Казахстанская область",
    }
    assert number_prefixes(names) == {
        "almaty_obl": "АЛМ",
        "almaty": "АЛМА",
        "zhetisu": "ЖЕТ",
        "west_kz": "ЗАП",
    }


def test_region_the_plan_got_later_gets_its_fund(lead: Tool, app: Flask) -> None:
    contest = draft(lead)
    with app.app_context():  # before the others, and with the first letters of one of them
        db.session.execute(
            text("""UPDATE project_copies SET version = version + 1,
            state = jsonb_set(state, '{regions}', '[{"code": "abai", "iso": "KZ-10",
            "kato": "100000000", "ru": "Атырабайская область", "kk": "Абай облысы", "en": "Abai"}]'::jsonb
            || (state->'regions'))""")
        )
        db.session.commit()
    answer = lead.post(f"/contests/{contest}/funds", {"funds": [{"region": "abai", "amount": 500000}]})
    assert (answer.status_code, lead.fund(contest, "abai")["fund"]) == (200, 500000)


def test_fund_named_twice_is_refused(lead: Tool) -> None:
    twice = [{"region": "zhambyl", "amount": 1000}, {"region": "Жамбылская область", "amount": 2000}]
    assert lead.post("/contests", {**DRAFT, "funds": twice}).json["code"] == "fund_named_twice"
    assert lead.post(f"/contests/{draft(lead)}/funds", {"funds": twice}).json["code"] == "fund_named_twice"


def test_kazakh_title_is_shown_to_a_kazakh_reader_and_travels(suite: Suite, project: str) -> None:
    said = {
        "title": "Конкурс мини-грантов",
        "title_kk": "Шағын гранттар конкурсы",
        "opens_on": "2022-01-01",
        "closes_on": "2022-12-31",
    }
    sent = {**said, "project_id": project}
    contest = suite.ok("POST", "/grants/api/v1/contests", json=sent)["id"]
    lead = suite.browser("project_lead")
    assert said["title"] in lead.get(f"/grants/contests/{contest}").get_data(as_text=True)
    lead.cookies["asar_locale"] = "kk"
    shown = lead.get(f"/grants/contests/{contest}").get_data(as_text=True)
    assert said["title_kk"] in shown and said["title"] not in shown.partition("<main")[0]
    assert said["title_kk"] in lead.get("/grants/contests?q=Шағын").get_data(as_text=True)


def test_kazakh_title_of_an_announced_contest_can_be_written(suite: Suite, project: str) -> None:
    said = {"title": "Конкурс", "opens_on": "2022-01-01", "closes_on": "2022-12-31"}
    contest = suite.ok("POST", "/grants/api/v1/contests", json={**said, "project_id": project})["id"]
    suite.open_contest(contest)
    lead = suite.browser("project_lead")
    lead.post(f"/grants/contests/{contest}/edit", {**said, "title_kk": "Конкурс қазақша"})
    assert suite.ok("GET", f"/grants/api/v1/contests/{contest}")["title_kk"] == "Конкурс қазақша"
