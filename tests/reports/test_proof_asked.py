"""What proves a record is said by the line of the plan, through the rule of its measure."""

from __future__ import annotations

from dataclasses import replace as with_kinds

import msgspec
import pytest

from services.reports.facts.queries import Window
from shared.language import evidence
from shared.language.expressions import parse
from shared.language.measure import Measure
from shared.language.measures.contest import GROUPS_FORMED
from shared.language.measures.gatherings import ATTENDANCE_PERSONS, EVENTS_HELD
from shared.language.records.project import Project
from shared.language.records.record import Proof
from tests.reports.lives import LAST, attendance, deliver, gathering, project
from tests.suite import Suite


def asking(*kinds: str, version: int = 1) -> Project:
    """The project whose lines all ask for these kinds of evidence."""
    told = project()
    section = told.plan.sections[0]
    line = section.activities[0]
    indicators = tuple(msgspec.structs.replace(item, evidence_kinds=kinds) for item in line.indicators)
    line = msgspec.structs.replace(line, indicators=indicators)
    section = msgspec.structs.replace(section, activities=(line,))
    plan = msgspec.structs.replace(told.plan, version=version, sections=(section,))
    return msgspec.structs.replace(told, plan=plan)


def photo(number: int) -> Proof:
    """A photo of a gathering."""
    return Proof(id="p", kind="photo", sha256=f"photo {number}", quantity=1, page="/p")


def proven(suite: Suite) -> dict[str, tuple[int, int]]:
    """Records of each figure and how many are proven."""
    from services.reports.figures.queries.figures import figures, get_project

    with suite.apps["reports"].app_context():
        rows = figures(get_project("life"), Window(LAST))
    return {row.code: (row.evidence.needed, row.evidence.present) for row in rows}


@pytest.mark.parametrize(
    ("measure", "asked", "needed"),
    [
        (EVENTS_HELD, ("programme", "signed_list", "photo"), ("signed_list",)),
        (EVENTS_HELD, ("programme", "photo"), ("programme", "photo")),
        (EVENTS_HELD, ("signed_list", "screenshot"), ("signed_list", "screenshot")),
        (ATTENDANCE_PERSONS, (), ("signed_list",)),
        (ATTENDANCE_PERSONS, (evidence.OTHER,), ("signed_list",)),
        (GROUPS_FORMED, ("protocol",), ("group_protocol", "signed_list")),
    ],
)
def test_rule_of_the_measure_reads_what_the_line_asks_for(
    measure: Measure, asked: tuple[str, ...], needed: tuple[str, ...]
) -> None:
    assert measure.needed(asked) == needed


def test_every_delivered_form_can_be_proven() -> None:
    from shared.language.measures import offered

    expressions = [parse(written) for written in offered()]
    assert all(item.needed(()) for item in expressions if item.delivered)


def test_line_that_asks_for_a_photo_is_proven_by_a_photo(suite: Suite) -> None:
    deliver(
        suite, (1, asking("photo")), (2, gathering(1, evidence=(photo(1),))), (3, gathering(2)),
        (4, attendance(1, 1)), (5, attendance(2, 1)),
    )  # fmt: skip
    assert proven(suite) == {"held": (2, 1), "came": (2, 1), "people": (1, 1)}


def test_changed_proof_of_a_line_changes_its_figure_at_once(suite: Suite) -> None:
    deliver(suite, (1, asking("signed_list")), (2, gathering(1, evidence=(photo(1),))), (3, attendance(1, 1)))
    before = proven(suite)
    deliver(suite, (4, asking("photo", version=2)))
    assert (before["came"], proven(suite)["came"]) == ((1, 0), (1, 1))


def test_file_that_comes_later_proves_and_rewrites_no_fact(suite: Suite) -> None:
    from sqlalchemy import text

    deliver(suite, (1, asking("photo")), (2, gathering(1)), *((3 + n, attendance(1, n)) for n in range(30)))
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        before = session.execute(text("SELECT id, xmin FROM facts ORDER BY id")).all()
    deliver(suite, (50, gathering(1, evidence=(*gathering(1).evidence, photo(1)))))
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        assert session.execute(text("SELECT id, xmin FROM facts ORDER BY id")).all() == before
    assert proven(suite)["came"] == (1, 1)


def test_two_lines_judge_one_record_each_by_its_own_proof(suite: Suite) -> None:
    told = asking("signed_list")
    section = told.plan.sections[0]
    line = section.activities[0]
    said = {"id": "strict", "code": "strict", "evidence_kinds": ("photo",)}
    strict = msgspec.structs.replace(line.indicators[0], **said)
    line = msgspec.structs.replace(line, indicators=(*line.indicators, strict))
    section = msgspec.structs.replace(section, activities=(line,))
    plan = msgspec.structs.replace(told.plan, sections=(section,))
    deliver(suite, (1, msgspec.structs.replace(told, plan=plan)), (2, gathering(1)))
    assert (proven(suite)["held"], proven(suite)["strict"]) == ((1, 1), (1, 0))


def test_a_measure_that_only_others_stand_beside_asks_for_them() -> None:
    alone = with_kinds(EVENTS_HELD, evidence=(evidence.PHOTO,))
    assert alone.needed() == (evidence.PHOTO,)
