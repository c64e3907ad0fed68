"""When an activity runs: months, quarters and years as people write them, Russian and Kazakh."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.registry.reader.words.wording import flat

MONTHS = (
    (r"январ[ьяе]", "қаңтар"),
    (r"феврал[ьяе]", "ақпан"),
    (r"март[ае]?", "наурыз"),
    (r"апрел[ьяе]", "сәуір"),
    (r"ма[йяе]", "мамыр"),
    (r"июн[ьяе]", "маусым"),
    (r"июл[ьяе]", "шілде"),
    (r"август[ае]?", "тамыз"),
    (r"сентябр[ьяе]", "қыркүйек"),
    (r"октябр[ьяе]", "қазан"),
    (r"ноябр[ьяе]", "қараша"),
    (r"декабр[ьяе]", "желтоқсан"),
)
MONTH_NAME = "|".join(rf"{russian}|{kazakh}[^\W\d_]{{0,7}}" for russian, kazakh in MONTHS)
MONTH = "|".join(
    rf"(?P<m{number}>{russian}|{kazakh}[^\W\d_]{{0,7}})" for number, (russian, kazakh) in enumerate(MONTHS, 1)
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "іv": 4}
QUARTER_NUMBER = r"(?:[iі]{1,3}|[iі]v|[1-4])"
TOKEN = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<day>[0-9]{1,2})\.(?P<month>[01]?[0-9])\.(?P<dated>(?:19|20)[0-9]{2})"
    r"|(?P<bare>[01]?[0-9])\.(?P<bared>(?:19|20)[0-9]{2})"
    rf"|(?P<quarters>{QUARTER_NUMBER}(?:\s*[-,и]+\s*{QUARTER_NUMBER})*)(?:-?[йг][ои]?)?"
    rf"\s*(?:(?:квартал|тоқсан)[^\W\d_]*|кв\b)"
    rf"|(?:{MONTH})"
    r")(?![^\W_]|\.[0-9])"
    r"|(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?![0-9])(?!\.[0-9])"
)


@dataclass(frozen=True)
class Period:
    """Months "YYYY-MM" from `start` to `end` inclusive;
    `assumed` is the code of what the text did not say."""

    start: str
    end: str
    source: str
    assumed: str = ""

    @property
    def months(self) -> list[str]:
        """Every month of the period."""
        (first, start), (last, end) = ((int(text[:4]), int(text[5:])) for text in (self.start, self.end))
        count = (last - first) * 12 + end - start + 1
        return [
            f"{first + (start - 1 + n) // 12:04}-{(start - 1 + n) % 12 + 1:02}"
            for n in range(min(count, 240))
        ]


@dataclass
class _Point:
    month: int
    year: int | None


def years_in(text: str) -> set[int]:
    """The years a text names beside its months."""
    return {
        int(match[group])
        for match in TOKEN.finditer(flat(text))
        for group in ("year", "dated", "bared")
        if match[group]
    }


def read_period(text: str, year: int | None = None) -> Period | None:
    """The period a text names; `year` is the project's only year,
    for a text without one. None where unclear."""
    points, years = _tokens(flat(text))
    if not points:
        return _whole_years(text, [value for value, _ in years])
    assumed = ""
    for point, position in points:
        if point.year is None:
            point.year = _year_for(position, years) or year
            assumed = assumed or ("" if years else "year_taken")
        if point.year is None:
            return None
    (first, _), (last, _) = points[0], points[-1]
    if (
        (first.year, first.month) > (last.year, last.month)
        and first.year == last.year
        and first.month > last.month
    ):
        first.year, assumed = first.year - 1, "start_after_end"
    elif (first.year, first.month) > (last.year, last.month) and len(points) == 2:
        assumed = "ends_swapped"
    moments = sorted(f"{point.year:04}-{point.month:02}" for point, _ in points)
    return Period(moments[0], moments[-1], text, assumed)


def _tokens(text: str) -> tuple[list[tuple[_Point, int]], list[tuple[int, int]]]:
    points: list[tuple[_Point, int]] = []
    years: list[tuple[int, int]] = []
    for match in TOKEN.finditer(text):
        if match["year"]:
            years.append((int(match["year"]), match.start()))
        else:
            points.extend((point, match.start()) for point in _points(match))
    return [(point, position) for point, position in points if 1 <= point.month <= 12], years


def _points(match: re.Match[str]) -> list[_Point]:
    if match["day"]:
        return [_Point(int(match["month"]), int(match["dated"]))]
    if match["bare"]:
        return [_Point(int(match["bare"]), int(match["bared"]))]
    if match["quarters"]:
        numbers = [ROMAN.get(word) or int(word) for word in re.findall(QUARTER_NUMBER, match["quarters"])]
        return [_Point(min(numbers) * 3 - 2, None), _Point(max(numbers) * 3, None)]
    return [_Point(next(number for number in range(1, 13) if match[f"m{number}"]), None)]


def _year_for(position: int, years: list[tuple[int, int]]) -> int | None:
    """The year written after a month, else (as in Kazakh) the last one before it."""
    after = next((value for value, place in years if place > position), None)
    return after or next((value for value, place in reversed(years)), None)


def _whole_years(text: str, years: list[int]) -> Period | None:
    if not years:
        return None
    return Period(f"{min(years):04}-01", f"{max(years):04}-12", text, "whole_year")
