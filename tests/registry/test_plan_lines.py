"""Lines of a draft by hand: added, removed with what hangs on them said, moved, numbered anew."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from shared.peers import NeighbourDown
from tests.registry.plan_documents import PASSPORT, TRAININGS
from tests.registry.test_revised_annex import BASE, CENTRES, TABLES, ids, lines, page
from tests.suite import Browser, Suite

assert PASSPORT


@pytest.fixture
def approved(suite: Suite) -> dict[str, Any]:
    """An approved plan of three lines."""
    made = suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(BASE), "plan.docx")})
    suite.ok("POST", f"/registry/api/v1/plans/{made['id']}/approval")
    suite.settle()
    return made


@pytest.fixture
def draft(suite: Suite, approved: dict[str, Any]) -> str:
    """A new version of it, as it was."""
    path = f"/registry/api/v1/plans/{approved['id']}/amendments"
    return suite.ok("POST", path, json={"reason_text": "Письмо № 3"})["id"]


def rows(suite: Suite, plan_id: str) -> list[dict[str, Any]]:
    """Activities of a version in their order."""
    sections = suite.ok("GET", f"/registry/api/v1/plans/{plan_id}")["sections"]
    return [row for section in sections for row in section["activities"]]


def key(suite: Suite, plan_id: str, code: str) -> str:
    """The row of a section, an activity or an indicator, by its number."""
    from services.registry.plans.queries import activities, get_plan, indicators

    with suite.apps["registry"].app_context():
        plan = get_plan(UUID(plan_id))
        known = [*plan.sections, *activities(plan), *indicators(plan)]
        return str(next(row.id for row in known if row.code == code))


def act(suite: Suite, plan_id: str, act: str, **form: str) -> Any:
    """What the page of lines answers to a button."""
    return suite.browser("project_lead").post(f"/registry/plans/{plan_id}/lines", {"act": act, **form})


def test_activity_and_indicator_are_added(suite: Suite, draft: str) -> None:
    act(suite, draft, "add", under=key(suite, draft, "T1"), title="Выпуск сборника")
    act(suite, draft, "add", under=key(suite, draft, "1.4"), title="Тираж сборника")
    made = rows(suite, draft)[-1]
    assert (made["code"], made["title"], made["indicators"][0]["code"]) == ("1.4", "Выпуск сборника", "1.4.1")


def test_line_without_a_title_is_not_added(suite: Suite, draft: str) -> None:
    answer = act(suite, draft, "add", under=key(suite, draft, "T1"), title="  ")
    assert answer.status_code == 422 and len(rows(suite, draft)) == 3


def test_moved_line_keeps_its_id_and_number_until_all_are_numbered_anew(suite: Suite, draft: str) -> None:
    before = [(row["id"], row["code"]) for row in rows(suite, draft)]
    act(suite, draft, "up", line=key(suite, draft, "1.2"))
    assert [(row["id"], row["code"]) for row in rows(suite, draft)] == [before[1], before[0], before[2]]
    act(suite, draft, "renumber")
    assert [row["code"] for row in rows(suite, draft)] == ["1.1", "1.2", "1.3"]
    assert rows(suite, draft)[0]["id"] == before[1][0]


def test_first_line_stays_where_it_is(suite: Suite, draft: str) -> None:
    before = rows(suite, draft)
    act(suite, draft, "up", line=key(suite, draft, "1.1"))
    assert rows(suite, draft) == before


def test_doubts_go_with_their_lines_when_they_are_numbered_anew() -> None:
    from services.registry.lines.operations import with_codes

    note = {"code": "targets.region.1.2.1", "where": {"say": "indicator", "code": "1.2.1"}}
    moved = with_codes(note, {"1.2.1": "1.1.1"})
    assert (moved["code"], moved["where"]["code"]) == ("targets.region.1.1.1", "1.1.1")
    assert with_codes({"code": "passport.amount", "where": "1"}, {"1.2": "1.1"})["code"] == "passport.amount"


def gathering(suite: Suite, project: str, code: str) -> None:
    """A training on a line."""
    training = {"project_id": project, "activity": code, "type": "training", "title": "Тренинг"}
    place = {"region": "pavlodar", "starts_on": "2024-04-12", "mode": "offline"}
    suite.ok("POST", "/events/api/v1/gatherings", json={**training, **place})
    suite.settle()


def removal(suite: Suite, lead: Browser, draft: str, code: str) -> str:
    """The path of the question before a line is removed."""
    return f"/registry/plans/{draft}/lines/{key(suite, draft, code)}/removal"


def test_what_hangs_on_a_line_is_said_before_it_goes(
    suite: Suite, approved: dict[str, Any], draft: str
) -> None:
    gathering(suite, approved["project_id"], "1.1")
    lead = suite.browser("project_lead")
    path = removal(suite, lead, draft, "1.1")
    assert "1 встреча" in page(lead, path)
    lead.post(path, {})
    assert [row["code"] for row in rows(suite, draft)] == ["1.2", "1.3"]


def test_numbers_of_what_a_version_removes_stand_before_its_approval(
    suite: Suite, approved: dict[str, Any], draft: str
) -> None:
    for _ in range(2):
        gathering(suite, approved["project_id"], "1.1")
    lead = suite.browser("project_lead")
    assert "удаляет мероприятия" not in page(lead, f"/registry/plans/{draft}/approval")
    lead.post(removal(suite, lead, draft, "1.1"), {})
    said = page(lead, f"/registry/plans/{draft}/approval")
    assert "удаляет мероприятия" in said and "2 встречи" in said


def test_silent_reports_are_said_and_stop_nothing(
    suite: Suite, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_args: Any, **_more: Any) -> Any:
        raise NeighbourDown

    monkeypatch.setattr("services.registry.recorded.queries.peers.ask", silent)
    lead = suite.browser("project_lead")
    path = removal(suite, lead, draft, "1.1")
    assert "Отчёты сейчас не отвечают" in page(lead, path)
    assert lead.post(path, {}).status_code == 302


def test_records_on_a_removed_line_stay_and_are_listed(
    suite: Suite, approved: dict[str, Any], draft: str
) -> None:
    gathering(suite, approved["project_id"], "1.1")
    lead = suite.browser("project_lead")
    lead.post(removal(suite, lead, draft, "1.1"), {})
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    suite.settle()
    assert "Тренинг" in page(lead, f"/reports/lines?project={approved['project_id']}")


def test_approved_lines_are_not_touched_by_hand(suite: Suite, approved: dict[str, Any]) -> None:
    assert act(suite, approved["id"], "renumber").status_code in (409, 422)
    assert suite.browser("project_lead").get(f"/registry/plans/{approved['id']}/lines").status_code == 409


def test_removed_line_of_a_revised_annex_leaves_no_question(suite: Suite, approved: dict[str, Any]) -> None:
    reworded = ("Встречи с акимами районов за круглым столом.", *TABLES[1:])
    sent = {"file": (BytesIO(lines(TRAININGS, CENTRES, reworded)), "n.docx"), "reason_text": "Письмо"}
    made = suite.ok("POST", "/registry/api/v1/plans", data={**sent, "project_id": approved["project_id"]})
    assert made["matches_open"] == 1
    lead = suite.browser("project_lead")
    lead.post(removal(suite, lead, made["id"], "1.3"), {})
    suite.ok("POST", f"/registry/api/v1/plans/{made['id']}/approval")
    assert set(ids(suite, made["id"])) < set(ids(suite, approved["id"]))


def test_records_of_a_removed_line_are_moved_to_another_and_count_there(
    suite: Suite, approved: dict[str, Any], draft: str
) -> None:
    for _ in range(2):
        gathering(suite, approved["project_id"], "1.1")
    lead = suite.browser("project_lead")
    lead.post(removal(suite, lead, draft, "1.1"), {})
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    suite.settle()
    address = f"/events/lines?project={approved['project_id']}"
    found = re.findall(r'name="records" value="([^"]+)"', page(lead, address))
    target = next(row["id"] for row in rows(suite, draft) if row["code"] == "1.3")
    sent = {"project_id": approved["project_id"], "records": found, "activity": target}
    moved = lead.post("/events/lines", sent)
    suite.settle()
    assert moved.status_code == 302 and len(found) == 2
    assert "Все записи стоят на строках плана" in page(lead, moved.headers["Location"])


def test_nothing_chosen_is_said(suite: Suite, approved: dict[str, Any]) -> None:
    sent = {"project_id": approved["project_id"], "activity": "1.1"}
    assert suite.browser("project_lead").post("/events/lines", sent).status_code == 422


def test_plan_leads_to_the_records_of_its_removed_lines(suite: Suite, draft: str) -> None:
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    said = page(suite.browser("project_lead"), f"/registry/plans/{draft}")
    assert "/reports/lines?project=" in said


TASK = "Издать сборник лучших практик"


def codes(suite: Suite, plan_id: str) -> dict[str, list[str]]:
    """Numbers of the tasks with those of their activities, in the plan's order."""
    sections = suite.ok("GET", f"/registry/api/v1/plans/{plan_id}")["sections"]
    return {section["code"]: [row["code"] for row in section["activities"]] for section in sections}


def test_task_is_added_before_another_and_numbered_with_its_lines(suite: Suite, draft: str) -> None:
    before = [row["id"] for row in rows(suite, draft)]
    act(suite, draft, "add", title=TASK, before=key(suite, draft, "T1"))
    act(suite, draft, "add", under=key(suite, draft, "T2"), title="Выпуск сборника")
    assert codes(suite, draft) == {"T2": ["2.1"], "T1": ["1.1", "1.2", "1.3"]}
    act(suite, draft, "renumber")
    assert codes(suite, draft) == {"T1": ["1.1"], "T2": ["2.1", "2.2", "2.3"]}
    assert [row["id"] for row in rows(suite, draft)][1:] == before


def test_task_is_moved_with_its_lines(suite: Suite, draft: str) -> None:
    act(suite, draft, "add", title=TASK)
    act(suite, draft, "up", line=key(suite, draft, "T2"))
    assert codes(suite, draft) == {"T2": [], "T1": ["1.1", "1.2", "1.3"]}


def test_all_that_hangs_on_a_task_is_said_before_it_goes(
    suite: Suite, approved: dict[str, Any], draft: str
) -> None:
    gathering(suite, approved["project_id"], "1.1")
    lead = suite.browser("project_lead")
    path = removal(suite, lead, draft, "T1")
    said = page(lead, path)
    assert "1 встреча" in said and "Удалить задачу 1" in said
    assert all(line in said for line in ("семинаров-тренингов", "Количество центров"))
    assert lead.post(path, {}).status_code == 302
    assert codes(suite, draft) == {}


def test_indicator_is_moved_to_another_activity_and_keeps_its_id(suite: Suite, draft: str) -> None:
    moved = rows(suite, draft)[0]["indicators"][0]["id"]
    act(suite, draft, "place", line=key(suite, draft, "1.1.1"), under=key(suite, draft, "1.2"))
    assert rows(suite, draft)[1]["indicators"][-1]["id"] == moved
    assert moved not in [row["id"] for row in rows(suite, draft)[0]["indicators"]]


def test_line_stands_only_under_a_line_of_its_kind(suite: Suite, draft: str) -> None:
    before = codes(suite, draft)
    line, under = key(suite, draft, "1.1"), key(suite, draft, "1.2")
    answer = act(suite, draft, "place", line=line, under=under)
    assert answer.status_code == 422 and "Выберите другое место" in answer.get_data(as_text=True)
    assert codes(suite, draft) == before


def test_tool_changes_lines_the_same_way(suite: Suite, draft: str) -> None:
    path, first = f"/registry/api/v1/plans/{draft}/lines", rows(suite, draft)[0]["id"]
    section = suite.ok("GET", f"/registry/api/v1/plans/{draft}")["sections"][0]["id"]
    task = suite.ok("POST", path, json={"title": TASK, "before": section})
    assert (task["code"], task["title"]) == ("T2", TASK)
    assert suite.ok("POST", f"{path}/{first}/place", json={"under": task["id"]})["code"] == "1.1"
    suite.ok("POST", f"{path}/numbers")
    assert codes(suite, draft) == {"T1": ["1.1"], "T2": ["2.1", "2.2"]}
    assert suite.ok("GET", f"{path}/{task['id']}/records")[0]["counts"] == {}
    left = suite.ok("POST", f"{path}/{task['id']}/removal")
    assert [row["code"] for row in left["sections"]] == ["T2"]


def test_tool_without_the_right_changes_no_line(suite: Suite, draft: str) -> None:
    path = f"/registry/api/v1/plans/{draft}/lines"
    reading = suite.token(("registry:read",))
    assert suite.call("POST", path, json={"title": TASK}, token=reading).status_code == 403
    assert suite.browser("accountant").post(path.replace("/api/v1", ""), {}).status_code == 403


def told(suite: Suite, plan_id: str) -> str:
    """The history of an approved version."""
    lead = suite.browser("project_lead")
    return page(lead, f"/registry/plans/{plan_id}").split('id="history"')[1]


def test_history_tells_of_a_task_added_and_of_all_that_went_with_one(suite: Suite, draft: str) -> None:
    act(suite, draft, "add", title=TASK)
    lead = suite.browser("project_lead")
    act(suite, draft, "place", line=key(suite, draft, "1.3"), under=key(suite, draft, "T2"))
    lead.post(removal(suite, lead, draft, "T1"), {})
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    history = told(suite, draft)
    assert f"+ Задача: {TASK}" in history and "− Задача: Обучить библиотекарей" in history
    assert "− Мероприятие плана: Открытие 7" in history and "− Индикатор: Количество центров" in history


def test_history_says_which_line_was_moved(suite: Suite, draft: str) -> None:
    act(suite, draft, "add", title=TASK)
    act(suite, draft, "up", line=key(suite, draft, "T2"))
    act(suite, draft, "place", line=key(suite, draft, "1.3"), under=key(suite, draft, "T2"))
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    history = told(suite, draft)
    assert f"Задача: {TASK}; Порядок изменён" in history
    assert "акиматами районов по развитию библиотек; " in history
    assert "Перенесено в другую задачу" in history
