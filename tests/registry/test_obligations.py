"""What a plan asks to exist: proposed from it, confirmed once, put off and waived with a reason."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Browser, Suite

API = "/registry/api/v1"
TRAININGS, MEMORANDA, REPORTS, APPLICATIONS = "4.1.1", "1.2.1", "1.1.4", "2.1.1"
Row = dict[str, Any]


@pytest.fixture
def lead(suite: Suite, project: str) -> Browser:
    """Who confirms what has to exist."""
    return suite.browser("project_lead")


def proposed(suite: Suite, project: str) -> dict[str, Row]:
    """What the plan asks for and nobody confirmed, by the code of its indicator."""
    found = suite.ok("GET", f"{API}/projects/{project}/obligations/proposed")
    return {row["code"]: row for row in found}


def confirm(suite: Suite, project: str, *codes: str, **said: Any) -> int:
    """Confirm lines by their codes; how many obligations were added."""
    plan = proposed(suite, project)
    taken = [{"indicator_id": plan[code]["indicator_id"], **said} for code in codes]
    body = {"taken": taken}
    added: int = suite.ok("POST", f"{API}/projects/{project}/obligations/proposed", json=body)["added"]
    return added


def known(suite: Suite, project: str) -> list[Row]:
    """The obligations there are, by day and number."""
    found: list[Row] = suite.ok("GET", f"{API}/obligations?project_id={project}&limit=200")
    return sorted(found, key=lambda row: (row["due_on"], row["region"] or "", row["number"]))


def refused(suite: Suite, path: str, body: Row) -> tuple[int, str]:
    """How a call is refused."""
    answer = suite.call("POST", f"{API}{path}", json=body)
    return answer.status_code, answer.get_json()["code"]


def put_off(suite: Suite, project: str, rows: list[Row], **said: Any) -> str:
    """Put obligations off; the id of the postponement."""
    body = {"obligations": [row["id"] for row in rows], "reason": "Карантин, приказ № 14", **said}
    made: str = suite.ok("POST", f"{API}/projects/{project}/postponements", json=body)["id"]
    return made


def test_plan_says_how_many_where_and_until_when(suite: Suite, project: str) -> None:
    plan = proposed(suite, project)
    regions = Counter(slot["region"] for slot in plan[TRAININGS]["slots"])
    assert len(regions) == 7 and set(regions.values()) == {2}
    assert {slot["due_on"] for slot in plan[TRAININGS]["slots"]} == {"2022-05-31"}
    assert Counter(slot["region"] for slot in plan["1.2.3"]["slots"]) == dict.fromkeys(
        ("almaty_obl", "kyzylorda", "turkistan", "west_kz"), 2
    )
    assert [slot["quantity"] for slot in plan[APPLICATIONS]["slots"]] == [30]


def test_trainings_are_asked_for_in_a_town_and_in_a_village_of_each_region(
    suite: Suite, project: str, lead: Browser
) -> None:
    slots = proposed(suite, project)[TRAININGS]["slots"]
    assert Counter(slot["ground"] for slot in slots) == {"town": 7, "village": 7}
    assert len({(slot["region"], slot["ground"]) for slot in slots}) == 14
    assert not any(slot["ground"] for slot in proposed(suite, project)["3.1.1"]["slots"])
    page = lead.get(f"/registry/projects/{project}/obligations").get_data(as_text=True)
    assert "14: в городе и в селе каждого региона" in page
    confirm(suite, project, TRAININGS)
    assert {row["ground"] for row in known(suite, project)} == {"town", "village"}
    suite.settle()
    assert "№ 2 (село)" in lead.get(f"/reports/obligations?project={project}").get_data(as_text=True)
    village = next(row["id"] for row in known(suite, project) if row["ground"] == "village")
    assert "№ 2 (село)" in lead.get(f"/registry/obligations/{village}").get_data(as_text=True)


def test_monthly_ones_are_due_on_the_fifth_and_never_after_the_project(suite: Suite, project: str) -> None:
    slots = proposed(suite, project)[REPORTS]["slots"]
    assert [slot["starts_on"][:7] for slot in slots] == [f"2022-{month:02}" for month in range(4, 12)]
    assert [slots[0]["due_on"], slots[-1]["due_on"]] == ["2022-05-05", "2022-11-30"]


def test_one_register_serves_two_lines_and_is_asked_for_once(suite: Suite, project: str) -> None:
    plan = proposed(suite, project)
    assert "1.1.2" not in plan and len(plan["1.2.4"]["slots"]) == 4


def test_people_shares_and_papers_of_gatherings_are_nothing_to_exist(suite: Suite, project: str) -> None:
    assert not {"4.1.3", "4.1.2", "4.1.4", "4.1.5", "F.1.1", "F.1.2"} & set(proposed(suite, project))
    assert "F.2.2" in proposed(suite, project)  # the briefing itself: no other line asks for it


def test_confirmed_once_however_often_it_is_sent(suite: Suite, project: str) -> None:
    plan = proposed(suite, project)
    body = {"taken": [{"indicator_id": plan[TRAININGS]["indicator_id"]}]}
    path = f"{API}/projects/{project}/obligations/proposed"
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _no: suite.ok("POST", path, json=body)["added"], range(4)))
    assert sorted(sent) == [0, 0, 0, 14] and len(known(suite, project)) == 14
    assert TRAININGS not in proposed(suite, project)


def test_number_the_plan_does_not_say_is_asked_for(suite: Suite, project: str) -> None:
    plan = proposed(suite, project)
    assert plan[MEMORANDA]["slots"] == []
    body = {"taken": [{"indicator_id": plan[MEMORANDA]["indicator_id"]}]}
    path = f"/projects/{project}/obligations/proposed"
    assert refused(suite, path, body) == (422, "count_needed")
    assert confirm(suite, project, MEMORANDA, count=7) == 7
    assert MEMORANDA not in proposed(suite, project)


def test_page_confirms_what_is_chosen_and_keeps_what_was_typed(
    suite: Suite, project: str, lead: Browser
) -> None:
    plan = proposed(suite, project)
    ids = [plan[code]["indicator_id"] for code in (TRAININGS, MEMORANDA)]
    form = {
        "take": ids,
        "indicator": ids,
        "count": ["", ""],
        "due_on": ["10.06.2022", "30.06.2022"],
        "owner": ["coordinator", "partner_rep"],
        "day.field": "due_on",
    }
    page = f"/registry/projects/{project}/obligations"
    answer = lead.post(page, form)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "10.06.2022" in text and "впишите число" in text
    assert lead.post(page, {**form, "count": ["", "7"]}).status_code == 302
    rows = known(suite, project)
    assert Counter(row["owner"] for row in rows) == {"coordinator": 14, "partner_rep": 7}
    assert {row["due_on"] for row in rows if row["owner"] == "coordinator"} == {"2022-06-10"}


def test_list_one_lands_on_has_what_was_just_confirmed(suite: Suite, project: str, lead: Browser) -> None:
    line = proposed(suite, project)[TRAININGS]["indicator_id"]
    form = {
        "take": [line],
        "indicator": [line],
        "count": [""],
        "due_on": ["10.06.2022"],
        "owner": ["coordinator"],
    }
    answer = lead.post(f"/registry/projects/{project}/obligations", {**form, "day.field": "due_on"})
    landed = lead.get(answer.headers["Location"]).get_data(as_text=True)  # nobody waited for the worker
    assert "Подтверждено 14 обязательств" in landed and "Пока ничего не подтверждено" not in landed


def test_mass_move_is_one_act_with_one_order(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, TRAININGS)
    mine = [row for row in known(suite, project) if row["region"] in ("atyrau", "zhambyl")]
    moved = put_off(suite, project, mine, days=30)
    after = {row["id"]: row for row in known(suite, project)}
    assert {after[row["id"]]["due_on"] for row in mine} == {"2022-06-30"}
    assert {row["promised_on"] for row in after.values()} == {"2022-05-31"}
    order = {"file": (BytesIO(PDF), "приказ.pdf"), "kind": "decision"}
    assert lead.post(f"/registry/postponements/{moved}/evidence", order).status_code == 302
    page = lead.get(f"/registry/postponements/{moved}").get_data(as_text=True)
    assert "Карантин, приказ № 14" in page and page.count("31.05.2022, теперь 30.06.2022") == 4


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"now_on": "2022-05-31"}, 422, "put_off_backwards"),
        ({"now_on": "2022-04-01"}, 422, "put_off_backwards"),
        ({}, 422, "invalid"),
        ({"now_on": "2022-06-30", "days": 3}, 422, "invalid"),
        ({"days": 3, "reason": " "}, 422, "invalid"),
    ],
)
def test_day_moves_forward_with_a_reason_and_no_other_way(
    suite: Suite, project: str, said: Row, status: int, code: str
) -> None:
    confirm(suite, project, "2.1.4", due_on="2022-05-31")
    ids = [row["id"] for row in known(suite, project)]
    body = {"obligations": ids, "reason": "Паводок", **said}
    found = refused(suite, f"/projects/{project}/postponements", body)
    assert found[0] == status and (found[1] == code or code == "invalid")
    assert [row["due_on"] for row in known(suite, project)] == ["2022-05-31"]


def test_waived_with_a_reason_only_and_can_come_back(suite: Suite, project: str, lead: Browser) -> None:
    confirm(suite, project, "2.1.4")
    item = known(suite, project)[0]["id"]
    assert refused(suite, f"/obligations/{item}/waiver", {"reason": ""})[0] == 422
    suite.ok("POST", f"{API}/obligations/{item}/waiver", json={"reason": "Грантодатель снял, письмо № 7"})
    assert known(suite, project)[0]["status"] == "waived"
    assert refused(suite, f"/obligations/{item}/waiver", {"reason": "Ещё раз"}) == (409, "already_waived")
    assert "письмо № 7" in lead.get(f"/registry/obligations/{item}").get_data(as_text=True)
    lead.post(f"/registry/obligations/{item}/waiver/withdrawal", {}, page=f"/registry/obligations/{item}")
    assert known(suite, project)[0]["status"] == "open"


@pytest.mark.parametrize("said", [{}, {"reason": ""}, {"reason": " \n "}, {"reason": "—" * 501}])
def test_nothing_is_waived_without_a_reason_by_a_tool_or_by_the_form(
    suite: Suite, project: str, lead: Browser, said: Row
) -> None:
    confirm(suite, project, "2.1.4")
    item = known(suite, project)[0]["id"]
    answer = suite.call("POST", f"{API}/obligations/{item}/waiver", json=said)
    assert answer.status_code == 422 and "reason" in answer.get_json()["detail"]["fields"]
    page = f"/registry/obligations/{item}"
    shown = lead.post(f"{page}/waiver", said, page=page)
    words = shown.get_data(as_text=True)
    assert shown.status_code == 422 and "field-error" in words and 'id="f-reason-error"' in words
    assert known(suite, project)[0]["status"] == "open"


def test_what_no_line_counts_is_done_by_its_file(suite: Suite, project: str) -> None:
    said = {"title": "Сведения в базу НПО", "due_on": "2023-03-31", "owner": "accountant"}
    item = suite.ok("POST", f"{API}/obligations", json={"project_id": project, **said})["id"]
    done = {"done_on": "2022-03-01"}
    assert refused(suite, f"/obligations/{item}/fulfilment", done) == (409, "file_needed")
    sent = {"file": (BytesIO(PDF), "квитанция.pdf"), "kind": "other"}
    suite.ok("POST", f"{API}/obligations/{item}/evidence", data=sent)
    assert refused(suite, f"/obligations/{item}/fulfilment", {"done_on": "2099-01-01"})[0] == 422
    suite.ok("POST", f"{API}/obligations/{item}/fulfilment", json=done)
    assert known(suite, project)[0]["done_on"] == "2022-03-01"


def test_what_a_line_counts_is_never_done_by_a_tick(suite: Suite, project: str) -> None:
    confirm(suite, project, "2.1.4")
    item = known(suite, project)[0]["id"]
    sent = {"file": (BytesIO(PDF), "положение.pdf"), "kind": "other"}
    assert suite.call("POST", f"{API}/obligations/{item}/evidence", data=sent).status_code == 409
    done = {"done_on": "2022-05-01"}
    assert refused(suite, f"/obligations/{item}/fulfilment", done) == (409, "counted_by_records")


def test_partner_sees_his_region_and_confirms_nothing(suite: Suite, project: str) -> None:
    confirm(suite, project, TRAININGS)
    rows = known(suite, project)
    partner = suite.browser("partner_rep", "atyrau")
    pages = {row["region"]: f"/registry/obligations/{row['id']}" for row in rows}
    assert [partner.get(pages[code]).status_code for code in ("atyrau", "zhambyl")] == [200, 404]
    assert partner.get(f"/registry/projects/{project}/obligations").status_code == 403
    assert (
        partner.post(f"{pages['atyrau']}/waiver", {"reason": "Нет"}, page=pages["atyrau"]).status_code == 403
    )


def test_lead_is_told_what_waits_for_him(suite: Suite, project: str, lead: Browser) -> None:
    suite.settle()
    home = lead.get("/registry/home?all=1").get_data(as_text=True)
    assert "строк плана ждут подтверждения" in home and f"/registry/projects/{project}/obligations" in home
