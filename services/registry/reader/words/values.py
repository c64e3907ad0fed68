"""One planned value: "Не менее 210 (по 15 чел.
на каждом тренинге)" as a comparison, a number and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from services.registry.reader.words.amounts import CURRENCY, LIKE_DATE, THOUSANDS
from services.registry.reader.words.beside import LIMITED, changes_number, changes_total
from services.registry.reader.words.comparators import (
    ABOUT,
    ANY,
    ANY_WORD,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    EXACTLY,
    LESS_THAN,
    MORE_THAN,
    PLUS,
    UP_TO,
    comparator_in,
    comparator_of,
)
from services.registry.reader.words.conditions import (
    PART_OF,
    PERCENT,
    Condition,
    once,
    product,
    take_conditions,
    take_distinct,
    take_lasting,
)
from services.registry.reader.words.leftovers import leftovers, without, without_all
from services.registry.reader.words.months import MONTH_NAME
from services.registry.reader.words.notes import Said, say
from services.registry.reader.words.numbers import Number, Quantity, find_numbers, number_in_words, quantity
from services.registry.reader.words.parts import named_parts, parts_of, places_of
from services.registry.reader.words.periods import Period, read_period
from services.registry.reader.words.wording import flat, without_numbering

BRACKETS = re.compile(r"\(([^()]*)\)?")
NOT_TARGETS = re.compile(
    rf"[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{2,4}}|"
    rf"(?:19|20)[0-9]{{2}}\s?-?\s?(?:г\b|гг\b|год|ж\b|жыл)[^\W\d_]*\.?"
    rf"|[0-9]{{1,2}}\s(?=(?:{MONTH_NAME})(?![^\W_]))|"
    rf"(?:{MONTH_NAME})\s(?:19|20)[0-9]{{2}}(?![0-9])|№\s?[0-9]+"
)
OVERALL = re.compile(
    r"(?:общ(?:ее|ий|ая|им)|всего|итого|в целом|барлығы|жалпы|жиыны)[^\W\d_]*\s*[-:]?\s*(?:[^\W\d_]+\s)?$"
)
GLUED = re.compile(r"(?<![^\W\d_])(?:менее|более|больше|меньше|минимум|свыше|кемінде)(?=[0-9])")
PAPER = re.compile(r"(?<![^\W_])(?:формат\w*\s)?[аa][3-6](?![^\W_])")  # «500 экз. формата А5»
DIVIDED = re.compile(r"^(?P<total>[^:()]*[0-9][^:()]*):\s(?P<parts>[^()]+)$")
TOTAL_IN_BRACKETS = re.compile(r"\(((?:всего|итого|общее|барлығы|жалпы|жиыны)[^()]*)\)")
RANGE = re.compile(r"(?<![^\W_])(?:от|с)\s$")
BELOW_ZERO = re.compile(r"^\s*[-−–—][0-9]")  # a bullet has a space after it
IN_MONEY = re.compile(rf"\s?{CURRENCY}(?![^\W_])")
GROWTH = re.compile(r"(?<![^\W_])со?\s$")
RANGE_JOINT = re.compile(r"^\s?(?:-|…|\.{2,3}|(?:[^\W\d_]+\.?\s)?(?:до|по))\s?$")
RANGE_JOINT_KAZAKH = re.compile(r"^-?(?:тен|тан|ден|дан|нен|нан)?\s?(?:-\s?)?$")
RANGE_END_KAZAKH = re.compile(r"^-?(?:ге|ға|қа|ке|не|на)?\s(?:[^\W\d_]+\s)?дейін")
UNIT = re.compile(
    r"^(?:-?(?:тен|тан|ден|дан|нен|нан|ге|ға|қа|ке|не|на)(?![^\W_]))?\s*((?:[^\W\d_][\w-]*\.?\s?){0,5})"
)
NO_UNIT = re.compile(rf"(?<![^\W_])(?:{ANY}|дейін|бастап|до|общ\w+|всего)(?![^\W_]).*")
COMPARED_AFTER = re.compile(rf"\s?(?:{ANY})")
COMPARING = re.compile(ANY)
LONGEST = 600  # a longer line is prose, not a planned value
CERTAIN, PROBABLE, DOUBTFUL = "certain", "probable", "doubtful"
ORDER = (CERTAIN, PROBABLE, DOUBTFUL)


def weakest(*levels: str) -> str:
    """The least sure of several levels of confidence."""
    return max(levels, key=ORDER.index)


@dataclass
class Value:
    """What a value cell's line says; `places` are the regions or months (code, number) its brackets divide it
    among, `remarks` pairs (what was understood, why it is not certain)."""

    comparator: str | None = None
    target: Quantity | None = None
    high: Quantity | None = None
    unit: str = ""
    percent: bool = False
    conditions: list[Condition] = field(default_factory=list)
    months: Period | None = None
    places: list[tuple[str, int]] = field(default_factory=list)
    confidence: str = CERTAIN
    remarks: list[tuple[Said, Said]] = field(default_factory=list)

    def doubt(self, understood: Said, why: Said, level: str = PROBABLE) -> None:
        """Remember that a part of the reading is not certain."""
        self.remarks.append((understood, why))
        self.confidence = weakest(self.confidence, level)


def read_value(text: str, year: int | None = None) -> Value:
    """Read one line of planned values, Russian or Kazakh;
    a line without a number has no target and says why."""
    value = _read(text, year)
    conditions, remarks, places = [*value.conditions], [*value.remarks], [*value.places]
    return replace(value, conditions=conditions, remarks=remarks, places=places)


@lru_cache(maxsize=1000)  # the activities of a plan promise the same again and again
def _read(text: str, year: int | None) -> Value:
    value = Value()
    if len(text) > LONGEST:
        value.doubt(say("no_target"), say("value_too_long"), DOUBTFUL)
        return value
    if BELOW_ZERO.match(text):
        value.doubt(say("no_target"), say("rest_unread", phrase=text.strip()[:1]), DOUBTFUL)
    plain = _bracketed(_unwrapped(_plain(text)), year)
    strange = _read_main(value, BRACKETS.sub(" ", plain))
    for phrase in strange:
        value.doubt(say("condition_left"), say("condition_unread", phrase=phrase))
    for bracket in BRACKETS.findall(plain):
        _read_bracket(value, bracket.strip(), year)
    value.conditions = once(value.conditions)
    return value


def _plain(text: str) -> str:
    """The flat text without the number of its place in a list."""
    bare, whole = (
        GLUED.sub(r"\g<0> ", without_all(PAPER, flat(each))) for each in (without_numbering(text), text)
    )
    return bare if find_numbers(bare) else whole


def _unwrapped(text: str) -> str:
    """The flat text with a total in brackets out of them where nothing but conditions stands before it:
    «по 15 на каждом тренинге (всего 60)»."""
    if not TOTAL_IN_BRACKETS.search(text):
        return text
    outside = take_conditions(BRACKETS.sub(" ", text))[1]
    return text if find_numbers(outside) else TOTAL_IN_BRACKETS.sub(r" \1 ", text)


def _bracketed(text: str, year: int | None) -> str:
    """The flat text with what divides its number behind a colon in brackets: «60: НПО – 30, СМИ – 30»."""
    found = DIVIDED.match(text)
    numbers = find_numbers(found["total"]) if found else []
    if not found or len(numbers) != 1:
        return text
    total = numbers[0].quantity
    divides = places_of(found["parts"], total, year) or parts_of(found["parts"], total)
    return f"{found['total']} ({found['parts']})" if divides else text


def _read_main(value: Value, main: str) -> list[str]:
    """What stands outside of brackets; the phrases that look like conditions and are not understood."""
    parts = named_parts(main)
    each, main = _multiplied(main)
    conditions, rest, strange = take_conditions(main[: _start_of_part(main)] if parts else main)
    distinct, rest = take_distinct(rest)
    lasting, alone = take_lasting(rest)
    # «100 в месяц, 8 месяцев» promises no eight
    rest, lasting = (alone, lasting) if conditions or find_numbers(alone) else (rest, [])
    value.conditions = [*each, *conditions, *distinct, *lasting, *parts]
    _read_total(value, rest)
    return [*strange, *_limits(value, rest)]


def _multiplied(text: str) -> tuple[list[Condition], str]:
    """So many at each, and the total they come to, where a flat text says both:
    «25 чел. х 4 тренинга = 100»."""
    factors, _sign, rest = text.partition("=")
    numbers = find_numbers(rest)
    each = product(factors, numbers[0].quantity) if len(numbers) == 1 else None
    return ([each], rest) if each else ([], text)


def _limits(value: Value, rest: str) -> list[str]:
    """What limits a condition that stands alone: «в каждом регионе по 1, кроме Атырау»."""
    limit = LIMITED.search(rest) if value.conditions and value.target is None else None
    return [limit[0]] if limit else []


def _start_of_part(text: str) -> int:
    found = PART_OF.search(text)
    return found.start() if found else len(text)


def _read_total(value: Value, text: str) -> None:
    """The number and its comparison, from a flat text without conditions."""
    dated = without_all(NOT_TARGETS, text)
    noted = dated.replace("*", " ")
    numbers = find_numbers(noted)
    if not numbers:
        value.doubt(say("no_target"), say("only_condition" if value.conditions else "no_number"), DOUBTFUL)
    elif not _read_range(value, noted, numbers):
        number = _main_number(value, noted, numbers)
        _read_one(value, noted, number)
        _doubt_rest(value, noted, number)
        _doubt_left(value, text, numbers)
    else:
        _doubt_left(value, text, numbers)


def _read_one(value: Value, text: str, number: Number) -> None:
    """One number with its comparison and its unit."""
    after = text[number.end :]
    value.target, value.percent = number.quantity, bool(_per_cent(after))
    value.comparator = _settled(value, number, comparator_of(text, number.start, number.end))
    _read_unit(value, after)
    _doubt_number(value, number, text[number.start : number.end], after)


def _doubt_number(value: Value, number: Number, written: str, after: str) -> None:
    """Doubt a number that may be another one, or no number of things at all."""
    taken = say("target_taken", value=value.target)
    if number.unsure and not (THOUSANDS.fullmatch(written.strip()) and IN_MONEY.match(after)):
        value.doubt(taken, say("thousands_by_mark", phrase=written.strip()), DOUBTFUL)
    if LIKE_DATE.fullmatch(written.strip()):
        value.doubt(taken, say("like_date", phrase=written.strip()), DOUBTFUL)
    if value.percent and number.value > 100:
        value.doubt(taken, say("over_hundred"), DOUBTFUL)
    plain = written.strip().isdigit()
    if not value.unit and value.comparator == EXACTLY and plain and 1990 <= number.value <= 2100:
        value.doubt(taken, say("like_year"), DOUBTFUL)


def _doubt_left(value: Value, text: str, numbers: Sequence[Number]) -> None:
    """Doubt what nobody claimed of a text: digits, months, marks, numerals."""
    spans = [(number.start, _sign_end(text, number)) for number in numbers]
    left = leftovers(without_all(COMPARING, without(text, *spans)))
    if left:
        why = say("note_mark" if left == ["*"] else "rest_unread", phrase=", ".join(left))
        value.doubt(say("target_taken", value=value.target), why, DOUBTFUL)


def _sign_end(text: str, number: Number) -> int:
    """Where a number ends with the sign of per cent or the plus that belongs to it."""
    sign = _per_cent(text[number.end :]) or PLUS.match(text[number.end :])
    return number.end + (sign.end() if sign else 0)


def _per_cent(after: str) -> re.Match[str] | None:
    """The sign of per cent right after a number, or after the comparison that follows it
    («30 и более процентов»)."""
    compared = COMPARED_AFTER.match(after)
    return PERCENT.match(after) or (PERCENT.match(without(after, compared.span())) if compared else None)


def _doubt_rest(value: Value, text: str, number: Number) -> None:
    """Doubt a number beside which something stands that changes it: a sign,
    a condition, a word nobody knows."""
    found = changes_number(text, number.start, number.end)
    _doubt_beside(value, found)
    if not found and value.comparator == AT_MOST and UP_TO.search(text[: number.start]):
        value.doubt(say(AT_MOST, value=value.target), say("up_to"))


def _doubt_beside(value: Value, found: list[str]) -> None:
    if found:
        why = say("rest_unread", phrase=", ".join(found))
        value.doubt(say("target_taken", value=value.target), why, DOUBTFUL)


def _read_range(value: Value, text: str, numbers: list[Number]) -> bool:
    if len(numbers) != 2:
        return False
    low, high = numbers
    joint, before, after = text[low.end : high.start], text[: low.start], text[high.end :]
    if low.value >= high.value or not _joins(joint, before, after):
        return False
    value.comparator, value.target, value.high = BETWEEN, low.quantity, high.quantity
    _doubt_range(value, before, after, joint.strip()[-2:])
    _doubt_beside(value, changes_number(text, low.start, high.end))
    value.percent = bool(PERCENT.match(after))
    _read_unit(value, after)
    return True


def _joins(joint: str, before: str, after: str) -> bool:
    """Whether what stands between two numbers makes a range of them."""
    if RANGE_JOINT_KAZAKH.match(joint) and RANGE_END_KAZAKH.match(after):
        return True
    to = joint.strip().endswith(("до", "по"))
    return bool(RANGE_JOINT.match(joint)) and (
        not to or (bool(RANGE.search(before)) and _of_one_unit(joint, after))
    )


def _of_one_unit(joint: str, after: str) -> bool:
    """Whether the noun between two numbers, if there is one, is that of the second:
    «от 80 чел. до 100 чел.»."""
    first, second = joint.split()[0][:3], after.split()[:1]
    return len(joint.split()) == 1 or not second or second[0].startswith(first)


def _doubt_range(value: Value, before: str, after: str, joint: str) -> None:
    """Doubt a range that may be a growth, or beside which a word of comparison stands: «не более 10-15 %»."""
    understood = say(BETWEEN, low=value.target, high=value.high)
    if GROWTH.search(before) and joint == "до":
        value.doubt(understood, say("from_to"), DOUBTFUL)
    if limit := ANY_WORD.search(f"{before} {after}"):
        value.doubt(understood, say("rest_unread", phrase=limit[0].strip()), DOUBTFUL)


def _main_number(value: Value, text: str, numbers: list[Number]) -> Number:
    """The total among several numbers: the one called so, else the first, with a doubt."""
    if len(numbers) == 1:
        return numbers[0]
    called = [number for number in numbers if OVERALL.search(text[: number.start])]
    chosen = called[0] if called else numbers[0]
    others = [number.quantity for number in numbers if number is not chosen]
    why, level = say("several_numbers", values=others), PROBABLE if called else DOUBTFUL
    value.doubt(say("target_taken", value=chosen.quantity), why, level)
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
    lasting, rest = take_lasting(rest)
    parts = named_parts(rest) or _divided(value, rest, year)
    value.conditions.extend([*conditions, *distinct, *lasting, *parts])
    rest = "" if parts or value.places or _take_months(value, rest, year) else rest
    agrees = value.target is not None and _number_of(text) == value.target
    differs = number_in_words(text) is not None and not agrees
    unsure = differs or leftovers(rest) or comparator_in(rest) or changes_total(rest)
    if strange or (unsure and not agrees):
        value.doubt(say("bracket_left"), say("condition_unread", phrase=text))


def _take_months(value: Value, text: str, year: int | None) -> bool:
    """Take the months of a flat bracket, if it says nothing else («8 (апрель–ноябрь)»)."""
    period = read_period(text, year)
    if period and (period.sure or period.all_but_year) and len(period.months) > 1:
        value.months = period
        return True
    return False


def _divided(value: Value, text: str, year: int | None) -> list[Condition]:
    """What a flat bracket makes of the total: so many at each, or the sorts it is divided among; its regions
    are kept apart."""
    if each := product(text, value.target):
        return [each]
    value.places = value.places or places_of(text, value.target, year)
    return [] if value.places else parts_of(text, value.target)


def _number_of(text: str) -> Quantity | None:
    """The number a bracket says and nothing else, in words or in figures."""
    found = find_numbers(text, words=False)
    if len(found) == 1 and not text[: found[0].start].strip() and not text[found[0].end :].strip():
        return found[0].quantity
    return number_in_words(text)
