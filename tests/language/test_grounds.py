"""Where in a region gatherings are asked for, by the words of the plan."""

from __future__ import annotations

import pytest

from shared.language.expressions import parse
from shared.language.obligations import TOWN, VILLAGE, grounds_in, is_held


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("14 тренингов в 7 регионах (город-село)", True),
        ("14 тренингов (город – село)", True),
        ("в городах и сёлах", True),
        ("в городе и ауле", True),
        ("7 өңірде 14 тренинг (қала-ауыл)", True),
        ("қала мен ауылда", True),
        ("в 7 регионах (город и/или село)", False),
        ("в городе или селе", False),
        ("в 7 регионах", False),
    ],
)
def test_both_are_asked_for_where_the_words_say_so(text: str, both: bool) -> None:
    assert grounds_in(text) == ((TOWN, VILLAGE) if both else ())


def test_only_gatherings_are_held_somewhere() -> None:
    assert is_held(parse("events_held[training]")) and not is_held(parse("centers_open"))
