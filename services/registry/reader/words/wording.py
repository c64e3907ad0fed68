"""Text as the reader compares it: one kind of space, dash and ё, Russian and Kazakh alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
RAISED = re.compile(r"(?<!м)[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉ᴬ-ᵡᶛ-ᶿⁱⁿ]+")  # square metres are no note
DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
WIDE = str.maketrans(
    {
        chr(code): unicodedata.normalize("NFKC", chr(code))
        for code in (*range(0xFF01, 0xFF5F), *range(0x2160, 0x2180))
    }
    | {"⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤"}
)  # «５０％», «Ⅱ квартал», «⩾50»: other forms of the same signs
ANY_WIDE = re.compile("[\uff01-\uff5e\u2160-\u217f⩾≧⩽≦]")
QUOTES = re.compile(r"[«»„“”\"]")
KAZAKH = re.compile(r"[әғқңөұүһі]")
NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+|[-–—•·*▪‣]\s*)")
LONG_WORD = re.compile(r"[^\W\d_]{5,}")
CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
CODE = re.compile(
    r"^\s*(?i:(?:мероприятие|іс-шара)\s*(?:№\s*)?)?"
    rf"(?:(?P<code>\d{{1,2}}(?:\.\d{{1,2}})*)(?P<letter>[а-яё]?)[.)](?:\s+|$|(?={CAPITAL}))"
    rf"|(?P<deep>[1-9]\d?(?:\.[1-9]\d?)+)\s+(?={CAPITAL})|[IVXІ]{{1,4}}[.)]\s+(?={CAPITAL}))"
)  # «1.», «1.1.10.», «1.1а.», «1.2 Форум», «II. Форум»
TWINS = str.maketrans("ABCEHKMOPTXYIaceopxyikh", "АВСЕНКМОРТХУІасеорхуікһ")  # Latin, Cyrillic
LATIN = re.compile("[A-Za-z]")
LATIN_AMONG = re.compile(r"(?<![^\W\d_])(?=[A-Za-z]*[^\W\d_A-Za-z])[^\W\d_]*[A-Za-z][^\W\d_]*")
SENTENCE_END = re.compile(r"(?<=[^\s\d][.!?])\s+(?=[«\"(]?[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])")
ABBREVIATIONS = re.compile(
    r"(?:\b(?:г|гг|им|т\.ч|т\.д|т\.п|и\.о|чел|тыс|млн|руб|тг|п|с|ул|обл|ж|қ|др)|\b[А-ЯЁ])\.$", re.I
)


def tidy(text: str) -> str:
    """The text as written, with runs of any white space as one blank."""
    return SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def one_line(lines: Iterable[str]) -> str:
    """Lines as one text; two figures that stood on two lines stay two: «150 000; 200 000»."""
    text = ""
    for line in filter(None, lines):
        apart = text[-1:].isdigit() and line[:1].isdigit()
        text = f"{text}{'; ' if apart else ' '}{line}" if text else line
    return text


@lru_cache(maxsize=256)  # every reading of a cell asks for it anew
def flat(text: str) -> str:
    """The text for comparing: tidy, lower case, ё as е, every dash as a hyphen, no quotes,
    a raised figure as the mark of a note, Latin letters within a Cyrillic word as their twins."""
    text = one_script(_narrow(tidy(text))).lower().replace("ё", "е")
    text = RAISED.sub("*", DASHES.sub("-", text))
    return QUOTES.sub("", text)


def _narrow(text: str) -> str:
    """The text with signs of other forms as the usual ones."""
    return text.translate(WIDE) if ANY_WIDE.search(text) else text


def one_script(text: str) -> str:
    """The text with words of two alphabets («мaй» with a Latin a) in the one they are meant in."""
    if not LATIN.search(text):
        return text
    return LATIN_AMONG.sub(lambda found: found[0].translate(TWINS), text)


def is_kazakh(text: str) -> bool:
    """Whether the flat text has letters only Kazakh has."""
    return bool(KAZAKH.search(text))


def without_numbering(text: str) -> str:
    """A list item without its bullet or its "1." / "2)"."""
    return NUMBERING.sub("", text, count=1)


def without_code(text: str) -> str:
    """The text of a plan's line without its bullet or its number, in any form of a number."""
    return without_numbering(CODE.sub("", text, count=1) if CODE.match(text) else text)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an abbreviation's full stop does not end one."""
    result: list[str] = []
    for piece in SENTENCE_END.split(tidy(text)):
        if result and ABBREVIATIONS.search(result[-1]):
            result[-1] += " " + piece
        elif piece:
            result.append(piece)
    return result


def stems(text: str) -> set[str]:
    """The first six letters of each longer word: enough to see that two phrases speak of one thing."""
    return {word[:6] for word in LONG_WORD.findall(flat(text))}
