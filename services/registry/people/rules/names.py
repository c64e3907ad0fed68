"""Names of people: Kazakh and Russian spellings meet, parts are told apart,
lists sort by the Kazakh alphabet."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from shared.language.categories import FEMALE, MALE

Sex = str  # one of `categories.SEXES`

_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LOOKALIKES = str.maketrans("AaBCcEeHhIiKkMOoPpTXxYyƏə", "АаВСсЕеНһІіКкМОоРрТХхУуӘә")
_LATIN_LETTERS = str.maketrans(
    {
        "a": "а",
        "b": "б",
        "c": "к",
        "d": "д",
        "e": "е",
        "f": "ф",
        "g": "г",
        "h": "х",
        "i": "и",
        "j": "ж",
        "k": "к",
        "l": "л",
        "m": "м",
        "n": "н",
        "o": "о",
        "p": "п",
        "q": "к",
        "r": "р",
        "s": "с",
        "t": "т",
        "u": "у",
        "v": "в",
        "w": "у",
        "x": "кс",
        "y": "и",
        "z": "з",
        "ı": "и",
        "ə": "а",
        "ß": "с",
        "æ": "а",
        "ø": "о",
    }
)
_LATIN_GROUPS = {
    "shch": "щ",
    "sch": "щ",
    "dzh": "ж",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "sh": "ш",
    "ch": "ч",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "yo": "е",
    "ye": "е",
    "ş": "ш",
    "š": "ш",
    "ž": "ж",
    "č": "ч",
}
_LATIN_GROUP = re.compile("|".join(_LATIN_GROUPS))
_FOLDED = str.maketrans(
    {
        "ә": "а",
        "ғ": "г",
        "қ": "к",
        "ң": "н",
        "ө": "о",
        "ұ": "у",
        "ү": "у",
        "һ": "х",
        "і": "и",
        "ё": "е",
        "й": "и",
        "ы": "и",
        "э": "е",
        "є": "е",
        "ї": "и",
        "ў": "у",
        "ґ": "г",
        "җ": "ж",
        "ҡ": "к",
        "ҳ": "х",
        "ҷ": "ж",
        "ӯ": "у",
        "ъ": "",
        "ь": "",
    }
)
_DZH = re.compile("(?:д*ж)+")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_FOLDED = re.compile("[^а-я]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4\\-\u2010-\u2015\u00ad\u200b\u200c\u200d\ufeff]")
_BRACKETED = re.compile(r"\([^)]*\)")
_SEPARATOR = re.compile(r"[^\w]+|_+")
_MALE_ENDING = re.compile("(?:ули|огли|угли|ович|евич|ич)$")
_FEMALE_ENDING = re.compile("(?:кизи|гизи|овна|евна|инична|ична)$")
_KAZAKH_ENDING = re.compile("(?:ули|огли|угли|кизи|гизи)$")
_LAST_VOWELS = re.compile("[аеиоуюя]+$")
_STRONG_SURNAME = re.compile("(?:ов|ев|ова|ева|ски|ская|цки|цкая|енко|чук)$")
_FEMALE_SURNAME = re.compile("(?:ова|ева|ская|цкая)$")
_MALE_SURNAME = re.compile("(?:ов|ев|ски|цки)$")
_SURNAME_TAIL = re.compile("(?:ова|ева|ина|ская|цкая|ов|ев|ин|ски|цки)$")
_VOWELS = re.compile("[аеиоуюя]")
_CONSONANTS = str.maketrans("хщфгц", "кшпкс")
_ALPHABET_KEYS = str.maketrans(
    {
        "ә": "аӿ",
        "ғ": "гӿ",
        "ё": "еӿ",
        "қ": "кӿ",
        "ң": "нӿ",
        "ө": "оӿ",
        "ұ": "уӿ",
        "ү": "уӿӿ",
        "һ": "хӿ",
        "і": "ыӿ",
    }
)

SEARCHED = ("ыйэӿьъ", "иие")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart, every part folded by `normalise_name`.

    patronymic is the father's name without its last vowels ("серик" for Серікқызы and Сериковна, "андр" for
    Андреевна and Андрейқызы); initials are single letters in order;
    order_known is False when nothing but position tells the surname from the first name.
    """

    normal: str
    surname: str
    given: str
    patronymic: str
    initials: tuple[str, ...]
    order_known: bool
    sex: Sex | None


def normalise_name(name: str) -> str:
    """Return the name in the form in which its Kazakh, Russian and Latin spellings are equal.

    Lower-case Russian letters and single spaces: "Әбдіғалиева Гүл-Нәр Серік қызы" → "абдигалиева гулнар
    сериккизи". Applying it twice changes nothing; text of other scripts vanishes.
    """
    return " ".join(_folded_words(name))


def sort_key(name: str) -> str:
    """Return a text that sorts by code point in the order of the Kazakh alphabet (Ә
    after А, Қ after К, І after Ы)."""
    words = _SEPARATOR.split(_APOSTROPHES.sub("", _repaired(unicodedata.normalize("NFKC", name))))
    return " ".join(word for word in words if word).casefold().translate(_ALPHABET_KEYS)


def search_key(text: str) -> str:
    """Return a text to search by: Айгүл and Айгуль, Серік and Серик are one;
    the column of that name does the same to a kept sort key."""
    return sort_key(text).translate(
        str.maketrans(SEARCHED[0][: len(SEARCHED[1])], SEARCHED[1], SEARCHED[0][len(SEARCHED[1]) :])
    )


@lru_cache(maxsize=50_000)
def read_name(name: str) -> NameParts:
    """Tell surname, first name, patronymic and initials of a name apart, in whatever order it was written."""
    words = _folded_words(name)
    full = [word for word in words if len(word) > 1]
    initials = tuple(word for word in words if len(word) == 1)
    place = _patronymic_place(full)
    patronymic = full.pop(place) if place else ""
    surname, given, known = _surname_and_given(full, bool(initials))
    return NameParts(
        " ".join(words), surname, given, _father(patronymic), initials, known, _sex(surname, patronymic)
    )


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word after its first letter,
    those that are often confused made one."""
    consonants = word[:1] + _VOWELS.sub("", word[1:])
    return _DOUBLED.sub(r"\1", consonants.translate(_CONSONANTS))


def surname_skeleton(surname: str) -> str:
    """Return the skeleton of a folded surname without -ов, -ова, -ская and the like."""
    return skeleton(_SURNAME_TAIL.sub("", surname) or surname)


def _folded_words(name: str) -> list[str]:
    text = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", name))
    words: list[str] = []
    for raw in _SEPARATOR.split(_APOSTROPHES.sub("", text)):
        word = _folded(raw)
        if words and _KAZAKH_ENDING.fullmatch(word) and not _KAZAKH_ENDING.search(words[-1]):
            words[-1] += word
        elif word:
            words.append(word)
    return words


def _repaired(text: str) -> str:
    """Replace Latin letters typed inside Cyrillic words (Серiк with a Latin i) by those they look like."""
    if text.isascii() or not _LATIN.search(text.lower()):
        return text
    return " ".join(word.translate(_LOOKALIKES) if _CYRILLIC.search(word) else word for word in text.split())


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    lower = _repaired(word).casefold()
    if _LATIN.search(lower):
        lower = _transliterated(lower)
    letters = _NOT_FOLDED.sub("", lower.translate(_FOLDED))
    ending = _KAZAKH_ENDING.search(letters)
    # Серікқызы must not lose a к where the father's name meets the ending.
    start = ending.start() if ending else len(letters)
    return _DOUBLED.sub(r"\1", _DZH.sub("ж", letters[:start])) + letters[start:]


def _transliterated(word: str) -> str:
    grouped = _LATIN_GROUP.sub(lambda found: _LATIN_GROUPS[found[0]], word)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", grouped) if not unicodedata.combining(letter)
    )
    return bare.translate(_LATIN_LETTERS)


def _patronymic_place(words: list[str]) -> int:
    """Return where the patronymic stands; 0 means none, for it never stands first."""
    for place in range(len(words) - 1, 0, -1):
        if len(words[place]) > 4 and (
            _FEMALE_ENDING.search(words[place]) or _MALE_ENDING.search(words[place])
        ):
            return place
    return 0


def _father(patronymic: str) -> str:
    stem = _MALE_ENDING.sub("", _FEMALE_ENDING.sub("", patronymic))
    return _LAST_VOWELS.sub("", stem) or stem


def _surname_and_given(words: list[str], alone_is_surname: bool) -> tuple[str, str, bool]:
    strong = [place for place, word in enumerate(words) if len(word) > 4 and _STRONG_SURNAME.search(word)]
    if len(words) < 2:
        word = "".join(words)
        return (word, "", True) if strong or alone_is_surname else ("", word, True)
    place = strong[0] if strong else 0
    return words[place], "".join(words[:place] + words[place + 1 :]), len(strong) == 1


def _sex(surname: str, patronymic: str) -> Sex | None:
    if patronymic:
        return FEMALE if _FEMALE_ENDING.search(patronymic) else MALE
    if len(surname) > 4 and _FEMALE_SURNAME.search(surname):
        return FEMALE
    return MALE if len(surname) > 4 and _MALE_SURNAME.search(surname) else None
