"""An activity: its text, when, where, for how much, and its indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from services.registry.reader.meaning.indicators import (
    Reading,
    Setting,
    build_indicator,
    own_conditions,
    read_pairs,
)
from services.registry.reader.table.rows import RawActivity
from services.registry.reader.words.amounts import mentioned_money, read_cost
from services.registry.reader.words.conditions import Condition, distinct_regions, take_conditions
from services.registry.reader.words.gatherings import find_gatherings, gatherings_of
from services.registry.reader.words.leftovers import leftovers
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.numbers import Quantity, find_numbers
from services.registry.reader.words.periods import START, Period, begun, doubts_of, read_period
from services.registry.reader.words.places import (
    REGION_WORD,
    counted_regions,
    find_regions,
    says_each_region,
    without_excluded,
)
from services.registry.reader.words.units import find_unit
from services.registry.reader.words.wording import CODE, flat, sentences, without_code

LONG_TITLE = 120
QUALIFIERS = re.compile(
    rf"\s+(?:в|во)\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ]|[0-9]+(?:-\w+)?\s+(?:{REGION_WORD}))|"
    rf"\s+\((?=[^)]{{30}})|[,:;]\s|\s+по\s+(?=\w+[нт]ию\b)"
    r"|\s+для\s+|\s+с целью\s+|\s+направленн\w+\s+|\s+в рамках\s+"
)
COLUMN_NUMBER = re.compile(r"\s*(?P<code>[0-9]{1,2}(?:\.[0-9]{1,2})*)(?P<letter>[а-яё]?)[.)]?\s*")
NOTHING = re.compile(r"^[-–—.\s]*$")
# a cell of costs that says there are none
NO_COST = re.compile(
    r"[-\s.]*(?:нет(?: затрат| расходов)?|бесплатно|безвозмездно"
    r"|без (?:дополнительн\w+ )?(?:затрат|расходов|финансирования|оплаты)"
    r"|не (?:требу\w+|предусм\w+|планиру\w+)(?: (?:дополнительн\w+ )?(?:затрат|расход|финансир)\w*)?"
    r"|(?:бюджет|затрат\w*|расход\w*|финансировани\w*) (?:нет|не (?:требу\w+|предусм\w+))"
    r"|в рамках проекта без дополнительных (?:затрат|расходов)|жоқ|тегін|шығынсыз"
    r"|(?:қаржыландыру\w*|шығын\w*) (?:талап етпейді|қажет етпейді|талап етілмейді|қарастырылмаған|жоқ)"
    r"|қарастырылмаған|көзделмеген)[.\s]*"
)
SUM_BEFORE = re.compile(r"^[\d\s.,]*(?:тыс\.?|млн\.?)?\s*(?:тенге|теңге|тг\.?|₸)?[\s,;–-]*")
MOST_NAMED = 12  # activities a doubt names as those it builds on; nobody reads more
CENTRE = re.compile(r"центр|орталық|орталығ")


@dataclass
class Project:
    """What is known of the project when its activities are read: `starts` is its first month,
    `lenders` are the codes of those read that have both, in their order, by their things and regions."""

    regions: list[str]
    year: int | None
    notes: Notes
    starts: str | None = None
    lenders: dict[tuple[frozenset[str], tuple[str, ...]], list[tuple[int, str]]] = field(default_factory=dict)
    lent: int = 0

    def lend(self, code: str, things: set[str], regions: list[str]) -> None:
        """Remember whose regions may be taken over; of those alike the first are enough to be named."""
        self.lent += 1
        codes = self.lenders.setdefault((frozenset(things), tuple(regions)), [])
        if len(codes) < MOST_NAMED:
            codes.append((self.lent, code))


@dataclass(frozen=True)
class Place:
    """An activity's code and how its place in the document is called."""

    code: str
    label: Said

    def column(self, title: str, row: Said | None = None) -> Said:
        """A column of the activity, in one of its rows if given."""
        return (
            say("column_row", of=self.label, title=title, row=row)
            if row
            else say("column", of=self.label, title=title)
        )


def short_title(description: str) -> str:
    """The first sentence without its full stop; a long one is cut before its first qualifier."""
    first = next(iter(sentences(description)), description)
    title = first.rstrip(" .;")
    if len(title) <= LONG_TITLE:
        return title
    cut = next((match.start() for match in QUALIFIERS.finditer(title) if " " in title[: match.start()]), None)
    return title[:cut].rstrip(" ,;:.") if cut else title


def source_code(raw: RawActivity) -> tuple[list[int], str] | None:
    """The number the plan itself gives an activity, level by level, with its letter: "1. …", "2.1а. …",
    or its own column's."""
    match = CODE.match(raw.text) or COLUMN_NUMBER.fullmatch(raw.number)
    fields = match.groupdict() if match else {}
    code = fields.get("code") or fields.get("deep")
    return ([int(level) for level in code.split(".")], fields["letter"] or "") if code else None


def build_activity(
    code: str, label: Said, raw: RawActivity, heading: str, project: Project
) -> tuple[dict[str, Any], Period | None]:
    """The activity as the plan keeps it (see `read_plan`) with its period, notes taken on the way."""
    description = without_code(raw.text).strip()
    title, place = short_title(description), Place(code, label)
    regions = _regions(description, heading, place, project)
    period = _period(raw, place, project)
    cost, channel = _cost(raw, description, place, project.notes)
    setting = Setting(code, label, title, description, regions, period, project.year, project.notes)
    indicators = _indicators(raw, setting, place)
    if regions and (things := _things(title)):
        project.lend(code, things, regions)
    dates = {"start": period.start, "end": period.end, "source": period.source} if period else None
    return {
        "code": code,
        "title": title,
        "description": description,
        "period": dates,
        "cost": cost,
        "channel": channel,
        "regions": regions,
        "where": raw.place,
        "indicators": indicators,
    }, period


def _indicators(raw: RawActivity, setting: Setting, place: Place) -> list[dict[str, Any]]:
    """The activity's indicators, what it gathers people for known first."""
    readings = read_pairs(raw, setting)
    names = [reading.pair.name.text for reading in readings]
    setting.gatherings = gatherings_of(setting.title, setting.text, names)
    for reading in readings:
        reading.conditions = own_conditions(raw, reading, setting)
    _share_out(setting.text, readings, setting)
    indicators = [build_indicator(raw, reading, setting) for reading in readings]
    _note_rest(raw, readings, place, setting.notes)
    return indicators


def _regions(text: str, heading: str, place: Place, project: Project) -> list[str]:
    """The regions of an activity without those its text leaves out («во всех, кроме Астаны»)."""
    meant, words = without_excluded(text)
    excluded = find_regions(words)
    if not excluded:
        return _meant_regions(text, heading, place, project)
    found = _meant_regions(meant, heading, place, project)
    regions = [region for region in found if region not in excluded] or found
    why = say("regions_except", regions=excluded)
    project.notes.doubt(place.label, text, say("regions", regions=regions), why, place.code)
    return regions


def _meant_regions(text: str, heading: str, place: Place, project: Project) -> list[str]:
    """Regions the activity names, counts ("в 7 регионах"), means ("каждый регион")
    or takes over from what it builds on."""
    named = find_regions(text)
    if named:
        return named
    everywhere = len(project.regions)
    counts = counted_regions(text) or counted_regions(heading)
    if everywhere in counts or says_each_region(text):
        return list(project.regions)
    if counts:
        project.notes.doubt(
            place.label,
            text,
            say("regions_unknown"),
            say("regions_counted", said=counts[0], all=everywhere),
            place.code,
        )
        return []
    return find_regions(heading) or _borrowed(text, place, project)


def _borrowed(text: str, place: Place, project: Project) -> list[str]:
    """The regions of earlier activities whose centres or gatherings this one works with."""
    mine = _things(text)
    lenders = [(regions, codes) for (things, regions), codes in project.lenders.items() if things & mine]
    found = {region for regions, _codes in lenders for region in regions}
    if not found:
        return []
    codes = [code for _at, code in sorted(one for _regions, codes in lenders for one in codes)]
    order = lenders[0][0] if len(codes) == 1 else project.regions
    regions = [region for region in order if region in found]
    borrowed = say("borrowed", codes=codes[:MOST_NAMED])
    project.notes.doubt(place.label, text, say("regions", regions=regions), borrowed, place.code)
    return regions


def _things(text: str) -> set[str]:
    return set(find_gatherings(text)) | ({"centre"} if CENTRE.search(flat(text)) else set())


def _period(raw: RawActivity, place: Place, project: Project) -> Period | None:
    """The span of the activity's period cells; an unreadable or empty one is noted."""
    if not raw.columns.period_title:
        return None
    column = place.column(raw.columns.period_title)
    if not raw.periods:
        project.notes.doubt(column, "", say("no_period"), say("empty_cell"), place.code)
    read = [_one_period(raw, text, row, place, project) for text, row in raw.periods]
    periods = [period for period in read if period]
    if not periods:
        return None
    if len({(period.start, period.end) for period in periods}) > 1:
        texts = "; ".join(period.source for period in periods)
        project.notes.doubt(column, texts, say("span"), say("different_periods"), place.code)
    sources = "; ".join(dict.fromkeys(period.source for period in periods))
    return Period(min(period.start for period in periods), max(period.end for period in periods), sources)


def _one_period(raw: RawActivity, text: str, row: int, place: Place, project: Project) -> Period | None:
    """One period cell; what it leaves open, assumes or leaves over is noted."""
    where = place.column(raw.columns.period_title, row_place(raw.table, row))
    period = None if NOTHING.match(text) else read_period(text, project.year)
    if period is None:
        project.notes.not_read(where, text, say("period_unread"), place.code)
        return None
    deadline = raw.columns.only_ends and not period.open
    period = begun(replace(period, open=START) if deadline else period, project.starts)
    months = say("months", start=period.start, end=period.end)
    for why in doubts_of(period):
        project.notes.doubt(where, text, months, why, place.code)
    return period


def _cost(
    raw: RawActivity, description: str, place: Place, notes: Notes
) -> tuple[Quantity | None, str | None]:
    """Whole tenge (a decimal string with tiyn) and, where the column also holds it, the channel's text."""
    title = raw.columns.titles.get("cost", "")
    told = [text for text, _ in raw.costs if not NOTHING.match(text)]
    text = "; ".join(told)
    if told and all(NO_COST.fullmatch(flat(line)) for line in told):
        return None, None
    if text:
        return _stated_cost(text, title, place, notes)
    money = mentioned_money(description)
    if money and title:
        said = "; ".join(money)
        notes.doubt(place.column(title), said, say("no_cost"), say("cost_in_description"), place.code)
    return None, None


def _stated_cost(text: str, title: str, place: Place, notes: Notes) -> tuple[Quantity | None, str | None]:
    """The sum of a cost cell and the channel beside it, what is doubtful noted."""
    cost = read_cost(text, title)
    channel = SUM_BEFORE.sub("", text) if re.search(r"канал|арна", flat(title)) else ""
    if cost is None and (not channel or leftovers(flat(text))):
        notes.not_read(place.column(title), text, say("cost_unread"), place.code)
    for why in cost.doubts if cost else ():
        if why["say"] == "scale_of_heading":
            continue  # told once, with the heading
        notes.doubt(place.column(title), text, say("cost_taken", money=cost and cost.value), why, place.code)
    return cost.value if cost else None, channel or None


def _share_out(description: str, readings: list[Reading], setting: Setting) -> None:
    """Give conditions stated only in the description to the indicator they speak of."""
    for sentence in map(flat, sentences(description)):
        distinct = distinct_regions(sentence)
        for condition in [*take_conditions(sentence)[0], *([distinct] if distinct else [])]:
            owner = _owner(condition, sentence, readings)
            if owner and not any(
                (own.kind, own.value) == (condition.kind, condition.value) for own in owner.conditions
            ):
                owner.conditions.append(
                    replace(condition.over_regions(setting.regions), origin="description")
                )


def _owner(condition: Condition, sentence: str, readings: list[Reading]) -> Reading | None:
    """The indicator whose target stands in the same sentence with the same unit,
    or the only one of that unit."""
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


def _note_rest(raw: RawActivity, readings: list[Reading], place: Place, notes: Notes) -> None:
    if not readings:
        notes.doubt(place.label, raw.text, say("no_indicators"), say("row_without_indicators"), place.code)
    for title, text, row in raw.extras:
        notes.not_read(
            place.column(title, row_place(raw.table, row)),
            text,
            say("column_unread", title=title),
            place.code,
        )
