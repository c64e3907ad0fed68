"""An indicator: its name and value read together, its unit, conditions, and the measure that would count it."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services.registry.plans.reader.comparators import AT_LEAST, in_russian
from services.registry.plans.reader.conditions import Condition, take_conditions
from services.registry.plans.reader.measures import COUNT, DOCUMENT, Suggestion, suggest_measure
from services.registry.plans.reader.notes import Notes, row_place
from services.registry.plans.reader.pairing import Line, Pair, Pairing, pair_lines, split_inline
from services.registry.plans.reader.periods import Period
from services.registry.plans.reader.rows import Block, RawActivity
from services.registry.plans.reader.units import PERCENT, UNKNOWN, find_unit
from services.registry.plans.reader.values import BRACKETS, CERTAIN, DOUBTFUL, PROBABLE, Value, read_value, weakest
from services.registry.plans.reader.wording import flat, without_numbering

DOCUMENT_UNITS = {"программа", "список", "документ", "меморандум", "договор"}
VALUE_TITLE, NAME_TITLE = "Планируемые индикаторы", "Индикаторы"


@dataclass
class Setting:
    """What an activity's indicators are read within."""

    label: str
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
        units = block.units if len(block.units) == len(pairing.pairs) else block.units[:1] * len(pairing.pairs)
        for at, pair in enumerate(pairing.pairs):
            value = read_value(pair.value.text, setting.year) if pair.value else Value(confidence=DOUBTFUL)
            readings.append(Reading(pair, value, block, units[at] if units else ""))
        _note_pairing(raw, pairing, setting)
    return readings


def _paired(block: Block) -> Pairing:
    """The pairs of a row; without a list of values each name may carry its own."""
    if any(block.values) and any(block.names):
        return pair_lines(block.names, block.values)
    why = "своей строки в другом столбце нет, имя и значение взяты из одной ячейки"
    pairs = []
    for number, text in enumerate(block.names if any(block.names) else block.values, 1):
        name, value = split_inline(text) if any(block.names) else (text, text)
        if name:
            pairs.append(Pair(Line(name, number), Line(value, number) if value else None,
                              CERTAIN if any(block.names) and value else DOUBTFUL, "" if any(block.names) else why))
    return Pairing(pairs)


def _note_pairing(raw: RawActivity, pairing: Pairing, setting: Setting) -> None:
    for line in pairing.left:
        setting.notes.not_read(_value_place(raw, line, setting), line.text, f"значение без индикатора: {pairing.why}")
    for pair in pairing.pairs:
        where = _value_place(raw, pair.value or pair.name, setting)
        if pair.value and pair.why:
            setting.notes.doubt(where, f"{pair.name.text} | {pair.value.text}", "сопоставлены друг с другом", pair.why)
        elif not pair.value:
            setting.notes.doubt(where, pair.name.text, "цели нет, учитывается без неё", pair.why or "значения в этой строке нет")


def build_indicator(code: str, raw: RawActivity, reading: Reading, setting: Setting) -> dict[str, Any]:
    """The indicator as the plan keeps it (see `read_plan`), with what is doubtful in it noted."""
    pair, value = reading.pair, reading.value
    name = without_numbering(pair.name.text)
    suggestion = suggest_measure(name, setting.text, setting.gatherings)
    unit, unit_level = _unit(name, reading, suggestion)
    confidence = weakest(pair.confidence, value.confidence if pair.value else DOUBTFUL, unit_level)
    _note_indicator(raw, reading, unit, suggestion, setting)
    return {"code": code, "name": name, "comparator": value.comparator, "target": value.target, "target_high": value.high,
            "unit": unit, "kind": _kind(unit, suggestion), "clauses": [found.record() for found in reading.conditions],
            "source": {"indicator_text": pair.name.text, "value_text": pair.value.text if pair.value else "",
                       "where": row_place(raw.table, reading.block.row)},
            "confidence": confidence, "measure": suggestion.measure if suggestion else None,
            "evidence_kinds": list(suggestion.evidence) if suggestion else ["other"]}


def _value_place(raw: RawActivity, line: Line, setting: Setting) -> str:
    return f"{setting.label}, строка {line.number} ячейки «{raw.columns.titles.get('value', VALUE_TITLE)}»"


def own_conditions(raw: RawActivity, reading: Reading, setting: Setting) -> list[Condition]:
    """The conditions of the value and of the name's brackets, with their regions and months filled in."""
    named = [found for text in BRACKETS.findall(flat(reading.pair.name.text)) for found in take_conditions(text)[0]]
    conditions = [found.over_regions(setting.regions) for found in [*reading.value.conditions, *named]]
    months = reading.value.months
    if months:
        where = _value_place(raw, reading.pair.value or reading.pair.name, setting)
        conditions += _monthly(reading.value, months, setting, where)
    return conditions


def _monthly(value: Value, months: Period, setting: Setting, where: str) -> list[Condition]:
    """"8 (апрель-ноябрь 2022 года)": as many in every month as the total divides into."""
    count, target = len(months.months), value.target
    if not isinstance(target, int) or target % count:
        value.doubt("разбивка по месяцам не взята", f"{target} не делится на {count} мес.")
        return []
    outside = setting.period and not set(months.months) <= set(setting.period.months)
    if outside and setting.period:
        setting.notes.doubt(where, months.source, f"месяцы взяты из скобок: {months.start} – {months.end}",
                            f"срок мероприятия другой: {setting.period.start} – {setting.period.end}")
    if len(setting.regions) > 1:
        setting.notes.doubt(where, months.source, f"{target} на весь проект, по {target // count} в месяц",
                            f"если считать по каждому из {len(setting.regions)} регионов, было бы {target * len(setting.regions)}")
    each = target // count
    return [Condition("each_month", AT_LEAST, each, f"не менее {each} в каждом месяце", months.months)]


def _unit(name: str, reading: Reading, suggestion: Suggestion | None) -> tuple[str, str]:
    """The unit, and how sure it is: the value's own noun, the unit column, the measure's, the name's."""
    value = reading.value
    if value.percent:
        return PERCENT, CERTAIN
    held = suggestion is not None and suggestion.measure.startswith("events_held")  # the name says what is held
    stated = (find_unit(value.unit) or find_unit(reading.unit) or (held and find_unit(name))
              or (suggestion.unit if suggestion else "") or find_unit(name))
    if stated and stated != UNKNOWN:
        return stated, CERTAIN
    raw = reading.unit or ("" if suggestion else value.unit)
    return (raw, PROBABLE) if raw else (UNKNOWN, PROBABLE)


def _kind(unit: str, suggestion: Suggestion | None) -> str:
    if unit == PERCENT:
        return "percent"
    if suggestion:
        return suggestion.kind
    return DOCUMENT if unit in DOCUMENT_UNITS else COUNT


def _note_indicator(raw: RawActivity, reading: Reading, unit: str, suggestion: Suggestion | None, setting: Setting) -> None:
    value, pair = reading.value, reading.pair
    line = pair.value or pair.name
    where = _value_place(raw, line, setting)
    named = f"{setting.label}, строка {pair.name.number} ячейки «{raw.columns.titles.get('indicator', NAME_TITLE)}»"
    for understood, why in value.remarks:
        if value.target is None and why.startswith("в ячейке нет"):
            setting.notes.not_read(where, line.text, why)
        else:
            setting.notes.doubt(where, line.text, understood, why)
    if unit == UNKNOWN:
        setting.notes.doubt(named, pair.name.text, in_russian(value.comparator, value.target), "единица не названа: что считать за одно?")
    if unit == PERCENT and value.target is not None:
        why = "доля: от чего её считать, не сказано" if value.percent else "знака % в ячейке нет, доля понята по названию"
        setting.notes.doubt(where, f"{pair.name.text} | {line.text}", f"{in_russian(value.comparator, value.target)} %", why)
    if suggestion is None:
        setting.notes.doubt(named, pair.name.text, "измеритель не подобран", "название не похоже ни на один известный показатель")
