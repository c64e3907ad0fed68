"""From a thematic session to the approved plan of its village, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Person, person
from tests.journeys.running import ONE_PROCESS, Running
from tests.journeys.test_revised_annex import look
from tests.registry.test_revised_annex import BASE

SESSION = {
    "activity": "1.1",
    "type": "thematic_session",
    "title": "Заседание: что решаем",
    "region": "pavlodar",
    "settlement": "с. Павлодарское",
    "starts_on": "2022-05-20",
    "mode": "offline",
}
PEOPLE = [{"name": f"Житель {name}", "attended": True} for name in ("Первый", "Второй", "Третий")]
PROTOCOL = {
    "number": "1",
    "agenda": "Голосование",
    "decisions": "Внести в план",
    "chair": "Ким Анна",
    "secretary": "Пак Вера",
}


@pytest.mark.parametrize("asar", [ONE_PROCESS], indirect=True)
def test_a_session_becomes_the_plan_of_its_village(asar: Running, tmp_path: Path) -> None:
    asar.user("village", "project_lead")
    file, fields = {"file": ("plan.docx", BASE)}, {"new_project": "1"}
    plan = asar.ok("POST", "/registry/api/v1/plans", files=file, fields=fields)
    approved = asar.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
    project = {"project_id": approved["project_id"]}
    session = asar.ok("POST", "/events/api/v1/gatherings", {**SESSION, **project})["id"]
    asar.ok("POST", f"/events/api/v1/gatherings/{session}/participants", {"participants": PEOPLE})
    asar.ok("POST", f"/events/api/v1/gatherings/{session}/completion")
    with person(asar.address, tmp_path) as lead:
        lead.sign_in("village")
        write_up(lead, f"/events/gatherings/{session}")
        home = begin(lead, approved["project_id"])
        take_over(lead, home)
        fill_parts(lead, home)
        approve(lead, home)
        look(lead, home, "village-plan")
        for form in ("pdf", "docx"):
            paper = lead.page.request.get(f"{asar.address}{home}/paper.{form}?language=kk")
            assert paper.status == 200 and len(paper.body()) > 10_000


def fill(lead: Person, **values: str) -> None:
    """Type into fields of the form and choose in its lists."""
    for name, value in values.items():
        field = lead.page.locator(f"#f-{name}")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def write_up(lead: Person, gathering: str) -> None:
    """The problem people named, and the protocol."""
    lead.go(gathering)
    lead.press(lead.page.locator("a", has_text="Записать проблемы"))
    fill(lead, title="Нет света на улице", sector="light", priority="high", votes="9")
    lead.submit("form[action$='/problems']")
    assert "3 чел." in lead.text()
    fill(lead, votes="3")
    lead.submit("form[action$='/problems']")
    assert "3 голоса" in lead.text()
    look(lead, f"{gathering}/problems", "problems")
    lead.go(f"{gathering}/protocol")
    fill(lead, **PROTOCOL)
    lead.submit("form[action$='/protocol']")
    assert "Сохранено" in lead.text()


def begin(lead: Person, project: str) -> str:
    """A new plan of the village; its address. Other journeys may have left projects of their own."""
    lead.go("/registry/village-plans/new")
    if (several := lead.page.locator("#f-project_id")).count():
        several.select_option(project)
    fill(lead, region="pavlodar", settlement="Павлодарское ауылы", group_formed_on="01.06.2022")
    lead.submit("form[action$='/new']")
    return lead.page.url.removeprefix(lead.address).split("#")[0]


def take_over(lead: Person, home: str) -> None:
    """What the session named stands in the plan and leads back to the session."""
    lead.until(lambda: "Взять с заседаний" in lead.text())
    lead.press(lead.page.locator("a", has_text="Взять с заседаний"))
    lead.page.check("#f-problems-1")
    lead.submit("form[action$='/sessions']")
    assert "Заседание: что решаем, 20.05.2022" in lead.text()


def fill_parts(lead: Person, home: str) -> None:
    """The group one after the other, then a row of each other part."""
    lead.go(f"{home}/members/new")
    fill(lead, name="Ким Анна", office="chair", represents="аппарат акима")
    lead.press(lead.page.locator("button[name='then.again']"))
    fill(lead, name="Пак Вера", office="member", represents="родители")
    lead.submit("form[action$='/members/new']")
    days = {"starts_on": "01.07.2022", "ends_on": "30.09.2022"}
    rows = {
        "measures": {"for_whom": "Пожилые", "title": "Собрания днём"},
        "activities": {"title": "Поставить фонари", "owner": "Акимат", **days},
        "indicators": {"title": "Светлые улицы", "unit": "%", "target": "85,5", "due_on": "31.12.2022"},
    }
    for part, row in rows.items():
        lead.go(f"{home}/{part}/new")
        fill(lead, **row)
        lead.submit(f"form[action$='/{part}/new']")


def approve(lead: Person, home: str) -> None:
    """A day before the group is refused in words, the right one is kept."""
    lead.go(home)
    fill(lead, approved_on="31.05.2022", protocol_number="2", approved_by="assembly")
    lead.submit("form[action$='/approval']")
    assert "Рабочая группа создана 01.06.2022" in lead.text()
    fill(lead, approved_on="10.06.2022")
    lead.submit("form[action$='/approval']")
    assert "План утверждён и считается" in lead.text()
