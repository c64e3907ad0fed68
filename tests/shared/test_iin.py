import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.iin import is_valid_bin, is_valid_iin, read_bin, read_iin

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "iin_bin_vectors.json").read_text("utf-8"))
TODAY = date(2022, 9, 30)


def test_every_vector_group_is_tested() -> None:
    assert set(VECTORS) - {"note"} == {
        "valid_iin", "valid_bin", "invalid_checksum", "never_issued_prefix11", "invalid_date", "undetected_by_checksum",
    }


@pytest.mark.parametrize("number", VECTORS["valid_iin"] + VECTORS["undetected_by_checksum"])
def test_valid_iin_is_accepted_silently(number: str) -> None:
    facts = read_iin(number, TODAY)
    assert is_valid_iin(number)
    assert facts.birth_date and facts.sex and facts.warnings == ()


@pytest.mark.parametrize("number", VECTORS["valid_bin"])
def test_valid_bin_is_accepted_silently(number: str) -> None:
    facts = read_bin(number, TODAY)
    assert is_valid_bin(number)
    assert facts.registered and facts.entity and facts.unit and facts.warnings == ()


@pytest.mark.parametrize("number", VECTORS["invalid_checksum"])
def test_wrong_check_digit_is_refused(number: str) -> None:
    assert read_iin(number).error == "iin_check_digit"
    assert read_bin(number).error == "bin_check_digit"


@pytest.mark.parametrize("prefix", VECTORS["never_issued_prefix11"])
def test_never_issued_prefix_has_no_digit(prefix: str) -> None:
    assert not any(is_valid_iin(prefix + digit) or is_valid_bin(prefix + digit) for digit in "0123456789")


@pytest.mark.parametrize("number", VECTORS["invalid_date"])
def test_impossible_birth_date_only_warns(number: str) -> None:
    assert is_valid_iin(number)
    assert read_iin(number).warnings == ("iin_birth_date",)


def test_iin_tells_birth_and_sex() -> None:
    assert read_iin("850615400006", TODAY).birth_date == date(1985, 6, 15)
    assert read_iin("850615400006", TODAY).sex == "female"


def test_birth_in_the_future_warns() -> None:
    assert read_iin("000101500001", date(1999, 12, 31)).warnings == ("iin_future",)


def test_bin_century_is_the_past() -> None:
    assert read_bin("940140000385", TODAY).registered == date(1994, 1, 1)
    assert read_bin("220440000009", TODAY).registered == date(2022, 4, 1)


def test_numbers_of_other_kind_warn() -> None:
    assert read_bin("900101300007").warnings == ("bin_looks_like_iin",)
    assert read_iin("220440000009").warnings == ("iin_looks_like_bin",)


@pytest.mark.parametrize("text", ["", "90010130000", "9001013000077", "90010130000٧", " 900101300007", "90O101300007"])
def test_other_shapes_are_refused(text: str) -> None:
    assert read_iin(text).error == "iin_shape"
    assert read_bin(text).error == "bin_shape"


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_any_twelve_digits_are_read(text: str) -> None:
    assert read_iin(text).error in (None, "iin_check_digit")
    assert read_bin(text).error in (None, "bin_check_digit")


@given(st.text())
def test_no_text_breaks_the_check(text: str) -> None:
    assert is_valid_iin(text) in (True, False)
