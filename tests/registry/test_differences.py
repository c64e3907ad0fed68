"""What a version changes: every field, lines added, removed and moved, old and new side by side."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.registry.drafts.listing.differences import longest_in_order
from tests.registry.plan_documents import TRAININGS
from tests.registry.test_revised_annex import BOOK, CENTRES, MORE, TABLES, page, plan, revised
from tests.suite import Suite

__all__ = ["plan"]
PATH = "/registry/plans/{}/differences"


def said(suite: Suite, draft: dict[str, str]) -> str:
    """The page of differences without the white space of its markup."""
    return " ".join(page(suite.browser("project_lead"), PATH.format(draft["id"])).split())


def test_added_and_removed_lines_are_named(suite: Suite, plan: dict[str, str]) -> None:
    text = said(suite, revised(suite, plan, TRAININGS, BOOK, TABLES))
    assert "добавлено: 2" in text and "удалено: 3" in text
    assert BOOK[0].rstrip(".") in text and "Открытие 7 общественных центров" in text


def test_line_that_passed_another_is_moved_and_the_other_is_not(suite: Suite, plan: dict[str, str]) -> None:
    text = said(suite, revised(suite, plan, TABLES, TRAININGS, CENTRES))
    assert "перемещено: 1" in text


def test_old_and_new_target_stand_side_by_side(suite: Suite, plan: dict[str, str]) -> None:
    text = said(suite, revised(suite, plan, MORE, CENTRES, TABLES))
    assert text.index(">60<") < text.index(">75<") if ">60<" in text else "60" in text and "75" in text


@pytest.mark.parametrize(
    ("field", "place", "value"),
    [
        ("Описание", 0, TRAININGS[0] + " Тренинги проводят приглашённые библиографы."),
        ("Стоимость", 4, "150 000"),
    ],
)
def test_every_field_of_a_line_is_compared(
    suite: Suite, plan: dict[str, str], field: str, place: int, value: str
) -> None:
    row = [*TRAININGS]
    row[place] = value
    assert field in said(suite, revised(suite, plan, row, CENTRES, TABLES))


def test_same_file_changes_nothing(suite: Suite, plan: dict[str, str]) -> None:
    assert "Изменений нет" in said(suite, revised(suite, plan, TRAININGS, CENTRES, TABLES))


def test_fewest_lines_explain_a_new_order() -> None:
    keys = [uuid4() for _ in range(5)]
    at: dict[UUID, int] = {key: place for place, key in enumerate(keys)}
    assert longest_in_order([keys[4], *keys[:4]], at) == set(keys[:4])
