"""Two wordings of one line say the same number in their own ways: only another number is told."""

from __future__ import annotations

import pytest

from services.registry.wordings.rules.numbers import apart


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        ("Провести 4 тренинга", "Төрт тренинг өткізу"),
        ("Два тренинга", "2 тренинг"),
        ("10 или 5 тренингов", "он немесе бес тренинг"),
        ("210 человек", "екі жүз он адам"),
        ("не менее 7-ми", "кемінде 7"),
        ("Фонд 5,2 млн тенге", "Қоры 5 200 000 теңге"),
        ("100 000,00 тенге", "100 000 теңге"),
        ("50 тыс. просмотров", "50 000 қаралым"),
        ("до 15.05.2024", "2024 жылғы 15 мамырға дейін"),
        ("с 15.05.2024 по 16.05.2024", "15.05.2024 – 16.05.2024"),
        ("I квартал 2024 года", "2024 жылғы 1-тоқсан"),
        ("второй квартал", "2-тоқсан"),
        ("в 10.30", "сағат 10:30-да"),
        ("14 тренингов", "14 (он төрт) тренинг"),
        ("18–35 лет", "18-35 жас"),
    ],
)
def test_the_same_number_in_other_signs_is_no_difference(russian: str, kazakh: str) -> None:
    assert apart(russian, kazakh) is None


@pytest.mark.parametrize(
    ("russian", "kazakh", "left", "right"),
    [
        ("14 тренингов", "15 тренинг", ("14",), ("15",)),
        ("до 15.05.2024", "2024 жылғы 15 маусымға дейін", ("5",), ()),
        ("1 тренинг", "1 тренинг, 2 семинар", (), ("2",)),
        ("5,2 млн тенге", "5 200 теңге", ("5200000",), ("5200",)),
        ("Он проводит тренинг", "10 тренинг", (), ("10",)),
        ("14 тренингов", "тренингтер", ("14",), ()),
        ("5 встреч в мае", "мамырда кездесулер", ("5",), ()),
        ("встречи в мае", "мамырда 5 кездесу", (), ("5",)),
    ],
)
def test_another_number_is_told(
    russian: str, kazakh: str, left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    found = apart(russian, kazakh)
    assert found and (found.russian, found.kazakh) == (left, right)
