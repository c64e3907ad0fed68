"""Other wordings of the kinds of `test_plan_cases`: each is read right, or doubted; never another number."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.registry.reader.meaning.partners import read_partners
from services.registry.reader.meaning.team import people
from services.registry.reader.words import amounts, periods, values
from services.registry.reader.words.amounts import read_amount, read_cost
from services.registry.reader.words.notes import Notes, say
from services.registry.reader.words.periods import begun, doubts_of, read_period
from services.registry.reader.words.values import CERTAIN, read_value
from tests.registry.plan_wordings import (
    COSTS,
    DEADLINES,
    DOUBTED_COSTS,
    DOUBTED_PERIODS,
    DOUBTED_VALUES,
    EACH,
    PERIODS,
    SHARES,
    VALUES,
)


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_period_is_read_whole(text: str, start: str, end: str) -> None:
    period = read_period(text)
    assert period and (period.start, period.end, period.sure) == (start, end, True)


@pytest.mark.parametrize(("text", "end"), DEADLINES)
def test_deadline_begins_with_the_project(text: str, end: str) -> None:
    period = read_period(text)
    assert period and {"say": "open_start"} in doubts_of(period)
    assert (begun(period, "2024-02").start, begun(period, "2024-02").end) == ("2024-02", end)


@pytest.mark.parametrize("text", DOUBTED_PERIODS)
def test_period_that_is_not_all_is_doubted(text: str) -> None:
    period = read_period(text)
    assert period is None or doubts_of(period)


@pytest.mark.parametrize(("text", "comparator", "target"), VALUES)
def test_value_is_read(text: str, comparator: str, target: int) -> None:
    value = read_value(text)
    assert (value.comparator, value.target, value.confidence) == (comparator, target, CERTAIN)


@pytest.mark.parametrize("text", DOUBTED_VALUES)
def test_value_that_is_not_all_is_doubted(text: str) -> None:
    assert read_value(text).remarks


@pytest.mark.parametrize(("text", "sort"), SHARES)
def test_part_in_per_cent_is_a_share(text: str, sort: str) -> None:
    value = read_value(text)
    (part,) = value.conditions
    assert (value.target, part.kind, part.value, part.unit, part.over) == (120, "part", 50, "percent", [sort])


@pytest.mark.parametrize(("text", "amount"), EACH)
def test_condition_of_each_gathering_is_read(text: str, amount: int) -> None:
    value = read_value(text)
    assert (value.target, [(one.kind, one.value) for one in value.conditions]) == (
        28,
        [("each_gathering", amount)],
    )


@pytest.mark.parametrize(("text", "heading", "cost"), COSTS)
def test_cost_is_read(text: str, heading: str, cost: int | str) -> None:
    read = read_cost(text, heading)
    assert read and read.value == cost


@pytest.mark.parametrize("text", DOUBTED_COSTS)
def test_cost_that_is_not_all_is_doubted(text: str) -> None:
    read = read_cost(text)
    assert read is None or read.doubts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5 млн. тенге", 12500000),
        ("12 млн 500 тыс. тг", 12500000),
        ("5 200 000 тенге", 5200000),
        ("5,2 млн теңге", 5200000),
        ("900 тыс. тенге", 900000),
        ("1 млрд. тенге", 1000000000),
    ],
)
def test_sum_without_words_has_none(text: str, value: int) -> None:
    amount = read_amount(text)
    assert amount and (amount.value, amount.in_words, amount.doubts) == (value, "", ())


@pytest.mark.parametrize(
    ("line", "regions"),
    [
        (
            "ОФ «А» (область Жетісу), ОО «Б» (г. Алматы), ТОО «В» (область Ұлытау)",
            ["zhetisu", "almaty", "ulytau"],
        ),
        ("ОФ «А» Акмолинской области; ОО «Б» Костанайской области", ["akmola", "kostanay"]),
        ("Партнеры: ОФ «А» г. Астана и ОО «Б» г. Шымкент", ["astana", "shymkent"]),
        ("1) ОФ «А, Б и В» г. Астана 2) ОО «Г» г. Алматы", ["astana", "almaty"]),
        ("«Қайнар» ҚҚ, Ақмола облысы, «Дала» ҚБ, Қостанай облысы", ["akmola", "kostanay"]),
        ("ОО «Астана жастары» (Акмолинская область)", ["akmola"]),
        ("ОФ «Алматы Менеджмент» Туркестанская область", ["turkistan"]),
        ("«Шымкент қаласының аналары» ҚҚ", [None]),
        ("ОО «Алматы»", [None]),
        ("ОЮЛ «Гражданский альянс Жамбылской области»", ["zhambyl"]),
    ],
)
def test_partners_are_told_apart_with_their_regions(line: str, regions: list[str | None]) -> None:
    found = read_partners([line], say("passport"), Notes())
    assert [item["region"] for item in found["items"]] == regions


def test_region_only_in_a_name_is_asked_about() -> None:
    notes = Notes()
    read_partners(["ОО «Астана жастары»"], say("passport"), notes)
    assert [note["why"]["say"] for note in notes.doubts] == ["region_in_name"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Тестова Анна, Пробный Иван", 2),
        ("Тестова А. А.; Пробный И. И.", 2),
        ("Тестова Анна Петровна и Пробный Иван", 2),
        ("Сынақова Әсел және Үлгіов Нұрлан", 2),
        ("Тестова А.А. / Пробный И.И.", 2),
        ("Тестова Анна Петровна", 1),
        ("Тестова Анна, координатор", 1),
    ],
)
def test_people_of_one_line_are_told_apart(text: str, count: int) -> None:
    assert len(people(text)) == count


@given(
    number=st.integers(1, 9_999_999),
    mark=st.sampled_from(["", " ", "\u00a0", ".", ",", "'"]),
    word=st.sampled_from(["", "не менее ", "≥", "min ", "кемінде ", "не более ", "> ", "до ", "около "]),
    unit=st.sampled_from(["", " человек", "+", " %", " адам", "*", " в мае", " тыс.", "-ден бастап", "¹"]),
)
@settings(max_examples=400, deadline=None)
def test_number_is_its_own_or_doubted(number: int, mark: str, word: str, unit: str) -> None:
    meant = number * (1000 if unit == " тыс." else 1)
    value = read_value(word + f"{number:,}".replace(",", mark) + unit)
    assert value.remarks or value.target == meant


@given(
    number=st.integers(1, 99_999_999),
    mark=st.sampled_from(["", " ", ".", ",", "'"]),
    after=st.sampled_from(["", " тенге", " тг", ",50 тенге", " тыс. тенге", "*", " (сто)", " USD", " мая"]),
)
@settings(max_examples=300, deadline=None)
def test_cost_is_its_own_or_doubted(number: int, mark: str, after: str) -> None:
    meant = {" тыс. тенге": str(number * 1000), ",50 тенге": f"{number}.5"}.get(after, str(number))
    cost = read_cost(f"{number:,}".replace(",", mark) + after)
    assert cost is None or cost.doubts or str(cost.value) == meant


@pytest.fixture
def _nothing_kept() -> Iterator[None]:
    """Readings made anew: what was read before is not looked at, what is read now is not kept."""
    kept = (values._read, read_cost, read_period)
    for reading in kept:
        reading.cache_clear()
    yield
    for reading in kept:
        reading.cache_clear()


@pytest.mark.usefixtures("_nothing_kept")
def test_without_the_look_at_leftovers_they_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the doubts above: it is this look that finds them."""
    for module in (values, amounts, periods):
        monkeypatch.setattr(module, "leftovers", lambda *_: [])
    assert not read_value("±5 встреч").remarks
    assert not read_cost("5 000 $").doubts  # type: ignore[union-attr]
    assert read_period("май 2024, 3").sure  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["1 и " * 8000, "два " * 8000, "1-" * 10000])
def test_long_cell_is_no_period_and_takes_no_time(text: str) -> None:
    begun_at = time.process_time()
    assert (read_period(text), periods.years_in(text)) == (None, set())
    assert time.process_time() - begun_at < 2


@pytest.mark.parametrize(("line", "asked"), [("Фонд Сорос, Chevron", True), ("нет", False), ("Жоқ", False)])
def test_partner_nobody_knows_is_handed_back(line: str, asked: bool) -> None:
    notes = Notes()
    read_partners([line], say("passport"), notes)
    assert [note["source"] for note in notes.unread] == ([line] if asked else [])


@pytest.mark.parametrize("text", ["до 5 200 000 тенге", "около 5 200 000", "5 200 000 теңгеге дейін"])
def test_limit_of_a_grant_is_no_sum_without_doubt(text: str) -> None:
    amount = read_amount(text)
    assert amount and amount.value == 5200000 and amount.doubts
