"""A total divided: among sorts of people, among regions, by days; what does not come to it is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.reader.plan import read_plan
from services.registry.reader.words.parts import parts_of, places_of
from tests.registry.plan_documents import HEADINGS, TRAININGS, add_table, indicators, one_task, plan, why


def planned(name: str, value: str, period: str = "май 2024 года", **more: Any) -> dict[str, Any]:
    return read_plan(one_task(("1. Тренинги для населения", name, value, period, ""), **more))


def reasons(read: dict[str, Any]) -> list[str]:
    return [note["why"]["say"] for note in [*read["doubts"], *read["unread"]]]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("100 (60 женщин и 40 мужчин)", ["не менее 60 женщин", "не менее 40 мужчин"]),
        ("100 (не менее 60% женщин)", ["не менее 60 % женщин"]),
        ("100: НПО – 60, СМИ – 40 чел.", ["не менее 60 нпо", "не менее 40 сми"]),
        ("100 адам, соның 30-ы жастар", ["не менее 30 молодёжи"]),
        ("100 адам (60 әйел, 40 ер адам)", ["не менее 60 женщин", "не менее 40 ер адам"]),
    ],
)
def test_parts_are_kept_each_with_its_sort(value: str, texts: list[str]) -> None:
    (found,) = indicators(planned("Количество участников", value))
    assert (found["target"], [clause["text"] for clause in found["clauses"]]) == (100, texts)


@pytest.mark.parametrize(
    "value",
    [
        "100 (60 женщин и 50 мужчин)",
        "100 (60 взрослых и 30 детей)",
        "100 (60 взрослых, кроме пенсионеров, 40 детей)",
        "100 (60% женщин, 50% мужчин)",
        "100 (около 60 женщин)",
        "100 (60 человек)",
        "100 (60 до 70 женщин)",
        "100: 60 взрослых, дети",
        "100 (60 - план, 40 - резерв)",
        "100 человек с опытом от 5 лет",
        "от 20 тренингов до 30 участников",
        "100 человек, их число может измениться",
    ],
)
def test_parts_that_do_not_come_to_the_total_are_asked_about(value: str) -> None:
    assert {"condition_unread", "several_numbers", "rest_unread"} & set(
        reasons(planned("Количество участников", value))
    )


def test_sorts_in_brackets_do_not_narrow_the_whole() -> None:
    """«120 (60% женщин)» was asked about twice: as brackets nobody read, and as women alone."""
    assert "name_narrower" not in reasons(planned("Количество участников", "120 (60% женщин)"))
    assert "name_narrower" in reasons(planned("Количество участников", "120 женщин (60% сельских жителей)"))


def test_regions_of_a_cell_are_targets_by_region() -> None:
    read = planned("Количество тренингов", "4 (1 – Костанай, 1 – г. Павлодар, 2 – Астана)")
    (found,) = indicators(read)
    divided = [(one["region"], one["month"], one["value"]) for one in found["targets"]]
    assert divided == [("kostanay", None, 1), ("pavlodar", None, 1), ("astana", None, 2)]
    assert "targets" not in indicators(planned("Количество тренингов", "4"))[0]


@pytest.mark.parametrize(
    "value", ["4 (апрель – 1, май – 3)", "4: 1 в апреле, 3 в мае", "4 (сәуір – 1, мамыр – 3)"]
)
def test_months_of_a_cell_are_targets_by_month(value: str) -> None:
    (found,) = indicators(planned("Количество тренингов", value, "апрель-май 2024 года"))
    divided = [(one["region"], one["month"], one["value"]) for one in found["targets"]]
    assert (found["target"], divided) == (4, [(None, "2024-04", 1), (None, "2024-05", 3)])


def test_table_of_targets_is_over_those_of_a_cell() -> None:
    """A target of one region stands once: the table is the later word, and two rows of one place break."""
    rows = [("Показатель", "Костанайская область", "Павлодарская область"), ("1.1.1", "3", "1")]
    value = "4 (Костанай – 1, Павлодар – 1, Астана – 2)"
    (found,) = indicators(planned("Тренинги", value, change=lambda document: add_table(document, rows)))
    places = {one["region"]: one["value"] for one in found["targets"]}
    assert (places, len(found["targets"])) == ({"kostanay": 3, "pavlodar": 1, "astana": 2}, 3)


@pytest.mark.parametrize(
    "text", ["костанай - 1, павлодар - 2", "костанай - 2, г. костанай - 2", "костанай - 4"]
)
def test_places_that_do_not_come_to_the_total_are_none(text: str) -> None:
    assert places_of(text, 4) == []


def test_places_whose_region_is_unknown_are_parts() -> None:
    assert [part.text for part in parts_of("рудный - 1, костанай - 3", 4)] == [
        "не менее 1 рудный",
        "не менее 3 костанай",
    ]


def test_months_without_a_year_are_of_the_only_one() -> None:
    read = planned("Количество тренингов", "8 (апрель–ноябрь)", "апрель-ноябрь 2024 года")
    (clause,) = indicators(read)[0]["clauses"]
    assert (clause["kind"], clause["value"], clause["over"][0]) == ("each_month", 1, "2024-04")
    assert not {"condition_unread", "other_period"} & set(reasons(read))


def test_each_length_is_kept_in_its_words() -> None:
    """Two of one cell were one: all conditions in words counted as the same."""
    (found,) = indicators(planned("Количество тренингов", "4 тренинга по 2 дня, по 6 часов"))
    assert [clause["text"] for clause in found["clauses"]] == ["по 2 дня", "по 6 часов"]


def test_thousands_of_a_heading_are_told_once() -> None:
    headings = (*HEADINGS[:4], "Стоимость, тыс. тенге")
    rows = [(f"{at}. Тренинги", "Количество тренингов", "4", "май 2024", "950") for at in (1, 2, 3)]
    read = read_plan(plan(("Задача 1. Обучить", [headings, *rows]), ("Задача 2. Помочь", [headings, *rows])))
    costs = [row["cost"] for section in read["sections"] for row in section["activities"]]
    assert (costs, reasons(read).count("scale_of_heading")) == ([950000] * 6, 1)
    assert "умножена на 1 000" in why(read["doubts"]).replace("\u00a0", " ")


@pytest.mark.parametrize("cost", ["1.424 тыс. тенге", "424.000", "1 424.000 тенге"])
def test_mark_of_thousands_that_may_be_a_fraction_is_asked_about(cost: str) -> None:
    read = read_plan(one_task((*TRAININGS[:4], cost)))
    assert "thousands_by_mark" in reasons(read)


def test_name_of_no_measure_without_a_unit_is_one_question() -> None:
    read = planned("Мобильное приложение", "1")
    asked = [note["why"]["say"] for note in read["doubts"] if note["code"] == "1.1.1"]
    assert asked == ["unit_and_name_unknown"]
