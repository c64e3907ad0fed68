"""An indicator: its name and value read together, its unit, conditions,
and the measure that would count it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from services.registry.reader.meaning.measures import Suggestion, suggest_measure
from services.registry.reader.meaning.naming import SHARE_NAME, doubts_of_name, doubts_of_share
from services.registry.reader.table.pairing import Line, Pair, Pairing, pair_lines, split_inline
from services.registry.reader.table.rows import Block, RawActivity
from services.registry.reader.words.comparators import AT_LEAST, said_target
from services.registry.reader.words.conditions import Condition, once, take_conditions
from services.registry.reader.words.leftovers import leftovers
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.periods import Period
from services.registry.reader.words.units import PERCENT, UNKNOWN, find_unit
from services.registry.reader.words.values import (
    BRACKETS,
    CERTAIN,
    DOUBTFUL,
    PROBABLE,
    Value,
    read_value,
    weakest,
)
from services.registry.reader.words.wording import flat, without_code
from shared.language import evidence
from shared.language.clauses import EACH_MONTH
from shared.language.expressions import parse
from shared.language.measure import DOCUMENT, NUMBER
from shared.language.measure import PERCENT as SHARE
from shared.language.measures.gatherings import EVENTS_HELD

DOCUMENT_UNITS = {"программа", "список", "документ", "меморандум", "договор"}
VALUE_TITLE, NAME_TITLE = "Планируемые индикаторы", "Индикаторы"


@dataclass
class Setting:
    """What an activity's indicators are read within."""

    code: str
    label: Said
    title: str
    text: str
    regions: list[str]
    period: Period | None
    year: int | None
    notes: Notes
    gatherings: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """A pair with its value read, and the places its parts came from."""

    code: str
    pair: Pair
    value: Value
    block: Block
    unit: str = ""
    conditions: list[Condition] = field(default_factory=list)


def read_pairs(raw: RawActivity, setting: Setting) -> list[Reading]:
    """Pair the names with the values of an activity's rows and read every value."""
    readings: list[Reading] = []
    for block in raw.blocks:
        pairing = _paired(block)
        units = (
            block.units if len(block.units) == len(pairing.pairs) else block.units[:1] * len(pairing.pairs)
        )
        for at, pair in enumerate(pairing.pairs):
            value = read_value(pair.value.text, setting.year) if pair.value else Value(confidence=DOUBTFUL)
            readings.append(
                Reading(f"{setting.code}.{len(readings) + 1}", pair, value, block, units[at] if units else "")
            )
        _note_pairing(raw, pairing, readings[len(readings) - len(pairing.pairs) :], setting)
    return readings


def _paired(block: Block) -> Pairing:
    """The pairs of a row; without a list of values each name may carry its own."""
    if any(block.values) and any(block.names):
        return pair_lines(block.names, block.values)
    pairs = []
    for number, text in enumerate(block.names if any(block.names) else block.values, 1):
        name, value = split_inline(text) if any(block.names) else (text, text)
        if name:
            pairs.append(
                Pair(
                    Line(name, number),
                    Line(value, number) if value else None,
                    CERTAIN if any(block.names) and value else DOUBTFUL,
                    "" if any(block.names) else "one_cell",
                )
            )
    return Pairing(pairs)


def _note_pairing(raw: RawActivity, pairing: Pairing, readings: list[Reading], setting: Setting) -> None:
    for line in pairing.left:
        why = say("value_alone", names=pairing.names, values=pairing.values)
        setting.notes.not_read(_value_place(raw, line, setting), line.text, why, setting.code)
    for reading in readings:
        pair = reading.pair
        where = _value_place(raw, pair.value or pair.name, setting)
        if pair.value and pair.why:
            setting.notes.doubt(
                where, f"{pair.name.text} | {pair.value.text}", say("paired"), say(pair.why), reading.code
            )
        elif not pair.value:
            setting.notes.doubt(
                where, pair.name.text, say("without_target"), say(pair.why or "no_value_line"), reading.code
            )


def build_indicator(raw: RawActivity, reading: Reading, setting: Setting) -> dict[str, Any]:
    """The indicator as the plan keeps it (see `read_plan`), with what is doubtful in it noted."""
    pair, value = reading.pair, reading.value
    name = without_code(pair.name.text)
    suggestion = suggest_measure(name, setting.text, setting.gatherings)
    unit, unit_level = _unit(name, reading, suggestion)
    if unit == PERCENT and suggestion and suggestion.kind != SHARE:
        suggestion = None  # a share of people is no number of people
    _note_indicator(raw, reading, unit, suggestion, setting)
    return {
        "code": reading.code,
        "name": name,
        "comparator": value.comparator,
        "target": value.target,
        "target_high": value.high,
        "unit": unit,
        "kind": _kind(unit, suggestion),
        "clauses": [found.record() for found in reading.conditions],
        "source": _source(raw, reading),
        "confidence": weakest(pair.confidence, value.confidence if pair.value else DOUBTFUL, unit_level),
        "measure": suggestion.measure if suggestion else None,
        "evidence_kinds": list(suggestion.evidence) if suggestion else [evidence.OTHER],
        **_divided(value),
    }


def _divided(value: Value) -> dict[str, Any]:
    """The targets by region or by month, where the cell itself divides its number among them."""
    targets = [
        {"region": None, "month": place, "value": number}
        if place[0].isdigit()
        else {"region": place, "month": None, "value": number}
        for place, number in value.places
    ]
    return {"targets": targets} if targets else {}


def _source(raw: RawActivity, reading: Reading) -> Said:
    """What the document says, and where."""
    pair = reading.pair
    return {
        "indicator_text": pair.name.text,
        "value_text": pair.value.text if pair.value else "",
        "where": row_place(raw.table, reading.block.row),
    }


def _value_place(raw: RawActivity, line: Line, setting: Setting) -> Said:
    return say("line", of=setting.label, line=line.number, title=raw.columns.titles.get("value", VALUE_TITLE))


def own_conditions(raw: RawActivity, reading: Reading, setting: Setting) -> list[Condition]:
    """The conditions of the value and of the name's brackets, with their regions and months filled in."""
    named = [
        found for text in BRACKETS.findall(flat(reading.pair.name.text)) for found in take_conditions(text)[0]
    ]
    conditions = [found.over_regions(setting.regions) for found in [*reading.value.conditions, *named]]
    months = reading.value.months
    if months:
        conditions += _monthly(
            reading, months, setting, _value_place(raw, reading.pair.value or reading.pair.name, setting)
        )
    return once(conditions)


def _monthly(reading: Reading, months: Period, setting: Setting, where: Said) -> list[Condition]:
    """ "8 (апрель-ноябрь 2022 года)": as many in every month as the total divides into."""
    count, target = len(months.months), reading.value.target
    if not isinstance(target, int) or target % count:
        reading.value.doubt(say("no_monthly"), say("indivisible", target=target, count=count))
        return []
    for understood, why in _doubts_of_months(months, target, setting):
        setting.notes.doubt(where, months.source, understood, why, reading.code)
    each = target // count
    return [Condition(EACH_MONTH, AT_LEAST, each, f"не менее {each} в каждом месяце", months.months)]


def _doubts_of_months(months: Period, target: int, setting: Setting) -> Iterator[tuple[Said, Said]]:
    """Months outside the activity's period; a total that may be meant for each region."""
    period, many = setting.period, len(setting.regions)
    if period and not set(months.months) <= set(period.months):
        understood = say("months_of_brackets", start=months.start, end=months.end)
        yield understood, say("other_period", start=period.start, end=period.end)
    if many > 1:
        each = target // len(months.months)
        understood = say("whole_project", target=target, each=each)
        yield understood, say("if_each_region", count=many, total=target * many)


def _unit(name: str, reading: Reading, suggestion: Suggestion | None) -> tuple[str, str]:
    """The unit, and how sure it is: the value's own noun, the unit column, the measure's, the name's."""
    value = reading.value
    if value.percent:
        return PERCENT, CERTAIN
    if SHARE_NAME.search(flat(name)) and not find_unit(value.unit):
        return PERCENT, PROBABLE
    # the name says what is held
    held = suggestion is not None and parse(suggestion.measure).measure is EVENTS_HELD
    stated = (
        find_unit(value.unit)
        or find_unit(reading.unit)
        or (held and find_unit(name))
        or (suggestion.unit if suggestion else "")
        or find_unit(name)
    )
    if stated and stated != UNKNOWN:
        return stated, CERTAIN
    raw = reading.unit or ("" if suggestion else value.unit)
    return (raw, PROBABLE) if raw else (UNKNOWN, PROBABLE)


def _kind(unit: str, suggestion: Suggestion | None) -> str:
    if unit == PERCENT:
        return SHARE
    if suggestion:
        return suggestion.kind
    return DOCUMENT if unit in DOCUMENT_UNITS else NUMBER


def _note_indicator(
    raw: RawActivity, reading: Reading, unit: str, suggestion: Suggestion | None, setting: Setting
) -> None:
    """Note what is doubtful in an indicator: its value, its unit, its name."""
    line, notes = reading.pair.value or reading.pair.name, setting.notes
    where, name = _value_place(raw, line, setting), reading.pair.name
    _note_value(reading, where, line.text, notes)
    title = raw.columns.titles.get("indicator", NAME_TITLE)
    named = say("line", of=setting.label, line=name.number, title=title)
    for understood, why in _doubts_of_name(reading, unit, suggestion):
        notes.doubt(named, name.text, understood, why, reading.code)
    for understood, why in doubts_of_share(name.text, reading.value, unit):
        notes.doubt(where, f"{name.text} | {line.text}", understood, why, reading.code)


def _note_value(reading: Reading, where: Said, text: str, notes: Notes) -> None:
    for understood, why in reading.value.remarks:
        if reading.value.target is None and why["say"] in ("no_number", "value_too_long"):
            notes.not_read(where, text, why, reading.code)
        else:
            notes.doubt(where, text, understood, why, reading.code)


def _doubts_of_name(
    reading: Reading, unit: str, suggestion: Suggestion | None
) -> Iterator[tuple[Said, Said]]:
    """What the name and the column of units say against the number of the cell."""
    yield from doubts_of_name(reading.pair, reading.value, unit, suggestion, reading.unit)
    if leftovers(flat(reading.unit).replace("%", " ")):
        value = reading.value
        target = said_target(value.comparator, value.target, value.high)
        yield target, say("unit_rest", phrase=reading.unit)
