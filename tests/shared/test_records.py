"""Records are typed: what travels comes back the same, what is wrong is refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shared.language import records
from shared.language.records.award import Award

AWARD = Award(
    id="a",
    page="/grants/awards/a",
    project_id="p",
    contest_id="c",
    application_id="d",
    activity_id="01",
    region="turkistan",
    settlement="с. Қарнақ",
    group="«Жастар»",
    amount=Decimal("450000.00"),
    awarded_on=date(2022, 6, 24),
    completed_on=None,
    status="awarded",
    evidence=(records.Proof(id="1", kind="agreement", sha256="00", quantity=1, page="/grants/evidence/1"),),
)


def test_record_comes_back_as_it_was_sent() -> None:
    assert records.read("award", records.state(AWARD)) == AWARD


def test_sums_travel_as_decimal_text_and_days_as_iso() -> None:
    state = records.state(AWARD)
    assert (state["amount"], state["awarded_on"]) == ("450000.00", "2022-06-24")


def test_field_nobody_knows_is_ignored() -> None:
    assert records.read("award", records.state(AWARD) | {"mood": "good"}) == AWARD


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "much"}, "amount"),
        ({"awarded_on": None}, "awarded_on"),
        ({"evidence": [{}]}, "evidence[0]"),
    ],
)
def test_wrong_field_is_named(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(records.Unreadable, match=said.replace("[", r"\[")):
        records.read("award", records.state(AWARD) | wrong)


def test_missing_field_is_named() -> None:
    state = records.state(AWARD)
    del state["group"]
    with pytest.raises(records.Unreadable, match="group"):
        records.read("award", state)


def test_record_of_a_later_shape_is_refused() -> None:
    with pytest.raises(records.TooNew, match="schema 99"):
        records.read("award", records.state(AWARD) | {"schema": 99})


def test_every_file_of_the_package_is_found() -> None:
    files = {path.stem for path in Path(records.__file__).parent.glob("*.py")} - {"__init__", "record"}
    assert files == set(records.KINDS)
