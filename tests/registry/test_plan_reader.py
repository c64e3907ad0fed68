"""The approved Word plan against the structured extract a person made of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.registry.reader.plan import read_plan
from shared.limited import run_limited
from tests.registry.plan_documents import in_russian

DATA = Path(__file__).resolve().parent.parent / "data"
SOURCE = DATA / "detailed-description.docx"
EXPECTED = yaml.safe_load((DATA / "plan.yaml").read_text())
EVIDENCE_KINDS = set(
    "programme signed_list photo protocol feedback presentation "
    "screenshot publication_link opening_act memorandum "
    "agreement report regulation journal questionnaire handover_act review other".split()
)
NAMED_IN_WORD = {"3.1.2": "Количество программ"}  # lost in the scan the extract was made from
INDICATORS = [
    indicator
    for section in EXPECTED["sections"]
    for activity in section["activities"]
    for indicator in activity["indicators"]
]
ACTIVITIES = [activity for section in EXPECTED["sections"] for activity in section["activities"]]
CODES = [indicator["code"] for indicator in INDICATORS]


@cache
def result() -> dict[str, Any]:
    return read_plan(SOURCE.read_bytes())


def activities() -> dict[str, dict[str, Any]]:
    return {
        activity["code"]: activity for section in result()["sections"] for activity in section["activities"]
    }


def indicators() -> dict[str, dict[str, Any]]:
    return {
        indicator["code"]: indicator
        for activity in activities().values()
        for indicator in activity["indicators"]
    }


def doubts(part: str) -> list[dict[str, str]]:
    return [
        doubt
        for doubt in in_russian(result()["doubts"])
        if part in f"{doubt['where']} {doubt['source']} {doubt['understood']} {doubt['why']}"
    ]


def clauses(code: str) -> list[dict[str, Any]]:
    return indicators()[code]["clauses"]


def test_every_indicator_is_found_once() -> None:
    assert list(indicators()) == CODES
    assert sum(indicator["target"] is not None for indicator in indicators().values()) == 39


@pytest.mark.parametrize("expected", INDICATORS, ids=CODES)
def test_indicator_equals_the_extract(expected: dict[str, Any]) -> None:
    found = indicators()[expected["code"]]
    assert found["name"] == NAMED_IN_WORD.get(expected["code"], expected["name"])
    assert {field: found[field] for field in ("comparator", "target", "unit", "kind", "measure")} == {
        **{field: expected[field] for field in ("comparator", "target", "unit", "kind")},
        "measure": expected["system"]["measure"],
    }


@pytest.mark.parametrize("expected", INDICATORS, ids=CODES)
def test_indicator_keeps_its_source(expected: dict[str, Any]) -> None:
    source = indicators()[expected["code"]]["source"]
    assert source["value_text"] == (expected["source_value"] or "")
    assert source["where"]["say"] == "row"


@pytest.mark.parametrize("expected", ACTIVITIES, ids=[activity["id"] for activity in ACTIVITIES])
def test_activity_equals_the_extract(expected: dict[str, Any]) -> None:
    found = activities()[expected["id"]]
    assert (found["title"], found["description"]) == (expected["title"], expected["description"])
    assert (found["period"], found["regions"]) == (expected["period"], expected.get("regions", []))
    assert found["cost"] == (expected["cost"] or {}).get("value")


def test_sections_equal_the_extract() -> None:
    fields = ("code", "kind", "number", "title")
    assert [tuple(section[field] for field in fields) for section in result()["sections"]] == [
        (section["id"], section["kind"], section["number"], section["title"])
        for section in EXPECTED["sections"]
    ]


def test_passport_equals_the_extract() -> None:
    found, expected = result()["passport"], EXPECTED["passport"]
    for side in ("grantee", "grantor"):
        assert found[side] == {field: expected[side][field] for field in ("name", "short_name")}
    assert (found["topic"], found["goal"]) == (expected["topic"], expected["goal"])
    assert found["amount"] == {"value": 29364470, "in_words": expected["amount"]["in_words"], "agrees": True}
    assert found["regions"] == [region["id"] for region in expected["regions"]]
    assert found["period"] == {"start": "2022-04", "end": "2022-11", "origin": "derived"}


def test_partners_equal_the_extract() -> None:
    expected = EXPECTED["passport"]["partners"]
    assert result()["passport"]["partners"] == {
        "count": 7,
        "items": [{"name": item["name"], "region": item["region"]} for item in expected["items"]],
    }


def test_expected_results_equal_the_extract() -> None:
    found, expected = result()["passport"]["expected_results"], EXPECTED["passport"]["expected_results"]
    assert [(one["number"], one["text"]) for one in found] == [
        (one["number"], one["text"]) for one in expected
    ]
    assert [[(figure["comparator"], figure["value"]) for figure in one["figures"]] for one in found] == [
        [(figure["comparator"], figure["value"]) for figure in one["figures"]] for one in expected
    ]


def test_team_equals_the_extract() -> None:
    fields = ("role", "duties", "employment_percent")
    assert [{field: member[field] for field in fields} for member in result()["team"]] == [
        {field: member[field] for field in fields} for member in EXPECTED["team"]["members"]
    ]
    assert (
        result()["team"][4]["name"] == "Сотрудник 5" and result()["team"][0]["contact"] == "8 700 000 00 01"
    )


def test_value_brackets_become_clauses() -> None:
    assert clauses("4.1.3") == [
        {
            "kind": "each_gathering",
            "comparator": "at_least",
            "value": 15,
            "over": None,
            "text": "не менее 15 на каждом тренинге",
            "origin": "source",
        }
    ]
    assert clauses("5.1.2") == [
        {
            "kind": "part",
            "comparator": "at_least",
            "value": 80,
            "over": ["paper"],
            "text": "не менее 80 в бумажном виде",
            "origin": "source",
        }
    ]


def test_words_before_total_become_a_clause() -> None:
    assert [(clause["kind"], clause["value"]) for clause in clauses("4.1.5")] == [("each_gathering", 2)]


def test_months_in_brackets_become_a_clause() -> None:
    assert clauses("1.1.4")[0]["kind"] == "each_month"
    assert clauses("1.1.4")[0]["over"] == [f"2022-{month:02}" for month in range(4, 12)]


def test_brackets_in_name_become_a_clause() -> None:
    clause = clauses("1.2.3")[0]
    assert (clause["kind"], clause["value"], clause["origin"]) == ("each_region", 2, "source")
    assert clause["over"] == ["almaty_obl", "kyzylorda", "turkistan", "west_kz"]


def test_description_conditions_say_their_origin() -> None:
    assert [(clause["kind"], clause["value"], clause["origin"]) for clause in clauses("3.1.4")] == [
        ("each_gathering", 15, "source"),
        ("each_region", 15, "description"),
    ]
    assert [(clause["kind"], clause["value"], clause["origin"]) for clause in clauses("3.1.5")] == [
        ("distinct_regions", 2, "description")
    ]


def test_other_indicators_have_no_clauses() -> None:
    with_clauses = [code for code, indicator in indicators().items() if indicator["clauses"]]
    assert with_clauses == ["1.1.4", "1.2.3", "3.1.4", "3.1.5", "4.1.3", "4.1.5", "5.1.2"]


def test_confidence_marks_what_to_look_at() -> None:
    unsure = {
        code: indicator["confidence"]
        for code, indicator in indicators().items()
        if indicator["confidence"] != "certain"
    }
    assert unsure == {"1.2.1": "doubtful", "1.2.2": "doubtful", "5.1.4": "probable"}


def test_evidence_kinds_are_of_the_known_set() -> None:
    assert {
        kind for indicator in indicators().values() for kind in indicator["evidence_kinds"]
    } <= EVIDENCE_KINDS
    assert all(indicator["evidence_kinds"] for indicator in indicators().values())


def test_missing_values_are_doubts_with_place() -> None:
    places = [doubt["where"] for doubt in doubts("цели нет")]
    assert places == [
        f"Задача 1, мероприятие 2, строка {line} ячейки «Планируемые индикаторы»" for line in (1, 2)
    ]


@pytest.mark.parametrize(
    "part",
    [
        "нет столбца «Сроки выполнения»",
        "в паспорте «ровно 4», в плане «не менее 4»",
        "в паспорте «ровно 2», в плане «не менее 2»",
        "План, индикаторы 1.1.2, 1.2.4",
        "срок мероприятия другой",
        "было бы 32",
        "единица не названа",
        "суммы названы только в описании",
    ],
)
def test_contradiction_of_the_source_is_a_doubt(part: str) -> None:
    assert doubts(part)


def test_nothing_else_is_doubted_or_unread() -> None:
    assert len(result()["doubts"]) == 16
    assert result()["unread"] == []


def test_limited_child_reads_the_same() -> None:
    assert run_limited("services.registry.reader.plan:read_plan", SOURCE.read_bytes()) == result()
