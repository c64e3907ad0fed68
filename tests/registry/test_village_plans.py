"""Village plans: written part by part, approved by the village, counted from that day in two lines."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.suite import PDF, Browser, Suite

PAGE, API = "/registry/village-plans", "/registry/api/v1/village-plans"
MEMBERS = (
    {"name": "Сейтова Гүлнар", "office": "chair", "represents": "аппарат акима"},
    {"name": "Оразов Ерлан", "office": "member", "represents": "молодёжь"},
)
ROWS: dict[str, dict[str, Any]] = {
    "problems": {"title": "Нет питьевой воды", "sector": "water", "priority": "high", "votes": 14},
    "measures": {"for_whom": "люди с инвалидностью", "title": "Пандус у клуба"},
    "activities": {
        "title": "Пробурить скважину",
        "starts_on": "2022-10-01",
        "ends_on": "2023-06-30",
        "owner": "аппарат акима",
    },
    "indicators": {"title": "Дома с водой", "unit": "%", "base": 40, "target": 85.5, "due_on": "2023-12-31"},
}
APPROVAL = {"approved_on": "2022-09-14", "approved_by": "assembly", "protocol_number": "3"}


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes plans."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True)
    return said


def begun(suite: Suite, project: str, **more: Any) -> str:
    """The id of a plan in work that has nothing but its village."""
    said = {"project_id": project, "region": "turkistan", "settlement": "с. Карнак", **more}
    made: str = suite.ok("POST", API, json=said)["id"]
    return made


def written(suite: Suite, project: str, but: str = "", **more: Any) -> str:
    """The id of a plan that has everything, `but` one part."""
    plan = begun(suite, project, group_formed_on="2022-08-20", **more)
    for key, row in [*(("members", member) for member in MEMBERS), *ROWS.items()]:
        if key != but:
            suite.ok("POST", f"{API}/{plan}/{key}", json=row)
    return plan


def approval(suite: Suite, plan: str, **more: Any) -> tuple[int, str]:
    """How the API answers to an approval."""
    answer = suite.call("POST", f"{API}/{plan}/approval", json={**APPROVAL, **more})
    return answer.status_code, answer.get_json().get("code", "")


def protocol(suite: Suite, plan: str) -> Any:
    """The answer to the scan of a protocol."""
    sent = {"file": (BytesIO(PDF), "протокол.pdf"), "kind": "protocol"}
    return suite.call("POST", f"{API}/{plan}/evidence", data=sent)


def figures(suite: Suite, project: str) -> list[tuple[int, int]]:
    """Approved plans and proven ones, in both lines that count them."""
    suite.settle()
    rows = [suite.figure(project, code) for code in ("1.1.2", "1.2.4")]
    return [(row["actual"], row["evidence"]["present"]) for row in rows]


def test_plan_counts_in_both_lines_from_its_approval_and_is_proven_by_its_protocol(
    suite: Suite, project: str
) -> None:
    plan = written(suite, project)
    before = figures(suite, project)
    assert approval(suite, plan) == (200, "")
    done = figures(suite, project)
    assert protocol(suite, plan).status_code == 201
    assert (before, done) == ([(0, 0)] * 2, [(1, 0)] * 2)
    assert figures(suite, project) == [(1, 1)] * 2
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/1.2.4/records")
    assert (row["title"], row["occurred_on"], row["region"]) == ("с. Карнак", "2022-09-14", "turkistan")


def test_two_plans_are_two_in_each_line_and_never_four(suite: Suite, project: str) -> None:
    for village, region in (("с. Карнак", "turkistan"), ("с. Узынагаш", "almaty_obl")):
        assert approval(suite, written(suite, project, settlement=village, region=region))[0] == 200
    assert figures(suite, project) == [(2, 0)] * 2


@pytest.mark.parametrize(
    ("but", "code"),
    [
        ("members", "group_missing"),
        ("problems", "problems_missing"),
        ("measures", "measures_missing"),
        ("activities", "activities_missing"),
        ("indicators", "indicators_missing"),
    ],
)
def test_plan_that_lacks_a_part_is_not_approved(suite: Suite, project: str, but: str, code: str) -> None:
    plan = written(suite, project, but)
    assert approval(suite, plan) == (409, code) and figures(suite, project) == [(0, 0)] * 2


def test_plan_is_not_approved_before_its_group_exists(suite: Suite, project: str, lead: Browser) -> None:
    plan = written(suite, project)
    assert approval(suite, plan, approved_on="2022-08-19") == (422, "approved_before_group")
    early = lead.post(f"{PAGE}/{plan}/approval", {**APPROVAL, "approved_on": "2022-08-19"})
    assert "Рабочая группа создана 20.08.2022" in text(early) and 'value="19.08.2022"' in text(early)
    without = begun(suite, project, settlement="с. Шорнак")
    refused = text(lead.post(f"{PAGE}/{without}/approval", APPROVAL))
    assert "ещё нет рабочей группы" in refused and 'value="3"' in refused
    assert approval(suite, plan, approved_on="2098-01-01") == (422, "approved_in_future")
    assert approval(suite, plan, approved_on="2022-08-20") == (200, "")


@pytest.mark.parametrize("formed", [None, "2022-08-20"])
def test_a_chair_alone_or_a_group_of_no_day_is_no_group(
    suite: Suite, project: str, formed: str | None
) -> None:
    plan = begun(suite, project, group_formed_on=formed)
    for member in MEMBERS[: 1 if formed else 2]:
        suite.ok("POST", f"{API}/{plan}/members", json=member)
    assert approval(suite, plan) == (409, "group_missing")


def test_a_village_has_one_plan_however_it_is_typed(suite: Suite, project: str, lead: Browser) -> None:
    plan = begun(suite, project)
    again = {"project_id": project, "region": "turkistan", "settlement": "КАРНАК ауылы"}
    answer = suite.call("POST", API, json=again)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "village_has_plan")
    page = text(lead.post(f"{PAGE}/new", {**again, "goal": "Вода в каждом доме"}))
    assert "уже есть" in page and "Вода в каждом доме" in page and f"{PAGE}/{plan}" in page
    suite.ok("POST", f"{API}/{plan}/withdrawal", json={"reason": "Ошибка"})
    assert suite.call("POST", API, json=again).status_code == 201


def test_what_a_correction_leaves_out_stays_as_it_is(suite: Suite, project: str) -> None:
    said = {"goal": "Вода", "goal_kk": "Әр үйге су", "group_formed_on": "2022-08-20"}
    plan = begun(suite, project, **said)
    suite.ok("PUT", f"{API}/{plan}", json={"settlement": "с. Карнак"})
    problem = suite.ok("POST", f"{API}/{plan}/problems", json=ROWS["problems"] | {"title_kk": "Су жоқ"})
    line = {"problem_id": problem["id"], "owner_kk": "Әкім аппараты", "funding": "бюджет"}
    row = suite.ok("POST", f"{API}/{plan}/activities", json=ROWS["activities"] | line)
    changed = [("problems", problem["id"]), ("activities", row["id"])]
    for key, itself in changed:
        suite.ok("PUT", f"{API}/{plan}/{key}/{itself}", json=ROWS[key])
    found = suite.ok("GET", f"{API}/{plan}")
    assert found.items() >= said.items() and found["activities"][0].items() >= line.items()
    assert found["problems"][0]["title_kk"] == "Су жоқ"
    suite.ok("PUT", f"{API}/{plan}", json={"settlement": "с. Карнак", "goal_kk": ""})
    assert not suite.ok("GET", f"{API}/{plan}")["goal_kk"]


def test_approved_plan_is_locked_until_the_lead_takes_the_approval_back(
    suite: Suite, project: str, lead: Browser
) -> None:
    plan = written(suite, project)
    (row,) = suite.ok("GET", f"{API}/{plan}")["measures"]
    approval(suite, plan)
    locked = [
        suite.call("POST", f"{API}/{plan}/measures", json=ROWS["measures"]),
        suite.call("PUT", f"{API}/{plan}/measures/{row['id']}", json=ROWS["measures"]),
        suite.call("DELETE", f"{API}/{plan}/measures/{row['id']}"),
        suite.call("PUT", f"{API}/{plan}", json={"settlement": "с. Карнак"}),
        suite.call("POST", f"{API}/{plan}/withdrawal", json={"reason": "Ошибка"}),
    ]
    assert {answer.get_json()["code"] for answer in locked} == {"village_plan_locked"}
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.post(f"{PAGE}/{plan}/reopening", {"reason": "Ошибка"}).status_code == 403
    assert lead.post(f"{PAGE}/{plan}/reopening", {"reason": "Опечатка в сроке"}).status_code == 302
    assert figures(suite, project) == [(0, 0)] * 2
    assert "Опечатка в сроке" in text(lead.get(f"{PAGE}/{plan}"))
    assert approval(suite, plan)[0] == 200 and figures(suite, project) == [(1, 0)] * 2


def test_protocol_is_attached_to_an_approved_plan_only(suite: Suite, project: str) -> None:
    plan = written(suite, project)
    refused = protocol(suite, plan)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "village_plan_in_work")


@pytest.mark.parametrize(
    ("part", "wrong", "field", "said"),
    [
        ("members", {"represents": ""}, "represents", "кого представляет"),
        ("problems", {"votes": "много"}, "votes", "целое число"),
        ("problems", {"sector": "луна"}, "sector", ""),
        ("activities", {"ends_on": "2022-01-01"}, "ends_on", "не может быть раньше"),
        ("activities", {"owner": ""}, "owner", "ответственного"),
        ("indicators", {"target": "много"}, "target", "число"),
        ("indicators", {"target": "NaN"}, "target", "число"),
        ("indicators", {"due_on": "2222-01-01"}, "due_on", "2099"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_and_nothing_typed_is_lost(
    suite: Suite, project: str, lead: Browser, part: str, wrong: dict[str, str], field: str, said: str
) -> None:
    plan = begun(suite, project)
    row = MEMBERS[0] if part == "members" else ROWS[part]
    answer = lead.post(f"{PAGE}/{plan}/{part}/new", {**row, **wrong})
    page = text(answer)
    assert answer.status_code == 422 and f'id="f-{field}-error"' in page and said in page
    kept = str(row.get("title") or row.get("name"))
    assert kept in page and not suite.ok("GET", f"{API}/{plan}")[part]


def test_rows_that_cannot_stand_beside_others_are_refused(suite: Suite, project: str) -> None:
    plan, other = written(suite, project), written(suite, project, settlement="с. Шорнак")
    foreign = suite.ok("GET", f"{API}/{other}")["problems"][0]["id"]
    asked = {
        "one_chair": ("members", {**MEMBERS[0], "name": "Новый Человек"}),
        "member_already": ("members", {**MEMBERS[1], "name": "оразов  ерлан"}),
        "problem_twice": ("problems", {**ROWS["problems"], "title": "нет питьевой ВОДЫ"}),
        "problem_elsewhere": ("activities", {**ROWS["activities"], "problem_id": foreign}),
    }
    for code, (part, row) in asked.items():
        assert suite.call("POST", f"{API}/{plan}/{part}", json=row).get_json()["code"] == code
    row = suite.ok("GET", f"{API}/{other}")["measures"][0]["id"]
    assert suite.call("DELETE", f"{API}/{plan}/measures/{row}").status_code == 404


def test_rows_are_written_on_a_phone_one_after_the_other(suite: Suite, project: str, lead: Browser) -> None:
    plan = begun(suite, project)
    again = lead.post(f"{PAGE}/{plan}/members/new", {**MEMBERS[0], "then.again": "1"})
    assert again.location.endswith("/members/new")
    assert lead.post(f"{PAGE}/{plan}/members/new", MEMBERS[1]).location.endswith(f"{plan}#members")
    said = {
        **ROWS["indicators"],
        "base": "12,5",
        "target": "1 000",
        "due_on": "31.12.2023",
        "day.field": "due_on",
    }
    assert lead.post(f"{PAGE}/{plan}/indicators/new", said).status_code == 302
    (row,) = suite.ok("GET", f"{API}/{plan}")["indicators"]
    assert (row["base"], row["target"]) == (12.5, 1000)
    page = text(lead.get(f"{PAGE}/{plan}"))
    assert "Сейтова Гүлнар" in page and "12,5 → 1" in page and "Осталось написать 4 части" in page
    correct = {**said, "target": "90"}
    assert lead.post(f"{PAGE}/{plan}/indicators/{row['id']}", correct).status_code == 302
    assert lead.post(f"{PAGE}/{plan}/indicators/{row['id']}/removal", {}).status_code == 302
    assert not suite.ok("GET", f"{API}/{plan}")["indicators"]


def test_activity_survives_the_problem_it_solved(suite: Suite, project: str) -> None:
    plan = written(suite, project)
    (problem,) = suite.ok("GET", f"{API}/{plan}")["problems"]
    solving = {**ROWS["activities"], "problem_id": problem["id"]}
    suite.ok("POST", f"{API}/{plan}/activities", json=solving)
    suite.ok("DELETE", f"{API}/{plan}/problems/{problem['id']}")
    assert [row["problem_id"] for row in suite.ok("GET", f"{API}/{plan}")["activities"]] == [None, None]


def test_partner_works_in_his_region_and_sees_no_other(suite: Suite, project: str) -> None:
    mine, other = begun(suite, project), begun(suite, project, region="atyrau", settlement="с. Сарайшык")
    partner = suite.browser("partner_rep", "turkistan")
    assert "Сарайшык" not in text(partner.get(PAGE)) and "Карнак" in text(partner.get(PAGE))
    assert partner.get(f"{PAGE}/{other}").status_code == 404
    assert partner.post(f"{PAGE}/{other}/members/new", MEMBERS[0], page=PAGE).status_code == 404
    assert partner.post(f"{PAGE}/{mine}/members/new", MEMBERS[0]).status_code == 302
    token = suite.token(region="turkistan")
    elsewhere = {"project_id": project, "region": "atyrau", "settlement": "с. Дамба"}
    assert suite.call("POST", API, json=elsewhere, token=token).status_code == 403


def test_names_of_the_group_are_shown_to_whoever_works_on_it(suite: Suite, project: str) -> None:
    plan = written(suite, project)
    viewer = suite.browser("grantor_viewer")
    page = text(viewer.get(f"{PAGE}/{plan}"))
    assert "Сейтова" not in page and "аппарат акима" in page
    token = suite.token(("registry:read",))
    answer = suite.call("GET", f"{API}/{plan}", token=token).get_json()
    assert {member["name"] for member in answer["members"]} == {None}


def test_history_tells_rows_and_approval_and_no_name(suite: Suite, project: str, lead: Browser) -> None:
    plan = written(suite, project)
    approval(suite, plan)
    page = text(lead.get(f"{PAGE}/{plan}"))
    history = page[page.index("history") :]
    assert "Проблема: Нет питьевой воды" in page and "Кем утверждён" in page
    assert "Сейтова" not in history.split("<main")[-1].split("История")[-1]


def test_list_is_filtered_by_its_states(suite: Suite, project: str, lead: Browser) -> None:
    done = written(suite, project)
    approval(suite, done)
    begun(suite, project, settlement="с. Шорнак")
    for state, village in (("unproven", "Карнак"), ("in_work", "Шорнак")):
        page = text(lead.get(f"{PAGE}?state={state}"))
        other = "Шорнак" if village == "Карнак" else "Карнак"
        assert (f"с. {village}" in page, f"с. {other}" in page) == (True, False)
    rows = suite.ok("GET", f"{API}?state=in_work&region=turkistan&project_id={project}")
    assert [row["settlement"] for row in rows] == ["с. Шорнак"]
    assert lead.get(f"{PAGE}.xlsx").status_code == 200


def test_my_week_names_plans_in_work_and_those_without_a_protocol(
    suite: Suite, project: str, lead: Browser
) -> None:
    begun(suite, project, settlement="с. Шорнак")
    approval(suite, written(suite, project))
    page = text(lead.get("/registry/home"))
    assert "1 план села в работе" in page and "нет протокола" in page


def session(suite: Suite, project: str, village: str = "Карнак ауылы", **more: Any) -> str:
    """The id of a problem a thematic session of a village named."""
    events = "/events/api/v1"
    held = {"type": "thematic_session", "activity": "1.2", "region": "turkistan", "settlement": village}
    when = {"project_id": project, "title": "Заседание", "starts_on": "2022-05-27", "mode": "offline"}
    gathering = suite.ok("POST", f"{events}/gatherings", json={**held, **when})["id"]
    named = {"title": "Нет света", "votes": 9, "sector": "light", "priority": "high", **more}
    made: str = suite.ok("POST", f"{events}/gatherings/{gathering}/problems", json=named)["id"]
    suite.settle()
    return made


def test_plan_takes_over_what_sessions_of_its_village_named(
    suite: Suite, project: str, lead: Browser
) -> None:
    plan, named = begun(suite, project), session(suite, project)
    session(suite, project, "с. Шорнак", title="Дальняя проблема", votes=90)
    assert "Взять с заседаний" in text(lead.get(f"{PAGE}/{plan}"))
    offered = text(lead.get(f"{PAGE}/{plan}/sessions"))
    assert offered.index("Нет света") < offered.index("Дальняя проблема") and "с. Шорнак" in offered
    assert lead.post(f"{PAGE}/{plan}/sessions", {}).status_code == 422
    assert lead.post(f"{PAGE}/{plan}/sessions", {"problems": [named]}).status_code == 302
    (row,) = suite.ok("GET", f"{API}/{plan}")["problems"]
    assert (row["title"], row["votes"], row["session_problem_id"]) == ("Нет света", 9, named)
    page = text(lead.get(f"{PAGE}/{plan}"))
    assert "/problems" in page and "Заседание, 27.05.2022" in page
    again = suite.call("POST", f"{API}/{plan}/sessions", json={"problems": [named]})
    assert (again.status_code, again.get_json()["code"]) == (422, "problem_not_named")


def test_problem_the_plan_has_already_is_linked_and_a_withdrawn_one_is_not_offered(
    suite: Suite, project: str
) -> None:
    plan, named = begun(suite, project), session(suite, project)
    gone = session(suite, project, title="Ошибка")
    suite.ok("POST", f"/events/api/v1/problems/{gone}/withdrawal", json={"reason": "Ошибка"})
    suite.settle()
    mine = {"title": "нет  СВЕТА", "sector": "light", "priority": "low"}
    suite.ok("POST", f"{API}/{plan}/problems", json=mine)
    suite.ok("POST", f"{API}/{plan}/sessions", json={"problems": [named]})
    (row,) = suite.ok("GET", f"{API}/{plan}")["problems"]
    assert (row["title"], row["votes"], row["priority"]) == ("нет  СВЕТА", 9, "low")
    refused = suite.call("POST", f"{API}/{plan}/sessions", json={"problems": [gone]})
    assert refused.get_json()["code"] == "problem_not_named"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_plan_prints_as_pdf_and_word_in_both_languages(
    suite: Suite, project: str, lead: Browser, language: str
) -> None:
    plan = written(suite, project)
    address = f"{PAGE}/{plan}/paper"
    draft = word(lead.get(f"{address}.docx?language={language}"))
    approval(suite, plan)
    done = word(lead.get(f"{address}.docx?language={language}"))
    before, after = {"ru": ("ПРОЕКТ", "УТВЕРЖДЁН"), "kk": ("ЖОБА", "БЕКІТІЛДІ")}[language]
    assert (before in draft, after in draft, before in done, after in done) == (True, False, False, True)
    known = ("Нет питьевой воды", "Пандус у клуба", "Пробурить скважину", "Дома с водой", "Сейтова Гүлнар")
    assert [text for text in known if text not in done] == []
    assert lead.get(f"{address}.pdf?language={language}").data.startswith(b"%PDF")
    assert lead.get(f"{address}.exe").status_code == 404


def test_paper_names_nobody_to_whoever_may_not_read_names(suite: Suite, project: str) -> None:
    plan = written(suite, project)
    said = word(suite.browser("grantor_viewer").get(f"{PAGE}/{plan}/paper.docx"))
    assert "Сейтова" not in said and "Пандус у клуба" in said


def word(answer: Any) -> str:
    """What a Word file says."""
    with ZipFile(BytesIO(answer.data)) as file:
        return file.read("word/document.xml").decode()
