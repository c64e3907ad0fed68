"""Behind a figure stands who entered each record and who proved it, and it stays so whoever corrects it."""

from __future__ import annotations

import json
import uuid
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import text

from tests.migrations import older
from tests.suite import PDF, Browser, Suite, csrf

GATHERING = {
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг в Кентау",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
}
PEOPLE = [{"name": "Ахметов Ахмет", "phone": "+7 700 000 00 01", "category": "leader", "attended": True}]
PAGE = "/reports/indicators/4.1.3"
OLD = {
    "project_id": uuid.uuid4(),
    "activity_id": "01",
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
}


def send(browser: Browser, method: str, path: str, **body: Any) -> dict[str, Any]:
    """What the API answers to a signed-in user."""
    token = csrf(browser.get("/registry/me").get_data(as_text=True))
    answer = browser.open(method, path, headers={"X-CSRFToken": token}, **body)
    assert answer.status_code < 300, answer.get_data(as_text=True)
    return answer.get_json()


def entered(suite: Suite, project: str, by: Browser, proven_by: Browser, also_by: Browser) -> str:
    """The id of a gathering that one user entered, another proved and a third corrected."""
    api = "/events/api/v1/gatherings"
    made: str = send(by, "POST", api, json={**GATHERING, "project_id": project})["id"]
    send(by, "POST", f"{api}/{made}/participants", json={"participants": PEOPLE})
    file = {"file": (BytesIO(PDF), "list.pdf"), "kind": "signed_list"}
    send(proven_by, "POST", f"{api}/{made}/evidence", data=file)
    send(also_by, "POST", f"{api}/{made}/completion")
    suite.settle()
    return made


def behind(suite: Suite, project: str, **options: Any) -> dict[str, Any]:
    """The one record behind the participants of the training."""
    path = f"/reports/api/v1/projects/{project}/indicators/4.1.3/records"
    (row,) = suite.ok("GET", path, **options)
    return row


def rows(browser: Browser, project: str) -> list[list[Any]]:
    """The workbook of the records behind the figure."""
    book = browser.get(f"{PAGE}/records.xlsx?project={project}").data
    return CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()


def test_who_entered_and_who_proved_stay_when_others_correct(suite: Suite, project: str) -> None:
    first, second = suite.browser("coordinator"), suite.browser("assistant")
    entered(suite, project, by=first, proven_by=second, also_by=suite.browser("project_lead"))
    row = behind(suite, project)
    assert row["entered_by"] == {"kind": "user", "id": first.user_id, "name": "Тест coordinator"}
    assert row["evidence"][0]["by"]["id"] == second.user_id


def test_page_and_workbook_name_them(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    entered(suite, project, suite.browser("coordinator"), suite.browser("assistant"), lead)
    page = lead.get(PAGE).get_data(as_text=True)
    assert "Внесено: Тест coordinator" in page and "Подтверждено: Тест assistant" in page
    titles, row = rows(lead, project)
    assert titles[-2:] == ["Кто внёс", "Кто подтвердил"]
    assert row[-2:] == ["Тест coordinator", "Тест assistant"]


def test_a_tool_is_named_by_its_token(suite: Suite, project: str) -> None:
    suite.gathering(project, 1)
    suite.settle()
    row = behind(suite, project)
    assert (row["entered_by"]["kind"], row["entered_by"]["name"]) == ("token", "test")


def test_the_grantor_sees_no_names_of_the_team(suite: Suite, project: str) -> None:
    lead, grantor = suite.browser("project_lead"), suite.browser("grantor_viewer")
    entered(suite, project, suite.browser("coordinator"), suite.browser("assistant"), lead)
    assert "Тест coordinator" not in grantor.get(PAGE).get_data(as_text=True)
    assert "Тест coordinator" not in str(rows(grantor, project))
    path = f"/reports/api/v1/projects/{project}/indicators/4.1.3/records"
    (row,) = grantor.get(path).get_json()
    assert row["entered_by"] is None and row["evidence"][0]["by"] is None


def test_names_of_the_team_are_not_sealed_into_reports(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    entered(suite, project, suite.browser("coordinator"), suite.browser("assistant"), lead)
    asked = {"kind": "programme_report", "period": "2022-04"}
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json=asked)["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    assert "Тест coordinator" not in str(suite.ok("GET", f"/reports/api/v1/reports/{report}"))


def test_a_copy_of_before_says_that_it_is_not_known(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    entered(suite, project, lead, lead, lead)
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(
            text(
                "UPDATE gathering_copies SET entered_by = NULL, "
                "evidence = jsonb_build_array((evidence->0) - 'by')"
            )
        )
        session.commit()
    page = lead.get(PAGE).get_data(as_text=True)
    assert "Внесено и подтверждено: Неизвестно" in page


def test_an_existing_home_learns_it_from_its_acts(suite: Suite) -> None:
    told, known, lost, shell = sorted(uuid.uuid4() for _one in range(4))
    lead = {"kind": "user", "id": "u1", "name": "Айгүл"}
    act = {
        "who": lead,
        "touched": [str(told)],
        "changes": [{"kind": "gatherings", "id": str(told), "what": "made", "fields": {}}],
    }
    with older(suite.env, "events", "0013") as tables:
        tables.add("acts", number=1, content=json.dumps(act), hash="x")
        for row, by in ((told, "u1"), (known, "u1"), (lost, "u2"), (shell, "shell")):
            tables.add("gatherings", id=row, created_by=by, **OLD)
        tables.move("upgrade", "0014")
        found = dict(tables.rows("SELECT id, entered_by FROM gatherings"))
        assert found[told] == found[known] == lead
        assert found[lost] == {"kind": "unknown", "id": "u2", "name": ""}
        assert found[shell] == {"kind": "shell", "id": "", "name": ""}
        tables.move("downgrade", "0013")
        kept = dict(tables.rows("SELECT id, created_by FROM gatherings"))
        assert kept == {told: "u1", known: "u1", lost: "u2", shell: "shell"}
