"""One cell of a table as what it stands for: a day, a number, a code by its words, a yes or a no.

What cannot be read is refused in words that name what to write; what may mean two things is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from difflib import SequenceMatcher

from shared.doors.errors import Invalid
from shared.language.regions import ALL

NOTHING = frozenset(("", "-", "–", "—", "--", ".", "н/д", "n/a", "нет данных", "не указано", "деректер жоқ"))
YES = frozenset("+ да иә ия yes true истина 1 ✓ ✔ v есть бар".split())
NO = frozenset("- – — 0 нет жоқ жок no false ложь".split())
MONTHS = (
    "янв қаң jan",
    "фев ақп feb",
    "мар нау mar",
    "апр сәу apr",
    "май мая мам may",
    "июн мау jun",
    "июл шіл jul",
    "авг там aug",
    "сен қыр sep",
    "окт қаз oct",
    "ноя қар nov",
    "дек жел dec",
)
MONTH_OF = {stem: number for number, stems in enumerate(MONTHS, start=1) for stem in stems.split()}
NUMBERED = re.compile(r"(?=\S+$|.*\d{4}$)(\d{1,2})([./, -]) ?(\d{1,2})[./, -] ?(\d{4}|\d{2})")
DATED = re.compile(r"(\d{4})[.-](\d{1,2})[.-](\d{1,2})")
CLOCK = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2})?$")
YEAR_SIGN = re.compile(r"(?<=\d)\s*(г|ж|год|года|жыл|жылы|жылғы|жылдың)\.?(?=[\s,(]|$)")
ENDING = re.compile(r"(?<=\d)(?:-?(?:го|е|ші|шы|і|ы)|st|nd|rd|th)\b|(?<=[^\W\d_]{2})(?:да|де|та|те)\b", re.I)
WEEKDAY = re.compile(
    r"[,(]?\s*\b(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|дс|сс|бс|жм|сн|жс|\w+сенбі|сенбі|жұма|mon|tue|wed|thu|fri|sat|sun|\w+day)\b\.?\)?,?",
    re.IGNORECASE,
)
ONLY_MONTH = re.compile(r"(0?[1-9]|1[0-2])[./-]\d{4}|\d{4}[./-](0?[1-9]|1[0-2])")
SERIAL, ZERO = range(36_526, 73_051), date(1899, 12, 30)  # the spreadsheet's own days of 2000–2099
WITH_HOURS = re.compile(r"\d{5}\.\d+")  # a part of a day behind the point
SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
UNIT = re.compile(r"(тг|тенге|теңге|kzt|₸|мин\w*|min\w*|шт|экз\w*|дана|чел\w*|адам)\.?$", re.IGNORECASE)
IN_UNITS = re.compile(
    r"\b(тыс\w*|млн|миллион\w*|млрд|мың|мыңдап|thousands?|millions?|час(?:а|ов|ы|ах)?|(?<!т\.)(?<!т\.\s)ч"
    r"|сағат\w*|hours?|h|секунд\w*|сек|руб\w*|долл\w*|usd|евро|eur|процент\w*|пайыз\w*)\b|%"
)  # «в т. ч.» is no hour, «частных» neither
DOUBTFUL = re.compile(r"\d{1,3}[.,]\d{3}")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+\.\d{1,2}|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}([.,]\d{3}){2,}")
OF_REGION = re.compile(r"\b(область|обл|облысы|region|oblast|город|г|қаласы|city)\b")
MOST_CHOICES = 12


class DayUnclear(Invalid):
    """“%(text)s” is no day we can read. Write it as 15.05.2022."""

    code = "day_unclear"


class MonthAlone(Invalid):
    """“%(text)s” names a month and no day. Write the day, as 15.05.2022."""

    code = "month_alone"


class DayOrMonth(Invalid):
    """In “%(text)s” the day and the month may be either way round. Write it as 15.05.2022."""

    code = "day_or_month"


class NumberUnclear(Invalid):
    """“%(text)s” may mean two numbers. Write it without signs between the digits."""

    code = "number_unclear"


class UnitInTitle(Invalid):
    """The title “%(title)s” says in what it is counted. Write the number itself,
    as “%(label)s” asks for it."""

    code = "unit_in_title"


class WordUnknown(Invalid):
    """“%(text)s” is none of these: %(known)s."""

    code = "word_unknown"


class NoneYet(Invalid):
    """“%(text)s” names nothing that is here yet."""

    code = "none_yet"


class WordOfSeveral(Invalid):
    """“%(text)s” may be any of these: %(known)s. Write it in full."""

    code = "word_of_several"


class YesOrNo(Invalid):
    """“%(text)s” is neither yes nor no. Write “yes” or “no”."""

    code = "yes_or_no"


def key_of(text: str) -> str:
    """A text as titles and words are compared: letters and digits, small, one space between."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("ё", "е")))


def read_day(text: str) -> str:
    """A day as ISO; DayUnclear, MonthAlone, DayOrMonth."""
    plain = WEEKDAY.sub(" ", YEAR_SIGN.sub(" ", CLOCK.sub("", text.strip()))).strip(" .,")
    if ONLY_MONTH.fullmatch(plain):
        raise MonthAlone(text=text)
    whole = plain.partition(".")[0] if WITH_HOURS.fullmatch(plain) else plain
    if whole.isdecimal() and int(whole) in SERIAL:
        return (ZERO + timedelta(days=int(whole))).isoformat()
    try:
        return date(*(in_numbers(plain, text) or in_words(plain, text))).isoformat()
    except (ValueError, TypeError) as error:
        raise DayUnclear(text=text) from error


def in_numbers(plain: str, text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a day in digits; DayOrMonth."""
    if found := DATED.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if not (found := NUMBERED.fullmatch(plain)):
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "/" and max(day, month) <= 12 and day != month:
        raise DayOrMonth(text=text)
    if found[2] == "/" and month > 12:  # «5/15/2022» can only be the fifteenth
        day, month = month, day
    return (year + 2000 if year < 100 else year), month, day


def in_words(plain: str, text: str) -> tuple[int, int, int]:
    """Year, month and day of a day whose month is a word; MonthAlone, DayUnclear."""
    words = re.findall(r"[^\W\d_]+|\d+", ENDING.sub("", plain.casefold()))
    months = [MONTH_OF[word[:3]] for word in words if word[:3] in MONTH_OF]
    years = [int(word) for word in words if re.fullmatch(r"20\d{2}", word)]
    days = [int(word) for word in words if re.fullmatch(r"\d{1,2}", word)]
    if len(months) == 1 and not days:
        raise MonthAlone(text=text)
    if [len(months), len(years), len(days), len(words)] != [1, 1, 1, 3]:
        raise DayUnclear(text=text)
    return years[0], months[0], days[0]


def read_number(text: str) -> str:
    """A number in digits with a point, its unit left out; what is no number stays as it is. NumberUnclear."""
    plain = SPACES.sub("", UNIT.sub("", text.strip()).strip())
    if DOUBTFUL.fullmatch(plain) or GROUPED.fullmatch(plain):
        raise NumberUnclear(text=text)
    plain = plain.replace(",", ".")
    return plain[: -len(tail[0])] if (tail := re.search(r"\.0+$", plain)) else plain


def read_yes(text: str) -> bool:
    """Whether a mark says yes; YesOrNo."""
    plain = text.strip().casefold()
    if plain in YES | NO:
        return plain in YES
    raise YesOrNo(text=text)


def read_code(text: str, known: Mapping[str, frozenset[str]], words: Mapping[str, str]) -> str:
    """The one code that is spelt so, or whose words begin so; `words` are those of the reader. WordUnknown,
    WordOfSeveral, NoneYet."""
    if not known:
        raise NoneYet(text=text)
    key = key_of(text)
    longer = frozenset(code for word, codes in known.items() if begins(word, key) for code in codes)
    found = known.get(key) or longer
    if len(found) == 1:
        return next(iter(found))
    meant = [words[code] for code in words if code in found or not found]
    raise (WordOfSeveral if found else WordUnknown)(text=text, known=listed(meant, key))


def begins(word: str, key: str) -> bool:
    """Whether a word goes on where a text ends; «4» is not said to be 4.1, be it the only one."""
    rest = word.removeprefix(f"{key} ")
    return rest != word and not (key[-1].isdigit() and rest[0].isdigit())


def listed(words: list[str], key: str) -> str:
    """Words as a sentence has them; of too many those that are nearest to what was written."""
    if len(words) <= MOST_CHOICES:
        return ", ".join(words)
    near = sorted(words, key=lambda word: -SequenceMatcher(None, key, key_of(word)).ratio())
    return ", ".join(near[:MOST_CHOICES]) + "…"


def spelt(tables: Iterable[Mapping[str, str]], more: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Codes by whatever they are called in any language, `more` are further spellings of codes."""
    pairs = [(word, code) for table in tables for code, word in table.items()]
    found: dict[str, frozenset[str]] = {}
    for word, code in [*pairs, *((code, code) for _word, code in pairs), *more.items()]:
        found[key_of(word)] = found.get(key_of(word), frozenset()) | {code}
    return found


def regions_spelt() -> dict[str, str]:
    """Further ways to write the regions, to their codes: «Туркестанская обл.», «Түркістан обл», codes."""
    own = {key_of(text): region.code for region in ALL for text in region.spellings()}
    short: dict[str, set[str]] = {}
    for text, code in own.items():
        stem = " ".join(OF_REGION.sub(" ", text).split())
        for way in (stem, f"{stem} обл", f"обл {stem}"):
            short.setdefault(way, set()).add(code)
    alone = {way: next(iter(codes)) for way, codes in short.items() if way and len(codes) == 1}
    return alone | own
