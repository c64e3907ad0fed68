"""Lines of a revised annex matched with the approved ones; doubtful ones asked about."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.registry.annexes.rules.likeness import Line, alike
from services.registry.annexes.rules.matching import Matching, match_lines

TITLES = ("Проведение семинаров для библиотекарей", "Открытие общественных центров", "Выпуск брошюры")


def lines(*texts: str, figures: tuple[str, ...] = (), detail: str = "") -> list[Line]:
    """Lines in this order, numbered."""
    return [
        Line(uuid4(), text, detail, f"1.{place}", figures, place / len(texts))
        for place, text in enumerate(texts, 1)
    ]


def named(found: Matching, old: list[Line], new: list[Line]) -> dict[str, str]:
    """What was matched, by text."""
    texts: dict[UUID, str] = {line.key: line.text for line in [*old, *new]}
    return {texts[line]: texts[former] for line, former in found.same.items()}


def test_same_lines_are_matched_wherever_they_stand() -> None:
    old, new = lines(*TITLES), lines(*reversed(TITLES))
    assert named(match_lines(old, new), old, new) == {title: title for title in TITLES}


def test_inserted_line_is_new_and_moves_no_other() -> None:
    old, new = lines(*TITLES), lines("Конкурс мини-грантов инициативных групп", *TITLES)
    found = match_lines(old, new)
    assert named(found, old, new) == {title: title for title in TITLES} and not found.questions


def test_changed_number_leaves_the_line_the_same() -> None:
    old = lines("Проведение 14 тренингов", *TITLES[1:])
    new = lines("Проведение 16 тренингов", *TITLES[1:])
    assert named(match_lines(old, new), old, new)["Проведение 16 тренингов"] == "Проведение 14 тренингов"


def test_line_like_two_approved_ones_is_asked_about() -> None:
    old = lines("Тренинг для лидеров сел Абайского района", "Тренинг для лидеров сел Айского района")
    new = lines("Тренинг для лидеров сёл Аягозского района")
    found = match_lines(old, new)
    assert not found.same and set(found.questions[0].offered) == {line.key for line in old}


def test_reworded_line_is_asked_about_with_the_likely_one_first() -> None:
    old = lines("Проведение круглых столов с акиматами районов", TITLES[2], figures=("7",))
    new = lines("Круглые столы по развитию сёл с акимами", TITLES[2], figures=("7",))
    found = match_lines(old, new)
    assert [question.guess for question in found.questions] == [old[0].key]


def test_line_unlike_any_is_new_without_a_question() -> None:
    found = match_lines(lines(TITLES[0]), lines("Итоговый аудит"))
    assert not found.same and not found.questions


def test_equal_lines_are_matched_in_their_order_while_their_count_is_the_same() -> None:
    old, new = lines("Круглый стол", "Круглый стол"), lines("Круглый стол", "Круглый стол")
    assert match_lines(old, new).same == {new[0].key: old[0].key, new[1].key: old[1].key}


def test_equal_lines_of_which_one_went_are_asked_about() -> None:
    old, new = lines("Круглый стол", "Круглый стол"), lines("Круглый стол")
    found = match_lines(old, new)
    assert not found.same and len(found.questions[0].offered) == 2


def test_one_approved_line_split_in_two_is_guessed_once() -> None:
    old = lines("Тренинги для лидеров и акимов")
    new = lines("Тренинги для лидеров", "Тренинги для акимов")
    guesses = [question.guess for question in match_lines(old, new).questions]
    assert sorted(guesses, key=str) == sorted([old[0].key, None], key=str)


def test_no_approved_line_is_ever_matched_twice() -> None:
    old, new = lines(*TITLES, "Проведение 4 тренингов"), lines(*TITLES, *TITLES, "Проведение 5 тренингов")
    found = match_lines(old, new).same
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("text", ["Выпуск брошюры.", "«Выпуск» брошюры", "ВЫПУСК  БРОШЮРЫ"])
def test_typing_changes_nothing(text: str) -> None:
    assert alike(*lines("Выпуск брошюры"), *lines(text)) == pytest.approx(1)


def test_line_in_other_words_at_its_place_with_its_numbers_is_asked_about() -> None:
    old = [*lines("Количество участников", figures=("210",)), *lines("Отзывы", figures=("28",))]
    new = lines("Обученные жители сёл", figures=("210",))
    assert [question.guess for question in match_lines(old, new).questions] == [old[0].key]


def test_line_in_other_words_elsewhere_is_asked_about_where_no_other_promises_as_much() -> None:
    old = lines("Меморандум", "Количество участников", figures=("210",))
    new = [*lines("Программа занятий"), *lines("Отзывы", "Обученные жители сёл", figures=("210",))]
    assert match_lines(old[1:], new[:1] + new[2:]).questions
    several = lines("Заседания", "Круглые столы", "Отзывы", figures=("7",))
    assert not match_lines(several[:1], [several[2]]).same


ONE_DAY = "Проведение однодневного тренинга по бюджету местного самоуправления"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{ONE_DAY} в г. Костанай", f"{ONE_DAY} в г. Павлодар"),
        (f"{ONE_DAY} в Костанайской и Акмолинской областях", f"{ONE_DAY} в Костанайской и Абайской областях"),
        (
            "Количество участников тренингов из числа женщин",
            "Количество участников тренингов из числа мужчин",
        ),
        ("Количество участников круглых столов проекта", "Количество участников мастер-классов проекта"),
        ("Аналитический отчёт о работе за 2023 год", "Аналитический отчёт о работе за 2024 год"),
        ("Аналитический отчёт о работе за I квартал", "Аналитический отчёт о работе за III квартал"),
        ("Жұмыс туралы талдамалық есеп, наурыз", "Жұмыс туралы талдамалық есеп, мамыр"),
    ],
)
def test_line_that_now_means_another_place_people_or_time_is_asked_about(before: str, after: str) -> None:
    """What was done for the one is not done for the other, however alike their words."""
    old, new = lines(before), lines(after)
    found = match_lines(old, new)
    assert found.same == {} and [question.guess for question in found.questions] == [old[0].key]


@pytest.mark.parametrize(
    "after",
    [
        f"{ONE_DAY} в Костанайской, Акмолинской и Павлодарской областях",
        f"{ONE_DAY} в Костанайской области",
        f"{ONE_DAY} (онлайн) в Костанайской и Акмолинской областях",
        f"{ONE_DAY} в Акмолинской и Костанайской областях.",
    ],
)
def test_line_that_names_more_or_fewer_of_them_is_the_same(after: str) -> None:
    old, new = lines(f"{ONE_DAY} в Костанайской и Акмолинской областях"), lines(after)
    assert match_lines(old, new).same == {new[0].key: old[0].key}
