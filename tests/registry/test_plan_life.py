"""A plan's life besides its review: uploaded twice, removed while a draft,
its project closed; the list of plans."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import load_workbook

from tests.registry.plan_documents import PASSPORT, TRAININGS, one_task
from tests.suite import Browser, Suite

DATA = one_task(TRAININGS, passport=PASSPORT)
OTHER = one_task(
    TRAININGS,
    passport=[("Тема гранта:", "«Степной архив»") if row[0] == "Тема гранта:" else row for row in PASSPORT],
)


def upload(suite: Suite, data: bytes = DATA) -> str:
    """The id of an imported plan."""
    sent = {"file": (BytesIO(data), "plan.docx"), "new_project": "1"}
    return suite.ok("POST", "/registry/api/v1/plans", data=sent)["id"]


def approved(suite: Suite, data: bytes = DATA) -> str:
    """The id of an approved plan."""
    plan = upload(suite, data)
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/approval")
    suite.settle()
    return plan


def projects(suite: Suite) -> list[dict[str, str]]:
    """Projects of the registry."""
    return suite.ok("GET", "/registry/api/v1/projects")


def page(browser: Browser, path: str) -> str:
    """What a page says."""
    return browser.get(path).get_data(as_text=True)


def test_page_warns_before_the_same_file_makes_a_second_project(suite: Suite) -> None:
    plan = upload(suite)
    answer = suite.browser("project_lead").post("/registry/plans/new", {"file": (BytesIO(DATA), "plan.docx")})
    assert answer.status_code == 422 and f"/registry/plans/{plan}" in answer.get_data(as_text=True)
    assert len(projects(suite)) == 1


def test_same_file_is_read_again_on_purpose(suite: Suite) -> None:
    upload(suite)
    lead = suite.browser("project_lead")
    warned = lead.post("/registry/plans/new", {"file": (BytesIO(DATA), "plan.docx")}).get_data(as_text=True)
    kept = warned.split('name="kept" value="')[1].split('"')[0]
    assert lead.post("/registry/plans/again", {"kept": kept}).status_code == 302
    assert len(projects(suite)) == 2


def test_unknown_file_is_not_read_from_the_store(suite: Suite) -> None:
    answer = suite.browser("project_lead").post("/registry/plans/again", {"kept": "0" * 64})
    assert answer.status_code == 422 and not projects(suite)


def test_api_says_in_a_doubt_that_the_file_is_known(suite: Suite) -> None:
    upload(suite)
    sent = {"file": (BytesIO(DATA), "plan.docx"), "new_project": "true"}
    answer = suite.call("POST", "/registry/api/v1/plans", data=sent)
    assert answer.status_code == 201
    assert "этот самый файл уже загружали" in [doubt["why"] for doubt in answer.get_json()["doubts"]]


def test_another_file_is_not_doubted(suite: Suite) -> None:
    upload(suite)
    sent = {"file": (BytesIO(OTHER), "plan.docx"), "new_project": "true"}
    doubts = suite.ok("POST", "/registry/api/v1/plans", data=sent)["doubts"]
    assert "этот самый файл уже загружали" not in [doubt["why"] for doubt in doubts]


def test_draft_is_removed_with_its_project_after_a_question(suite: Suite) -> None:
    plan, lead = upload(suite), suite.browser("project_lead")
    assert "Удалить черновик" in page(lead, f"/registry/plans/{plan}/removal") and len(projects(suite)) == 1
    lead.post(f"/registry/plans/{plan}/removal", {})
    assert (projects(suite), lead.get(f"/registry/plans/{plan}").status_code) == ([], 404)


def test_draft_of_an_approved_plan_goes_alone(suite: Suite) -> None:
    plan = approved(suite)
    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Сроки"})["id"]
    assert suite.browser("project_lead").post(f"/registry/plans/{draft}/removal", {}).status_code == 302
    assert [(row["plan_id"], row["status"]) for row in projects(suite)] == [(plan, "running")]


def test_approved_plan_is_never_removed(suite: Suite) -> None:
    plan = approved(suite)
    assert suite.browser("project_lead").post(f"/registry/plans/{plan}/removal", {}).status_code == 409
    assert suite.ok("GET", f"/registry/api/v1/plans/{plan}")["status"] == "approved"


def test_closed_project_is_told_to_the_neighbours_and_not_changed(suite: Suite) -> None:
    plan, lead = approved(suite), suite.browser("project_lead")
    lead.post(f"/registry/plans/{plan}/closing", {})
    suite.settle()
    assert (projects(suite)[0]["status"], bool(projects(suite)[0]["closed_on"])) == ("closed", True)
    refused = suite.call("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Сроки"})
    assert refused.get_json()["code"] == "project_closed"


def test_closed_project_is_not_offered_for_a_new_record_until_it_is_opened(suite: Suite) -> None:
    plan, _other, lead = approved(suite), approved(suite, OTHER), suite.browser("project_lead")
    for address, offered in (("closing", False), ("reopening", True)):
        lead.post(f"/registry/plans/{plan}/{address}", {})
        suite.settle()
        for path in ("/events/gatherings/new", "/events/publications/new", "/grants/contests/new"):
            assert ("Живая библиотека" in page(lead, path)) == offered, path


def test_closed_project_takes_nothing_new_through_the_api(suite: Suite, project: str) -> None:
    gathering = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": "Тренинг",
        "region": "turkistan",
        "starts_on": "2022-04-12",
        "mode": "offline",
    }
    contest = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    held = suite.ok("POST", "/events/api/v1/gatherings", json=gathering)["id"]
    running = suite.ok("POST", "/grants/api/v1/contests", json=contest)["id"]
    suite.open_contest(running)
    application = {
        "region": "turkistan",
        "group_name": "«Жастар»",
        "leader_name": "Ержан Омаров",
        "settlement": "Кентау",
        "title": "Сквер",
        "requested": 400000,
        "registered_on": "2022-05-10",
    }
    waiting = suite.ok("POST", f"/grants/api/v1/contests/{running}/applications", json=application)["id"]
    suite.browser("project_lead").post(f"/registry/plans/{projects(suite)[0]['plan_id']}/closing", {})
    suite.settle()
    publication = {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-05-01"}
    calls = {
        "/events/api/v1/gatherings": gathering,
        "/events/api/v1/publications": publication,
        "/grants/api/v1/contests": contest,
        f"/grants/api/v1/contests/{running}/applications": application,
        f"/grants/api/v1/applications/{waiting}/award": {"amount": 1000, "over_reason": "x"},
        f"/events/api/v1/gatherings/{held}/completion": None,
        f"/events/api/v1/gatherings/{held}/participants": {
            "participants": [{"name": "Ахметов Серик", "attended": True}]
        },
    }
    assert {
        path: suite.call("POST", path, json=body).get_json()["code"] for path, body in calls.items()
    } == dict.fromkeys(calls, "project_closed")


def test_project_without_an_approved_plan_cannot_be_closed(suite: Suite) -> None:
    plan = upload(suite)
    assert suite.browser("project_lead").post(f"/registry/plans/{plan}/closing", {}).status_code == 409


@pytest.mark.parametrize(
    ("query", "shown"),
    [("q=архив", False), ("status=draft", False), ("status=approved", True), ("status=closed", False)],
)
def test_list_is_filtered(suite: Suite, query: str, shown: bool) -> None:
    approved(suite), upload(suite, OTHER)
    assert ("Живая библиотека" in page(suite.browser("project_lead"), f"/registry/plans?{query}")) == shown


def test_list_is_sorted(suite: Suite) -> None:
    upload(suite), upload(suite, OTHER)
    lead = suite.browser("project_lead")
    for sort, first in (("topic", "Живая библиотека"), ("-topic", "Степной архив")):
        found = page(lead, f"/registry/plans?sort={sort}").partition("<tbody")[2]
        assert min(("Живая библиотека", "Степной архив"), key=found.index) == first


def test_workbook_has_what_the_list_shows(suite: Suite) -> None:
    approved(suite), upload(suite, OTHER)
    answer = suite.browser("project_lead").get("/registry/plans.xlsx?status=approved&col=topic&col=status")
    rows = load_workbook(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows == [["Проект", "Состояние"], ["Живая библиотека", "утверждён"]]


def test_lines_keep_their_ids_through_versions(suite: Suite, project: str) -> None:
    plan = next(row for row in suite.ok("GET", "/registry/api/v1/projects") if row["id"] == project)[
        "plan_id"
    ]
    draft = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Сроки"})["id"]
    one, other = (suite.ok("GET", f"/registry/api/v1/plans/{key}")["sections"] for key in (plan, draft))
    assert [row["id"] for row in one] == [row["id"] for row in other] and len({row["id"] for row in one}) > 1
    assert [row["id"] for part in one for row in part["activities"]] == [
        row["id"] for part in other for row in part["activities"]
    ]
