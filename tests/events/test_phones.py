import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.participants.reader.phones import normalise_phone, phone_to_print

MOBILE_CODES = "700 701 702 705 706 707 708 747 760 764 771 775 776 777 778 785".split()


@pytest.mark.parametrize(
    "text",
    [
        "+77000000012",
        "77000000012",
        "87000000012",
        "7000000012",
        "8 700 000 00 12",
        "8 (700) 000-00-12",
        "+7 (700) 000 00 12",
        "8-700-000-00-12",
        "8.700.000.00.12",
        "\u00a08\u00a0700\u00a0000\u00a000\u00a012",
        "8 700 000‑00–12",
        "\u202a+7 700 000 00 12\u202c",
        "00 7 700 000 00 12",
        "８７０００００００１２",
        "тел. 8 700 000 00 12",
        "8 700 000 00 12 ext. 5",
    ],
)
def test_usual_spellings_become_one_number(text: str) -> None:
    assert normalise_phone(text) == "+77000000012"


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "phone_empty"),
        ("  - ", "phone_empty"),
        ("7.7E+10", "phone_rounded"),
        ("7,70000E+10", "phone_rounded"),
        ("12345", "phone_too_short"),
        ("8 700 000", "phone_too_short"),
        ("8 700 000 00 123", "phone_too_long"),
        ("+7 912 000 00 12", "phone_foreign"),
        ("+998 90 000 00 12", "phone_foreign"),
        ("8 495 000 00 12", "phone_foreign"),
        ("8 703 000 00 12", "phone_no_such_code"),
        ("7 700 000 00 1", "phone_no_such_code"),
        ("нет", "phone_unreadable"),
    ],
)
def test_other_texts_are_refused_by_code(text: str, code: str) -> None:
    with pytest.raises(ValueError) as refusal:
        normalise_phone(text)
    assert refusal.value.args == (code,)


@pytest.mark.parametrize("code", MOBILE_CODES)
def test_quick_path_agrees_with_library(code: str) -> None:
    number = phonenumbers.parse(normalise_phone(f"8{code}0000012"), None)
    assert phonenumbers.is_valid_number_for_region(number, "KZ")


def test_landline_of_a_town_is_read() -> None:
    assert normalise_phone("8 (7292) 12-34-56") == "+77292123456"


def test_number_prints_in_groups() -> None:
    assert phone_to_print("+77000000012") == "+7 700 000 00 12"
    assert phone_to_print("12-34") == "12-34"


@given(st.text(max_size=40))
def test_any_text_is_number_or_code(text: str) -> None:
    try:
        number = normalise_phone(text)
    except ValueError as refusal:
        assert str(refusal).startswith("phone_")
    else:
        assert number.startswith("+77") and len(number) == 12 and normalise_phone(number) == number


@given(st.sampled_from(MOBILE_CODES), st.integers(0, 9_999_999), st.sampled_from(["8", "+7", "7", ""]))
def test_printed_number_reads_back(code: str, rest: int, prefix: str) -> None:
    number = normalise_phone(f"{prefix}{code}{rest:07}")
    assert normalise_phone(phone_to_print(number)) == number
