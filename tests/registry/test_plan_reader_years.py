"""In which year a month lies that names none itself."""

from __future__ import annotations

import pytest

from services.registry.reader.words.periods import read_period


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ноябрь 2024 – февраль", "2025-02"),
        ("2024 ж. қараша – ақпан", "2025-02"),
        ("15.11.2024 - 28.02", "2025-02"),
        ("ноябрь, декабрь 2024, январь", "2025-01"),
        ("IV квартал 2024 г. – I квартал", "2025-03"),
    ],
)
def test_months_behind_the_year_go_on_into_the_next_one_and_are_doubted(text: str, end: str) -> None:
    period = read_period(text)
    assert period is not None and (period.start[:4], period.end, period.assumed) == (
        "2024",
        end,
        "next_year_taken",
    )


@pytest.mark.parametrize(
    ("text", "end"), [("май 2022 – октябрь", "2022-10"), ("2022 ж. мамыр – маусым", "2022-06")]
)
def test_months_behind_the_year_stay_in_it_where_they_come_later(text: str, end: str) -> None:
    period = read_period(text)
    assert period is not None and (period.end, period.sure) == (end, True)


def test_a_month_inside_the_months_of_the_year_stays_there() -> None:
    period = read_period("март-май 2024, апрель")
    assert period is not None and (period.start, period.end) == ("2024-03", "2024-05")
