"""A share from its records to its page: numerator of denominator, never an average, no base no per cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from services.reports.facts.operations import others
from services.reports.facts.queries import Window
from services.reports.facts.rules.counted import Counted, counted
from services.reports.figures.rules.lines import Figure
from shared.language import measures
from shared.language.clauses import AT_LEAST, EACH_REGION, Clause
from shared.language.measures.surveys import SATISFACTION
from shared.language.records.project import Indicator, Project
from shared.language.records.publication import Publication
from tests.reports.lives import LAST, deliver, differences, project
from tests.reports.pages import words
from tests.suite import Browser, Suite


def told(asked: int, happy: int, number: int, region: str = "turkistan", day: date = LAST) -> Publication:
    """A survey of so many people of whom so many were happy, told by the only record with two numbers."""
    page = f"/events/publications/{number}"
    return Publication(
        id=f"s{number}", page=page, project_id="life", activity_id="line", kind="media_plan", title="Survey",
        region=region, issued_on=day, quantity=asked, status="published", link=str(happy) if asked else "0",
    )  # fmt: skip


def of(survey: Publication) -> list[Counted]:
    """How a service that delivers surveys would count them."""
    happy, base = Decimal(survey.link or 0), Decimal(survey.quantity)
    return [counted(SATISFACTION, survey.issued_on, numerator=happy, denominator=base)]


@pytest.fixture(autouse=True)
def surveys_are_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No service delivers a share yet: its records are counted as if one did."""
    known = {**measures.measures(), SATISFACTION.name: replace(SATISFACTION, delivered=True)}
    monkeypatch.setattr(measures, "measures", lambda: known)
    monkeypatch.setitem(others.RULES, "publication", of)


def promised(*clauses: Clause) -> Project:
    """Nine of ten are to be satisfied."""
    share = Indicator(
        id="share", code="9.9", name="Satisfied", unit="%", comparator=AT_LEAST, target=Decimal(90),
        measure=SATISFACTION.name, clauses=clauses,
    )  # fmt: skip
    plain = project()
    section = plain.plan.sections[0]
    line = msgspec.structs.replace(section.activities[0], indicators=(share,))
    plan = msgspec.structs.replace(
        plain.plan, sections=(msgspec.structs.replace(section, activities=(line,)),)
    )
    return msgspec.structs.replace(plain, plan=plan)


def figure(suite: Suite, *records: Any, clauses: tuple[Clause, ...] = ()) -> Figure:
    """What becomes of the share."""
    from services.reports.figures.queries.figures import get_figure, get_project

    deliver(suite, (1, promised(*clauses)), *enumerate(records, start=2))
    assert differences(suite) == []
    with suite.apps["reports"].app_context():
        return get_figure(get_project("life"), "9.9", Window(LAST))


def test_share_of_two_regions_is_no_average(suite: Suite) -> None:
    found = figure(suite, told(10, 1, 1), told(100, 90, 2, "atyrau", date(2022, 5, 2)))
    assert (found.numerator, found.denominator) == (91, 110)
    assert found.actual == Decimal(9100) / 110
    assert found.by_region == {"turkistan": 10, "atyrau": 90}
    assert found.by_month == {"2022-05": 90, "2022-11": 10}
    assert found.verdict == "on_track"  # nine tenths of what is promised


def test_condition_on_each_region_is_judged_by_its_own_share(suite: Suite) -> None:
    each = Clause(EACH_REGION, "", AT_LEAST, 50, ("atyrau", "turkistan"))
    found = figure(suite, told(10, 1, 1), told(100, 90, 2, "atyrau"), clauses=(each,))
    assert [clause.met for clause in found.clauses] == [False]


def test_share_without_a_base_is_nothing_and_says_so(suite: Suite) -> None:
    found = figure(suite, told(0, 0, 1))
    assert (found.actual, found.percent, found.verdict, found.baseless) == (None, None, "not_done", True)


def test_share_is_not_expected_to_grow_with_the_months(suite: Suite) -> None:
    from services.reports.figures.queries.figures import get_figure, get_project

    deliver(suite, (1, promised()), (2, told(10, 5, 1, day=date(2022, 4, 10))))
    with suite.apps["reports"].app_context():
        early = get_figure(get_project("life"), "9.9", Window(date(2022, 4, 15)))
    assert early.verdict == "at_risk"


def test_page_shows_both_numbers_and_the_share(suite: Suite, lead: Browser) -> None:
    figure(suite, told(10, 1, 1), told(100, 90, 2, "atyrau"))
    said = words(lead, "/reports/indicators/9.9?project=life")
    assert "91 из 110" in said and "90 из 100" in said and "1 из 10" in said


def test_page_says_in_words_that_there_is_no_base(suite: Suite, lead: Browser) -> None:
    figure(suite, told(0, 0, 1))
    said = words(lead, "/reports/indicators/9.9?project=life")
    assert "Процента пока нет" in said and " 0 %" not in said
