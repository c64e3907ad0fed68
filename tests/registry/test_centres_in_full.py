"""Centres in full: who works there, what stands there, who pays for them, and how they end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Browser, Suite

API = "/registry/api/v1/centres"
MONEY = {
    "kind": "cofinancing",
    "source": "Аппарат акима",
    "amount": "1 200 000",
    "agreed_on": "2022-06-12",
    "document": "Соглашение № 7",
}
END = {"outcome": "closed", "ended_on": "2022-07-01", "reason": "Помещение продано"}


@pytest.fixture
def centre(suite: Suite, project: str) -> str:
    """The id of an open centre."""
    said = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    made: str = suite.ok("POST", API, json={**said, "operator": "Раушан", "hours": "пн–пт"})["id"]
    suite.ok("POST", f"{API}/{made}/opening", json={"opened_on": "2022-05-20", "act": "№ 1"})
    return made


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who may do everything with centres."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def attach(suite: Suite, owner: str, kind: str) -> None:
    """A paper of a centre or of its money."""
    sent = {"file": (BytesIO(PDF + owner.encode()), "акт.pdf"), "kind": kind}
    suite.ok("POST", f"/registry/api/v1/{owner}/evidence", data=sent)


def funded(suite: Suite, centre: str, **more: Any) -> str:
    """The id of money that is written down."""
    made: str = suite.ok("POST", f"{API}/{centre}/fundings", json={**MONEY, **more})["id"]
    return made


def facts(suite: Suite, measure: str) -> list[tuple[str, bool]]:
    """The facts of a measure: their day, and whether a paper of money is with their record."""
    suite.settle()
    query = """SELECT occurred_on, source FROM facts WHERE measure = :measure ORDER BY 1"""
    found = rows(suite, query, measure=measure)
    kinds = """SELECT jsonb_path_exists(state, '$.evidence[*] ? (@.kind == "agreement")') FROM record_copies
        WHERE kind = 'centre'"""
    return [(str(row[0]), bool(rows(suite, kinds)[0][0])) for row in found]


def rows(suite: Suite, query: str, **asked: Any) -> list[Any]:
    """What the database of reports answers."""
    from sqlalchemy import text as sql

    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        return list(session.execute(sql(query), asked))


def test_page_says_where_who_when_and_by_which_act(lead: Browser, centre: str) -> None:
    page = text(lead.get(f"/registry/centres/{centre}"))
    assert all(word in page for word in ("Раушан", "пн–пт", "№ 1", f"/events/journals?centre_id={centre}"))


def test_tool_reads_a_list_of_centres(suite: Suite, project: str, centre: str) -> None:
    (row,) = suite.ok("GET", f"{API}?project_id={project}&status=open")
    assert (row["id"], row["operator"], row["opened_on"]) == (centre, "Раушан", "2022-05-20")
    assert suite.ok("GET", f"{API}?status=closed") == []


def test_equipment_is_listed_and_a_wrong_line_is_named(suite: Suite, lead: Browser, centre: str) -> None:
    page = f"/registry/centres/{centre}/equipment"
    wrong = {"name": ["Стол", "", "Стул"], "quantity": ["2", "", "много"], "source": ["", "", ""]}
    answer = lead.post(page, wrong)
    assert answer.status_code == 422 and "Строка 3: количество" in text(answer)
    assert 'value="Стол"' in text(answer) and 'value="много"' in text(answer)
    assert lead.post(page, {**wrong, "quantity": ["2", "", "16"]}).status_code == 302
    assert "Стул × 16" in text(lead.get(f"/registry/centres/{centre}"))
    suite.ok("PUT", f"{API}/{centre}/equipment", json={"lines": [{"name": "Доска", "quantity": 1}]})
    assert "Стул × 16" not in text(lead.get(f"/registry/centres/{centre}"))


def test_money_for_a_centre_travels_with_it_and_counts_once(suite: Suite, centre: str) -> None:
    first = funded(suite, centre)
    funded(suite, centre, agreed_on="2022-06-02", kind="local_funding")
    assert facts(suite, "centers_funded") == [("2022-06-02", False)]
    attach(suite, f"fundings/{first}", "agreement")
    assert facts(suite, "centers_funded") == [("2022-06-02", True)]
    assert [row["proven"] for row in suite.ok("GET", f"{API}/{centre}/fundings")] == [False, True]


def test_withdrawn_money_counts_nowhere_and_changes_no_more(suite: Suite, centre: str) -> None:
    money = funded(suite, centre)
    path = f"/registry/api/v1/fundings/{money}/withdrawal"
    suite.ok("POST", path, json={"reason": "Не подписали"})
    assert facts(suite, "centers_funded") == []
    again = suite.call("POST", path, json={"reason": "Ещё раз"})
    assert (again.status_code, again.get_json()["code"]) == (409, "funding_withdrawn")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"amount": "0"}, "amount"), ({"amount": "много"}, "amount"), ({"source": " "}, "source")],
)
def test_wrong_money_is_refused_at_its_field(
    suite: Suite, lead: Browser, centre: str, wrong: dict[str, str], field: str
) -> None:
    answer = lead.post(f"/registry/centres/{centre}/fundings/new", {**MONEY, **wrong})
    assert answer.status_code == 422 and f'id="f-{field}-error"' in text(answer)
    assert suite.ok("GET", f"{API}/{centre}/fundings") == []


def test_money_of_a_day_to_come_is_refused(suite: Suite, centre: str) -> None:
    answer = suite.call("POST", f"{API}/{centre}/fundings", json={**MONEY, "agreed_on": "2090-01-01"})
    assert answer.get_json()["code"] == "agreed_in_future"


def test_centre_that_owes_is_ended_only_when_that_is_said(suite: Suite, lead: Browser, centre: str) -> None:
    funded(suite, centre)
    page = f"/registry/centres/{centre}"
    answer = lead.post(f"{page}/ending", END)
    asked = text(answer)
    assert answer.status_code == 422 and "открытие не подтверждено" in asked and "Помещение продано" in asked
    assert "у 1 договорённости о деньгах нет документа" in asked and 'name="all_the_same"' in asked
    assert lead.post(f"{page}/ending", {**END, "all_the_same": "1"}).status_code == 302
    assert "Помещение продано" in text(lead.get(page))


def test_tool_is_told_what_a_centre_owes(suite: Suite, centre: str) -> None:
    answer = suite.call("POST", f"{API}/{centre}/ending", json=END).get_json()
    assert answer["code"] == "duties_open" and answer["detail"]["duties"][0]["kind"] == "opening_unproven"


def test_ended_centre_still_counts_and_can_be_opened_again(
    suite: Suite, project: str, lead: Browser, centre: str
) -> None:
    attach(suite, f"centres/{centre}", "opening_act")
    handed = {**END, "outcome": "handed_over", "handed_to": "Акимат"}
    suite.ok("POST", f"{API}/{centre}/ending", json=handed)
    suite.settle()
    assert suite.figure(project, "1.1.1")["actual"] == 1
    assert "Передан" in text(lead.get(f"/registry/centres/{centre}"))
    lead.post(f"/registry/centres/{centre}/resumption", {"reason": "Нажали не ту кнопку"})
    assert suite.ok("GET", f"{API}?status=open")[0]["ended_on"] is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ended_on": "2090-01-01"}, "ended_in_future"),
        ({"ended_on": "2022-05-01"}, "ended_before_it_opened"),
        ({"outcome": "handed_over"}, "receiver_needed"),
    ],
)
def test_impossible_end_is_refused(suite: Suite, centre: str, change: dict[str, str], code: str) -> None:
    said = {**END, **change, "all_the_same": True}
    assert suite.call("POST", f"{API}/{centre}/ending", json=said).get_json()["code"] == code


def test_planned_centre_has_no_end(suite: Suite, project: str) -> None:
    said = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    made = suite.ok("POST", API, json=said)["id"]
    assert suite.call("POST", f"{API}/{made}/ending", json=END).get_json()["code"] == "centre_not_open"


def test_centre_is_not_corrected_to_open_after_its_end(suite: Suite, lead: Browser, centre: str) -> None:
    suite.ok("POST", f"{API}/{centre}/ending", json={**END, "all_the_same": True})
    said = {"name": "Береке", "settlement": "Қарнақ", "opened_on": "2022-07-02"}
    answer = lead.post(f"/registry/centres/{centre}/edit", said)
    assert answer.status_code == 422 and 'id="f-opened_on-error"' in text(answer)


def test_partner_of_another_region_meets_neither_centre_nor_money(suite: Suite, centre: str) -> None:
    money, partner = funded(suite, centre), suite.browser("partner_rep", "atyrau")
    paths = (f"/registry/centres/{centre}/equipment", f"/registry/fundings/{money}")
    assert [partner.get(path).status_code for path in paths] == [404, 404]
    token = suite.token(region="atyrau")
    assert suite.call("POST", f"{API}/{centre}/fundings", json=MONEY, token=token).status_code == 404


def test_partner_of_the_region_writes_down_money_but_does_not_end_the_centre(
    suite: Suite, centre: str
) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.post(f"/registry/centres/{centre}/fundings/new", MONEY).status_code == 302
    assert partner.post(f"/registry/centres/{centre}/ending", END).status_code == 403
