"""When an activity runs: days, months, quarters, half-years and years as people write them,
Russian and Kazakh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from services.registry.reader.words.days import backwards, dates_of, days_of, lengths, on_calendar, weekdays
from services.registry.reader.words.leftovers import leftovers, without, without_all
from services.registry.reader.words.months import ANY_MONTH, KNOWN_WORDS
from services.registry.reader.words.notes import Said, say
from services.registry.reader.words.ordinals import APART, ENDING, ORDINAL, ORDINAL_LIST, months_of_parts
from services.registry.reader.words.wording import flat

DAY = r"(?:[0-2]?[0-9]|3[01])"
DAYS = rf"(?:(?:{DAY}(?:-?го)?\s?(?:-|,|по|до|и)\s?){{0,9}}{DAY}(?:-?(?:го|е|ші|шы|інші|ыншы))?\s)?"
MONTHS_IN_FIGURES = r"(?:0?[1-9]|1[0-2])"
TOKEN = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?P<iso>(?:19|20)[0-9]{{2}})(?P<mark>[-./])(?P<isomonth>0[1-9]|1[0-2])(?:(?P=mark){DAY})?"
    rf"|(?:{DAY}\s?-\s?)?{DAY}[./](?P<month>{MONTHS_IN_FIGURES})[./](?P<dated>(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
    rf"|(?P<bare>{MONTHS_IN_FIGURES})[./](?P<bared>(?:19|20)[0-9]{{2}}|2[0-9])"
    rf"|{DAY}\.(?P<short>0[1-9]|1[0-2])(?:\.(?![0-9]))?"
    rf"|(?P<quarters>{ORDINAL_LIST})\s*-?\s*(?:(?:квартал|тоқсан)[^\W\d_]*|кв\b\.?)"
    rf"|q(?P<q>[1-4](?:\s?-\s?q?[1-4])?)|(?P<nq>[1-4])q|квартал[ы]?\s(?P<after>[1-4])"
    r"|[hн](?P<h>[12](?:\s?-\s?[hн]?[12])?)|(?P<nh>[12])\s?[hн]"
    rf"|(?P<halves>{ORDINAL_LIST})\s*-?\s*(?:полугод[^\W\d_]*|п/г|жарты\s?(?:жыл[^\W\d_]*|сы[^\W\d_]*))"
    rf"|(?<!:)(?P<days>{DAYS})(?:{ANY_MONTH})"
    r")(?=г\b|ж\b|(?![^\W_]|\.[0-9]{1,3}(?![0-9])))"
    r"|(?<![0-9])(?<![0-9]\.)(?P<year>(?:19|20)[0-9]{2})(?![0-9])(?!\.[0-9])"
)
LEADS_TO = r"\s?[:(-]?\s?"  # «до: 30 мая», «не позднее - 30 мая»
UP_TO = re.compile(
    r"(?<![^\W_])(?:до|не поздн\w+(?:,? чем)?|не позже(?:,? чем)?|к|ко|по)(?![^\W_])"
    rf"{LEADS_TO}(?:(?:кон[еч]?ц|начал|середин)[ауы]\s)?$"
)
UP_TO_KAZAKH = re.compile(r"^[^0-9]{0,25}?(?:дейін|кешіктірмей|кешікпей|кешіктірілмей)(?![^\W_])")
SINCE = re.compile(
    r"(?<![^\W_])(?:с|со|начиная с|не ран\w+(?:,? чем)?(?: с)?|от|после)(?![^\W_])"
    rf"{LEADS_TO}(?:начала\s|конца\s|середины\s)?$"
)
SINCE_KAZAKH = re.compile(r"^[^0-9]{0,15}?(?:бастап|кейін)(?![^\W_])")
LIMIT = re.compile(
    r"(?<![^\W_])(?:до|не по[зр]\w+|по|к|ко|с|со|от|после|начиная|не ран\w+"
    r"|дейін|кешік\w+|бастап|кейін)(?![^\W_])"
)
IN_CASE = re.compile(r"(?:[дтн][ае]н|[ғқкг][ае]|ына|іне)$")  # «мамырдан», «маусымға»: from, up to
UNENDED = re.compile(r"-|\.{2,}|…")
UNBEGUN = re.compile(r"(?:-|\.{2,}|…)$")  # a bullet has a space after it
HALF_OF = re.compile(r"жарты\s?сы")  # «маусымның екінші жартысы»: of the month before it, else of the year
JOINT = re.compile(r"-|…|\.{2,}|(?<![^\W_])(?:по|до|to|till|until)(?![^\W_])")
ENDS = re.compile(r"(?:окончани|кон[еч]?ц|заверш|финиш|аяқтал)")
OF_YEAR = re.compile(r"^,?\s?(?:19|20)[0-9]{2}(?:\s?(?:г|ж)\w*\.?)?")  # «март, 2024 год – май»
OF_THE_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?(?:жыл(?:ғы|дың|ы)|ж\. ?ғ)(?![^\W_])")
BETWEEN = re.compile(r"(?<![^\W_])между\s|аралығы|арасында")
RANGED = re.compile(r"\s(?:по|до)\s|[0-9iіv]\s?-\s?[0-9iіq]")
WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
# a third of a month stays within it
DECADE = re.compile(
    rf"(?<![^\W_]){ORDINAL}{ENDING}(?:\s?(?:-|и)\s?{ORDINAL}{ENDING})?\s(?:декад|онкүнді[кг])\w*"
)
FIRST_YEAR, LAST_YEAR = 2000, 2049
START, END = "start", "end"
LONGEST = 600  # a longer cell is prose, not a period


@dataclass(frozen=True)
class Period:
    """Months "YYYY-MM" from `start` to `end` inclusive; `assumed` is the code of what the text did not say,
    `open` the side it leaves open ("start": only a deadline is named),
    `left` what nobody claimed of the text."""

    start: str
    end: str
    source: str
    assumed: str = ""
    open: str = ""
    left: tuple[str, ...] = ()

    @property
    def months(self) -> list[str]:
        """Every month of the period."""
        (first, start), (last, end) = ((int(text[:4]), int(text[5:])) for text in (self.start, self.end))
        count = (last - first) * 12 + end - start + 1
        return [
            f"{first + (start - 1 + n) // 12:04}-{(start - 1 + n) % 12 + 1:02}"
            for n in range(min(count, 240))
        ]

    @property
    def sure(self) -> bool:
        """Whether the text says all of it and nothing else."""
        return not (self.assumed or self.open or self.left)

    @property
    def all_but_year(self) -> bool:
        """Whether nothing was taken but the year, the only one of the project."""
        return self.assumed == "year_taken" and not (self.open or self.left)


@dataclass
class _Point:
    """A stretch of months of one year, and where the text names it."""

    first: int
    last: int
    year: int | None
    start: int
    end: int
    scattered: bool = False

    @property
    def moments(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Its first and last month as (year, month)."""
        return (self.year or 0, self.first), (self.year or 0, self.last)


def years_in(text: str) -> set[int]:
    """The years a text names beside its months."""
    return {
        _century(match[group])
        for match in TOKEN.finditer(flat(text))
        for group in ("year", "dated", "bared", "iso")
        if match[group]
    }


@lru_cache(maxsize=1000)  # the activities of a plan have a few periods
def read_period(text: str, year: int | None = None) -> Period | None:
    """The period a text names; `year` is the project's only year,
    for a text without one. None where unclear."""
    plain = without_all(DECADE, flat(text)) if len(text) <= LONGEST else ""
    matches = list(_tokens(plain))
    points = [_point(match) for match in matches if not match["year"]]
    if not points:
        return _whole_years(plain, text, matches, tuple(_left(plain, matches, points)))
    assumed = _dated(points, matches, year)
    if any(point.year is None for point in points):
        return None
    side = _open_side(plain, points, matches)
    left = (*_left(plain, matches, points), *_unclaimed(plain, matches, points, side))
    assumed = _ordered(points) or assumed or _scattered(plain, points)
    start, end = map(_written, _ends(plain, points, side))
    return _settled(Period(start, end, text, assumed, side, left), plain, _dates(points, matches))


def _dates(points: list[_Point], matches: list[re.Match[str]]) -> list[date]:
    """The days that tokens of months name, of the years they are read with."""
    pairs = zip(points, [match for match in matches if not match["year"]], strict=True)
    return [day for point, match in pairs for day in dates_of(point.year, point.first, days_of(match))]


def _settled(period: Period, text: str, dates: list[date]) -> Period:
    """The period, its days of the week and its length left over no more where they are right; of a day of
    the week that is not its date's it is said."""
    named, right = weekdays(text, dates)
    said = [*named, *lengths(text, dates, len(period.months))]
    left = tuple(piece for piece in period.left if piece not in said)
    assumed = backwards(dates) or period.assumed or ("" if right else "weekday_differs")
    return replace(period, left=left, assumed=assumed)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """What names months and years in a flat text; the half of a month is no half-year."""
    after_month = False
    for match in TOKEN.finditer(text):
        if not (after_month and HALF_OF.search(match[0])):
            yield match
        after_month = any(match[f"m{number}"] for number in range(1, 13))


def _ends(text: str, points: list[_Point], side: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last month; a deadline on a first day leaves the month before as the last."""
    start, end = _moments(points)
    early = side == START and _first_day(text, points[0])
    return (_month_before(end),) * 2 if early else (start, end)


def _left(text: str, matches: list[re.Match[str]], points: list[_Point]) -> list[str]:
    """What nobody claimed of a period: its numbers and marks, words that may change it («кроме июля»),
    days and years that no calendar of a project has."""
    spans = [match.span() for match in matches]
    words = [word for word in WORD.findall(without(text, *spans)) if word not in KNOWN_WORDS]
    pieces = leftovers(text, *spans)
    dated = {point.start: point.year for point in points}
    odd = [match[0] for match in matches if not _on_calendar(match, dated.get(match.start()))]
    return [*pieces, *(word for word in words if word not in pieces), *odd]


def _unclaimed(text: str, matches: list[re.Match[str]], points: list[_Point], side: str) -> Iterator[str]:
    """What else may change the months: a dash or dots that lead nowhere («май 2024 –», «–май»),
    a second year, a word or an ending of limit («дейін 30 мамыр») that opened no side of the one date
    it stands by."""
    yield from UNENDED.findall(text[matches[-1].end() :])
    yield from UNBEGUN.findall(text[: matches[0].start()])
    years = {_century(year) for match in matches for year in _years(match)}
    yield from map(str, sorted(years - {point.year for point in points}))
    if side or len(points) > 1 or RANGED.search(text[points[0].start : points[0].end]):
        return
    named = text[points[0].start : points[0].end]
    yield from LIMIT.findall(without(text, *(match.span() for match in matches)))
    yield from ([named] if IN_CASE.search(named) else [])


def _on_calendar(match: re.Match[str], year: int | None) -> bool:
    """Whether a token's days are days of its month, and its years those of a project."""
    if not all(FIRST_YEAR <= _century(own) <= LAST_YEAR for own in _years(match)):
        return False
    days = [] if match["year"] else days_of(match)
    return on_calendar(year, _stretch(match)[0], days) if days else True


def begun(period: Period, starts: str | None) -> Period:
    """A period of which only the deadline is named, from the project's first month on."""
    if period.open == START and starts and starts <= period.end:
        return replace(period, start=starts)
    return period


def doubts_of(period: Period) -> list[Said]:
    """Why a period is not certain: what was assumed, what it leaves open, what nobody claimed."""
    doubts = [say(period.assumed)] if period.assumed else []
    doubts += [say(f"open_{period.open}")] if period.open else []
    return doubts + ([say("period_rest", phrase=", ".join(period.left))] if period.left else [])


def _years(match: re.Match[str]) -> list[str]:
    return [match[name] for name in ("year", "dated", "bared", "iso") if match[name]]


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _point(match: re.Match[str]) -> _Point:
    """The months of one token with its own year, if it has one."""
    own = next(iter(_years(match)), None)
    first, last, scattered = _stretch(match)
    return _Point(first, last, _century(own) if own else None, *match.span(), scattered)


def _stretch(match: re.Match[str]) -> tuple[int, int, bool]:
    """The first and last month of a token, and whether it skips some between."""
    figures = match["isomonth"] or match["month"] or match["bare"] or match["short"]
    if figures:
        return int(figures), int(figures), False
    parts = match["quarters"] or match["q"] or match["nq"] or match["after"]
    halves = match["halves"] or match["h"] or match["nh"]
    if parts or halves:
        return months_of_parts(parts or halves, 3 if parts else 6)
    month = next(number for number in range(1, 13) if match[f"m{number}"])
    return month, month, False


def _dated(points: list[_Point], matches: list[re.Match[str]], year: int | None) -> str:
    """Give every month its year; the code of what was assumed."""
    text = matches[0].string
    years = [(_century(found), match.start()) for match in matches for found in _years(match)]
    bare = [point for point in points if point.year is None]
    for point in bare:
        point.year = _year_for(point.start, years, text) or year
    if years:
        after = max(place for _year, place in years)
        behind = [point for point in bare if point.start > after and not _of_its_own(point, points, text)]
        return _over_new_year(behind, points)
    return "year_taken" if bare else ""


def _of_its_own(point: _Point, points: list[_Point], text: str) -> bool:
    """Whether a Kazakh year stands between a month and the one before it («– 2025 жылғы ақпан»)."""
    before = max((other.end for other in points if other.start < point.start), default=point.start)
    return bool(OF_THE_YEAR.search(text[before : point.start]))


def _over_new_year(undated: list[_Point], points: list[_Point]) -> str:
    """Let months behind the last year written go on into the next one («ноябрь 2024 – февраль»);
    the code of what was assumed."""
    assumed = ""
    for place, point in enumerate(points):
        if point in undated and place:
            year = points[place - 1].year or 0
            earlier = all(point.first < before.first for before in points[:place] if before.year == year)
            point.year, assumed = year + earlier, "next_year_taken" if earlier else assumed
    return assumed


def _year_for(position: int, years: list[tuple[int, int]], text: str) -> int | None:
    """The year of a month: in Kazakh before it («2024 жылғы қараша»), else after it, else the last one."""
    for value, place in reversed(years):
        if place < position and OF_THE_YEAR.match(text[place:]):
            return value
    after = next((value for value, place in years if place > position), None)
    return after or next((value for value, place in reversed(years)), None)


def _ordered(points: list[_Point]) -> str:
    """Put an end before its beginning right; the code of what was assumed."""
    first, last = points[0], points[-1]
    if first.moments[0] <= last.moments[1]:
        return ""
    if first.year == last.year:
        first.year = (first.year or 0) - 1
        return "start_after_end"
    return "ends_swapped" if len(points) == 2 else ""


def _scattered(text: str, points: list[_Point]) -> str:
    """The code for months that are listed with gaps between them, "" for a whole stretch."""
    named = {
        month
        for before, after in zip(points, [*points[1:], points[-1]], strict=True)
        for month in _months_named(text, before, after)
    }
    listed = max(named) - min(named) >= len(named)
    return "months_between" if listed or any(point.scattered for point in points) else ""


def _months_named(text: str, before: _Point, after: _Point) -> range:
    """The months of a point, and those on the way to the next one where the text joins the two;
    months are counted from the year 0."""
    first, last = _in_all(before, before.first), _in_all(before, before.last)
    joined = after is not before and _joined(text, before, after)
    return range(first, max(last, _in_all(after, after.last)) + 1 if joined else last + 1)


def _in_all(point: _Point, month: int) -> int:
    return (point.year or 0) * 12 + month


def _joined(text: str, before: _Point, after: _Point) -> bool:
    """Whether the months between two points are meant as well: «апрель - июнь», «с … по …»,
    «сәуірден маусымға дейін», not «апрель, июнь» or two dates side by side."""
    gap = OF_YEAR.sub(" ", text[before.end : after.start])
    if BETWEEN.search(text) or ENDS.search(gap):
        return True
    return not APART.search(gap) and bool(JOINT.search(gap) or UP_TO_KAZAKH.match(text[after.end :]))


def _moments(points: list[_Point]) -> tuple[tuple[int, int], tuple[int, int]]:
    moments = [moment for point in points for moment in point.moments]
    return min(moments), max(moments)


def _open_side(text: str, points: list[_Point], matches: list[re.Match[str]]) -> str:
    """Which side a text of one date leaves open: it names only when to be ready, or only when to begin."""
    if len(points) != 1 or RANGED.search(text[points[0].start : points[0].end]):
        return ""
    before = (text[: matches[0].start()], text[: points[0].start])
    after = (text[matches[-1].end() :], text[points[0].end :])
    if any(map(UP_TO.search, before)) or any(map(UP_TO_KAZAKH.match, after)):
        return START
    return END if any(map(SINCE.search, before)) or any(map(SINCE_KAZAKH.match, after)) else ""


def _first_day(text: str, point: _Point) -> bool:
    """Whether a deadline is the first day of a month ("до 1 декабря"): the month before is the last."""
    written = text[point.start : point.end]
    early = re.match(r"0?1(?:-?го)?[\s./]", written)
    until = re.search(r"(?<![^\W_])до\s$", text[: point.start]) or re.match(r"\s?дейін", text[point.end :])
    return bool(early and until)


def _month_before(moment: tuple[int, int]) -> tuple[int, int]:
    year, month = moment
    return (year, month - 1) if month > 1 else (year - 1, 12)


def _written(moment: tuple[int, int]) -> str:
    return f"{moment[0]:04}-{moment[1]:02}"


def _whole_years(plain: str, text: str, matches: list[re.Match[str]], left: tuple[str, ...]) -> Period | None:
    """All the months of the years a text names."""
    years = [int(match["year"]) for match in matches if match["year"]]
    if not years:
        return None
    side = START if len(years) == 1 and UP_TO.search(plain[: matches[0].start()]) else ""
    return Period(f"{min(years):04}-01", f"{max(years):04}-12", text, "whole_year", side, left)
