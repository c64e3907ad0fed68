"""Figures that stand on two lines of one cell are two figures, wherever the cell is."""

from __future__ import annotations

import pytest
from docx.document import Document

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import PASSPORT, add_table, fill, indicators, one_task

ROW = ("1. Тренинги", "Количество тренингов", "3", "май 2024", "")


def whys(read: dict) -> set[str]:
    """The codes of why anything is doubted or not read."""
    return {note["why"]["say"] for note in [*read["doubts"], *read["unread"]]}


@pytest.mark.parametrize("cost", ["350 000\n150 000", "350\n000", "350 000 тенге\n150 000 тенге"])
def test_two_sums_of_a_cell_are_no_long_number(cost: str) -> None:
    read = read_plan(one_task((*ROW[:4], cost)))
    assert read["sections"][0]["activities"][0]["cost"] is None and "cost_unread" in whys(read)


def test_sum_above_its_currency_and_its_words_is_one() -> None:
    read = read_plan(one_task((*ROW[:4], "350 000\nтенге\n(триста пятьдесят тысяч)")))
    assert read["sections"][0]["activities"][0]["cost"] == 350000


def test_two_sums_of_the_grant_are_asked_about() -> None:
    passport = [*PASSPORT[:2], ("Сумма гранта:", "5\n200"), *PASSPORT[3:]]
    assert {"rest_unread", "amount_differs"} & whys(read_plan(one_task(ROW, passport=passport)))


def test_two_values_of_a_region_are_not_added_up() -> None:
    def divided(document: Document) -> None:
        rows = [("Показатель", "Акмолинская область", "Костанайская область"), ("1.1.1", "12\n500", "7")]
        add_table(document, rows)

    read = read_plan(one_task(ROW, change=divided))
    assert [target["value"] for target in indicators(read)[0]["targets"]] == [7]
    assert "no_number" in whys(read)


def test_a_table_within_a_cell_keeps_its_figures_apart() -> None:
    def nested(document: Document) -> None:
        cell = document.tables[0].cell(1, 2)
        cell.paragraphs[0].text = ""
        fill(cell.add_table(1, 2), [("12", "500")])

    assert "several_numbers" in whys(read_plan(one_task(ROW, change=nested)))
