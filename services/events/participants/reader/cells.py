"""One cell at a time: its text, and what it says as a name, a year, a phone, a sex, a category, a mark."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from services.events.participants.reader.columns import MONTH
from services.events.participants.reader.phones import normalise_phone
from services.events.participants.reader.words import (
    ABSENT_WORDS,
    ATTENDED_BY_WORD,
    CATEGORY_BY_WORD,
    IN_PERSON,
    NOBODY,
    NOTHING,
    SEX_BY_WORD,
    WAYS,
)
from shared.office.grids import as_text, raw_text
from shared.personal.shapes import VALUES

Note = Callable[..., None]

LONGEST_NAME = 200
LONGEST_SETTLEMENT = 200
LONGEST_ORGANISATION = 300
OLDEST = 110
YOUNGEST = 5
MOST_WORDS = 5

OF_FATHER = ("ұлы", "қызы", "улы", "кызы", "оглы", "uly", "kyzy", "qyzy", "vich", "vna", "вич", "вна")
PARTICLES = frozenset(
    "де ди дю ля ла ле ван фон дер аль эль бен ибн бин де van von der de la al el bin ibn".split()
)
TWINS = str.maketrans("abcehkmoptxyі", "авсенкмортхуi")  # Latin letters that look Cyrillic, by their looks
_NUMBERED = re.compile(r"^(?:[0-9]{1,5}\s*[.)]|[•·▪*–—-])\s*")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_NAME = re.compile(r"[^\w\s.,'’‘`ʼ\"«»()\u2010-\u2015-]|_")
_NOBODY = re.compile(NOBODY, re.IGNORECASE | re.VERBOSE)
_EXTENSION = re.compile(r"доб|внутр|ішкі|ext|#", re.IGNORECASE)
_LOST_LETTER = re.compile(r"\w\?|\?\w|\ufffd")
_FULL_DATE = re.compile(
    r"(?<![0-9])(?:([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4}|[0-9]{2})"
    r"|([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2}))(?![0-9])"
)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_PUNCTUATION = re.compile(r"(?:[^\w+]|_)+")
_PHONE_BREAK = re.compile(r"[,;/\n|]+|\s{2,}|\sи\s|\sжәне\s")
_DIGITS = re.compile(r"[0-9].*[0-9].*[0-9]")
_AGE = re.compile(r"([0-9]{1,3})(?: ?(?:лет|года?|жас|жаста|years?|y\.?o\.?)\.?)?", re.IGNORECASE)
_NOT_YEAR = re.compile(
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?|(?:[0-3]?[0-9]\s)?{MONTH}"
    r"|г\.? ?р\.?|года?|рожд\w*\.?|жыл\w*|туған|born|[гж]\.",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"[?~≈<>]")
_LEFT_OVER = re.compile(r"[^\W_]{2,}")
_FIRST_SERIAL, _LAST_SERIAL = 3654, 47_500


def nothing_noted(code: str, **params: object) -> None:
    """Take no note."""


class BadCell(Exception):
    """The cell cannot be taken; `code` says why, `params` what was allowed."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def read_person_name(text: str, note: Note) -> str:
    """Return a name as written, without the row's number; codes name_* and text_too_long."""
    name = _NUMBERED.sub("", text).strip(" ,;")
    if _LOST_LETTER.search(name):
        raise BadCell("name_letters_lost")
    if re.search(r"\d", name):
        raise BadCell("name_has_digits")
    if len(_LETTER.findall(name)) < 2 or _NOT_NAME.search(name) or _NOBODY.match(name):
        raise BadCell("name_unreadable")
    if odd := _odd_words(name):
        note("name_odd_word", words=", ".join(odd))
    words = len(re.findall(r"[\w'’-]+", name))
    if words < 2 or MOST_WORDS < words and len(name) <= LONGEST_NAME:
        note("name_one_word" if words < 2 else "name_many_words")
    return read_line(name, LONGEST_NAME) or name


def _odd_words(name: str) -> list[str]:
    """Words that names do not have: longer ones in small letters, no patronymics, among those with a capital;
    Latin ones among Cyrillic ones («iPhone Айгуль»)."""
    words = re.findall(r"[^\W\d_][\w'’-]*", name)
    small = [
        word for word in words if word.islower() and word not in PARTICLES and not word.endswith(OF_FATHER)
    ]
    latin = [word for word in words if len(word) > 2 and word.isascii()]
    dashed = re.findall(r"\s[–—-]\s(.+)$", name)
    found = dashed + small if any(word[0].isupper() for word in words) else []
    return found + (latin if any(not word.isascii() for word in words) else [])


def read_words(text: str, longest: int, note: Note) -> str | None:
    """Return a short text or None, without phones and IINs, which is noted; code text_too_long."""
    text = read_line(text, longest) or ""
    rest, found = VALUES.subn(" ", text)
    if found:
        note("personal_left_out")
        bare = " ".join(rest.split()).strip(" ,;:")
        text = bare if _LETTER.search(bare) else ""
    return read_line(text, longest)


def read_line(text: str, longest: int) -> str | None:
    """Return a short text or None; code text_too_long."""
    if text.casefold() in NOTHING:
        return None
    if len(text) > longest:
        raise BadCell("text_too_long", longest=longest)
    return text or None


def birth_years(this_year: int) -> tuple[int, int]:
    """Return the first and the last year in which somebody on a list may be born;
    every way to enter people asks here."""
    return this_year - OLDEST, this_year


def read_birth_year(cell: object, this_year: int, note: Note = nothing_noted) -> int | None:
    """Return the year from a year, a date in any usual form, or a spreadsheet's date number."""
    text = as_text(cell)
    if text.casefold() in NOTHING or not text:
        return None
    year = _year_of_cell(cell) or _year_of_text(text, this_year)
    if year is None:
        raise BadCell("birth_year_unreadable")
    earliest, latest = birth_years(this_year)
    if not earliest <= year <= latest:
        raise BadCell("birth_year_impossible", earliest=earliest, latest=latest)
    if re.search(r"[?~≈<>±]", text) or _LEFT_OVER.search(
        _NOT_YEAR.sub("", _FULL_DATE.sub("", text).replace(str(year), "", 1))
    ):
        note("birth_year_left_over", kept=year)
    return year


def read_age(cell: object, on_year: int, note: Note) -> int | None:
    """Return the year of birth that an age in full years tells, noted as a doubt; code age_unreadable."""
    text = as_text(cell)
    if not text or text.casefold() in NOTHING:
        return None
    found = _AGE.fullmatch(text)
    if not found or not YOUNGEST <= int(found[1]) <= OLDEST:
        raise BadCell("age_unreadable")
    note("year_from_age", kept=on_year - int(found[1]))
    return on_year - int(found[1])


def read_phone(cell: object, note: Note) -> str | None:
    """Return the first phone of the cell as E.164; the others are noted; codes phone_*."""
    text = as_text(cell)
    if text.casefold() in NOTHING or not text:
        return None
    try:
        phone = normalise_phone(text)
    except ValueError as refusal:
        code = str(refusal)
    else:
        if _EXTENSION.search(text):
            note("phone_left_over", kept=phone)
        return phone
    numbers = [number for number in map(_phone_or_none, _PHONE_BREAK.split(raw_text(cell))) if number]
    if not numbers:
        raise BadCell(code)
    if len(set(numbers)) > 1:
        note("phone_several", kept=numbers[0])
    elif any(
        part
        for part in _PHONE_BREAK.split(raw_text(cell))
        if _DIGITS.search(part) and not _phone_or_none(part)
    ):
        note("phone_left_over", kept=numbers[0])
    return numbers[0]


def read_sex(text: str) -> str | None:
    """Return female, male or None; code sex_unknown."""
    if not text or text.casefold() in NOTHING:
        return None
    sex = SEX_BY_WORD.get(word_key(text))
    if sex is None:
        raise BadCell("sex_unknown")
    return sex


def read_category(text: str, note: Note) -> str | None:
    """Return a category's code or None; the first of several is kept and noted; code category_unknown."""
    if not text or text.casefold() in NOTHING:
        return None
    whole = _category(text)
    if whole:
        return whole
    parts = [part for part in re.split(r"[,;/+|]", text) if part.strip()]
    found = [_category(part) for part in parts]
    if len(parts) < 2 or not all(found):
        raise BadCell("category_unknown", closest=_closest_category(text))
    if len(set(found)) > 1:
        note("category_several", kept=found[0])
    return found[0]


def read_attended(cell: object) -> bool:
    """Return whether the mark says that the person came; an empty cell says no; code attended_unknown."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell)
    if not text:
        return False
    mark = mark_of(text)
    if mark is None and word_key(text) not in IN_PERSON:
        raise BadCell("attended_unknown")
    return mark is not False


def mark_of(text: str) -> bool | None:
    """Return what a mark says, True for whoever came; None where it is no mark, or two («+/-»)."""
    plain = text.casefold().replace("ё", "е").replace("\ufe0f", "").strip()
    if plain in ATTENDED_BY_WORD:
        return ATTENDED_BY_WORD[plain]
    if _DOUBT.search(plain) or "+" in plain and re.search(r"[-−–—±]", plain):
        return None
    if re.search(r"\d", plain):  # «-1», «№1», «1/0» are no «1»
        return ATTENDED_BY_WORD.get(plain.strip(" .,;:!()"))
    words = word_key(plain.replace("'", "").replace("’", ""))
    return MARKS.get(words, MARKS.get(without_way(words)))


def without_way(words: str) -> str:
    """Return a mark without the way somebody came: «присутствовал онлайн», «онлайн қатысты»."""
    for way in WAYS:
        if words.endswith(f" {way}") or words.startswith(f"{way} "):
            return words.removesuffix(way).removeprefix(way).strip()
    return words


def says_absent(text: str) -> bool:
    """Tell whether a text says first of all that somebody was not there, under whatever title it stands."""
    words = word_key(text.replace("'", "").replace("’", "")).split()
    return any(" ".join(words[:last]) in ABSENT for last in range(1, min(len(words), MOST_WORDS) + 1))


def is_cross(text: str) -> bool:
    """Tell whether a mark is a cross, which says yes in a square and no beside a plus."""
    return word_key(text) in ("x", "х")


def word_key(text: str) -> str:
    """Return the words of a text in lower case with е for ё and nothing between them but single spaces."""
    return _PUNCTUATION.sub(" ", text.casefold().replace("ё", "е")).strip()


MARKS = {word_key(word): came for word, came in ATTENDED_BY_WORD.items() if word_key(word)}
ABSENT = frozenset(map(word_key, ABSENT_WORDS))


def _year_of_cell(cell: object) -> int | None:
    if isinstance(cell, date):
        # The number 1985 in a cell formatted as a date arrives as day 1985 of the year 1900.
        days = ((cell.date() if isinstance(cell, datetime) else cell) - date(1899, 12, 30)).days
        return days if 1900 <= days <= 2030 else cell.year
    if isinstance(cell, float) and cell.is_integer() and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(cell)).year
    return None


def _year_of_text(text: str, this_year: int) -> int | None:
    found = _FULL_DATE.search(text)
    if found:
        return _year_of_date(found, this_year)
    years = _YEAR.findall(text)
    return int(years[0]) if len(years) == 1 else None


def _year_of_date(found: re.Match[str], this_year: int) -> int | None:
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    full = int(year)
    if len(year) == 2:
        if 0 <= this_year % 100 - full < YOUNGEST:
            return None  # «01.01.26»: an infant, or somebody of a hundred years
        full += 2000 if full <= this_year % 100 else 1900
    try:
        return date(full, int(month), int(day)).year
    except ValueError:
        return None


def _phone_or_none(text: str) -> str | None:
    try:
        return normalise_phone(text)
    except ValueError:
        return None


def _category(text: str) -> str | None:
    return CATEGORY_BY_WORD.get(word_key(text))


@lru_cache(maxsize=1000)
def _closest_category(text: str) -> str | None:
    from rapidfuzz import fuzz, process  # 80 ms to import, and few lists have an unknown word

    best = process.extractOne(word_key(text), list(CATEGORY_BY_WORD), scorer=fuzz.ratio, score_cutoff=75)
    return best[0] if best else None
