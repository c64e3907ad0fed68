"""A revised Word annex in its project: lines keep their ids, doubts are asked, nothing is by accident."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from docx import Document

from tests.registry.plan_documents import PASSPORT, TRAININGS, one_task, saved
from tests.suite import DATA, PDF, Browser, Suite

CENTRES = (
    "2. Открытие 7 общественных центров при сельских библиотеках.",
    "Количество центров\nАкты открытия",
    "Не менее 7\nНе менее 7",
    "Июнь 2024 года",
    "",
)
TABLES = (
    "Круглые столы с акиматами районов по развитию библиотек.",
    "Количество круглых столов",
    "не менее 7",
    "Октябрь 2024 года",
    "",
)
MORE = (TRAININGS[0], TRAININGS[1], TRAININGS[2].replace("60", "75"), TRAININGS[3], "")
BOOK = ("Выпуск сборника лучших практик.", "Тираж сборника", "Не менее 100 экз.", "Ноябрь 2024 года", "")
BASE = one_task(TRAININGS, CENTRES, TABLES, passport=PASSPORT)


def lines(*activities: Sequence[str]) -> bytes:
    """A revised annex with these lines."""
    return one_task(*activities, passport=PASSPORT)


@pytest.fixture
def plan(suite: Suite) -> dict[str, Any]:
    """An approved plan of three lines."""
    made = suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(BASE), "plan.docx")})
    suite.ok("POST", f"/registry/api/v1/plans/{made['id']}/approval")
    suite.settle()
    return made


def revised(suite: Suite, plan: dict[str, Any], *activities: Sequence[str], **more: Any) -> dict[str, Any]:
    """The draft of a revised annex."""
    sent = {"file": (BytesIO(lines(*activities)), "new.docx"), "project_id": plan["project_id"]}
    return suite.ok("POST", "/registry/api/v1/plans", data={**sent, "reason_text": "Письмо № 12", **more})


def ids(suite: Suite, plan_id: str) -> dict[str, tuple[str, list[str]]]:
    """Stable ids of activities with those of their indicators, by the beginning of the title."""
    sections = suite.ok("GET", f"/registry/api/v1/plans/{plan_id}")["sections"]
    return {
        row["title"][:20]: (row["id"], [item["id"] for item in row["indicators"]])
        for section in sections
        for row in section["activities"]
    }


def page(browser: Browser, path: str) -> str:
    """What a page says."""
    return browser.get(path).get_data(as_text=True)


def test_lines_keep_their_ids_when_one_is_put_before_them(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, BOOK, TRAININGS, CENTRES, TABLES)
    before, after = ids(suite, plan["id"]), ids(suite, draft["id"])
    assert draft["matches_open"] == 0 and len(after) == 4
    assert {title: after[title] for title in before} == before


def test_changed_target_keeps_the_indicator_and_is_a_difference(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES)
    assert ids(suite, plan["id"]) == ids(suite, draft["id"])
    said = page(suite.browser("project_lead"), f"/registry/plans/{draft['id']}/differences")
    assert "60" in said and "75" in said


def test_version_of_a_revised_annex_knows_what_it_changes_and_why(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES, letter=(BytesIO(PDF), "letter.pdf"))
    lead = suite.browser("project_lead")
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    assert "Письмо № 12" in page(lead, f"/registry/plans/{draft['id']}/differences")
    assert lead.get(f"/registry/plans/{draft['id']}/letter").data == PDF


def test_revision_without_a_reason_is_refused(suite: Suite, plan: dict[str, Any]) -> None:
    sent = {"file": (BytesIO(lines(MORE)), "new.docx"), "project_id": plan["project_id"]}
    assert suite.call("POST", "/registry/api/v1/plans", data=sent).get_json()["code"] == "reason_missing"


REWORDED = ("Встречи с акимами районов за круглым столом.", *TABLES[1:])


def test_doubtful_line_is_asked_about_and_holds_the_approval(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, TRAININGS, CENTRES, REWORDED)
    asked = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/matches")
    assert [row["guess"] for row in asked] == [ids(suite, plan["id"])[TABLES[0][:20]][0]]
    refused = suite.call("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    assert refused.get_json()["code"] == "matches_open"


def test_answer_gives_the_line_and_its_indicators_their_ids(suite: Suite, plan: dict[str, Any]) -> None:
    draft, lead = revised(suite, plan, TRAININGS, CENTRES, REWORDED), suite.browser("project_lead")
    asked = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/matches")[0]
    form = {f"line-{asked['line']}": asked["guess"]}
    answer = lead.post(f"/registry/plans/{draft['id']}/matches", form)
    assert answer.headers["Location"].endswith("/differences")
    assert ids(suite, draft["id"])[REWORDED[0][:20]] == ids(suite, plan["id"])[TABLES[0][:20]]


def test_line_said_to_be_new_gets_ids_of_its_own(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, TRAININGS, CENTRES, REWORDED)
    asked = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/matches")[0]
    answer = {"answers": [{"line": asked["line"], "same_as": None}]}
    told = suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/matches", json=answer)
    known = {key for key, _items in ids(suite, plan["id"]).values()}
    assert told["matches_open"] == 0 and ids(suite, draft["id"])[REWORDED[0][:20]][0] not in known
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")


def test_one_approved_line_cannot_go_on_in_two(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, TRAININGS, CENTRES, REWORDED)
    asked = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/matches")[0]
    other = ids(suite, plan["id"])[TRAININGS[0][3:23]][0]
    answer = {"answers": [{"line": asked["line"], "same_as": other}]}
    refused = suite.call("POST", f"/registry/api/v1/plans/{draft['id']}/matches", json=answer)
    assert refused.get_json()["code"] == "line_taken"


def test_what_a_person_corrected_stays_where_the_annex_says_the_same(
    suite: Suite, plan: dict[str, Any]
) -> None:
    lead = suite.browser("project_lead")
    draft = suite.ok(
        "POST", f"/registry/api/v1/plans/{plan['id']}/amendments", json={"reason_text": "Ошибка"}
    )
    correct(suite, lead, draft["id"], "4", "8")
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    again = revised(suite, plan, MORE, CENTRES, TABLES)
    kept = suite.ok("GET", f"/registry/api/v1/plans/{again['id']}")["sections"][0]["activities"][0]
    assert [item["target"] for item in kept["indicators"]] == [8, 4, 75]


def correct(suite: Suite, lead: Browser, plan_id: str, old: str, new: str) -> None:
    """Correct the target of the first indicator on the review page."""
    from services.registry.plans.queries import get_plan, indicators

    with suite.apps["registry"].app_context():
        import uuid

        row = indicators(get_plan(uuid.UUID(plan_id)))[0]
        form = {
            "name": row.name,
            "comparator": row.comparator,
            "unit": row.unit,
            "measure": row.measure or "",
        }
        assert f"{row.target:f}".startswith(old)
        key = row.id
    sent = {f"{key}-{name}": value for name, value in {**form, "target": new, "clauses": ""}.items()}
    assert lead.post(f"/registry/plans/{plan_id}", {"draft": "1", **sent}).status_code == 302


def test_same_topic_is_never_a_second_project_by_accident(suite: Suite, plan: dict[str, Any]) -> None:
    sent = {"file": (BytesIO(lines(MORE)), "new.docx")}
    refused = suite.call("POST", "/registry/api/v1/plans", data=sent).get_json()
    assert refused["code"] == "project_known"
    assert [(row["id"], row["why"]) for row in refused["detail"]["projects"]] == [
        (plan["project_id"], ["topic", "grantee"])
    ]


@pytest.mark.parametrize("content", [MORE, TRAININGS], ids=["the same file", "the same topic"])
def test_tool_is_asked_the_same_way_while_the_other_is_a_draft(suite: Suite, content: Any) -> None:
    first = suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(lines(MORE)), "one.docx")})
    sent = {"file": (BytesIO(lines(content)), "two.docx")}
    refused = suite.call("POST", "/registry/api/v1/plans", data=sent)
    told = refused.get_json()
    assert (refused.status_code, told["code"]) == (409, "project_known")
    assert [row["approved"] for row in told["detail"]["projects"]] == [False]
    sent = {"file": (BytesIO(lines(content)), "two.docx"), "new_project": "true"}
    assert suite.ok("POST", "/registry/api/v1/plans", data=sent)["project_id"] != first["project_id"]


def test_browser_asks_where_the_file_belongs_and_brings_it_there(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    asked = lead.post("/registry/plans/new", {"file": (BytesIO(lines(MORE, CENTRES)), "new.docx")})
    path = asked.get_data(as_text=True).split(f'href="/registry/plans/{plan["id"]}/revision?')[1]
    kept = path.split('"')[0].removeprefix("kept=")
    form = page(lead, f"/registry/plans/{plan['id']}/revision?kept={kept}")
    assert "new.docx" in form
    sent = {"kept": kept, "reason_text": "Письмо № 7", "letter": (BytesIO(PDF), "letter.pdf")}
    made = lead.post(f"/registry/plans/{plan['id']}/revision", sent).headers["Location"]
    assert made.endswith("/matches") and len(suite.ok("GET", "/registry/api/v1/projects")) == 1


def test_revised_annex_comes_from_the_plans_page(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    assert f"/registry/plans/{plan['id']}/revision" in page(lead, f"/registry/plans/{plan['id']}")
    sent = {"file": (BytesIO(lines(TRAININGS, CENTRES, REWORDED)), "new.docx"), "reason_text": "Письмо"}
    made = lead.post(f"/registry/plans/{plan['id']}/revision", sent).headers["Location"]
    assert "Встречи с акимами" in page(lead, made)


def edited(old: str, new: str) -> bytes:
    """The real plan with one text replaced, wherever its cells say it."""
    document = Document(str(DATA / "detailed-description.docx"))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [paragraph for cell in cells for paragraph in cell.paragraphs]:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    return saved(document)


def test_real_plan_in_which_210_became_220_changes_that_and_nothing_else(suite: Suite, project: str) -> None:
    sent = {"file": (BytesIO(edited("Не менее 210", "Не менее 220")), "new.docx"), "project_id": project}
    draft = suite.ok("POST", "/registry/api/v1/plans", data={**sent, "reason_text": "Письмо № 2"})
    with suite.apps["registry"].app_context():
        from services.registry.drafts.listing.differences import differences
        from services.registry.plans.queries import approved_plan, get_plan

        new = get_plan(UUID(draft["id"]))
        old = approved_plan(UUID(project))
        assert old is not None
        found = [(row.change, row.kind, row.code, row.field) for row in differences(old, new)]
    assert draft["matches_open"] == 0
    assert found == [("changed", "indicator", "4.1.3", "target")]


def test_without_the_hold_an_open_question_would_be_approved(
    suite: Suite, plan: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the hold on approval."""
    draft = revised(suite, plan, TRAININGS, CENTRES, REWORDED)
    monkeypatch.setattr("services.registry.plans.operations.open_matches", lambda _plan: 0)
    assert suite.call("POST", f"/registry/api/v1/plans/{draft['id']}/approval").status_code == 200


def test_without_the_question_a_second_project_would_appear(
    suite: Suite, plan: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of asking where a file belongs."""
    monkeypatch.setattr("services.registry.annexes.forms.known_projects", lambda _read, _sha256: [])
    suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(lines(MORE)), "new.docx")})
    assert len(suite.ok("GET", "/registry/api/v1/projects")) == 2


def test_letter_stays_with_a_version_changed_by_hand(suite: Suite, plan: dict[str, Any]) -> None:
    lead = suite.browser("project_lead")
    sent = {"reason_text": "Письмо № 4", "letter": (BytesIO(PDF), "letter.pdf")}
    made = lead.post(f"/registry/plans/{plan['id']}/amendments", sent).headers["Location"]
    assert lead.get(f"{made}/letter").data == PDF
    assert lead.get(f"/registry/plans/{plan['id']}/letter").status_code == 404


def test_letter_of_an_approved_version_stays_and_none_comes(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES, letter=(BytesIO(PDF), "letter.pdf"))
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    files, lead = f"/registry/api/v1/plans/{draft['id']}/evidence", suite.browser("project_lead")
    (letter,) = suite.ok("GET", files)
    assert lead.post(f"/registry/evidence/{letter['id']}/detachment", {}).status_code == 403
    more = suite.call("POST", files, data={"kind": "grantor_letter", "file": (BytesIO(PDF), "2.pdf")})
    assert more.get_json()["code"] == "plan_locked" and suite.ok("GET", files) == [letter]


def test_first_version_has_no_letter(suite: Suite) -> None:
    made = suite.ok("POST", "/registry/api/v1/plans", data={"file": (BytesIO(BASE), "plan.docx")})
    sent = {"kind": "grantor_letter", "file": (BytesIO(PDF), "letter.pdf")}
    answer = suite.call("POST", f"/registry/api/v1/plans/{made['id']}/evidence", data=sent)
    assert answer.get_json()["code"] == "nothing_allowed"


def test_letter_of_before_is_described_by_the_job_that_looks(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES, letter=(BytesIO(PDF), "letter"))
    connection = suite.tables("registry").connection
    with connection.transaction():
        connection.execute("UPDATE evidence SET size = 0, mime = 'application/octet-stream', unopened = NULL")
    with suite.apps["registry"].app_context():
        from shared.proofs.reviewing import look_at_all

        look_at_all(lambda _done, _all: None)
    (letter,) = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/evidence")
    assert (letter["size"], letter["unopened"]) == (len(PDF), "")
    assert (
        suite.browser("project_lead").get(f"/registry/evidence/{letter['id']}").mimetype == "application/pdf"
    )


def test_removed_draft_takes_its_letter_along(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES, letter=(BytesIO(PDF), "letter.pdf"))
    lead = suite.browser("project_lead")
    (letter,) = suite.ok("GET", f"/registry/api/v1/plans/{draft['id']}/evidence")
    lead.post(f"/registry/plans/{draft['id']}/removal", {})
    connection = suite.tables("registry").connection
    with connection.transaction():
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (0,)
    assert lead.get(f"/registry/evidence/{letter['id']}").status_code == 404


def test_letter_stands_in_the_history_of_its_version(suite: Suite, plan: dict[str, Any]) -> None:
    draft = revised(suite, plan, MORE, CENTRES, TABLES, letter=(BytesIO(PDF), "letter.pdf"))
    suite.ok("POST", f"/registry/api/v1/plans/{draft['id']}/approval")
    said = page(suite.browser("project_lead"), f"/registry/plans/{draft['id']}")
    assert "letter.pdf" in said.split('id="history"')[-1]
