"""A measure's rule has a version: facts remember which derived them, a new one derives them again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from services.reports.facts.operations import gatherings
from services.reports.facts.queries import Window
from services.reports.figures.rules.lines import Figure
from shared.language import measures
from shared.language.measures.gatherings import ATTENDANCE_PERSONS, UNIQUE_PERSONS
from tests.reports.lives import LAST, attendance, deliver, differences, gathering, project, shown
from tests.reports.pages import report, words
from tests.suite import Browser, Suite


@pytest.fixture
def life(suite: Suite) -> Suite:
    """Two trainings with three visits of two people."""
    deliver(
        suite, (1, project()), (2, gathering(1)), (3, gathering(2)), (4, attendance(1, 1)),
        (5, attendance(1, 2)), (6, attendance(2, 1)),
    )  # fmt: skip
    return suite


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attendances and people are counted by a second version of their rule: as the code of tomorrow would."""
    known = dict(measures.measures())
    for measure in (ATTENDANCE_PERSONS, UNIQUE_PERSONS):
        known[measure.name] = replace(measure, version=2)
    monkeypatch.setattr(measures, "measures", lambda: known)
    for name in ("OF_EVERYBODY", "OF_THESE_PEOPLE"):
        statement = getattr(gatherings, name)
        monkeypatch.setattr(gatherings, name, statement.bindparams(attendance_rule=2))


def figures(suite: Suite) -> dict[str, Figure]:
    """Every figure of the life by its code."""
    from services.reports.figures.queries import figures as queries

    with suite.apps["reports"].app_context():
        return {row.code: row for row in queries.figures(queries.get_project("life"), Window(LAST))}


def start(suite: Suite) -> None:
    """A worker starts: what is due at a start is queued and done."""
    from shared.queue import jobs

    app = suite.apps["reports"]
    with app.app_context():
        for kind in app.extensions["service"].starts:
            jobs.at_start(app.extensions["sqlalchemy"].session, kind)
    suite.settle()


def test_figure_names_the_rule_that_derived_it(life: Suite) -> None:
    assert {code: row.rules for code, row in figures(life).items()} == {
        "held": (2,), "came": (1,), "people": (1,)
    }  # fmt: skip


def test_newer_rule_derives_its_facts_again_at_the_next_start(life: Suite, newer: None) -> None:
    before = shown(life)
    start(life)
    rows = figures(life)
    assert (rows["held"].rules, rows["came"].rules, rows["people"].rules) == ((2,), (2,), (2,))
    assert shown(life) == before and differences(life) == []


def test_without_the_job_old_and_new_facts_stand_side_by_side(life: Suite, newer: None) -> None:
    deliver(life, (7, attendance(2, 3)))
    rows = figures(life)
    assert (rows["came"].actual, rows["came"].rules) == (4, (1, 2))


def test_start_without_a_newer_rule_writes_no_fact(life: Suite) -> None:
    with life.apps["reports"].app_context():
        session = life.apps["reports"].extensions["sqlalchemy"].session
        before = session.execute(text("SELECT id, xmin FROM facts ORDER BY id")).all()
        session.rollback()
        start(life)
        assert session.execute(text("SELECT id, xmin FROM facts ORDER BY id")).all() == before


def test_derivation_that_is_killed_goes_on_where_it_was(
    life: Suite, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.reports.facts.operations import following

    monkeypatch.setattr(following, "AT_ONCE", 1)
    with life.apps["reports"].app_context():
        session = life.apps["reports"].extensions["sqlalchemy"].session
        following.derive_some(session, following.old_measures(session), "")
        session.commit()
    assert figures(life)["came"].rules == (1, 2)
    start(life)
    assert figures(life)["came"].rules == (2,) and differences(life) == []


def test_page_says_which_rule_counts_and_since_when(suite: Suite, lead: Browser, project: str) -> None:
    suite.gathering(project, 3)
    suite.settle()
    start(suite)
    page = words(lead, "/reports/indicators/4.1.3")
    assert "версия 1, действует с" in page and "Чем подтверждено Список с подписями" in page


def test_page_says_that_records_are_counted_anew(
    suite: Suite, lead: Browser, project: str, newer: None
) -> None:
    suite.gathering(project, 3)
    suite.settle()
    assert "версия 2; записи, посчитанные по прежней, пересчитываются" in words(
        lead, "/reports/indicators/4.1.3"
    )


def test_sealed_report_keeps_the_versions_it_was_made_with(suite: Suite, project: str) -> None:
    suite.gathering(project, 3)
    suite.settle()
    sealed = report(suite, project)["snapshot"]
    cells = [
        cell
        for section in sealed["sections"]
        for activity in section["activities"]
        for cell in activity["indicators"]
    ]
    assert {cell["code"]: cell["rules"] for cell in cells}["4.1.3"] == [1]
