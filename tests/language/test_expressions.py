"""A measure as a plan writes it."""

from __future__ import annotations

import pytest

from shared.language.expressions import Expression, parse


@pytest.mark.parametrize(
    ("text", "name", "subtypes", "group"),
    [
        ("centers_open", "centers_open", (), ""),
        ("events_held[training]", "events_held", ("training",), ""),
        (
            "attendance_persons[thematic_session, round_table]",
            "attendance_persons",
            ("thematic_session", "round_table"),
            "",
        ),
        ("unique_persons[training, category=leader]", "unique_persons", ("training",), "leader"),
        ("event_programmes_attached[final_briefing]", "event_programmes_attached", ("briefing",), ""),
        ("nobody: knows", "nobody: knows", (), ""),
    ],
)
def test_an_expression_is_read_from_its_text(
    text: str, name: str, subtypes: tuple[str, ...], group: str
) -> None:
    assert parse(text) == Expression(text, name, subtypes, group)


def test_the_group_of_leaders_stands_for_all_who_lead() -> None:
    leaders = parse("unique_persons[training, category=leader]").categories
    assert leaders == ("leader", "opinion_leader", "akimat", "ngo", "youth")


def test_an_expression_is_shown_as_it_was_written() -> None:
    assert (
        str(parse("event_programmes_attached[final_briefing]")) == "event_programmes_attached[final_briefing]"
    )
