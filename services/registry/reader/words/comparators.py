"""Words of comparison: what "не менее", "до", "кемінде" ask of a number."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from services.registry.reader.words.notes import Said, say
from shared.language.clauses import AT_LEAST, AT_MOST, BETWEEN, EXACTLY

MORE_THAN, LESS_THAN, ABOUT = "more_than", "less_than", "about"  # met while reading, never handed out

PHRASES = (  # first match wins; Kazakh negations come after the number
    (
        AT_LEAST,
        r"(?:больше|более|выше|свыше) (?:или|либо) равн\w+|"
        r"не ?мене[ея]?|н/м\b|не меньше|не ниже|не мен\b|не ?<|"
        r"(?:как )?минимум|минимальн\w+|(?:min|мин)\.?(?=\s{2}|\s*[0-9])|"
        r"minimum|at least|not? (?:less|fewer) than|(?:and|or) (?:more|over|above)\b|"
        r"≥|>=|=>|(?:и|или|либо) (?:более|выше|больше|свыше)\b|хотя бы|по (?:крайней|меньшей) мере"
        r"|(?:самое |наи)меньш\w+|самое малое"
        r"|кемінде|кем дегенде|кемі\b|ең аз(?:ы)?|ең кемі|кем емес|кем болма\w+|кем түспе\w+"
        r"|аз емес|аз болма\w+"
        r"|төмен емес|төмен болма\w+|және (?:одан )?(?:да )?(?:көп|астам|артық|жоғары)",
    ),
    (
        AT_MOST,
        r"(?:меньше|менее|ниже) (?:или|либо) равн\w+|н/б\b|"
        r"не ?более|не больше|не выше|не свыше|"
        r"не (?:долж\w+ )?превыша\w+|максимум|максимальн\w+|max\b\.?|макс\b\.?|не ?>|"
        r"maximum|at most|not? more than|(?:and|or) (?:less|fewer)\b|up to\b|"
        r"предельн\w+|(?:самое |наи)больш\w+|лимит\w*|"
        r"≤|<=|=<|(?:и|или|либо) (?:менее|ниже|меньше)\b|в пределах|аспайтын|аспау\w*|аспайды"
        r"|(?:артық|көп|жоғары) (?:емес|болма\w+)|ең көбі|ең көп|асырма\w*",
    ),
    (MORE_THAN, r"более|больше|свыше|выше|>|more than|over\b|above\b|астам|артық|көп\b|көбірек|жоғары\b"),
    (LESS_THAN, r"менее|меньше|ниже|<|less than|fewer than|under\b|below\b|кем\b|аз\b"),
    (
        ABOUT,
        r"около|примерно|порядка|приблизительно|ориентировочно|~|≈|(?:ок|прим|прибл|ориент)\."
        r"|about\b|around\b|approx\w*|почти|без малого|в районе|в среднем|с (?:лишним|небольшим)"
        r"|шамамен|жуық|қарай|шақты|орташа|орта есеппен",
    ),
    (EXACTLY, r"ровно|точно|exactly|дәл\b"),
)
ANY = "|".join(pattern for _, pattern in PHRASES)
ANY_WORD = re.compile(rf"(?<![^\W_])(?:{ANY})")
WORDS = tuple((name, re.compile(rf"(?<![^\W_])(?:{pattern})")) for name, pattern in PHRASES)
NAMES = {AT_LEAST: "не менее", AT_MOST: "не более", EXACTLY: "ровно"}
COMPARED = """
    менее меньше более больше свыше превышает минимум максимум около примерно порядка ровно кемінде дейін
    астам артық аспайды аспайтын шамамен жуық бастап
""".split()  # a word that is all but one of these is meant to be it
ALIKE = 0.82
OTHERS = """
    порядок порядке порядку пример примеры большое большой дольше поменьше кезінде дейінгі бастау бастама
    бастапқы тастап
""".split()  # words of their own that are like those
WORD = re.compile(r"(?<![^\W_])[^\W\d_]{4,}(?![^\W_])")
UP_TO = re.compile(r"(?<![^\W_])до $")
PLUS = re.compile(r"^\s?(?:и )?(?:\+(?!\s?[0-9])|плюс\b)")
FROM = re.compile(r"(?<![^\W_])от $")
FROM_KAZAKH = re.compile(r"^-?(?:нан|нен|дан|ден|тан|тен)? ?(?:[^\W\d_]+(?:нан|нен|дан|ден|тан|тен) )?бастап")
UP_TO_KAZAKH = re.compile(r"^(?:\s?%)?-?(?:ге|ға|қа|ке|не|на)? ?(?:[^\W\d_]+(?:ге|ға|қа|ке) )?дейін")


def comparator_in(text: str) -> str | None:
    """The comparison a flat text asks for: at_least, at_most, exactly, more_than, less_than,
    about; None if it is bare."""
    if not ANY_WORD.search(text):
        return None
    return next((name for name, words in WORDS if words.search(text)), None)


def comparisons_in(text: str) -> set[str]:
    """All the comparisons a flat text asks for: of «не более и не менее 5» two."""
    found: set[str] = set()
    for name, words in WORDS if ANY_WORD.search(text) else ():
        text, times = words.subn(" ", text)
        found |= {name} if times else set()
    return found


def misspelt(text: str) -> list[str]:
    """The words of a flat text that are all but a word of comparison: «кемнде», «менне»."""
    return [word for word in WORD.findall(ANY_WORD.sub(" ", text)) if _is_misspelt(word)]


@lru_cache(maxsize=1000)  # a plan says the same words in each of its lines
def _is_misspelt(word: str) -> bool:
    return word not in (*COMPARED, *OTHERS) and bool(get_close_matches(word, COMPARED, 1, ALIKE))


def comparator_of(text: str, start: int, end: int) -> str | None:
    """The comparison asked of the number at `start`…`end` of a flat text."""
    if PLUS.match(text[end:]):
        return AT_LEAST
    named = comparator_in(f"{text[:start]} {text[end:]}")
    if named:
        return named
    if UP_TO.search(text[:start]) or UP_TO_KAZAKH.match(text[end:]):
        return AT_MOST
    return AT_LEAST if FROM.search(text[:start]) or FROM_KAZAKH.match(text[end:]) else None


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
