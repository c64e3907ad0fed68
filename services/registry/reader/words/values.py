"""One planned value: "Не менее 210 (по 15 чел.
на каждом тренинге)" as a comparison, a number and conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from services.registry.reader.words.comparators import (
    ABOUT,
    ANY,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    EXACTLY,
    LESS_THAN,
    MORE_THAN,
    UP_TO,
    comparator_of,
)
from services.registry.reader.words.conditions import (
    Condition,
    part_condition,
    take_conditions,
    take_distinct,
)
from services.registry.reader.words.notes import Said, say
from services.registry.reader.words.numbers import Number, Quantity, find_numbers, is_numeral, quantity
from services.registry.reader.words.periods import MONTH_NAME, Period, read_period
from services.registry.reader.words.wording import flat, without_numbering

BRACKETS = re.compile(r"\(([^()]*)\)?")
NOT_TARGETS = re.compile(
    rf"[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{2,4}}|"
    rf"(?:19|20)[0-9]{{2}}\s?-?\s?(?:г\b|гг\b|год|ж\b|жыл)[^\W\d_]*\.?"
    rf"|[0-9]{{1,2}}\s(?=(?:{MONTH_NAME})(?![^\W_]))|"
    rf"(?:{MONTH_NAME})\s(?:19|20)[0-9]{{2}}(?![0-9])|№\s?[0-9]+"
)
PERCENT = re.compile(r"^\s?(?:%|процент|пайыз)")
OVERALL = re.compile(
    r"(?:общ(?:ее|ий|ая|им)|всего|итого|в целом|барлығы|жалпы|жиыны)[^\W\d_]*\s*[-:]?\s*(?:[^\W\d_]+\s)?$"
)
RANGE = re.compile(r"(?<![^\W_])(?:от|с)\s$")
RANGE_JOINT = re.compile(r"^\s?(?:-|до|по)\s?$")
RANGE_JOINT_KAZAKH = re.compile(r"^-?(?:тен|тан|ден|дан|нен|нан)?\s?(?:-\s?)?$")
RANGE_END_KAZAKH = re.compile(r"^-?(?:ге|ға|қа|ке|не|на)?\s(?:[^\W\d_]+\s)?дейін")
UNIT = re.compile(
    r"^(?:-?(?:тен|тан|ден|дан|нен|нан|ге|ға|қа|ке|не|на)(?![^\W_]))?\s*((?:[^\W\d_][\w-]*\.?\s?){0,5})"
)
NO_UNIT = re.compile(rf"(?<![^\W_])(?:{ANY}|дейін|общ\w+|всего)(?![^\W_]).*")
LIMITED = re.compile(
    r"(?<![^\W_])(?:если|при услови\w+|при наличии|по возможности|"
    r"(?:в|за|каждый|каждую) (?:день|неделю|месяц|квартал|полугодие|год)"
    r"|еже(?:дневно|недельно|месячно|квартально|годно)|егер|айына|аптасына|тоқсанына|жылына)(?![^\W_])"
)
SIGNED = re.compile(r"(?<!\S)[-−]\s?$")
GLUED = re.compile(r"^[^\W\d_]+[0-9]")
UNKNOWN_NOT = re.compile(r"^не\s")
LONGEST = 600  # a longer line is prose, not a planned value
CERTAIN, PROBABLE, DOUBTFUL = "certain", "probable", "doubtful"
ORDER = (CERTAIN, PROBABLE, DOUBTFUL)


def weakest(*levels: str) -> str:
    """The least sure of several levels of confidence."""
    return max(levels, key=ORDER.index)


@dataclass
class Value:
    """What a value cell's line says; `remarks` are pairs (what was understood, why it is not certain)."""

    comparator: str | None = None
    target: Quantity | None = None
    high: Quantity | None = None
    unit: str = ""
    percent: bool = False
    conditions: list[Condition] = field(default_factory=list)
    months: Period | None = None
    confidence: str = CERTAIN
    remarks: list[tuple[Said, Said]] = field(default_factory=list)

    def doubt(self, understood: Said, why: Said, level: str = PROBABLE) -> None:
        """Remember that a part of the reading is not certain."""
        self.remarks.append((understood, why))
        self.confidence = weakest(self.confidence, level)


def read_value(text: str, year: int | None = None) -> Value:
    """Read one line of planned values, Russian or Kazakh;
    a line without a number has no target and says why."""
    value = Value()
    if len(text) > LONGEST:
        value.doubt(say("no_target"), say("value_too_long"), DOUBTFUL)
        return value
    plain = flat(without_numbering(text) if find_numbers(flat(without_numbering(text))) else text)
    brackets = [found.strip() for found in BRACKETS.findall(plain)]
    main = BRACKETS.sub(" ", plain)
    part = part_condition(main)
    if part:
        main = re.split(r"в т\. ?ч|в том числе|из них|из которых|оның ішінде|соның ішінде", main)[0]
    conditions, main, strange = take_conditions(main)
    distinct, main = take_distinct(main)
    value.conditions = conditions + distinct + ([part] if part else [])
    _read_total(value, main)
    for phrase in strange:
        value.doubt(say("condition_left"), say("condition_unread", phrase=phrase))
    for bracket in brackets:
        _read_bracket(value, bracket, year)
    return value


def _read_total(value: Value, text: str) -> None:
    """The number and its comparison, from a flat text without conditions."""
    text = NOT_TARGETS.sub(lambda found: " " * len(found[0]), text)
    numbers = find_numbers(text)
    if not numbers:
        value.doubt(say("no_target"), say("only_condition" if value.conditions else "no_number"), DOUBTFUL)
        return
    if not _read_range(value, text, numbers):
        number = _main_number(value, text, numbers)
        value.target = number.quantity
        value.percent = bool(PERCENT.match(text[number.end :]))
        value.comparator = _settled(value, number, comparator_of(text, number.start, number.end))
        _read_unit(value, text[number.end :])
        _doubt_rest(value, text, number)
        if value.percent and number.value > 100:
            value.doubt(say("target_taken", value=number.quantity), say("over_hundred"), DOUBTFUL)
        if not value.unit and value.comparator == EXACTLY and 1990 <= number.value <= 2100:
            value.doubt(say("target_taken", value=number.quantity), say("like_year"), DOUBTFUL)


def _doubt_rest(value: Value, text: str, number: Number) -> None:
    """Doubt a number beside which something stands that changes it: a sign, a numeral,
    a condition, a word nobody knows."""
    before, after = text[: number.start], text[number.end :]
    found = [word for word in re.findall(r"[^\W\d_]+", before + " " + after) if is_numeral(word)]
    found += [
        match[0] for match in (SIGNED.search(before), GLUED.match(after), LIMITED.search(text)) if match
    ]
    if UNKNOWN_NOT.match(before) and comparator_of(text, number.start, number.end) is None:
        found.append(before.strip())
    if found:
        value.doubt(
            say("target_taken", value=value.target), say("rest_unread", phrase=", ".join(found)), DOUBTFUL
        )
    elif value.comparator == AT_MOST and UP_TO.search(before):
        value.doubt(say(AT_MOST, value=value.target), say("up_to"))


def _read_range(value: Value, text: str, numbers: list[Number]) -> bool:
    if len(numbers) != 2:
        return False
    low, high = numbers
    joint, before, after = text[low.end : high.start], text[: low.start], text[high.end :]
    kazakh = RANGE_JOINT_KAZAKH.match(joint) and RANGE_END_KAZAKH.match(after)
    if not (RANGE_JOINT.match(joint) or kazakh) or low.value >= high.value:
        return False
    if joint.strip() in ("до", "по") and not RANGE.search(before):
        return False
    value.comparator, value.target, value.high = BETWEEN, low.quantity, high.quantity
    value.percent = bool(PERCENT.match(after))
    _read_unit(value, after)
    return True


def _main_number(value: Value, text: str, numbers: list[Number]) -> Number:
    """The total among several numbers: the one called so, else the first, with a doubt."""
    if len(numbers) == 1:
        return numbers[0]
    called = [number for number in numbers if OVERALL.search(text[: number.start])]
    chosen = called[0] if called else numbers[0]
    if not called:
        others = [number.quantity for number in numbers if number is not chosen]
        value.doubt(
            say("target_taken", value=chosen.quantity), say("several_numbers", values=others), DOUBTFUL
        )
    return chosen


def _settled(value: Value, number: Number, named: str | None) -> str:
    """The comparison as the plan keeps it;
    a total without one takes the word its condition was given with."""
    if named in (MORE_THAN, LESS_THAN):
        return _strict(value, number, named)
    if named == ABOUT:
        value.doubt(say(EXACTLY, value=number.quantity), say("approximate"), DOUBTFUL)
        return EXACTLY
    if named is None and any(condition.explicit for condition in value.conditions):
        return AT_LEAST
    return named or EXACTLY


def _strict(value: Value, number: Number, named: str) -> str:
    """ "Более 5" of whole things is at least 6; of a share it can only be kept as at least."""
    step = 1 if named == MORE_THAN else -1
    comparator, strict = (AT_LEAST, "strictly_more") if step > 0 else (AT_MOST, "strictly_less")
    countable = not value.percent and number.value == number.value.to_integral_value()
    if countable and number.value + step > 0:
        value.target = quantity(number.value + step)
    value.doubt(say(comparator, value=value.target), say(strict, value=number.quantity))
    return comparator


def _read_unit(value: Value, after: str) -> None:
    match = UNIT.match(after)
    value.unit = "%" if value.percent else NO_UNIT.sub("", match[1]).strip() if match else ""


def _read_bracket(value: Value, text: str, year: int | None) -> None:
    """A bracket holds conditions, a part, months, or an explanation without numbers."""
    conditions, rest, strange = take_conditions(text)
    distinct, rest = take_distinct(rest)
    part = part_condition(rest)
    value.conditions.extend([*conditions, *distinct, *([part] if part else [])])
    rest = "" if part else rest
    period = read_period(rest, year)
    if period and not period.assumed and len(period.months) > 1:
        value.months = period
        rest = ""
    left = NOT_TARGETS.sub(" ", rest)
    if strange or (find_numbers(left) and not period):
        value.doubt(say("bracket_left"), say("condition_unread", phrase=text))
