"""Money, numbers, dates and periods as a reader of each language expects them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from shared.i18n import (
    amount_in_words,
    format_date,
    format_datetime,
    format_money,
    format_month,
    format_number,
    format_percent,
    format_period,
    format_short_date,
)
from shared.web.language import phrase

APRIL = date(2022, 4, 11)


def plain(text: str) -> str:
    """The text with its no-break spaces as plain ones, so that expectations stay readable."""
    return text.replace("\u00a0", " ")


def test_money_keeps_its_groups_together() -> None:
    assert format_money(29364470, "ru") == "29\u00a0364\u00a0470\u00a0₸"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Decimal("1250.50"), "1 250,50 ₸"),
        (Decimal("1250.00"), "1 250 ₸"),
        ("424000", "424 000 ₸"),
        (0, "0 ₸"),
        (-5000, "\u22125 000 ₸"),
        (None, "—"),
        (Decimal("0.005"), "0,01 ₸"),
    ],
)
def test_tiyn_appear_only_when_present(amount: Decimal | int | str | None, shown: str) -> None:
    assert plain(format_money(amount, "ru")) == shown


def test_money_refuses_a_float() -> None:
    with pytest.raises(TypeError):
        format_money(0.1, "ru")  # type: ignore[arg-type]


def test_kazakh_money_reads_like_russian() -> None:
    assert format_money(7_000_000, "kk") == format_money(7_000_000, "ru")
    assert format_money(7_000_000, "en") == "7,000,000\u00a0₸"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("ru", "11 апреля 2022 г."),
        ("kk", "2022 ж. 11 сәуір"),
        ("en", "11 April 2022"),
    ],
)
def test_dates_follow_each_language(locale: str, shown: str) -> None:
    assert plain(format_date(APRIL, locale)) == shown


def test_iso_text_and_nothing_are_dates_too() -> None:
    assert plain(format_date("2022-04-11", "ru")) == "11 апреля 2022 г."
    assert format_date(None, "ru") == "—"


def test_moments_are_shown_on_almaty_calendar() -> None:
    late = datetime(2022, 4, 10, 20, 5, tzinfo=UTC)
    assert plain(format_datetime(late, "ru")) == "11 апреля 2022 г., 02:05"


def test_short_dates_fit_a_column() -> None:
    assert [plain(format_short_date(APRIL, code)) for code in ("ru", "kk", "en")] == [
        "11.04.2022",
        "11.04.2022",
        "11 Apr 2022",
    ]


@pytest.mark.parametrize(
    ("locale", "shown"), [("ru", "апрель 2022 г."), ("kk", "2022 ж. сәуір"), ("en", "April 2022")]
)
def test_months_stand_in_the_nominative(locale: str, shown: str) -> None:
    assert plain(format_month("2022-04", locale)) == shown


@pytest.mark.parametrize(
    ("start", "end", "locale", "shown"),
    [
        ("2022-04", "2022-11", "ru", "апрель – ноябрь 2022 г."),
        ("2022-04", "2022-11", "kk", "2022 ж. сәуір – қараша"),
        ("2022-10", "2022-10", "ru", "октябрь 2022 г."),
        ("2022-11", "2023-03", "ru", "ноябрь 2022 г. – март 2023 г."),
        (APRIL, date(2022, 4, 13), "ru", "11–13 апреля 2022 г."),
        (APRIL, date(2022, 4, 13), "kk", "2022 ж. 11–13 сәуір"),
        (APRIL, date(2022, 5, 2), "ru", "11 апреля – 2 мая 2022 г."),
        (APRIL, APRIL, "ru", "11 апреля 2022 г."),
        (APRIL, None, "ru", "с 11 апреля 2022 г."),
        (APRIL, None, "kk", "2022 ж. 11 сәуірден бастап"),
        (None, "2022-11", "ru", "до 30 ноября 2022 г."),
        (None, "2022-11", "kk", "2022 ж. 30 қарашаға дейін"),
        (None, None, "ru", "—"),
    ],
)
def test_periods_read_as_one_phrase(
    start: date | str | None, end: date | str | None, locale: str, shown: str
) -> None:
    assert plain(format_period(start, end, locale)) == shown


def test_numbers_keep_decimals_they_carry() -> None:
    assert [plain(format_number(value, "ru")) for value in (1500000, Decimal("2.5"), None)] == [
        "1 500 000",
        "2,5",
        "—",
    ]


def test_percent_takes_points_not_ratio() -> None:
    assert [plain(format_percent(82, code)) for code in ("ru", "kk", "en")] == ["82 %", "82%", "82%"]
    assert plain(format_percent(Decimal("66.67"), "ru")) == "66,7 %"


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("ru", "двадцать девять миллионов триста шестьдесят четыре тысячи четыреста семьдесят тенге"),
        ("kk", "жиырма тоғыз миллион үш жүз алпыс төрт мың төрт жүз жетпіс теңге"),
        ("en", "twenty-nine million three hundred and sixty-four thousand four hundred and seventy tenge"),
    ],
)
def test_grant_amount_reads_in_words(locale: str, words: str) -> None:
    assert amount_in_words(29364470, locale) == words


def test_tiyn_follow_words_as_digits() -> None:
    assert amount_in_words(Decimal("1000.05"), "ru") == "одна тысяча тенге 05 тиын"


def test_negative_amount_has_no_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        amount_in_words(-1, "ru")


def test_readers_locale_is_the_default() -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context(), force_locale("kk"):
        assert plain(format_date(APRIL)) == "2022 ж. 11 сәуір"
    assert plain(format_date(APRIL)) == "11 апреля 2022 г."


def test_a_phrase_calls_its_variables_as_it_likes() -> None:
    app = Flask("bare")
    Babel(app)
    with app.test_request_context():
        assert phrase("%(text)s, %(variables)s", text="a", variables="b") == "a, b"
