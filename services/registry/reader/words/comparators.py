"""Words of comparison: what "не менее", "до", "кемінде" ask of a number."""

from __future__ import annotations

import re

from services.registry.reader.words.notes import Said, say
from shared.language.clauses import AT_LEAST, AT_MOST, BETWEEN, EXACTLY

MORE_THAN, LESS_THAN, ABOUT = "more_than", "less_than", "about"  # met while reading, never handed out

PHRASES = (  # first match wins; Kazakh negations come after the number
    (
        AT_LEAST,
        r"не мене[ея]?|не меньше|не ниже|не мен\b|"
        r"(?:как )?минимум|≥|>=|и (?:более|выше|больше)\b|кемінде|ең аз(?:ы)?"
        r"|кем емес|кем болма\w+|аз емес|төмен емес|және одан (?:да )?(?:көп|астам|артық)",
    ),
    (
        AT_MOST,
        r"не более|не больше|не выше|не свыше|"
        r"не (?:долж\w+ )?превыша\w+|максимум|≤|<=|и менее\b|аспайтын|аспау\w*|аспайды"
        r"|артық емес|көп емес|ең көбі|асырмай",
    ),
    (MORE_THAN, r"более|больше|свыше|>|астам|артық|көп\b|көбірек"),
    (LESS_THAN, r"менее|меньше|ниже|<|кем\b|аз\b"),
    (ABOUT, r"около|примерно|порядка|приблизительно|ориентировочно|~|≈|шамамен|жуық|қарай"),
    (EXACTLY, r"ровно|точно|дәл\b"),
)
ANY = "|".join(pattern for _, pattern in PHRASES)
NAMES = {AT_LEAST: "не менее", AT_MOST: "не более", EXACTLY: "ровно"}
UP_TO = re.compile(r"(?<![^\W_])до $")
FROM = re.compile(r"(?<![^\W_])от $")
UP_TO_KAZAKH = re.compile(r"^-?(?:ге|ға|қа|ке|не|на)? ?(?:[^\W\d_]+(?:ге|ға|қа|ке) )?дейін")


def comparator_in(text: str) -> str | None:
    """The comparison a flat text asks for: at_least, at_most, exactly, more_than, less_than,
    about; None if it is bare."""
    return next((name for name, pattern in PHRASES if re.search(rf"(?<![^\W_])(?:{pattern})", text)), None)


def comparator_of(text: str, start: int, end: int) -> str | None:
    """The comparison asked of the number at `start`…`end` of a flat text."""
    named = comparator_in(f"{text[:start]} {text[end:]}")
    if named:
        return named
    if UP_TO.search(text[:start]) or UP_TO_KAZAKH.match(text[end:]):
        return AT_MOST
    return AT_LEAST if FROM.search(text[:start]) else None


def said_target(comparator: str | None, target: object, high: object = None) -> Said:
    """A target as a phrase of `say`."""
    if target is None or comparator is None:
        return say("no_target")
    return say(BETWEEN, low=target, high=high) if comparator == BETWEEN else say(comparator, value=target)


def in_russian(comparator: str | None, target: object, high: object = None) -> str:
    """A target as a phrase: "не менее 210", "от 5 до 7", "4", "цели нет"."""
    if target is None:
        return "цели нет"
    if comparator == BETWEEN:
        return f"от {target} до {high}"
    return f"{NAMES[comparator]} {target}" if comparator in (AT_LEAST, AT_MOST) else f"{target}"
