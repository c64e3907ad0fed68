"""Second conditions: judged, and said in the reader's language whatever the plan's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

import pytest
from flask_babel import force_locale

from services.reports.figures.rules.clauses import Groups, judge
from services.reports.figures.wording.clauses import said_clause
from shared.language.clauses import Clause
from shared.language.expressions import parse
from tests.suite import Suite

FIFTEEN = {
    "kind": "each_gathering",
    "comparator": "at_least",
    "value": "15",
    "over": None,
    "text": "не менее 15 на каждом тренинге",
}
HALF_YOUNG = {
    "kind": "part",
    "comparator": "at_least",
    "value": "50",
    "over": ["youth"],
    "unit": "percent",
}
TRAININGS = parse("attendance_persons[training]")


def judged(state: dict[str, Any], *about: Any) -> dict[str, Any]:
    """What is said of a condition as a plan keeps it."""
    return asdict(said_clause(judge(Clause.read(state), *about)))


@contextmanager
def reading(suite: Suite, locale: str) -> Iterator[None]:
    """A reader of the language."""
    with suite.apps["reports"].test_request_context(), force_locale(locale):
        yield


def groups(gathering: list[int] | None = None, **more: Any) -> Groups:
    """Facts added up."""
    sizes = Counter(Decimal(value) for value in gathering or [])
    nothing = Groups(Decimal(0), {}, {}, {}, sizes, waived=(), until="2022-09", ended="2022-09")
    return replace(nothing, **more)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ru", "13 из 14 тренингов по 15 и более"),
        ("kk", "14 тренингтің 13 тренингінде кемінде 15 адамнан"),
        ("en", "13 of 14 trainings with 15 or more"),
    ],
)
def test_condition_is_counted_in_the_readers_language(suite: Suite, locale: str, words: str) -> None:
    with reading(suite, locale):
        assert judged(FIFTEEN, groups([15] * 13 + [14]), TRAININGS) == {"text": words, "met": False}


@pytest.mark.parametrize(
    ("number", "noun"),
    [(1, "тренинга"), (2, "тренингов"), (11, "тренингов"), (21, "тренинга"), (25, "тренингов")],
)
def test_russian_noun_agrees_with_its_number(suite: Suite, number: int, noun: str) -> None:
    with reading(suite, "ru"):
        assert judged(FIFTEEN, groups([15] * number), TRAININGS) == {
            "text": f"{number} из {number} {noun} по 15 и более",
            "met": True,
        }


def test_condition_before_the_first_gathering_is_the_promise_itself(suite: Suite) -> None:
    with reading(suite, "ru"):
        assert judged(FIFTEEN, groups(), TRAININGS) == {
            "text": "по 15 и более на каждом тренинге",
            "met": False,
        }


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (
            {"kind": "each_region", "comparator": "exactly", "value": "2", "over": ["atyrau"]},
            "ровно по 2 в каждом регионе",
        ),
        ({"kind": "each_month", "comparator": "at_least", "value": "1"}, "по 1 и более каждый месяц"),
        ({"kind": "distinct_regions", "comparator": "at_least", "value": "2"}, "разных регионов: не менее 2"),
        (
            {"kind": "part", "comparator": "at_least", "value": "80", "over": ["paper"]},
            "из них на бумаге: не менее 80",
        ),
        ({"kind": "words", "text": "как решит комиссия"}, "как решит комиссия"),
    ],
)
def test_condition_nobody_measures_is_said_and_not_judged(
    suite: Suite, clause: dict[str, Any], words: str
) -> None:
    with reading(suite, "ru"):
        assert judged(clause, None, None) == {"text": words, "met": None}


def test_regions_without_a_record_break_a_condition_over_regions(suite: Suite) -> None:
    clause = {"kind": "each_region", "comparator": "at_least", "value": "2", "over": ["atyrau", "turkistan"]}
    with reading(suite, "ru"):
        found = judged(clause, groups(region={"atyrau": Decimal(2)}), TRAININGS)
    assert found == {"text": "1 из 2 регионов по 2 и более", "met": False}


@pytest.mark.parametrize(
    ("locale", "words"),
    [("ru", "по 2 и более в регионе"), ("kk", "өңірде кемінде 2"), ("en", "2 or more in the region")],
)
def test_condition_over_one_region_counts_no_regions(suite: Suite, locale: str, words: str) -> None:
    clause = {"kind": "each_region", "comparator": "at_least", "value": "2", "over": ["turkistan"]}
    with reading(suite, locale):
        assert judged(clause, groups(region={"turkistan": Decimal(1)}), TRAININGS) == {
            "text": words,
            "met": False,
        }


def test_only_a_condition_over_people_speaks_of_people(suite: Suite) -> None:
    with reading(suite, "kk"):
        assert judged({**FIFTEEN, "value": "2"}, groups([2, 1]), parse("feedback_received[training]"))[
            "text"
        ].endswith("кемінде 2")


def test_records_without_a_region_are_no_region(suite: Suite) -> None:
    clause = {"kind": "distinct_regions", "comparator": "at_least", "value": "2"}
    with reading(suite, "ru"):
        found = judged(clause, groups(region={"atyrau": Decimal(1)}), TRAININGS)
    assert found == {"text": "разных регионов: 1 из 2", "met": False}


@pytest.mark.parametrize(
    ("paper", "marked", "met", "words"),
    [
        (80, 160, True, "из них на бумаге: 80 (не менее 80)"),
        (46, 160, False, "из них на бумаге: 46 (не менее 80)"),
        (46, 100, None, "из них на бумаге: 46 (не менее 80); не указано: 60"),
        (46, 150, False, "из них на бумаге: 46 (не менее 80)"),
    ],
)
def test_part_is_judged_once_what_is_not_marked_cannot_change_it(
    suite: Suite, paper: int, marked: int, met: bool | None, words: str
) -> None:
    part = {"paper": Decimal(paper), "category": Decimal(marked)}
    clause = {"kind": "part", "comparator": "at_least", "value": "80", "over": ["paper"]}
    with reading(suite, "ru"):
        assert judged(clause, groups(total=Decimal(160), part=part), None) == {"text": words, "met": met}


@pytest.mark.parametrize(
    ("young", "marked", "met", "words"),
    [
        (60, 120, True, "50 %, 60 из 120"),
        (59, 120, False, "49,2 %, 59 из 120"),
        (50, 100, None, "41,7 %, 50 из 120 (не менее 50 %); не указано: 20"),
    ],
)
def test_part_in_per_cent_is_a_share_of_the_total(
    suite: Suite, young: int, marked: int, met: bool | None, words: str
) -> None:
    part = {"youth": Decimal(young), "category": Decimal(marked)}
    with reading(suite, "ru"):
        found = judged(HALF_YOUNG, groups(total=Decimal(120), part=part), None)
    assert found["met"] is met and words in found["text"].replace("\xa0", " ")


def test_share_of_nobody_is_not_judged(suite: Suite) -> None:
    with reading(suite, "ru"):
        found = judged(HALF_YOUNG, groups(), None)
    assert found["met"] is None and "50" in found["text"]


def test_brochures_on_paper_are_told_apart_from_the_rest(suite: Suite, project: str) -> None:
    edition = {"project_id": project, "title": "Брошюра", "issued_on": "2022-04-08", "printed": 80}
    made = suite.ok("POST", "/events/api/v1/editions", json=edition)["id"]
    for number, medium in ((80, "paper"), (80, "electronic")):
        said = {"kind": "brochure_handout", "issued_on": "2022-04-20", "whom": "Раздача", "medium": medium}
        names = "\n".join(f"Получатель {number}" for number in range(number))
        suite.ok("POST", f"/events/api/v1/editions/{made}/entries", json={**said, "receivers": names})
    suite.settle()
    figure = suite.figure(project, "5.1.2")
    assert (figure["actual"], figure["verdict"], [clause["met"] for clause in figure["clauses"]]) == (
        160,
        "met",
        [True],
    )


def test_women_among_unique_people_are_counted_once(suite: Suite, project: str) -> None:
    from services.reports.copies.queries import projects
    from services.reports.facts.queries import Window, add_up
    from services.reports.figures.queries.figures import ask, indicators
    from shared.clock import today
    from shared.language.expressions import parse

    row = {
        "name": "Ахметова Айгүл",
        "sex": "female",
        "phone": "+7 700 000 00 01",
        "category": "leader",
        "attended": True,
    }
    for day in ("2022-04-12", "2022-05-12"):
        made = suite.gathering(project, 3, day=day, prefix="Гость")
        suite.ok("POST", f"/events/api/v1/gatherings/{made}/participants", json={"participants": [row]})
    suite.settle()
    with suite.apps["reports"].app_context():
        plan = projects.get(project)
        line = next(row for row in indicators(plan) if (row.measure or "").startswith("unique_persons"))
        asked = [ask(line, parse(line.measure))]
        (found,) = add_up(plan.id, plan.period_from, plan.period_to, asked, Window(today()))
    assert (found.total, found.part["women"], found.part["sex"]) == (4, 1, 1)
