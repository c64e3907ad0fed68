"""An activity: its text, when, where, for how much, and its indicators."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from services.registry.plans.reader.amounts import mentioned_money, read_cost
from services.registry.plans.reader.conditions import Condition, distinct_regions, take_conditions
from services.registry.plans.reader.gatherings import find_gatherings, gatherings_of
from services.registry.plans.reader.indicators import Reading, Setting, build_indicator, own_conditions, read_pairs
from services.registry.plans.reader.notes import Notes, row_place
from services.registry.plans.reader.numbers import Quantity, find_numbers
from services.registry.plans.reader.periods import Period, read_period
from services.registry.plans.reader.places import NAMES, REGION_WORD, counted_regions, find_regions, says_each_region
from services.registry.plans.reader.rows import RawActivity
from services.registry.plans.reader.units import find_unit
from services.registry.plans.reader.wording import flat, sentences, without_numbering

LONG_TITLE = 120
QUALIFIERS = re.compile(
    rf"\s+(?:в|во)\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ]|[0-9]+(?:-\w+)?\s+(?:{REGION_WORD}))|\s+\((?=[^)]{{30}})|[,:;]\s|\s+по\s+(?=\w+[нт]ию\b)"
    r"|\s+для\s+|\s+с целью\s+|\s+направленн\w+\s+|\s+в рамках\s+")
OWN_NUMBER = re.compile(r"^\s*(?:[0-9]{1,2}\.)*([0-9]{1,2})[.)](?:\s|$)")
COLUMN_NUMBER = re.compile(r"\s*(?:[0-9]{1,2}\.)*([0-9]{1,2})[.)]?\s*")
NOTHING = re.compile(r"^[-–—.\s]*$")
CENTRE = re.compile(r"центр|орталық|орталығ")


@dataclass
class Project:
    """What is known of the project when its activities are read; `before` are (code, title, regions) of those read."""

    regions: list[str]
    year: int | None
    notes: Notes
    before: list[tuple[str, str, list[str]]]


def short_title(description: str) -> str:
    """The first sentence without its full stop; a long one is cut before its first qualifier."""
    first = next(iter(sentences(description)), description)
    title = first.rstrip(" .;")
    if len(title) <= LONG_TITLE:
        return title
    cut = next((match.start() for match in QUALIFIERS.finditer(title) if " " in title[:match.start()]), None)
    return title[:cut].rstrip(" ,;:.") if cut else title


def source_number(raw: RawActivity) -> int | None:
    """The number the plan itself gives an activity: "1. …", "2.1. …", or its own column's."""
    match = OWN_NUMBER.match(raw.text) or COLUMN_NUMBER.fullmatch(raw.number)
    return int(match[1]) if match else None


def build_activity(code: str, label: str, raw: RawActivity, heading: str, project: Project) -> tuple[dict[str, Any], Period | None]:
    """The activity as the plan keeps it (see `read_plan`) with its period, notes taken on the way."""
    description = without_numbering(raw.text).strip()
    title = short_title(description)
    regions = _regions(description, heading, label, project)
    period = _period(raw, label, project)
    cost, channel = _cost(raw, description, label, project.notes)
    setting = Setting(label, title, description, regions, period, project.year, project.notes)
    readings = read_pairs(raw, setting)
    setting.gatherings = gatherings_of(title, description, [reading.pair.name.text for reading in readings])
    for reading in readings:
        reading.conditions = own_conditions(raw, reading, setting)
    _share_out(description, readings, setting)
    indicators = [build_indicator(f"{code}.{number}", raw, reading, setting) for number, reading in enumerate(readings, 1)]
    _note_rest(raw, readings, label, project.notes)
    project.before.append((code, title, regions))
    return {"code": code, "title": title, "description": description,
            "period": {"start": period.start, "end": period.end, "source": period.source} if period else None,
            "cost": cost, "channel": channel, "regions": regions, "where": raw.place, "indicators": indicators}, period


def _regions(text: str, heading: str, label: str, project: Project) -> list[str]:
    """Regions the activity names, counts ("в 7 регионах"), means ("каждый регион") or takes over from what it builds on."""
    named = find_regions(text)
    if named:
        return named
    everywhere = len(project.regions)
    counts = counted_regions(text) or counted_regions(heading)
    if everywhere in counts or says_each_region(text):
        return list(project.regions)
    if counts:
        project.notes.doubt(label, text, "регионы не определены", f"сказано «{counts[0]} регионов», у проекта их {everywhere}")
        return []
    return find_regions(heading) or _borrowed(text, label, project)


def _borrowed(text: str, label: str, project: Project) -> list[str]:
    """The regions of earlier activities whose centres or gatherings this one works with."""
    lenders = [(code, regions) for code, title, regions in project.before if regions and _things(title) & _things(text)]
    found = {region for _, regions in lenders for region in regions}
    if not found:
        return []
    order = lenders[0][1] if len(lenders) == 1 else project.regions
    regions = [region for region in order if region in found]
    project.notes.doubt(label, text, "регионы: " + ", ".join(NAMES[region] for region in regions),
                        "в тексте не названы, взяты оттуда, с чем связано: " + ", ".join(code for code, _ in lenders))
    return regions


def _things(text: str) -> set[str]:
    return set(find_gatherings(text)) | ({"centre"} if CENTRE.search(flat(text)) else set())


def _period(raw: RawActivity, label: str, project: Project) -> Period | None:
    """The span of the activity's period cells; an unreadable or empty one is noted."""
    if "period" not in raw.columns.at:
        return None
    title = raw.columns.titles["period"]
    if not raw.periods:
        project.notes.doubt(f"{label}, «{title}»", "", "срок не задан", "ячейка пуста")
    periods = []
    for text, row in raw.periods:
        period = None if NOTHING.match(text) else read_period(text, project.year)
        where = f"{label}, «{title}» ({row_place(raw.table, row)})"
        if period is None:
            project.notes.not_read(where, text, "срок не распознан: нет месяца или года")
            continue
        if period.assumed:
            project.notes.doubt(where, text, f"{period.start} – {period.end}", period.assumed)
        periods.append(period)
    if not periods:
        return None
    if len({(period.start, period.end) for period in periods}) > 1:
        project.notes.doubt(f"{label}, «{title}»", "; ".join(period.source for period in periods),
                            "взято от самого раннего до самого позднего", "у строк мероприятия разные сроки")
    sources = "; ".join(dict.fromkeys(period.source for period in periods))
    return Period(min(period.start for period in periods), max(period.end for period in periods), sources)


def _cost(raw: RawActivity, description: str, label: str, notes: Notes) -> tuple[Quantity | None, str | None]:
    """Whole tenge (a decimal string with tiyn) and, where the column also holds it, the channel's text."""
    title = raw.columns.titles.get("cost", "")
    text = "; ".join(text for text, _ in raw.costs if not NOTHING.match(text))
    has_channel = bool(re.search(r"канал|арна", flat(title)))
    if text:
        cost = read_cost(text)
        channel = re.sub(r"^[\d\s.,]*(?:тыс\.?|млн\.?)?\s*(?:тенге|теңге|тг\.?|₸)?[\s,;–-]*", "", text) if has_channel else ""
        if cost is None and not channel:
            notes.not_read(f"{label}, «{title}»", text, "стоимость не распознана")
        return cost, channel or None
    money = mentioned_money(description)
    if money and title:
        notes.doubt(f"{label}, «{title}»", "; ".join(money), "стоимость не задана",
                    "ячейка пуста, суммы названы только в описании")
    return None, None


def _share_out(description: str, readings: list[Reading], setting: Setting) -> None:
    """Give conditions stated only in the description to the indicator they speak of."""
    for sentence in map(flat, sentences(description)):
        distinct = distinct_regions(sentence)
        for condition in [*take_conditions(sentence)[0], *([distinct] if distinct else [])]:
            owner = _owner(condition, sentence, readings)
            if owner and not any((own.kind, own.value) == (condition.kind, condition.value) for own in owner.conditions):
                owner.conditions.append(replace(condition.over_regions(setting.regions), origin="description"))


def _owner(condition: Condition, sentence: str, readings: list[Reading]) -> Reading | None:
    """The indicator whose target stands in the same sentence with the same unit, or the only one of that unit."""
    if condition.total is not None:
        totals = [found for found in readings if found.value.target == condition.total]
        return totals[0] if len(totals) == 1 else None
    unit = find_unit(condition.noun)
    same = [found for found in readings if unit and unit == _counted(found)]
    said = {number.quantity for number in find_numbers(sentence)}
    near = [found for found in same if found.value.target in said]
    return near[0] if near else same[0] if len(same) == 1 else None


def _counted(reading: Reading) -> str | None:
    return find_unit(reading.value.unit) or find_unit(reading.pair.name.text)


def _note_rest(raw: RawActivity, readings: list[Reading], label: str, notes: Notes) -> None:
    if not readings:
        notes.doubt(label, raw.text, "мероприятие без индикаторов", "в строке нет ни одного индикатора")
    for title, text, row in raw.extras:
        notes.not_read(f"{label}, «{title}» ({row_place(raw.table, row)})", text, f"столбец «{title}» не распознан")
