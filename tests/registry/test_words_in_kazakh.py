"""Kazakh words beside the Russian ones of village plans, obligations, promises, and of parties."""

from __future__ import annotations

from typing import Any

import pytest

from tests.brought import brought
from tests.registry.test_letters import registered
from tests.registry.test_memoranda import body as memorandum
from tests.registry.test_memoranda import organisation
from tests.registry.test_village_plans import API as PLANS
from tests.registry.test_village_plans import ROWS, approval, begun, written
from tests.reports.printed import pdf_text
from tests.suite import Browser, Suite

V1 = "/registry/api/v1"
MARK, ASKS = "\u00a0*", "Похоже на русский текст"
GOAL, GOAL_KK = "Вода в каждом доме", "Әр үйде ауызсу бар"
OWED, OWED_KK = "Письмо грантодателю об открытии счёта", "Грант берушіге шот ашу туралы хат"
PROMISE, PROMISE_KK = "Брошюра лежит в открытом доступе", "Брошюра жұртқа ашық"
AKIMAT, AKIMAT_KK = "Аппарат акима сельского округа", "Ауылдық округ әкімінің аппараты"


@pytest.fixture
def kazakh(suite: Suite, project: str) -> Browser:
    """The lead, who reads Kazakh."""
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = "kk"
    return lead


def page(browser: Browser, path: str) -> str:
    """What a page says, its head and its foot left out."""
    shown: str = browser.get(path).get_data(as_text=True)
    return shown


def test_village_plan_is_said_in_kazakh_on_its_page_and_on_paper(
    suite: Suite, project: str, kazakh: Browser
) -> None:
    plan = written(suite, project, goal=GOAL, goal_kk=GOAL_KK)
    said = {**ROWS["activities"], "title_kk": "Ұңғыма бұрғылау", "owner_kk": AKIMAT_KK}
    suite.ok("POST", f"{PLANS}/{plan}/activities", json=said)
    shown = page(kazakh, f"/registry/village-plans/{plan}")
    assert GOAL_KK in shown and GOAL not in shown
    assert "Ұңғыма бұрғылау" in shown and AKIMAT_KK in shown
    assert "Нет питьевой воды" in shown  # a problem nobody said in Kazakh
    paper = pdf_text(kazakh.get(f"/registry/village-plans/{plan}/paper.pdf?language=kk").data)
    assert GOAL_KK in paper and "Ұңғыма бұрғылау" in paper
    kazakh.cookies["asar_locale"] = "ru"
    assert GOAL in page(kazakh, f"/registry/village-plans/{plan}")


def test_what_lacks_in_a_kazakh_village_plan_is_marked(suite: Suite, project: str, kazakh: Browser) -> None:
    plan = begun(suite, project, goal="Вода для каждого дома")
    assert f"Вода для каждого дома{MARK}" in page(kazakh, f"/registry/village-plans/{plan}")
    paper = pdf_text(kazakh.get(f"/registry/village-plans/{plan}/paper.pdf?language=kk").data)
    assert "* орысша айтылған" in " ".join(paper.split())


def test_form_of_a_row_asks_about_russian_in_place_of_kazakh(suite: Suite, project: str) -> None:
    lead, plan = suite.browser("project_lead"), begun(suite, project)
    path = f"/registry/village-plans/{plan}/problems/new"
    said = {"title": "Нет питьевой воды в домах", "sector": "water", "priority": "high"}
    back = lead.post(path, said | {"title_kk": said["title"] + " и на улицах"})
    assert back.status_code == 422 and ASKS in back.get_data(as_text=True)
    assert lead.post(path, said | {"title_kk": "Үйлерде ауызсу жоқ"}).status_code == 302
    [row] = suite.ok("GET", f"{PLANS}/{plan}")["problems"]
    assert (row["title_kk"], "kazakh" in row) == ("Үйлерде ауызсу жоқ", False)


def test_an_approved_village_plan_takes_kazakh_words_and_nothing_else(
    suite: Suite, project: str, kazakh: Browser
) -> None:
    plan = written(suite, project, goal=GOAL)
    assert approval(suite, plan)[0] == 200
    lines = {said["russian"]: said["line"] for said in suite.ok("GET", f"{PLANS}/{plan}/wordings")}
    path, problem = f"/registry/village-plans/{plan}", lines[ROWS["problems"]["title"]]
    back = kazakh.post(f"{path}/wordings", {"goal": GOAL_KK, problem: "В домах нет воды и света"})
    assert back.status_code == 422 and "Орысша мәтінге ұқсайды" in back.get_data(as_text=True)
    assert kazakh.post(f"{path}/wordings", {"goal": GOAL_KK, problem: "Ауызсу жоқ"}).status_code == 302
    shown = page(kazakh, path)
    assert GOAL_KK in shown and "Ауызсу жоқ" in shown and "Жоспардың мақсаты, қазақша" in shown
    paper = pdf_text(kazakh.get(f"{path}/paper.pdf?language=kk").data)
    assert GOAL_KK in paper and "Ауызсу жоқ" in paper
    now = suite.ok("GET", f"{PLANS}/{plan}")
    assert now["state"] != "in_work" and now["goal"] == GOAL
    refused = suite.call("PUT", f"{PLANS}/{plan}", json={"settlement": "Карнак", "goal": "Другая"})
    assert refused.json["code"] == "village_plan_locked"


def test_a_tool_says_a_village_plan_in_kazakh(suite: Suite, project: str) -> None:
    plan = begun(suite, project, goal=GOAL)
    said = {"wordings": [{"line": "goal", "kazakh": GOAL + " и в каждом дворе"}]}
    asked = suite.call("POST", f"{PLANS}/{plan}/wordings", json=said)
    assert asked.json["code"] == "wordings_look_russian"
    said = {"wordings": [{"line": "goal", "kazakh": GOAL_KK}]}
    [row] = suite.ok("POST", f"{PLANS}/{plan}/wordings", json=said)
    assert (row["part"], row["kazakh"]) == ("goal", GOAL_KK)
    for line, text, code in (("nothing", "Су", "wording_unknown"), ("goal", "с" * 1001, "wording_too_long")):
        said = {"wordings": [{"line": line, "kazakh": text}], "kazakh": True}
        assert suite.call("POST", f"{PLANS}/{plan}/wordings", json=said).json["code"] == code
    suite.ok("POST", f"{PLANS}/{plan}/withdrawal", json={"reason": "По ошибке"})
    said = {"wordings": [{"line": "goal", "kazakh": "Су"}]}
    withdrawn = suite.call("POST", f"{PLANS}/{plan}/wordings", json=said)
    assert withdrawn.json["code"] == "village_plan_withdrawn"


def test_village_plans_are_brought_in_with_their_kazakh_goal(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    rows = [
        ["Село", "Регион", "Цель плана", "Цель плана на казахском"],
        ["с. Карнак", "Туркестанская", GOAL, GOAL_KK],
    ]
    assert brought(suite, lead, "/registry/imports/village-plans", rows)["entered"] == 1
    [plan] = suite.ok("GET", PLANS)
    assert (plan["goal"], plan["goal_kk"]) == (GOAL, GOAL_KK)


def test_obligation_is_called_in_kazakh_here_and_in_reports(
    suite: Suite, project: str, kazakh: Browser
) -> None:
    said = {"project_id": project, "due_on": "2022-04-15", "owner": "accountant"}
    made = suite.ok("POST", f"{V1}/obligations", json={**said, "title": OWED})["id"]
    suite.settle()
    assert f"{OWED}{MARK}" in page(kazakh, f"/registry/obligations/{made}")
    listed = f"/reports/obligations?project={project}"
    assert f"{OWED}{MARK}" in page(kazakh, listed)
    change = {"owner": "accountant", "title_kk": OWED_KK}
    assert kazakh.post(f"/registry/obligations/{made}/edit", change).status_code == 302
    suite.settle()
    for path in (f"/registry/obligations/{made}", listed):
        assert OWED_KK in page(kazakh, path) and OWED not in page(kazakh, path).replace(f'value="{OWED}"', "")
    by_tool = f"{V1}/obligations/{made}"
    asked = suite.call("PUT", by_tool, json={"owner": "accountant", "title_kk": OWED})
    assert asked.json["code"] == "looks_russian"
    suite.ok("PUT", by_tool, json={"owner": "coordinator", "title_kk": "Шот ашылғаны туралы хат"})
    [row] = suite.ok("GET", f"{V1}/obligations")
    assert (row["owner"], row["title_kk"]) == ("coordinator", "Шот ашылғаны туралы хат")
    suite.ok("PUT", by_tool, json={"owner": "accountant"})
    assert suite.ok("GET", f"{V1}/obligations")[0]["title_kk"] == "Шот ашылғаны туралы хат"


def test_promise_a_person_typed_is_said_in_kazakh(suite: Suite, project: str, kazakh: Browser) -> None:
    suite.settle()
    said = {"project_id": project, "text": PROMISE, "origin": "5.1"}
    kazakh.made("/reports/results/new", said)
    [row] = suite.ok("GET", f"/reports/api/v1/projects/{project}/results")
    shown = f"/reports/results?project={project}"
    assert f"{PROMISE}{MARK}" in page(kazakh, shown)
    refused = suite.call(
        "POST", f"/reports/api/v1/results/{row['id']}/wording", json={"text_kk": PROMISE + " и на сайте"}
    )
    assert refused.status_code == 422 and refused.json["code"] == "looks_russian"
    worded = kazakh.post(f"/reports/results/{row['id']}/wording", {"text_kk": PROMISE_KK})
    assert worded.status_code == 302
    assert PROMISE_KK in page(kazakh, shown) and PROMISE not in page(kazakh, shown)


def test_parties_are_called_by_the_kazakh_names_of_the_register(
    suite: Suite, project: str, kazakh: Browser
) -> None:
    party = organisation(suite, AKIMAT)
    letter = registered(suite, project, party)
    other = organisation(suite, "Ауыл ардагерлері")
    signed = memorandum(project, other, party, without_grantee=True)
    suite.ok("POST", f"{V1}/memoranda", json=signed)
    for path in (f"/registry/letters/{letter}", "/registry/letters"):
        assert f"{AKIMAT}{MARK}" in page(kazakh, path)
    suite.settle()
    assert in_reports(suite) == [""]
    edit = f"/registry/organisations/{party}/edit"
    said = {"kind": "akimat", "name_ru": AKIMAT, "name_kk": AKIMAT_KK, "region": "turkistan"}
    assert kazakh.post(edit, said).status_code == 302
    for path in (f"/registry/letters/{letter}", "/registry/letters", "/registry/memoranda"):
        assert AKIMAT_KK in page(kazakh, path) and AKIMAT not in page(kazakh, path)
    named = {"kind": "akimat", "name_ru": "Ауыл ардагерлері", "name_kk": "Ауыл ардагерлері"}
    assert kazakh.post(f"/registry/organisations/{other}/edit", named).status_code == 302
    suite.settle()
    assert in_reports(suite) == [f"Ауыл ардагерлері, {AKIMAT_KK}"]  # nobody touched the memorandum


def in_reports(suite: Suite) -> list[str]:
    """What reports know of the Kazakh names of memoranda."""
    from services.reports.copies.models import RecordCopy

    with suite.apps["reports"].app_context():
        session: Any = suite.apps["reports"].extensions["sqlalchemy"].session
        kept = [row for row in session.query(RecordCopy) if row.key.startswith("memorandum/")]
        return [row.state["title_kk"] for row in kept]


def test_approved_plan_shows_its_kazakh_words(suite: Suite, project: str, kazakh: Browser) -> None:
    plan = written(suite, project, goal=GOAL, goal_kk=GOAL_KK)
    assert approval(suite, plan)[0] == 200
    assert GOAL_KK in page(kazakh, f"/registry/village-plans/{plan}")
