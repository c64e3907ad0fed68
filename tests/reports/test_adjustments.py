"""Adjustments: the only typed numbers, approved by a second person, never mixed with what records say."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from services.reports.facts.operations.rebuilding import compare
from tests.reports.printed import docx_text, pdf_text, xlsx_text
from tests.suite import PDF, Browser, Story, Suite

CODE = "4.1.3"
REASON = "Лист второго дня сгорел, акимат подтвердил троих"
ADJUSTMENTS = "/reports/api/v1/adjustments"


@pytest.fixture
def second(suite: Suite, project: str) -> Browser:
    """Who approves what others proposed."""
    return suite.browser("coordinator")


@pytest.fixture(scope="module")
def story() -> Story:
    """What all tests here begin with."""
    return Story()


@pytest.fixture
def trained(suite: Suite, project: str, story: Story) -> str:
    """A project with one training of fifteen people in Turkistan."""
    return story(suite, project, lambda: with_training(suite, project))


def with_training(suite: Suite, project: str) -> str:
    """The project once the training was told."""
    suite.gathering(project, 15)
    suite.settle()
    return project


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def body(**more: Any) -> dict[str, Any]:
    """An adjustment as a tool sends it."""
    said = {"indicator": CODE, "region": "turkistan", "day": "2022-05-12", "amount": 3, "reason": REASON}
    return {**said, **more}


def propose(suite: Suite, project: str, **more: Any) -> Any:
    """The answer to an adjustment through the API."""
    return suite.call("POST", f"/reports/api/v1/projects/{project}/adjustments", json=body(**more))


def proposed(suite: Suite, project: str, *, paper: bytes | None = PDF, **more: Any) -> str:
    """The id of an adjustment with its paper."""
    answer = propose(suite, project, **more)
    assert answer.status_code == 201, text(answer)
    item: str = answer.get_json()["id"]
    if paper:
        sent = {"file": (BytesIO(paper), "письмо.pdf"), "kind": "grantor_letter"}
        assert suite.call("POST", f"{ADJUSTMENTS}/{item}/evidence", data=sent).status_code == 201
    return item


def approve(who: Browser, item: str) -> Any:
    """The answer to the button that approves."""
    return who.post(f"/reports/adjustments/{item}/approval", {})


def adjusted(suite: Suite, project: str, second: Browser, **more: Any) -> str:
    """The id of an approved adjustment."""
    item = proposed(suite, project, **more)
    assert approve(second, item).status_code == 302
    return item


def apart(suite: Suite, project: str, region: str = "") -> tuple[int, list[int], int]:
    """What records say, what is adjusted, what both make."""
    query = f"?region={region}" if region else ""
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators{query}")
    row = next(row for row in rows if row["code"] == CODE)
    return int(row["recorded"]), [one["amount"] for one in row["adjustments"]], int(row["actual"])


def test_counts_only_once_a_second_person_approved_it(suite: Suite, trained: str, second: Browser) -> None:
    item = proposed(suite, trained)
    before = apart(suite, trained)
    assert approve(second, item).status_code == 302
    assert (before, apart(suite, trained)) == ((15, [], 15), (15, [3], 18))
    row = suite.figure(trained, CODE)
    assert row["by_region"]["turkistan"] in (18, "18") and row["evidence"]["needed"] == 1
    (one,) = row["adjustments"]
    assert (one["reason"], one["region"], one["day"], len(one["papers"])) == (
        REASON,
        "turkistan",
        "2022-05-12",
        1,
    )


def test_the_author_does_not_approve_his_own(suite: Suite, trained: str) -> None:
    author = suite.browser("project_lead")
    form = {"project_id": trained, **body()}
    item = author.post("/reports/adjustments/new", form).headers["Location"].split("/")[-1].split("#")[0]
    sent = {"file": (BytesIO(PDF), "письмо.pdf"), "kind": "grantor_letter"}
    author.post(f"/reports/adjustments/{item}/evidence", sent)
    assert approve(author, item).status_code == 409 and apart(suite, trained) == (15, [], 15)
    page = text(author.get(f"/reports/adjustments/{item}"))
    assert "/approval" not in page
    assert approve(suite.browser("project_lead"), item).status_code == 302


def test_the_database_knows_no_approval_of_ones_own(suite: Suite, trained: str) -> None:
    from sqlalchemy import text as sql

    item = proposed(suite, trained)
    with suite.apps["reports"].app_context(), pytest.raises(IntegrityError):
        suite.apps["reports"].extensions["sqlalchemy"].session.execute(
            sql("UPDATE adjustments SET approved_by = entered_by WHERE id = :item"), {"item": item}
        )


@pytest.mark.parametrize("role", ["partner_rep", "center_operator"])
def test_who_works_in_one_region_neither_proposes_nor_approves(suite: Suite, trained: str, role: str) -> None:
    item, partner = proposed(suite, trained), suite.browser(role, "turkistan")
    assert approve(partner, item).status_code == 403
    assert partner.post("/reports/adjustments/new", {"project_id": trained, **body()}).status_code == 403
    assert apart(suite, trained) == (15, [], 15)


@pytest.mark.parametrize("role", ["assistant", "accountant", "grantor_viewer", "commission_member"])
def test_who_does_not_lead_does_not_approve(suite: Suite, trained: str, role: str) -> None:
    assert approve(suite.browser(role), proposed(suite, trained)).status_code == 403


def test_a_tool_proposes_and_does_not_approve(suite: Suite, trained: str) -> None:
    item = proposed(suite, trained)
    answer = suite.call("POST", f"{ADJUSTMENTS}/{item}/approval")
    assert (answer.status_code, answer.get_json()["code"]) == (403, "approved_by_people")


@pytest.mark.parametrize("paper", [None, PDF[: len(PDF) // 3]])
def test_without_a_paper_that_opens_nobody_approves_it(
    suite: Suite, trained: str, second: Browser, paper: bytes | None
) -> None:
    item = proposed(suite, trained, paper=paper)
    answer = approve(second, item)
    assert answer.status_code == 409 and "Сначала приложите документ" in text(answer)
    assert apart(suite, trained) == (15, [], 15)


def test_paper_of_an_approved_one_stays(suite: Suite, trained: str, second: Browser) -> None:
    item = adjusted(suite, trained, second)
    file = suite.ok("GET", f"{ADJUSTMENTS}/{item}/evidence")[0]["id"]
    second.post(f"/reports/evidence/{file}/detachment", {})
    assert len(suite.ok("GET", f"{ADJUSTMENTS}/{item}/evidence")) == 1


def test_approved_twice_counts_once(suite: Suite, trained: str, second: Browser) -> None:
    item = adjusted(suite, trained, second)
    assert approve(second, item).status_code == 409 and apart(suite, trained) == (15, [3], 18)


def test_withdrawn_with_a_reason_it_counts_no_more(suite: Suite, trained: str, second: Browser) -> None:
    item = adjusted(suite, trained, second)
    where = f"/reports/adjustments/{item}/withdrawal"
    assert second.post(where, {"reason": " "}).status_code == 422
    assert second.post(where, {"reason": "Лист нашёлся"}).status_code == 302
    assert apart(suite, trained) == (15, [], 15)
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{trained}/adjustments?state=withdrawn")
    assert (row["id"], row["withdrawn_because"]) == (item, "Лист нашёлся")
    assert approve(second, item).status_code == 409


def test_it_belongs_to_one_indicator_one_region_and_one_day(
    suite: Suite, trained: str, second: Browser
) -> None:
    others = {
        row["code"]: row["actual"]
        for row in suite.ok("GET", f"/reports/api/v1/projects/{trained}/indicators")
    }
    adjusted(suite, trained, second)
    rows = suite.ok("GET", f"/reports/api/v1/projects/{trained}/indicators")
    assert [row["code"] for row in rows if row["actual"] != others[row["code"]]] == [CODE]
    assert apart(suite, trained, "turkistan") == (15, [3], 18) and apart(suite, trained, "atyrau") == (
        0,
        [],
        0,
    )
    early = suite.figure(trained, CODE, query_string={"until": "2022-05-11"})
    assert early["adjustments"] == []


def test_less_is_possible_but_not_below_zero(suite: Suite, trained: str, second: Browser) -> None:
    adjusted(suite, trained, second, amount=-15)
    assert apart(suite, trained) == (15, [-15], 0)
    answer = propose(suite, trained, amount=-1)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "below_zero")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"indicator": "9.9.9"}, "adjusted_indicator_unknown", "indicator"),
        ({"region": "abai"}, "region_unknown", "region"),
        ({"amount": 0}, "adjusts_nothing", "amount"),
        ({"base": 4}, "base_of_no_share", "base"),
        ({"day": "2021-01-01"}, "day_outside_figure", "day"),
        ({"amount": "1.5"}, "validation", "amount"),
        ({"reason": ""}, "validation", "reason"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    suite: Suite, trained: str, wrong: dict[str, Any], code: str, field: str
) -> None:
    answer = propose(suite, trained, **wrong)
    assert answer.status_code in (404, 409, 422), text(answer)
    said = answer.get_json()
    assert said["code"] == code or code == "validation"
    assert field in str(said)


def test_whichever_minus_was_typed_is_read(suite: Suite, trained: str) -> None:
    assert propose(suite, trained, amount="−2").status_code == 201


def test_nothing_typed_enters_the_facts(suite: Suite, trained: str, second: Browser) -> None:
    adjusted(suite, trained, second)
    app = suite.apps["reports"]
    with app.app_context():
        assert compare(app.extensions["sqlalchemy"].session) == []


def test_pages_show_it_apart(suite: Suite, trained: str, second: Browser) -> None:
    adjusted(suite, trained, second)
    said = "по записям 15, поправка +3"
    assert said in text(second.get(f"/reports/?project={trained}"))
    page = text(second.get(f"/reports/indicators/{CODE}?project={trained}"))
    assert REASON in page and "По записям" in page and "+3" in page
    assert "в нём поправка: +3" in page
    assert "Только по записям" in text(second.get(f"/reports/?project={trained}"))


def test_a_partner_reads_those_of_his_region(suite: Suite, trained: str, second: Browser) -> None:
    item = adjusted(suite, trained, second)
    other = adjusted(suite, trained, second, region="atyrau")
    partner = suite.browser("partner_rep", "turkistan")
    assert partner.get(f"/reports/adjustments/{item}").status_code == 200
    assert partner.get(f"/reports/adjustments/{other}").status_code == 404
    assert text(partner.get("/reports/adjustments")).count(REASON) == 1


def test_a_second_person_is_told_what_waits(suite: Suite, trained: str, second: Browser) -> None:
    proposed(suite, trained)
    assert "ждёт второго человека" in text(second.get("/registry/home"))


def sealed(suite: Suite, project: str) -> dict[str, Any]:
    """A new report with its snapshot."""
    job = suite.ok("POST", f"/reports/api/v1/projects/{project}/reports", json={})["job"]
    suite.settle()
    report = suite.ok("GET", f"/reports/api/v1/jobs/{job}")["result"]["report"]
    found: dict[str, Any] = suite.ok("GET", f"/reports/api/v1/reports/{report}")
    return found


def cell(report: dict[str, Any]) -> dict[str, Any]:
    """The cell of the adjusted indicator."""
    sections = report["snapshot"]["sections"]
    rows = [row for part in sections for line in part["activities"] for row in line["indicators"]]
    found: dict[str, Any] = next(row for row in rows if row["code"] == CODE)
    return found


def test_a_report_seals_it_apart_and_keeps_it(suite: Suite, trained: str, second: Browser) -> None:
    item = adjusted(suite, trained, second)
    report = sealed(suite, trained)
    row = cell(report)
    assert (row["recorded"], row["actual"], [one["amount"] for one in row["adjustments"]]) == (15, 18, [3])
    behind = suite.ok("GET", f"/reports/api/v1/reports/{report['id']}/indicators/{CODE}/records")
    assert sum(float(one["value"]) for one in behind) == row["recorded"]
    second.post(f"/reports/adjustments/{item}/withdrawal", {"reason": "Лист нашёлся"})
    again = suite.ok("GET", f"/reports/api/v1/reports/{report['id']}")
    assert cell(again) == row and cell(sealed(suite, trained))["adjustments"] == []


def test_the_three_documents_show_it_apart(suite: Suite, trained: str, second: Browser) -> None:
    adjusted(suite, trained, second)
    report = sealed(suite, trained)
    address = f"/reports/api/v1/reports/{report['id']}/file?format="
    reads = {"docx": docx_text, "pdf": pdf_text, "xlsx": xlsx_text}
    for name, read in reads.items():
        said = " ".join(str(read(suite.call("GET", address + name).data)).replace("\xa0", " ").split())
        assert "поправка +3" in said and "оправки в нём" in said, name
