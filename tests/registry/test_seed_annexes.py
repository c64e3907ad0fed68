"""The seed's plan as a grantor's letter changes it: each difference told, doubts asked, no figure lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.annexes import cli
from services.registry.annexes.forms import ProjectKnown
from shared.doors.errors import NotFound
from tests.registry.revised_seed import (
    Edit,
    annex,
    drop_lines,
    insert_row,
    insert_section,
    move_row,
    remove_row,
    rename,
    replace,
    rewrite,
)
from tests.registry.test_revised_annex import page
from tests.reports.test_identity import figures, recorded
from tests.suite import DATA, PDF, Suite

Told = set[tuple[str, str, str, str | None]]
VOLUNTEERS = (
    "1. Обучение волонтёров проекта. Волонтёры помогают центрам на местах.",
    "Количество обученных волонтёров\nПрограмма обучения",
    "Не менее 20\n1",
    "Апрель 2022 года",
    "",
)
MORE_PEOPLE = (replace("Не менее 210", "Не менее 220"), replace("Не менее 30", "Не менее 40"))
CALLED = "Задача 4. Обучить лидеров сельских сообществ на выездных занятиях."
LESS = (
    drop_lines("Задача 4.", 0, "Количество участников"),
    move_row("Задача 1.", 1, "Задача 2."),
    rename("Задача 4.", CALLED),
)


def brought(suite: Suite, project: str, *edits: Edit) -> dict[str, Any]:
    """The draft of a revised annex, as a tool brings it."""
    sent = {"file": (BytesIO(annex(*edits)), "new.docx"), "project_id": project, "reason_text": "Письмо № 5"}
    return suite.ok("POST", "/registry/api/v1/plans", data=sent)


def told(suite: Suite, project: str, draft: str) -> Told:
    """What the version is said to change: (change, kind, code, field)."""
    from services.registry.drafts.listing.differences import differences
    from services.registry.plans.queries import approved_plan, get_plan

    with suite.apps["registry"].test_request_context():
        old = approved_plan(UUID(project))
        assert old is not None
        found = differences(old, get_plan(UUID(draft)))
        return {(row.change, row.kind, row.code, row.field) for row in found}


def asked(suite: Suite, draft: str) -> list[dict[str, Any]]:
    """What is asked about its lines."""
    return suite.ok("GET", f"/registry/api/v1/plans/{draft}/matches")


def answer_likely(suite: Suite, draft: str) -> int:
    """Answer every question by what seems likely; how many are left."""
    answers = [{"line": row["line"], "same_as": row["guess"]} for row in asked(suite, draft)]
    path = f"/registry/api/v1/plans/{draft}/matches"
    return suite.ok("POST", path, json={"answers": answers})["matches_open"]


def approved(suite: Suite, draft: str) -> None:
    """The version is in force everywhere."""
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/approval")
    suite.settle()


def test_activity_put_before_task_one_moves_no_figure(suite: Suite, project: str) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    draft = brought(suite, project, insert_row("Задача 1.", *VOLUNTEERS), *MORE_PEOPLE)
    assert draft["matches_open"] == 0
    assert told(suite, project, draft["id"]) == {
        ("added", "activity", "1.1", None),
        ("added", "indicator", "1.1.1", None),
        ("added", "indicator", "1.1.2", None),
        ("changed", "activity", "1.2", "code"),
        ("changed", "activity", "1.3", "code"),
        ("changed", "indicator", "2.1.1", "target"),
        ("changed", "indicator", "4.1.3", "target"),
    }
    approved(suite, draft["id"])
    after = figures(suite, project)
    assert {key: after[key] for key in before} == before and len(after) == len(before) + 2


@pytest.mark.parametrize(
    ("title", "number", "code"),
    [("Задача 1. Подготовить волонтёров.", 1, "T1"), ("Подготовительный этап", 0, "A")],
)
def test_task_put_before_task_one_moves_no_figure(
    suite: Suite, project: str, title: str, number: int, code: str
) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    draft = brought(suite, project, insert_section(title, *VOLUNTEERS, number=number))
    found = told(suite, project, draft["id"])
    added = {row[1:3] for row in found if row[0] == "added"}
    assert draft["matches_open"] == 0 and ("section", code) in added
    assert {row[3] for row in found if row[0] != "added"} <= {"code"}
    assert not [row for row in found if row[0] in ("removed", "moved")]
    approved(suite, draft["id"])
    after = figures(suite, project)
    assert {key: after[key] for key in before} == before


def test_task_called_otherwise_is_asked_about_by_what_stands_in_it(suite: Suite, project: str) -> None:
    recorded(suite, project)
    before = figures(suite, project)
    draft = brought(suite, project, *LESS)["id"]
    (question,) = asked(suite, draft)
    assert (question["kind"], question["code"]) == ("section", "T4") and question["guess"]
    assert answer_likely(suite, draft) == 0
    found = told(suite, project, draft)
    assert {row[:2] for row in found if row[3] is None} == {("moved", "activity"), ("removed", "indicator")}
    assert ("changed", "section", "T4", "title") in found and ("moved", "activity", "2.2", None) in found
    gone = suite.figure(project, "4.1.3")["id"]
    approved(suite, draft)
    after = figures(suite, project)
    assert set(before) - set(after) == {gone} and {key: before[key] for key in after} == after


def test_task_said_to_be_another_one_is_added_and_the_former_removed(suite: Suite, project: str) -> None:
    draft = brought(suite, project, rename("Задача 4.", CALLED))["id"]
    (question,) = asked(suite, draft)
    answer = {"answers": [{"line": question["line"], "same_as": None}]}
    suite.ok("POST", f"/registry/api/v1/plans/{draft}/matches", json=answer)
    assert told(suite, project, draft) == {
        ("added", "section", "T4", None),
        ("removed", "section", "T4", None),
        ("moved", "activity", "4.1", None),
    }


OTHER_WORDS = (
    "Число проведённых занятий\nВедомость присутствия\nЧисло обученных жителей\n"
    "Учебные планы\nОтклики слушателей\nЧисло подготовленных лидеров"
)


def test_indicators_in_other_words_with_the_same_numbers_are_asked_about(suite: Suite, project: str) -> None:
    before = {row["id"] for row in suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")}
    draft = brought(suite, project, rewrite("Задача 4.", 0, 1, OTHER_WORDS))["id"]
    assert [row["code"] for row in asked(suite, draft)] == [f"4.1.{number}" for number in range(1, 7)]
    assert answer_likely(suite, draft) == 0
    approved(suite, draft)
    after = {row["id"] for row in suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")}
    assert after == before


def test_records_of_a_line_the_annex_takes_away_stay_and_are_moved(suite: Suite, project: str) -> None:
    suite.gathering(project, 15, activity="3.1", kind="master_class")
    suite.settle()
    lead, plan = suite.browser("project_lead"), suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    sent = {
        "file": (BytesIO(annex(remove_row("Задача 3.", 0))), "new.docx"),
        "letter": (BytesIO(PDF), "letter.pdf"),
        "reason_text": "Письмо № 6",
    }
    made = lead.post(f"/registry/plans/{plan}/revision", sent).headers["Location"].split("/")[3]
    said = page(lead, f"/registry/plans/{made}/approval")
    assert "1 встреча" in said and "3.1" in said
    approved(suite, made)
    assert "master_class turkistan" in page(lead, f"/reports/lines?project={project}")
    records = re.findall(r'name="records" value="([^"]+)"', page(lead, f"/events/lines?project={project}"))
    line = suite.figure(project, "4.1.1")["activity_id"]
    moved = {"project_id": project, "records": records, "activity": line}
    assert len(records) == 1 and lead.post("/events/lines", moved).status_code == 302
    suite.settle()
    assert "Все записи стоят на строках плана" in page(lead, f"/reports/lines?project={project}")


def test_same_file_again_in_its_project_changes_nothing(suite: Suite, project: str) -> None:
    draft = brought(suite, project)
    assert draft["matches_open"] == 0 and told(suite, project, draft["id"]) == set()


def why(known: Sequence[dict[str, Any]], project: str) -> list[str]:
    """Why a file may belong to a project."""
    return next(row["why"] for row in known if row["id"] == project)


SEED = (DATA / "detailed-description.docx").read_bytes()
ALIKE = ["topic", "grantee"]


@pytest.mark.parametrize(
    ("file", "expected"),
    [(SEED, ["file", *ALIKE]), (annex(), ALIKE), (annex(*MORE_PEOPLE), ALIKE)],
    ids=["this very file", "the same words", "a revised one"],
)
def test_no_door_makes_a_second_project_of_a_file_like_the_first(
    suite: Suite, project: str, file: bytes, expected: list[str]
) -> None:
    refused = suite.call("POST", "/registry/api/v1/plans", data={"file": (BytesIO(file), "n.docx")})
    assert refused.status_code == 409 and why(refused.get_json()["detail"]["projects"], project) == expected
    shown = suite.browser("project_lead").post("/registry/plans/new", {"file": (BytesIO(file), "n.docx")})
    assert "Похожий проект" in shown.get_data(as_text=True)
    with suite.apps["registry"].test_request_context(), pytest.raises(ProjectKnown):
        cli.import_annex(("n.docx", file), another=False)
    assert len(suite.ok("GET", "/registry/api/v1/projects")) == 1


def test_file_like_two_projects_names_both(suite: Suite, project: str) -> None:
    sent = {"file": (BytesIO(annex(*MORE_PEOPLE)), "other.docx"), "new_project": "1"}
    other = suite.ok("POST", "/registry/api/v1/plans", data=sent)["project_id"]
    file = (BytesIO(annex(*MORE_PEOPLE, replace("Не менее 4", "Не менее 5"))), "third.docx")
    refused = suite.call("POST", "/registry/api/v1/plans", data={"file": file}).get_json()
    assert {row["id"] for row in refused["detail"]["projects"]} == {project, other}


def test_shell_brings_the_annex_into_its_project_and_says_what_waits(suite: Suite, project: str) -> None:
    with suite.apps["registry"].test_request_context():
        made, *lines = cli.revise_annex(("n.docx", annex(*LESS)), UUID(project), "Письмо № 7", None)
    assert "lines to tell apart on the plan's page: 1" in lines[-1]
    assert answer_likely(suite, made) == 0
    assert ("changed", "section", "T4", "title") in told(suite, project, made)


def test_shell_knows_no_project_of_a_mistyped_id(suite: Suite, project: str) -> None:
    with suite.apps["registry"].test_request_context(), pytest.raises(NotFound):
        cli.revise_annex(("n.docx", annex()), uuid4(), "Письмо", None)


def test_title_a_person_gave_a_task_stays_where_the_annex_says_the_same(suite: Suite, project: str) -> None:
    plan = suite.ok("GET", "/registry/api/v1/projects")[0]["plan_id"]
    by_hand = suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json={"reason_text": "Опечатка"})[
        "id"
    ]
    lead = suite.browser("project_lead")
    key = re.search(
        r'name="([0-9a-f-]+)-title"[^>]*>\s*Организация и проведение не менее 14',
        page(lead, f"/registry/plans/{by_hand}"),
    )
    assert key
    sent = {"draft": "1", f"{key[1]}-title": "Провести не менее 14 обучающих мероприятий"}
    assert lead.post(f"/registry/plans/{by_hand}", sent).status_code == 302
    approved(suite, by_hand)
    again = brought(suite, project)["id"]
    assert [row["code"] for row in asked(suite, again)] == ["T4"] and answer_likely(suite, again) == 0
    assert told(suite, project, again) == set()


def test_settled_doubt_that_names_lines_stays_settled_when_they_get_other_numbers() -> None:
    from services.registry.annexes.operations.carried import doubted, settled_as

    was = note(["1.1.2", "1.2.4"]) | {"settled": True, "settled_by": "Ы", "kept": True}
    codes = {"1.1.1": "", "1.2.2": "1.1.2", "1.3.4": "1.2.4"}
    decided = {doubted(was): was}
    assert settled_as(note(["1.2.2", "1.3.4"]), decided, codes)["settled"]
    assert not settled_as(note(["1.1.1", "1.3.4"]), decided, codes).get("settled")


def test_doubt_about_several_lines_goes_with_their_numbers() -> None:
    from services.registry.drafts.operations.doubts import with_codes

    moved = with_codes(note(["1.1.2", "1.2.4"]), {"1.1.2": "2.1.2", "1.2.4": "2.2.4"})
    assert moved == note(["2.1.2", "2.2.4"])


def note(codes: list[str]) -> dict[str, Any]:
    """The doubt that two indicators count one thing."""
    said = "; ".join(f"{code} Планы: не менее 4" for code in codes)
    where = {"say": "indicators", "codes": codes}
    return {"code": None, "where": where, "source": said, "understood": None, "why": {"say": "same_thing"}}
