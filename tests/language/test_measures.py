"""The measures are found by the package itself, and fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.language import evidence, measures
from shared.language.expressions import parse
from shared.language.measure import RATIO


def test_every_file_of_the_package_is_a_family() -> None:
    files = {file.stem for file in Path(measures.__file__).parent.glob("*.py")} - {"__init__"}
    assert len(measures.families()) == len(files) >= 6


def test_families_have_places_of_their_own() -> None:
    found = measures.families()
    assert len({family.shown for family in found}) == len({family.read for family in found}) == len(found)


@pytest.mark.parametrize("text", [*measures.offered(), *(reading.measure for reading in measures.readings())])
def test_every_expression_names_a_measure(text: str) -> None:
    assert parse(text).measure is not None


def test_two_measures_never_share_a_name() -> None:
    found = [
        name
        for family in measures.families()
        for item in family.measures
        for name in (item.name, *item.aliases)
    ]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("measure", measures.measures().values(), ids=lambda measure: measure.name)
def test_a_measure_is_proven_by_known_kinds_of_evidence(measure: measures.Measure) -> None:
    asked = {kind for form in measure.forms for kind in form.evidence}
    assert {*measure.evidence, *measure.beside, *measure.stand_in, *measure.needed(), *asked} <= set(
        evidence.KINDS
    )


def test_a_delivered_measure_says_how_it_counts_and_where_it_is_entered() -> None:
    assert all(item.explained and item.entered for item in measures.measures().values() if item.delivered)


def test_both_shares_are_delivered() -> None:
    shares = {item.name: item.delivered for item in measures.measures().values() if item.counted == RATIO}
    assert shares == {"satisfaction_share": True, "social_feedback_positive_share": True}


def test_a_narrowed_measure_may_ask_for_more_evidence() -> None:
    assert parse("events_held[round_table]").evidence == ("programme", "signed_list", "photo", "protocol")


def test_people_counted_once_are_kept_as_attendances() -> None:
    measure = parse("unique_persons[training, category=leader]").measure
    assert measure is not None
    assert (measure.unique, measure.kept_as, measure.by_activity) == (True, "attendance_persons", True)


FAMILY = """
from shared.language.measure import COUNT, Family, Form, Measure
VISITS = Measure("visits_made", "guest_book", COUNT, "посещение", ("journal",), (Form("", "visits"),))
FAMILY = Family(shown=99, read=99, measures=(VISITS,))
"""


def test_a_new_family_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guest_books.py").write_text(FAMILY, "utf-8")
    monkeypatch.setattr(measures, "__path__", [*measures.__path__, str(tmp_path)])
    found = measures.families.__wrapped__()
    assert [item.name for family in found for item in family.measures][-1] == "visits_made"
