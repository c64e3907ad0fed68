"""The records behind a sealed report are rows: each state of a record once, so a seal costs what moved."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from services.reports.documents.snapshot import Behind
from services.reports.facts.operations import sealing
from services.reports.figures.queries.sealed import sealed_records
from services.reports.reports.operations import ONE_MOMENT
from shared.language.records.record import Proof
from tests.reports.lives import FIRST, LAST, LINE, attendance, deliver, gathering, project
from tests.reports.test_many_records import statements
from tests.reports.test_rule_versions import start
from tests.reports.test_sealed_version import sealed
from tests.suite import Suite

Rows = dict[str, tuple[int, tuple[str, ...]]]
CAME = Behind(
    measure="attendance_persons",
    activity_id=LINE,
    subtypes=("training",),
    region=None,
    until=LAST,
    opens=FIRST,
    closes=LAST,
)


@pytest.fixture
def life(suite: Suite) -> Suite:
    """Two trainings with three visits of two people."""
    deliver(
        suite, (1, project()), (2, gathering(1)), (3, gathering(2)), (4, attendance(1, 1)),
        (5, attendance(1, 2)), (6, attendance(2, 1)),
    )  # fmt: skip
    return suite


def seal(suite: Suite) -> int:
    """Seal what stands now; the number of the seal."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        with sealing.turn():
            number = sealing.seal(session)
            session.commit()
    return number


def behind(suite: Suite, number: int) -> Rows:
    """Who came by gathering, and its files, as a seal keeps it."""
    with suite.apps["reports"].app_context():
        found = sealed_records("life", number, CAME)
    return {row["source"][-2:]: (int(row["numerator"]), tuple(row["evidence"])) for row in found}


def rows(suite: Suite, statement: str) -> list[Any]:
    """What the database says."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        return [tuple(row) for row in session.execute(text(statement)).all()]


def kept(suite: Suite) -> list[Any]:
    """All rows that are kept, with the transaction that wrote them."""
    return rows(suite, "SELECT source, measure, seal, xmin::text FROM sealed_records ORDER BY 1, 2, 3")


def test_seal_keeps_what_it_saw_whatever_comes_later(life: Suite) -> None:
    first = seal(life)
    photo = Proof(id="f", kind="signed_list", sha256="another", quantity=1, page="/f")
    deliver(life, (7, attendance(1, 3)), (8, gathering(2, evidence=(photo,))))
    second = seal(life)
    deliver(life, (9, gathering(1, status="cancelled")))
    third = seal(life)
    assert behind(life, first) == {"g1": (2, ("1",)), "g2": (1, ("2",))}
    assert behind(life, second) == {"g1": (3, ("1",)), "g2": (1, ("another",))}
    assert behind(life, third) == {"g2": (1, ("another",))}


def test_file_that_does_not_open_is_no_proof_of_a_sealed_record(life: Suite) -> None:
    broken = Proof(id="f", kind="signed_list", sha256="2", quantity=1, page="/f", unopened="damaged")
    deliver(life, (8, gathering(2, evidence=(broken,))))
    assert behind(life, seal(life)) == {"g1": (2, ("1",)), "g2": (1, ())}


def test_gathering_that_comes_back_is_behind_the_next_seal_again(life: Suite) -> None:
    deliver(life, (9, gathering(1, status="cancelled")))
    without = seal(life)
    deliver(life, (10, gathering(1)))
    again = seal(life)
    assert (set(behind(life, without)), set(behind(life, again))) == ({"g2"}, {"g1", "g2"})


def test_seal_writes_only_what_is_other_than_at_the_one_before(life: Suite) -> None:
    seal(life)
    before = kept(life)
    seal(life)
    deliver(life, (1, project()), (2, gathering(1)))  # delivered twice: nothing moved
    seal(life)
    assert kept(life) == before
    deliver(life, (7, attendance(1, 3)))
    number = seal(life)
    fresh = [row for row in kept(life) if row not in before]
    assert {(row[0][-2:], row[2]) for row in fresh} == {("g1", number)}


def test_worker_that_starts_leaves_nothing_to_the_seal(life: Suite) -> None:
    assert rows(life, "SELECT count(*) FROM moved_records") != [(0,)]
    start(life)
    before = kept(life)
    assert before and rows(life, "SELECT count(*) FROM moved_records") == [(0,)]
    number = seal(life)
    assert kept(life) == before and set(behind(life, number)) == {"g1", "g2"}


@pytest.mark.parametrize("moment", [ONE_MOMENT, {}])
def test_what_arrives_while_a_report_is_sealed_waits_for_the_next_seal(
    life: Suite, moment: dict[str, str]
) -> None:
    app = life.apps["reports"]
    with app.app_context(), sealing.turn():
        session = app.extensions["sqlalchemy"].session
        session.connection(execution_options=moment)
        session.execute(text("SELECT count(*) FROM tallies"))
        deliver_beside(life)
        number = sealing.seal(session)
        session.commit()
    assert behind(life, number)["g1"][0] == (2 if moment else 3)
    assert behind(life, seal(life))["g1"][0] == 3


def deliver_beside(suite: Suite) -> None:
    """One more comes to the first training, told on another connection."""
    from threading import Thread

    other = Thread(target=deliver, args=(suite, (7, attendance(1, 3))))
    other.start()
    other.join(30)


def test_statements_of_a_seal_do_not_grow_with_the_records(life: Suite) -> None:
    with statements(life) as few:
        seal(life)
    deliver(life, *((number, gathering(number)) for number in range(10, 210)))
    with statements(life) as many:
        seal(life)
    assert len(many) == len(few)


def test_report_older_than_seals_tells_the_records_it_holds(suite: Suite, project: str) -> None:
    report = sealed(suite, project)["id"]
    old = """UPDATE reports SET snapshot = (snapshot - 'seal' - 'behind') || CAST(:old AS jsonb)"""
    record = """{"kind": "gathering", "id": "01", "on": "2022-06-01", "region": null, "value": 15,
        "evidence": ["ab"]}"""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text(old), {"old": f'{{"schema": 3, "contributions": {{"4.1.3": [{record}]}}}}'})
        session.commit()
    path = f"/reports/api/v1/reports/{report}/indicators"
    found = suite.ok("GET", f"{path}/4.1.3/records")
    assert [(row["source"], row["value"], row["evidence"]) for row in found] == [("gathering/01", 15, ["ab"])]
    assert suite.ok("GET", f"{path}/4.1.6/records") == []
