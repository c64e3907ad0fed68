"""Gatherings: what is said calmly and kept, what proves them, the shortest way to record one."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import g
from python_calamine import load_workbook
from sqlalchemy import text

from services.events.gatherings import queries
from services.events.participants.reader import read_table
from shared.access import Actor, Grant
from tests.events.forms import FORM, paste, record, recorded, text_of, value_of
from tests.rows import copy_rows
from tests.suite import PDF, Browser, Suite, pdf


def page_of(browser: Browser, gathering: str, language: str = "ru") -> str:
    """The page of a gathering."""
    browser.cookies["asar_locale"] = language
    return text_of(browser.get(f"/events/gatherings/{gathering}"))


def test_day_outside_the_activitys_period_is_said_and_kept(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, starts_on="2022-07-20")
    assert "Дата вне срока мероприятия 4.1: апрель" in text_of(
        lead.get(f"/events/gatherings/{gathering}/participants/new")
    )
    assert "Дата вне срока мероприятия 4.1: апрель" in page_of(lead, gathering)


def test_last_day_past_the_period_is_outside_too(lead: Browser, project: str) -> None:
    assert "Дата вне срока" in page_of(
        lead, recorded(lead, project, starts_on="2022-05-31", ends_on="2022-06-01")
    )
    assert "Дата вне срока" not in page_of(
        lead, recorded(lead, project, starts_on="2022-05-30", ends_on="2022-05-31")
    )


def test_type_that_moves_no_indicator_is_said(lead: Browser, project: str) -> None:
    assert "Вид «брифинг» не влияет ни на один индикатор мероприятия 4.1" in page_of(
        lead, recorded(lead, project, type="briefing")
    )
    assert "не влияет" not in page_of(lead, recorded(lead, project))


def test_cancelled_gathering_moves_nothing_and_warns_of_nothing(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, starts_on="2022-07-20")
    assert f"?project={project}" in page_of(lead, gathering)
    lead.post(f"/events/gatherings/{gathering}/cancellation", {"reason": "Нет света в клубе"})
    page = page_of(lead, gathering)
    assert "/reports/indicators/" not in page and "Дата вне срока" not in page


@pytest.mark.parametrize(("sheets", "complete"), [(1, False), (2, True)])
def test_list_page_filter_and_api_agree_on_what_lacks(
    suite: Suite, lead: Browser, project: str, sheets: int, complete: bool
) -> None:
    """The plan asks for two sheets of feedback of each training: one sheet is not all there."""
    gathering = suite.gathering(project, 0, evidence=("programme", "signed_list", "photo"))
    suite.ok(
        "POST",
        f"/events/api/v1/gatherings/{gathering}/evidence",
        data={"kind": "feedback", "file": (BytesIO(pdf(sheets)), "отзывы.pdf")},
    )
    listed, missing = (text_of(lead.get(f"/events/gatherings{query}")) for query in ("", "?missing=feedback"))
    assert ("4 из 4" in page_of(lead, gathering)) is complete
    assert ("всё на месте" in listed) is complete
    assert (gathering not in missing) is complete
    assert (
        suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/completion")["missing_evidence"] == []
    ) is complete


def test_programme_file_is_taken_with_the_gathering(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, file=(BytesIO(PDF), "Программа.pdf"))
    kept = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")
    assert [(item["kind"], item["name"]) for item in kept] == [("programme", "Программа.pdf")]


def test_unfit_programme_records_nothing_and_keeps_what_was_typed(
    suite: Suite, lead: Browser, project: str
) -> None:
    answer = record(lead, project, file=(BytesIO(b"10:00 ..."), "программа.txt"))
    assert answer.status_code == 422 and value_of(text_of(answer), "title") == "Тренинг в Шорнаке"
    assert 'id="f-file-error"' in text_of(answer)
    assert suite.ok("GET", "/events/api/v1/gatherings") == []


def test_type_follows_from_an_activity_that_counts_one_type(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project, type="")
    assert suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")["type"] == "training"


def test_type_is_asked_where_the_activity_counts_several_or_none(lead: Browser, project: str) -> None:
    for activity in ("1.2", "1.1"):
        answer = record(lead, project, activity=activity, type="")
        assert answer.status_code == 422 and 'id="f-type-error"' in text_of(answer)


def test_tool_still_has_to_name_the_type(suite: Suite, project: str) -> None:
    answer = suite.call(
        "POST",
        "/events/api/v1/gatherings",
        json={
            "project_id": project,
            "activity": "4.1",
            "title": "Тренинг",
            "region": "turkistan",
            "starts_on": "2022-05-20",
            "mode": "offline",
        },
    )
    assert answer.status_code == 422 and "type" in answer.get_json()["detail"]["fields"]


def form_of(browser: Browser, gathering: str) -> bytes:
    """The list of participants as a workbook."""
    return browser.get(f"/events/gatherings/{gathering}/participants.xlsx").data


def test_list_to_sign_holds_everybody_and_no_phone(lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    paste(lead, gathering, "Оспанов Тимур, с. Шорнақ, 8 700 000 01 11\nӘбіш Айгүл, с. Қарнақ, 1985\n")
    data = form_of(lead, gathering)
    assert [
        (row["name"], row["birth_year"], row["phone"]) for row in read_table(data, "list.xlsx")["rows"]
    ] == [("Әбіш Айгүл", 1985, None), ("Оспанов Тимур", None, None)]
    assert "Тренинг в Шорнаке" in load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()[0][0]


def test_form_before_the_day_has_lines_for_a_hand(lead: Browser, project: str) -> None:
    rows = (
        load_workbook(BytesIO(form_of(lead, recorded(lead, project, status="planned"))))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[0] for row in rows[4:]] == list(range(1, 26))


def test_list_to_sign_is_closed_like_the_page(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 2, region="mangystau")
    assert (
        suite.browser("partner_rep", "turkistan")
        .get(f"/events/gatherings/{gathering}/participants.xlsx")
        .status_code
        == 404
    )
    assert suite.browser("grantor_viewer").get(
        f"/events/gatherings/{gathering}/participants.xlsx"
    ).status_code in (403, 404)
    assert not re.search(
        "participants.xlsx", text_of(suite.browser("grantor_viewer").get(f"/events/gatherings/{gathering}"))
    )


@pytest.mark.parametrize(
    ("body", "status", "code", "words"),
    [
        ("{", 400, "bad_json", "Тело запроса – не JSON"),
        ("[]", 422, "not_an_object", "нужен объект"),
        ("null", 422, "not_an_object", "нужен объект"),
        ("{}", 422, "invalid", ""),
    ],
)
def test_body_of_another_shape_is_told_what_it_is(
    suite: Suite, body: str, status: int, code: str, words: str
) -> None:
    headers = {"Accept-Language": "ru", "Content-Type": "application/json"}
    answer = suite.call("POST", "/events/api/v1/gatherings", data=body, headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert words in answer.get_json()["message"] and "_schema" not in answer.get_data(as_text=True)
    assert bool(answer.get_json()["detail"].get("fields")) == (body == "{}")


@pytest.mark.parametrize(
    "path", ["/events/api/v1/gatherings", "/events/api/v1/publications", "/grants/api/v1/contests"]
)
def test_list_refuses_a_parameter_it_does_not_know(suite: Suite, project: str, path: str) -> None:
    answer = suite.call("GET", f"{path}?bogus=1&limit=5")
    assert (answer.status_code, list(answer.get_json()["detail"]["fields"])) == (422, ["bogus"])
    assert suite.call("GET", f"{path}?limit=5&project_id={project}").status_code == 200


def test_lists_inside_refuse_a_parameter_they_do_not_know(suite: Suite, project: str) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/participants"
    assert suite.call("GET", f"{path}?bogus=1").status_code == 422
    assert suite.call("GET", f"{path}?limit=5").status_code == 200


def test_history_names_lines_of_the_plan_by_their_codes(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    kept = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")
    form = {name: kept[name] for name in ("type", "title", "settlement", "starts_on", "mode")}
    assert lead.post(f"/events/gatherings/{gathering}/edit", {**form, "activity": "1.1"}).status_code == 302
    assert "4.1 → 1.1" in text_of(lead.get(f"/events/gatherings/{gathering}")).split('id="history"')[1]


def test_the_same_activity_day_and_place_are_asked_about(suite: Suite, lead: Browser, project: str) -> None:
    first = recorded(lead, project)
    page = record(lead, project, title="Ещё раз", settlement="С. ШОРНАҚ", again="")
    assert page.status_code == 422 and f"/events/gatherings/{first}" in text_of(page)
    assert record(lead, project, settlement="с. Қарнақ", again="").status_code == 302
    assert record(lead, project, starts_on="2022-05-21", again="").status_code == 302
    assert record(lead, project, title="Ещё раз").status_code == 302


@pytest.mark.parametrize("settlement", ["Шорнақ", "Шорнақ ауылы", "село  ШОРНАҚ", "с.Шoрнақ"])
def test_a_gathering_of_one_village_however_it_is_written_is_asked_about(
    suite: Suite, project: str, settlement: str
) -> None:
    lead = suite.browser("project_lead")
    recorded(lead, project)
    form = {**FORM, "project_id": project, "title": "Иначе", "again": "", "settlement": settlement}
    asked = lead.post("/events/gatherings/new", form)
    assert asked.status_code == 422 and 'name="again"' in asked.get_data(as_text=True)
    other = {**form, "settlement": "с. Шорнақбай"}
    assert lead.post("/events/gatherings/new", other).status_code == 302


def test_a_correction_that_makes_a_twin_is_asked_about(suite: Suite, lead: Browser, project: str) -> None:
    first = recorded(lead, project)
    second = recorded(lead, project, settlement="с. Қарнақ")
    kept = suite.ok("GET", f"/events/api/v1/gatherings/{second}")
    form = {name: kept[name] for name in ("activity", "type", "title", "starts_on", "mode")}
    path = f"/events/gatherings/{second}/edit"
    asked = lead.post(path, {**form, "settlement": "с. Шорнақ"})
    assert asked.status_code == 422
    assert f"/events/gatherings/{first}" in text_of(asked) and 'name="again"' in text_of(asked)
    assert suite.ok("GET", f"/events/api/v1/gatherings/{second}")["settlement"] == "с. Қарнақ"
    assert lead.post(path, {**form, "settlement": "с. Шорнақ", "again": "1"}).status_code == 302
    renamed = {**form, "settlement": "с. Шорнақ", "title": "Иначе"}
    assert lead.post(path, renamed).status_code == 302  # a twin that was said to be none is not asked again


def test_kazakh_title_is_shown_to_a_kazakh_reader_and_travels(
    suite: Suite, lead: Browser, project: str
) -> None:
    sent = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": "Тренинг в Кентау",
        "title_kk": "Кентаудағы тренинг",
        "region": "turkistan",
        "starts_on": "2022-04-12",
        "mode": "offline",
    }
    gathering = suite.ok("POST", "/events/api/v1/gatherings", json=sent)["id"]
    suite.settle()
    assert "Тренинг в Кентау" in page_of(lead, gathering)
    assert "Кентаудағы тренинг" not in page_of(lead, gathering).partition("<main")[0]
    assert "Кентаудағы тренинг" in page_of(lead, gathering, "kk").partition("<main")[0]
    assert "Кентаудағы тренинг" in text_of(lead.get("/events/gatherings?q=Кентаудағы"))
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        row = session.execute(text("SELECT title, title_kk FROM gathering_copies")).one()
    assert tuple(row) == ("Тренинг в Кентау", "Кентаудағы тренинг")


def test_those_planned_for_a_day_gone_by_are_counted_by_their_index(suite: Suite) -> None:
    app = suite.apps["events"]
    with app.test_request_context():
        g._login_user = Actor("x", "x", grants=(Grant("project_lead"),))
        engine = app.extensions["sqlalchemy"].engine
        asked = queries.filtered({"status": queries.PASSED}, queries.HOW_MANY).compile(engine)
    places = {name: f"${place}" for place, name in enumerate(asked.params, 1)}
    given = ", ".join(f"'{value}'" for value in asked.params.values())
    with engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # an empty table is read whole
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
        connection.exec_driver_sql(f"PREPARE counted AS {str(asked) % places}")
        plan = connection.exec_driver_sql(f"EXPLAIN EXECUTE counted({given})").scalars().all()
        connection.exec_driver_sql("DEALLOCATE counted")
    assert any("ix_gatherings_planned" in line for line in plan), plan


def counts(suite: Suite, **filters: str) -> int:
    """How many gatherings a list of the lead has."""
    with suite.apps["events"].test_request_context():
        g._login_user = Actor("x", "x", grants=(Grant("project_lead"),))
        return queries.count_gatherings(filters)


def test_a_list_is_counted_again_when_something_was_done_since(suite: Suite, project: str) -> None:
    suite.gathering(project)
    assert (counts(suite), counts(suite, region="turkistan"), counts(suite, missing=queries.ANY)) == (1, 1, 1)
    with suite.apps["events"].app_context():
        engine = suite.apps["events"].extensions["sqlalchemy"].engine
    with engine.begin() as connection:  # nobody's act, so nobody counts it
        copy_rows(connection, "gatherings", {"id": "gen_random_uuid()"}, 1)
    assert (counts(suite), counts(suite, region="turkistan"), counts(suite, missing=queries.ANY)) == (1, 1, 2)
    suite.gathering(project, region="mangystau")
    assert (counts(suite), counts(suite, region="turkistan"), counts(suite, region="mangystau")) == (3, 2, 1)
    assert counts(suite, region="kostanay") == 0
