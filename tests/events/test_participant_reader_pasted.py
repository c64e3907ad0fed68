import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.participants.reader import read_pasted
from services.events.participants.reader.cells import read_category
from services.events.participants.reader.reasons import reason_text
from shared.language.categories import CATEGORIES
from shared.limited import Unreadable
from tests.events.participant_lists import codes


@pytest.mark.parametrize(
    "line, expected",
    [
        ("Ахметова Айгүл", {}),
        ("1. Ахметова Айгүл", {}),
        ("12) Ахметова Айгүл;", {}),
        ("• Ахметова Айгүл", {}),
        ("Ахметова Айгүл, Шелек, 8 700 000 00 01", {"settlement": "Шелек", "phone": "+77000000001"}),
        (
            "Ахметова Айгүл – с. Шелек – +7 (700) 000-00-01",
            {"settlement": "с. Шелек", "phone": "+77000000001"},
        ),
        ("Ахметова Айгүл 87000000001", {"phone": "+77000000001"}),
        (
            "3\tАхметова Айгүл\tж\t1985\tШелек\tлидер\tОФ «Бірлік»\t77000000001",
            {
                "sex": "female",
                "birth_year": 1985,
                "settlement": "Шелек",
                "category": "leader",
                "organisation": "ОФ «Бірлік»",
                "phone": "+77000000001",
            },
        ),
        ("Ахметова Айгүл; 15.06.1985 г.р.; НПО", {"birth_year": 1985, "category": "ngo"}),
        ("Ахметова Айгүл, Илийский район", {"settlement": "Илийский район"}),
    ],
)
def test_pasted_lines_of_every_kind(line: str, expected: dict) -> None:
    (row,) = read_pasted(line)["rows"]
    assert (
        row
        == {
            "row": 1,
            "name": "Ахметова Айгүл",
            "sex": None,
            "birth_year": None,
            "settlement": None,
            "category": None,
            "organisation": None,
            "phone": None,
            "attended": False,
        }
        | expected
    )


def test_pasted_initials_keep_their_dots() -> None:
    assert [row["name"] for row in read_pasted("Ахметова А.С.\nИванов И. И., Есік")["rows"]] == [
        "Ахметова А.С.",
        "Иванов И. И.",
    ]


def test_pasted_table_uses_its_header() -> None:
    result = read_pasted(
        "№\tФИО\tТелефон\tСело\n1\tКим Анна\t8 700 000 00 01\tАрыс\n2\t\t8 700 000 00 02\t\n"
    )
    assert result["rows"][0]["settlement"] == "Арыс" and codes(result) == [(3, "name", "name_empty")]


def test_pasted_bad_phone_is_a_problem() -> None:
    result = read_pasted("Ким Анна\nПак Вера, Арыс, 8 912 000 00 01\n")
    assert codes(result) == [(2, "phone", "phone_foreign")] and len(result["rows"]) == 2


def test_pasted_nothing_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_pasted(" \n\t\n")
    assert refusal.value.code == "empty_table"


def lost(result: dict, count: int) -> set[int]:
    """Rows neither taken nor named anywhere."""
    named = {row["row"] for row in result["rows"]} | {problem["row"] for problem in result["problems"]}
    return set(range(1, count + 1)) - named - {note["row"] for note in result["skipped"]}


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Ким Анна",
            "Пак В.",
            "ж",
            "z",
            "1985",
            "1790",
            "8 700 000 00 01",
            "123",
            "лидер",
            "Итого",
            "",
            "да",
            "ФИО",
            "Телефон",
        ]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8))
def test_pasted_rows_are_never_lost(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(" ".join(cell.replace("\t", " ").split()) for cell in row) for row in rows)
    try:
        result = read_pasted(text)
    except Unreadable:
        return
    plain = text.split("\n")
    silent = lost(result, len(plain)) - set(range(1, (result["header_row"] or 0) + 1))
    assert all(not any(letter.isalpha() for letter in plain[row - 1]) for row in silent)


@pytest.mark.parametrize("text", ["ФИО", "\ufeffФИО\n\n", "Аты-жөні\tТелефон\n", "№;ФИО;Пол"])
def test_header_alone_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_pasted(text)
    assert refusal.value.code == "only_header"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffӘбдіқадыр Өмірбек, 1985",
        "ФИО\tГод рождения\nӘбдіқадыр Өмірбек\t1985",
        "ФИО;Год рождения\nӘбдіқадыр  Өмірбек;1985",
    ],
)
def test_mark_of_encoding_tabs_semicolons_and_double_spaces_read_alike(text: str) -> None:
    assert [(row["name"], row["birth_year"]) for row in read_pasted(text)["rows"]] == [
        ("Әбдіқадыр Өмірбек", 1985)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3985", "name_has_digits"),
        ("Ким Анна, 3985", "birth_year_impossible"),
        ("Ким Анна\t1700", "birth_year_impossible"),
    ],
)
def test_bare_year_is_no_village_and_no_name(text: str, code: str) -> None:
    result = read_pasted(text)
    assert result["rows"] == [] and [problem["code"] for problem in result["problems"]] == [code]


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
@pytest.mark.parametrize("closest", [None, "лидер"])
def test_unknown_category_names_words_that_are_all_understood(locale: str, closest: str | None) -> None:
    text = reason_text(
        {"row": 2, "code": "category_unknown", "value": "x", "params": {"closest": closest}}, locale
    )
    words = text.rsplit(": ", 1)[1].split(", ")
    assert {read_category(word, lambda *_seen, **_kept: None) for word in words} == set(CATEGORIES)


def test_third_word_that_is_no_phone_is_kept_and_said() -> None:
    result = read_pasted(
        "Ким Анна, Арыс, абв, ж\nПак Вера, Арыс, 8 700 000 00 01, абв\nЛи Вера, Арыс, ОФ «Бірлік»\n"
    )
    assert [row["organisation"] for row in result["rows"]] == ["абв", "абв", "ОФ «Бірлік»"]
    assert codes(result) == [(1, "organisation", "read_as_organisation")]


@pytest.mark.parametrize("place", ["Қызылорда қ.", "Түркістан обл.", "с. Шорнақ"])
def test_shortened_word_of_a_place_keeps_its_dot(place: str) -> None:
    assert read_pasted(f"Ким Анна\t{place}\t8 700 000 00 01")["rows"][0]["settlement"] == place


@pytest.mark.parametrize(
    ("column", "code", "words"),
    [
        ("год рождения", "birth_year_unreadable", "год рождения не читается"),
        ("Пол", "sex_unknown", "пол не распознан"),
        ("Ж/М", "sex_unknown", "Ж/М: пол не распознан"),
    ],
)
def test_reason_does_not_say_its_column_twice(column: str, code: str, words: str) -> None:
    assert reason_text({"row": 2, "column": column, "code": code, "value": "x"}, "ru").startswith(words)


@pytest.mark.parametrize(("mark", "unsaid"), [("келді", False), ("", True)])
def test_pasted_line_says_who_was_absent_and_no_mark_is_no_presence(mark: str, unsaid: bool) -> None:
    """A list that calls only the absent says that the others came; beside a mark of presence none says no."""
    read = read_pasted(f"Ким Анна\tКентау\tнет\n\nЛи Вера\tКентау\nОспанов Тимур\tКентау\t{mark}")
    assert [(row["name"], row["attended"], row["organisation"]) for row in read["rows"]] == [
        ("Ким Анна", False, None),
        ("Ли Вера", unsaid, None),
        ("Оспанов Тимур", True, None),
    ]
    assert "attended" in read["columns"] and not read["problems"]


def test_pasted_lines_without_marks_leave_attendance_open() -> None:
    assert "attended" not in read_pasted("Ким Анна\tКентау\nЛи Вера")["columns"]


def test_a_pasted_line_of_signs_alone_comes_back_and_an_empty_one_does_not() -> None:
    result = read_pasted("Ахметова Айгүл\n???\n------\n5.\n;;;\n(!)\n")
    assert codes(result) == [(2, "name", "name_unreadable"), (6, "name", "name_unreadable")]
    assert [row["row"] for row in result["rows"]] == [1] and [row["row"] for row in result["refused"]] == [
        2,
        6,
    ]
