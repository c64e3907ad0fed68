"""Planned values, periods and sums as people write them, Russian and Kazakh."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from services.registry.reader.meaning.measures import suggest_measure
from services.registry.reader.words.amounts import read_amount, read_cost
from services.registry.reader.words.numbers import KAZAKH_VALUES, RUSSIAN_VALUES, number_in_words
from services.registry.reader.words.periods import read_period
from services.registry.reader.words.values import read_value
from services.registry.reader.words.wording import flat

SIMPLE = [
    ("Не менее 4 центра", "at_least", 4),
    ("не мене 8", "at_least", 8),
    ("4-х", "exactly", 4),
    ("не более 5", "at_most", 5),
    ("от 5", "at_least", 5),
    ("14 и более", "at_least", 14),
    ("минимум 3", "at_least", 3),
    ("не менее 1 000 участников", "at_least", 1000),
    ("не менее 12\u00a0500", "at_least", 12500),
    ("не менее пятнадцати", "at_least", 15),
    ("не менее тридцати пяти", "at_least", 35),
    ("не менее двухсот десяти", "at_least", 210),
    ("кемінде екі жүз елу", "at_least", 250),
    ("жиырма бес адам", "exactly", 25),
    ("двадцать тренингов", "exactly", 20),
    ("не менее двух", "at_least", 2),
    ("4,5", "exactly", "4.5"),
    ("1. Не менее 4", "at_least", 4),
    ("– не менее 7;", "at_least", 7),
    ("1,5 тыс. экземпляров", "exactly", 1500),
    ("не должно превышать 9", "at_most", 9),
    ("кемінде 210", "at_least", 210),
    ("210 адамнан кем емес", "at_least", 210),
    ("кемінде он бес", "at_least", 15),
    ("10-нан аспайтын", "at_most", 10),
    ("10-ға дейін", "at_most", 10),
    ("дәл 4", "exactly", 4),
    ("14 тренинг", "exactly", 14),
    ("20 мам", "exactly", 20),
    ("5 маршрутов", "exactly", 5),
    ("не менее 1900", "at_least", 1900),
    ("20 қарт", "exactly", 20),
    ("жиырма адам, қатысушы", "exactly", 20),
]
ALPHABET = st.sampled_from(
    [
        *"0123456789 ()%,.;-–№\u00a0",
        "не менее ",
        "не более ",
        "кемінде ",
        "по ",
        "на каждом тренинге",
        "әр облыста ",
        "от ",
        "до ",
        "в т.ч. ",
        "апрель-ноябрь 2022 года",
        "пять ",
        "он бес ",
        "тыс. ",
        "из двух регионов",
        "июня",
        "\n",
    ]
)


def clauses(text: str) -> list[tuple[str, str, object, str]]:
    return [(found.kind, found.comparator, found.value, found.text) for found in read_value(text).conditions]


@pytest.mark.parametrize(("text", "comparator", "target"), SIMPLE)
def test_plain_value_is_read(text: str, comparator: str, target: object) -> None:
    value = read_value(text)
    assert (value.comparator, value.target, value.confidence) == (comparator, target, "certain")


@pytest.mark.parametrize(
    "text", ["от 5 до 7", "5-7 тренингов", "5 – 7", "от пяти до семи", "5-тен 7-ге дейін"]
)
def test_range_has_two_ends(text: str) -> None:
    value = read_value(text)
    assert (value.comparator, value.target, value.high) == ("between", 5, 7)


@pytest.mark.parametrize(
    ("text", "comparator", "target"),
    [
        ("более 5", "at_least", 6),
        ("свыше 5", "at_least", 6),
        ("менее 3", "at_most", 2),
        ("5-тен астам адам", "at_least", 6),
        ("более 80%", "at_least", 80),
    ],
)
def test_strict_comparison_is_kept_with_a_doubt(text: str, comparator: str, target: int) -> None:
    value = read_value(text)
    assert (value.comparator, value.target, value.confidence) == (comparator, target, "probable")


@pytest.mark.parametrize(
    "text", ["не менее 80%", "не менее 80 %", "не менее 80 процентов", "кемінде 80 пайыз"]
)
def test_share_is_percent(text: str) -> None:
    value = read_value(text)
    assert (value.comparator, value.target, value.unit) == ("at_least", 80, "%")


@pytest.mark.parametrize(
    ("text", "target", "clause"),
    [
        (
            "Не менее 210 (по 15 чел. на каждом тренинге)",
            210,
            ("each_gathering", "at_least", 15, "не менее 15 на каждом тренинге"),
        ),
        (
            "не менее 2 по каждому тренингу, общее 28",
            28,
            ("each_gathering", "at_least", 2, "не менее 2 по каждому тренингу"),
        ),
        ("60 (15 человек на 1 семинар)", 60, ("each_gathering", "at_least", 15, "не менее 15 на 1 семинар")),
        ("14 (по 2 в каждом регионе)", 14, ("each_region", "at_least", 2, "не менее 2 в каждом регионе")),
        ("14, в каждом регионе не более 3", 14, ("each_region", "at_most", 3, "не более 3 в каждом регионе")),
        ("12 (1 раз в месяц)", 12, ("each_month", "at_least", 1, "не менее 1 в каждом месяце")),
        (
            "не менее 160, в том числе 80 в бумажном виде",
            160,
            ("part", "at_least", 80, "не менее 80 в бумажном виде"),
        ),
        ("100 (из них не менее 30 женщин)", 100, ("part", "at_least", 30, "не менее 30 женщин")),
        (
            "не менее 2 (из двух разных регионов)",
            2,
            ("distinct_regions", "at_least", 2, "не менее чем из 2 разных регионов"),
        ),
        (
            "кемінде 210 (әр тренингте 15 адамнан)",
            210,
            ("each_gathering", "at_least", 15, "не менее 15 на каждом тренинге"),
        ),
        ("барлығы 14, әр облыста 2-ден", 14, ("each_region", "at_least", 2, "не менее 2 в каждом регионе")),
        ("8 (ай сайын 1)", 8, ("each_month", "at_least", 1, "не менее 1 в каждом месяце")),
    ],
)
def test_condition_is_read_beside_total(text: str, target: int, clause: tuple[str, str, int, str]) -> None:
    assert read_value(text).target == target
    assert clauses(text) == [clause]


def test_total_takes_comparison_of_its_condition() -> None:
    assert read_value("не менее 2 по каждому тренингу, общее 28").comparator == "at_least"
    assert read_value("14 (по 2 в каждом регионе)").comparator == "exactly"


@pytest.mark.parametrize(
    "text", ["по мере необходимости", "", "до 10 июня 2022 года", "в 2022 году", "№ 5", "иә"]
)
def test_value_without_number_has_no_target(text: str) -> None:
    value = read_value(text)
    assert (value.target, value.comparator, value.confidence) == (None, None, "doubtful")


@pytest.mark.parametrize("text", ["не менее 14 тренингов, 210 участников", "около 50", "2022", "7/8"])
def test_unclear_value_is_doubtful(text: str) -> None:
    value = read_value(text)
    assert value.confidence == "doubtful" and value.remarks


def test_unknown_bracket_is_a_remark() -> None:
    value = read_value("не менее 20 (по 5 на каждый катер)")
    assert value.target == 20
    assert "по 5 на каждый катер" in value.remarks[0][1]["phrase"]


@given(st.lists(ALPHABET, max_size=12).map("".join) | st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_number_is_its_own(text: str) -> None:
    value = read_value(text, 2022)
    for number in filter(None, (value.target, value.high)):
        assert is_in(number, text), (number, text)


def is_in(number: int | str, text: str) -> bool:
    """Whether a text has the number (its neighbour where the comparison is strict): as it
    stands, or its thousands and what is over them, each as it stands."""
    strict = (number, number + 1, number - 1) if isinstance(number, int) else (number,)
    plain = flat(text)
    return any(stands(one, plain) or in_thousands(one, plain) for one in strict)


def in_thousands(number: int | str, plain: str) -> bool:
    if "тыс" not in plain:
        return False
    digits = re.sub(r"[^0-9]", "", plain)
    if str(Decimal(number) / 1000).rstrip("0.").replace(".", "") in digits:
        return True
    above, over = divmod(int(Decimal(number)), 1000)
    return stands(above, plain) and (not over or stands(over, plain))


def stands(number: int | str, plain: str) -> bool:
    """Whether a number below thousands is in the text: in figures or in words."""
    words = RUSSIAN_VALUES | KAZAKH_VALUES
    spelt = (value + more for word, value in words.items() if word in plain for more in (0, 10, 20))
    digits = re.sub(r"[^0-9]", "", plain)
    return number in spelt or str(number).replace(".", "") in digits


@given(
    st.integers(1, 900_000),
    st.integers(1, 60),
    st.sampled_from(["", "не менее ", "не более ", "Ровно "]),
    st.sampled_from([" тренингов", " участников", " чел.", ""]),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_composed_sentence_is_read_back(total: int, each: int, word: str, noun: str, grouped: bool) -> None:
    figures = f"{total:,}".replace(",", "\u00a0") if grouped else str(total)
    value = read_value(f"{word}{figures}{noun} (по {each} чел. на каждом семинаре)")
    assert value.target == total
    assert (
        value.comparator
        == {"": "exactly", "не менее ": "at_least", "не более ": "at_most", "Ровно ": "exactly"}[word]
    )
    assert [(clause.kind, clause.value) for clause in value.conditions] == [("each_gathering", each)]


def test_words_of_sums_are_read_back() -> None:
    chosen = random.Random(7)
    for number in [*range(0, 2100, 7), *(chosen.randrange(10**12) for _ in range(300))]:
        assert number_in_words(num2words(number, lang="ru")) == number
        assert number_in_words(num2words(number, lang="kz")) == number


@pytest.mark.parametrize(
    "text",
    [
        "29 364 470 (двадцать девять миллионов триста шестьдесят четыре тысячи четыреста семьдесят) тенге",
        "29\u00a0364\u00a0470 (Двадцать  девять миллионов ТРИСТА "
        "шестьдесят четыре тысячи четыреста семьдесят тенге)",
        "29364470 тенге (двадцать девять миллионов триста шестьдесят четыре тысячи четыреста семьдесят)",
        "29 364 470 (жиырма тоғыз миллион үш жүз алпыс төрт мың төрт жүз жетпіс) теңге",
    ],
)
def test_figures_and_words_agree(text: str) -> None:
    amount = read_amount(text)
    assert amount and amount.value == 29364470 and amount.agrees


def test_spelling_with_yo_agrees() -> None:
    amount = read_amount("4 000 000 (четырёх миллионов) тенге")
    assert amount and amount.agrees


def test_words_that_differ_do_not_agree() -> None:
    amount = read_amount("29 364 470 (двадцать девять миллионов) тенге")
    assert amount and not amount.agrees and amount.spelt == 29_000_000


@pytest.mark.parametrize(
    ("text", "cost"),
    [("424 000", 424000), ("424 тыс. тенге", 424000), ("424 000,50", "424000.5"), ("нет", None)],
)
def test_cost_is_whole_tenge_or_decimal(text: str, cost: object) -> None:
    read = read_cost(text)
    assert (read and read.value) == cost


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Май-июнь 2022 года", "2022-05", "2022-06"),
        ("Октябрь 2022г.", "2022-10", "2022-10"),
        ("декабрь 2022 – март 2023", "2022-12", "2023-03"),
        ("ноябрь-март 2023 года", "2022-11", "2023-03"),
        ("01.04.2022-30.11.2022", "2022-04", "2022-11"),
        ("I-II квартал 2022", "2022-01", "2022-06"),
        ("2 квартал 2022 года", "2022-04", "2022-06"),
        ("до 15 мая 2022 г.", "2022-05", "2022-05"),
        ("2022 жылғы мамыр-маусым", "2022-05", "2022-06"),
        ("2022 жылдың сәуірінен қарашасына дейін", "2022-04", "2022-11"),
        ("2022 год", "2022-01", "2022-12"),
        ("апрель-май", "2024-04", "2024-05"),
    ],
)
def test_period_is_read(text: str, start: str, end: str) -> None:
    period = read_period(text, 2024)
    assert period and (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["в течение проекта", "по согласованию", "", "99.99.2022"])
def test_period_without_months_is_none(text: str) -> None:
    assert read_period(text, 2024) is None


PIECES = st.sampled_from(["май", "2022", "-", " ", "кв", "квартал", "01.02.2022", "iv", "қазан", "г."])


@given(st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_period_text_is_read_in_order(text: str) -> None:
    period = read_period(text, 2022)
    assert period is None or period.start <= period.end


@pytest.mark.parametrize(
    ("name", "activity", "gatherings", "measure"),
    [
        ("Количество семинаров", "Семинары для учителей", ["training"], "events_held[training]"),
        ("Списки участников", "Семинары для учителей", ["training"], "attendance_lists_attached[training]"),
        ("Число обученных специалистов", "Круглые столы", ["round_table"], "attendance_persons[round_table]"),
        ("Количество историй успеха", "Конкурс", [], "success_stories_published[subproject]"),
        ("Қатысушылар саны", "Тренингтер өткізу", ["training"], "attendance_persons[training]"),
        ("Қатысушылар тізімі", "Тренингтер өткізу", ["training"], "attendance_lists_attached[training]"),
        ("Дөңгелек үстелдер саны", "Дөңгелек үстел", ["round_table"], "events_held[round_table]"),
        ("Түскен өтінімдер", "Шағын гранттар конкурсы", [], "applications_received"),
    ],
)
def test_measure_rules_fit_another_project(
    name: str, activity: str, gatherings: list[str], measure: str
) -> None:
    found = suggest_measure(name, activity, gatherings)
    assert found and found.measure == measure


def test_unknown_indicator_has_no_measure() -> None:
    assert suggest_measure("Количество высаженных деревьев", "Озеленение двора", []) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Не менее тридцати пяти в мае", "мае"),
        ("не менее двухсот десяти ±", "±"),
        ("Не менее 1e3", "e3"),
        ("Не менее -30", "-"),
        ("Не мение 30", "не мение"),
        ("Не менее 30 в квартал", "в квартал"),
        ("30, если позволит бюджет", "если"),
        ("кемінде 30 тоқсанына", "тоқсанына"),
    ],
)
def test_what_changes_a_number_is_doubted(text: str, phrase: str) -> None:
    value = read_value(text)
    assert value.confidence == "doubtful" and any(
        phrase in str(why.get("phrase", "")) for _understood, why in value.remarks
    )


def test_share_above_the_whole_is_doubted() -> None:
    assert (
        read_value("не менее 180%").confidence == "doubtful"
        and read_value("не менее 80%").confidence == "certain"
    )


def test_up_to_is_a_limit_that_somebody_confirms() -> None:
    value = read_value("до 210")
    assert (value.comparator, value.target, value.confidence) == ("at_most", 210, "probable")


def test_period_that_ends_before_it_begins_is_doubted() -> None:
    period = read_period("май 2020 - апрель 2019 года")
    assert period is not None and (period.start, period.end, period.assumed) == (
        "2019-04",
        "2020-05",
        "ends_swapped",
    )


@pytest.mark.parametrize("text", ["минус 5 000 тенге", "-5 000", "- 5 000 тенге"])
def test_cost_below_zero_is_not_read(text: str) -> None:
    assert read_cost(text) is None
