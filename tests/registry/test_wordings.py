"""A plan in two languages: typed, kept through versions, read from a second file, and no figure moves."""

from __future__ import annotations

import re
import uuid
from io import BytesIO
from typing import Any

import pytest

from deploy.demo.wordings import texts
from tests.registry.kazakh_seed import dropped, kazakh_annex, planned
from tests.registry.revised_seed import annex, replace
from tests.reports.test_identity import amended, figures, recorded
from tests.suite import Browser, Suite

Lines = dict[str, dict[str, Any]]
TRAINED = "Жергілікті қоғамдастықтың көшбасшылары оқытылды"


@pytest.fixture
def project(suite: Suite) -> str:
    """The seed's project with its plan in force."""
    return suite.known_project()


def plan_of(suite: Suite, project: str) -> str:
    """The id of the plan in force."""
    return next(
        row["plan_id"] for row in suite.ok("GET", "/registry/api/v1/projects") if row["id"] == project
    )


def lines(suite: Suite, plan: str) -> Lines:
    """Lines by their number, units by their words, the rest by their kind."""
    rows = suite.ok("GET", f"/registry/api/v1/plans/{plan}/wordings")
    return {row["code"] or (row["russian"] if row["kind"] == "unit" else row["kind"]): row for row in rows}


def write(suite: Suite, plan: str, said: dict[str, str]) -> Any:
    """Write wordings by the numbers of the lines."""
    known = lines(suite, plan)
    sent = [{"line": known[code]["line"], "kazakh": kazakh} for code, kazakh in said.items()]
    answer = suite.ok("POST", f"/registry/api/v1/plans/{plan}/wordings", json={"wordings": sent})
    suite.settle()
    return answer


def write_all(suite: Suite, plan: str) -> None:
    """Say the whole plan in Kazakh, as the demo does."""
    from services.registry.plans.queries import get_plan
    from services.registry.wordings.operations import write_wordings
    from services.registry.wordings.queries import lines as lines_of

    with suite.apps["registry"].app_context():
        found = get_plan(uuid.UUID(plan))
        write_wordings(found, texts(lines_of(found)))
        suite.apps["registry"].extensions["sqlalchemy"].session.commit()
    suite.settle()


def told(suite: Suite, service: str, project: str) -> Any:
    """The project as a neighbour knows it."""
    from importlib import import_module

    module = {"reports": "services.reports.copies.queries"}.get(
        service, f"services.{service}.projects.queries"
    )
    with suite.apps[service].test_request_context():
        return import_module(module).projects.get(project)


def read(suite: Suite, plan: str, file: bytes) -> Any:
    """What a file says of a plan."""
    sent = {"file": (BytesIO(file), "kk.docx")}
    return suite.ok("POST", f"/registry/api/v1/plans/{plan}/wordings/readings", data=sent)


def page(browser: Browser, path: str) -> str:
    """What a page says."""
    return browser.get(path).get_data(as_text=True)


def test_every_line_waits_for_its_kazakh_words(suite: Suite, project: str) -> None:
    found = lines(suite, plan_of(suite, project))
    kinds = [row["kind"] for row in found.values()]
    assert (kinds.count("indicator"), kinds.count("activity"), kinds.count("section")) == (41, 11, 7)
    assert not any(row["kazakh"] for row in found.values())
    assert "%" not in found and "не указана" not in found


def test_wording_of_a_plan_in_force_needs_no_new_version(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write(suite, plan, {"4.1": TRAINED, "человек": "адам"})
    assert plan_of(suite, project) == plan
    found = lines(suite, plan)
    assert (found["4.1"]["kazakh"], found["человек"]["kazakh"]) == (TRAINED, "адам")


@pytest.mark.parametrize("service", ["events", "grants", "reports"])
def test_wording_travels_to_every_service(suite: Suite, project: str, service: str) -> None:
    write(suite, plan_of(suite, project), {"4.1": TRAINED, "4.1.3": "Қатысушылар саны", "человек": "адам"})
    activity = told(suite, service, project).activity("4.1")
    people = next(row for row in activity.indicators if row.code == "4.1.3")
    assert (activity.title_kk, people.name_kk, people.unit_kk) == (TRAINED, "Қатысушылар саны", "адам")


def test_no_figure_moves_when_a_plan_is_said_in_kazakh(suite: Suite, project: str) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    write_all(suite, plan_of(suite, project))
    assert figures(suite, project) == before


def test_wording_stays_when_the_plan_is_changed(suite: Suite, project: str) -> None:
    write(suite, plan_of(suite, project), {"4.1": TRAINED, "4.1.3": "Қатысушылар саны"})

    def later(plan: Any) -> None:
        line = next(row for part in plan.sections for row in part.activities if row.code == "4.1")
        line.code = "4.9"

    amended(suite, project, later)
    assert lines(suite, plan_of(suite, project))["4.9"]["kazakh"] == TRAINED


def test_wording_stays_through_a_revised_annex(suite: Suite, project: str) -> None:
    write(suite, plan_of(suite, project), {"4.1": TRAINED, "4.1.3": "Қатысушылар саны", "1.1": "Орталықтар"})
    file = (BytesIO(annex(replace("Не менее 210", "Не менее 220"))), "new.docx")
    sent = {"file": file, "project_id": project, "reason_text": "Письмо № 5"}
    draft = suite.ok("POST", "/registry/api/v1/plans", data=sent)["id"]
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    found = lines(suite, draft)
    assert [found[code]["kazakh"] for code in ("4.1", "4.1.3", "1.1")] == [
        TRAINED,
        "Қатысушылар саны",
        "Орталықтар",
    ]


def test_wording_of_other_russian_words_waits_to_be_looked_at(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write(suite, plan, {"4.1": TRAINED})

    def otherwise(new: Any) -> None:
        line = next(row for part in new.sections for row in part.activities if row.code == "4.1")
        line.title = "Организация и проведение 15 тренингов"

    amended(suite, project, otherwise)
    row = lines(suite, plan_of(suite, project))["4.1"]
    assert (row["kazakh"], row["former"]) == (None, TRAINED)
    assert told(suite, "reports", project).activity("4.1").title_kk is None
    assert lines(suite, plan)["4.1"]["kazakh"] == TRAINED  # the former version keeps its own


def test_wording_is_taken_away_by_no_words(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write(suite, plan, {"4.1": TRAINED})
    write(suite, plan, {"4.1": ""})
    assert lines(suite, plan)["4.1"]["kazakh"] is None


def test_unknown_line_is_refused_by_its_name(suite: Suite, project: str) -> None:
    sent = {"wordings": [{"line": "nowhere", "kazakh": "Сөз"}]}
    answer = suite.call("POST", f"/registry/api/v1/plans/{plan_of(suite, project)}/wordings", json=sent)
    assert answer.status_code == 422 and "nowhere" in answer.get_data(as_text=True)


def test_numbers_that_differ_are_named(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write(suite, plan, {"3.1": "9 шеберлік сыныбын өткізу"})
    assert lines(suite, plan)["3.1"]["numbers"] == {"russian": ["7"], "kazakh": ["9"]}
    shown = page(suite.browser("assistant"), f"/registry/plans/{plan}/wordings")
    assert "числа расходятся: на русском 7, на казахском 9" in shown


def test_page_takes_words_and_says_what_is_left(suite: Suite, project: str) -> None:
    from services.registry.wordings.forms import named

    plan = plan_of(suite, project)
    line = lines(suite, plan)["4.1"]["line"]
    assistant = suite.browser("assistant")
    address = f"/registry/plans/{plan}/wordings"
    assistant.post(address, {named(line): TRAINED}, page=address)
    shown = page(assistant, address)
    left = len(lines(suite, plan)) - 1
    assert TRAINED in shown and re.search(rf"{left} строк[аи]? ещё не на казахском", shown)


@pytest.mark.parametrize("role", ["accountant", "grantor_viewer"])
def test_others_do_not_write_wordings(suite: Suite, project: str, role: str) -> None:
    assert suite.browser(role).get(f"/registry/plans/{plan_of(suite, project)}/wordings").status_code == 403


def test_history_says_who_wrote_it(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write(suite, plan, {"4.1": TRAINED})
    shown = page(suite.browser("project_lead"), f"/registry/plans/{plan}/wordings")
    assert "Казахский текст" in shown.partition('id="history')[2]


def test_kazakh_file_is_matched_line_by_line(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    answer = read(suite, plan, kazakh_annex())
    sure = {row["code"] or row["line"]: row["kazakh"] for row in answer["found"] if row["certain"]}
    known = {row["line"]: row for row in suite.ok("GET", f"/registry/api/v1/plans/{plan}/wordings")}
    assert sure["4.1.3"] == "Қатысушылар саны" and sure["1.1"] == "4 community-орталық құру"
    assert len(sure) >= 65 and answer["missing"] == ["grantee"] and not answer["left"]
    assert not any(row["kazakh"] for row in known.values()), "nothing is kept before it is saved"


def test_other_planned_number_of_the_file_is_named_and_asked(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    answer = read(suite, plan, kazakh_annex(planned("4-міндет", 1, "210", "201")))
    asked = next(row for row in answer["found"] if row["code"] == "4.1.3")
    assert not asked["certain"]
    assert "210" in asked["doubts"][0]["text"] and "201" in asked["doubts"][0]["text"]
    assert figures_of(suite, project)["4.1.3"] == "210"


def figures_of(suite: Suite, project: str) -> dict[str, str]:
    """Targets by the numbers of the indicators."""
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    return {row["code"]: str(row["target"]) for row in rows}


def test_part_of_another_length_is_asked(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    answer = read(suite, plan, kazakh_annex(dropped("4-міндет", 1, 0)))
    part = [row for row in answer["found"] if row["code"].startswith("4.1.")]
    assert part and not any(row["certain"] for row in part)
    found = {row["code"]: row["kazakh"] for row in part}
    assert found["4.1.3"] == "Қатысушылар саны" and "4.1.1" not in found
    assert any(row["kind"] == "indicator" for row in missing(suite, plan, answer))


def missing(suite: Suite, plan: str, answer: Any) -> list[dict[str, Any]]:
    """The lines a file does not name."""
    rows = {row["line"]: row for row in suite.ok("GET", f"/registry/api/v1/plans/{plan}/wordings")}
    return [rows[line] for line in answer["missing"]]


def test_page_fills_in_the_file_and_asks_what_is_doubtful(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    lead = suite.browser("project_lead")
    address = f"/registry/plans/{plan}/wordings"
    file = {"file": (BytesIO(kazakh_annex(planned("4-міндет", 1, "210", "201"))), "kk.docx")}
    went = lead.post(f"{address}/file", file, page=address).headers["Location"]
    shown = page(lead, went)
    assert "В плане" not in shown and "в плане: не менее 210" in shown
    sent = {name: value for name, value in fields(shown).items() if value}
    lead.post(went, {**sent, "was": was(shown)}, page=went)
    found = lines(suite, plan)
    assert found["1.1"]["kazakh"] == "4 community-орталық құру" and found["4.1.3"]["kazakh"] is None


def test_number_that_differs_is_named_though_the_words_are_there_already(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write_all(suite, plan)
    lead, address = suite.browser("project_lead"), f"/registry/plans/{plan}/wordings"
    file = {"file": (BytesIO(kazakh_annex(planned("4-міндет", 1, "210", "201"))), "kk.docx")}
    shown = page(lead, lead.post(f"{address}/file", file, page=address).headers["Location"])
    assert "в плане: не менее 210" in shown and "в файле: не менее 201" in shown


def fields(shown: str) -> dict[str, str]:
    """The fields of the page with what stands in them."""
    found = re.findall(r'<textarea[^>]* name="(kk-\w+)"[^>]*>\n?(.*?)</textarea>', shown, re.S)
    return {name: text.strip() for name, text in found}


def was(shown: str) -> str:
    """What the page was shown with."""
    from html import unescape

    return unescape(re.search(r'name="was" value="([^"]*)"', shown)[1])


def test_what_somebody_else_wrote_meanwhile_is_not_lost(suite: Suite, project: str) -> None:
    from services.registry.wordings.forms import named

    plan = plan_of(suite, project)
    lead, address = suite.browser("project_lead"), f"/registry/plans/{plan}/wordings"
    shown, line = page(lead, address), lines(suite, plan)["4.1"]["line"]
    write(suite, plan, {"4.1": TRAINED})
    answer = lead.post(address, {**fields(shown), named(line): "Басқаша", "was": was(shown)}, page=address)
    assert answer.status_code == 422 and lines(suite, plan)["4.1"]["kazakh"] == TRAINED


def test_demo_says_its_whole_plan_with_the_same_numbers(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    write_all(suite, plan)
    rows = lines(suite, plan).values()
    assert all(row["kazakh"] for row in rows) and not [row for row in rows if row["numbers"]]


def test_home_reminds_of_what_a_begun_kazakh_plan_lacks(suite: Suite, project: str) -> None:
    plan, lead = plan_of(suite, project), suite.browser("project_lead")
    assert "Казахский текст плана неполон" not in page(lead, "/registry/home")
    write(suite, plan, {"4.1": TRAINED})
    assert "Казахский текст плана неполон" in page(lead, "/registry/home")


def test_words_that_look_russian_are_asked_about_and_kept_once_answered(suite: Suite, project: str) -> None:
    plan = plan_of(suite, project)
    path, known = f"/registry/api/v1/plans/{plan}/wordings", lines(suite, plan)
    sent = {"wordings": [{"line": known["4.1"]["line"], "kazakh": "Проведение тренингов в регионах"}]}
    refused = suite.call("POST", path, json=sent)
    assert refused.status_code == 422 and refused.json["code"] == "wordings_look_russian"
    assert refused.json["detail"]["lines"] == [known["4.1"]["line"]]
    assert lines(suite, plan)["4.1"]["kazakh"] is None
    suite.ok("POST", path, json=sent | {"kazakh": True})
    suite.ok("POST", path, json=sent)  # what stands so already is not asked about again
    assert lines(suite, plan)["4.1"]["kazakh"] == "Проведение тренингов в регионах"


def test_page_asks_about_words_that_look_russian(suite: Suite, project: str) -> None:
    plan, lead = plan_of(suite, project), suite.browser("project_lead")
    path = f"/registry/plans/{plan}/wordings"
    [name] = [
        name
        for name, label in re.findall(r'for="f-(kk-[0-9a-f]+)"[^>]*>([^<]*)', page(lead, path))
        if " 4.1 " in label
    ]
    back = lead.post(path, {name: "Проведение тренингов в регионах"})
    assert back.status_code == 422 and "Похоже на русский текст" in back.get_data(as_text=True)
    assert 'name="kazakh"' in back.get_data(as_text=True)
    answered = {name: "Проведение тренингов в регионах", "kazakh": "1"}
    assert lead.post(path, answered).status_code == 302
