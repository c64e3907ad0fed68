"""The copy of a project: read typed, its plan decoded once a version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from services.events.projects.queries import projects
from shared.language import records
from shared.language.records.project import Activity, EvidenceRule, Plan, Project, Region, Section
from shared.projects import ActivityUnknown, RegionUnknown, activity_of, region_of
from tests.suite import Suite

TURKISTAN = Region(
    code="turkistan",
    iso="KZ-61",
    kato="610000000",
    ru="Туркестанская область",
    kk="Түркістан облысы",
    en="Turkistan",
)


def planned(*lines: Activity) -> Project:
    """A project whose plan has these lines."""
    task = Section(id="s", code="T4", kind="task", title="", activities=lines)
    return Project(
        id="p",
        page="/registry/plans/1",
        topic="Тема",
        grantee="",
        grantor="",
        goal="",
        amount=Decimal(0),
        status="running",
        period_from=None,
        period_to=None,
        regions=(TURKISTAN,),
        partners=(),
        team=(),
        plan=Plan(id="1", version=1, approved_on=date(2022, 3, 28), sections=(task,)),
    )


ONE, OTHER = Activity(id="a", code="4.1", title="Тренинги"), Activity(id="b", code="4.1", title="Сессии")


def test_line_is_found_by_its_id_or_by_its_code() -> None:
    assert activity_of(planned(ONE), "a") == activity_of(planned(ONE), "4.1") == ONE


def test_code_of_two_lines_names_neither() -> None:
    with pytest.raises(ActivityUnknown):
        activity_of(planned(ONE, OTHER), "4.1")
    assert activity_of(planned(ONE, OTHER), "b") == OTHER


def test_line_that_left_the_plan_goes_by_what_it_was_known_by() -> None:
    assert (planned(ONE).code_of("a"), planned(ONE).code_of("gone")) == ("4.1", "gone")


def test_lines_found_once_are_those_of_this_plan_and_an_id_goes_before_a_code() -> None:
    project = planned(ONE, Activity(id="c", code="a", title="Другое"))
    assert project.activity("a") == ONE and project == planned(*project.activities)
    later = replace(project, plan=replace(project.plan, sections=()))
    assert (later.activities, later.activity("a")) == ((), None)
    assert records.state(project) == records.state(planned(*project.activities))


@pytest.mark.parametrize("written", ["turkistan", "KZ-61", "610000000", " түркістан облысы ", "Turkistan"])
def test_region_is_found_however_it_is_written(written: str) -> None:
    assert region_of(planned(ONE), written) == "turkistan"


def test_unknown_region_is_refused() -> None:
    with pytest.raises(RegionUnknown):
        region_of(planned(ONE), "Атлантида")


def test_plan_is_decoded_once_a_version(suite: Suite, project: str) -> None:
    with suite.apps["events"].app_context():
        projects.decoded.cache_clear()
        assert projects.get(project) is projects.get(project) is projects.all()[0]
        assert projects.decoded.cache_info().misses == 1


def test_project_that_keeps_rules_of_a_region_is_known_by_its_hash() -> None:
    first, again = (
        EvidenceRule(plugin="turkistan", kinds=("photo",), reason=reason)
        for reason in ({"ru": "а", "kk": "ә"}, {"kk": "ә", "ru": "а"})
    )
    assert first == again and hash(first) == hash(again)
