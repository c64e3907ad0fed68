"""A list that leaves a question, in a real browser: looked at, answered, entered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.events.forms import sheet
from tests.journeys.browser import person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_revised_annex import look
from tests.registry.test_revised_annex import BASE

LIST = [
    ["№", "ФИО", "Телефон", "Х"],
    [1, "Ким Анна", "87000000001", "+"],
    [2, "Пак Вера", "87000000002", "-"],
    ["", "Тренер Олег", "", ""],
]
GATHERING = {
    "activity": "1.1",
    "type": "training",
    "title": "Тренинг",
    "region": "pavlodar",
    "starts_on": "2022-05-20",
    "mode": "offline",
}


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_a_list_that_asks_is_answered_in_the_browser(asar: Running, tmp_path: Path) -> None:
    asar.user("asked", "project_lead")
    files, fields = {"file": ("plan.docx", BASE)}, {"new_project": "1"}  # others have this plan too
    plan = asar.ok("POST", "/registry/api/v1/plans", files=files, fields=fields)
    approved = asar.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    project = {"project_id": approved["project_id"]}
    made = asar.ok("POST", "/events/api/v1/gatherings", {**GATHERING, **project})["id"]
    with person(asar.address, tmp_path) as lead:
        lead.sign_in("asked")
        lead.go(f"/events/gatherings/{made}/participants/new")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        file = {"name": "list.xlsx", "mimeType": kind, "buffer": sheet(LIST).getvalue()}
        lead.page.set_input_files("#f-file", file)
        lead.submit("form[action$='/participants/file']")
        lead.page.wait_for_url("**/mapping")
        job = lead.page.url.removeprefix(asar.address)
        look(lead, job, "mapping")
        lead.page.select_option("#f-col-D", "attended")
        lead.page.click("button[name=enter]")
        lead.page.wait_for_selector(".tiles")
        lead.check()
        look(lead, job.removesuffix("/mapping"), "left-out")
        assert "Тренер Олег" in lead.text()
