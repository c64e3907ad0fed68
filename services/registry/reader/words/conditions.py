"""Conditions beside a total: so many at each gathering, in each region, every month, of one sort."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from services.registry.reader.words.comparators import (
    ANY,
    comparator_in,
    in_russian,
)
from services.registry.reader.words.gatherings import at_each
from services.registry.reader.words.leftovers import leftovers, without, without_all
from services.registry.reader.words.numbers import (
    FIGURES,
    KAZAKH_NUMERAL,
    RUSSIAN_NUMERAL,
    Quantity,
    find_numbers,
)
from services.registry.reader.words.places import REGION_WORD
from services.registry.reader.words.wording import is_kazakh
from shared.language import clauses
from shared.language.clauses import AT_LEAST, AT_MOST, EXACTLY, Clause

N = rf"(?:{FIGURES}|\b(?:{RUSSIAN_NUMERAL})(?: (?:{RUSSIAN_NUMERAL})){{0,3}}\b)"
KAZAKH_N = rf"(?:{FIGURES}|\b(?:{KAZAKH_NUMERAL})(?: (?:{KAZAKH_NUMERAL})){{0,3}}\b)"
CMP = rf"(?P<cmp>(?<![^\W_])(?:{ANY})\s+)?"
NOUN = r"(?P<noun>(?:[^\W\d_]+\.?\s+){0,3}?)"
TO = r"(?:на|в|во|по|с|со|от|из|для|к|за)"
EACH = rf"(?:кажд[^\W\d_]+(?:\s+из(?:\s+(?P<among>{N}))?)?|1|один|одн[^\W\d_]+)"
WHAT = r"(?P<each>[^\W\d_][\w-]*(?: (?:стол|класс|үстел|сыны[пб])\w*)?)"
THEN = r"\s*[-:,]?\s*"
AFTER = r"(?:\s+(?P<noun>[^\W\d_]+\.?))?"
FORMS = (
    re.compile(rf"{CMP}(?:по\s+)?(?P<n>{N})(?:-[а-я]{{1,2}})?\s+{NOUN}{TO}\s+{EACH}\s+{WHAT}"),
    re.compile(rf"{TO}\s+{EACH}\s+{WHAT}{THEN}{CMP}(?:по\s+)?(?P<n>{N}){AFTER}"),
    re.compile(rf"{CMP}(?:по\s+)?(?P<n>{N})\s+{NOUN}(?P<each>ежемесячно|в месяц)"),
    re.compile(rf"(?P<each>ежемесячно){THEN}{CMP}(?:по\s+)?(?P<n>{N}){AFTER}"),
)
# without it none of the forms fits, and it is found at once
LIKE_EACH = re.compile(r"кажд|\s(?:1|один|одн[^\W\d_]+)\s|ежемесячно|в месяц")
LIKE_EACH_KAZAKH = re.compile(r"\bәр|сайын")
KAZAKH_AMOUNT = (
    rf"{THEN}{CMP}(?P<n>{KAZAKH_N})(?:-?[а-яәіңғқөұүһ]{{2,3}}\b)?(?:\s+(?P<noun>(?!(?:{ANY})\b)[^\W\d_]+))?"
    rf"(?:\s+(?P<after>{ANY}))?"
)
KAZAKH_FORMS = (
    re.compile(rf"\bәр(?:бір)?\s+{WHAT}(?:\s+(?:бойынша|үшін|кезінде))?{KAZAKH_AMOUNT}"),
    re.compile(rf"\b{WHAT}\s+әрқайсысы\w*(?:\s+(?:бойынша|үшін|кезінде))?{KAZAKH_AMOUNT}"),
    re.compile(rf"\b{WHAT}\s+сайын{KAZAKH_AMOUNT}"),
)
REGIONS = rf"(?:-[а-я]{{1,2}})?\s+(?:разн\w+\s+|различн\w+\s+)?{REGION_WORD}\w*"
RANGED = re.compile(rf"{N}\s?(?:-|до|или)\s?$")  # «5-10 на каждом»: which of the two is asked for?
AMONG = re.compile(
    rf"(?<![^\W_])(?:из|в|во)\s+(?P<k>{N}){REGIONS}"
    rf"|(?<![^\W_])(?P<kk>{KAZAKH_N})\s+(?:әр ?түрлі\s+)?{REGION_WORD}\w*[нд][ае]н?(?![^\W_])"
)
# how long one lasts and in which languages: no number of things, nothing a figure can tell
HALF = rf"полтор[аы]|полутора|(?:{KAZAKH_N}\s)?жарым"
MUCH = rf"(?:{HALF}|{N}(?:\s?-\s?{N})?|{KAZAKH_N})"
OF_OTHER_YEARS = re.compile(
    r"(?<![^\W_])(?:опыт|стаж|прожива|работа|тәжірибе|өтіл)\w*\s(?:[^\W\d_]+\s){0,2}$"
)
LASTING = re.compile(
    r"(?:(?<![^\W_])(?:по|на|продолжительность\w*|длительность\w*|ұзақтығы)\s*[-:]?\s*"
    rf"|(?<![^\W_])в течени[ие]\s(?={N}\sмес))?"
    rf"(?<![^\W_])(?:(?:{ANY})\s+)?(?:по\s)?{MUCH}-?х?\s(?:(?:академ|полн|рабоч|оқу)\w*\.?\s)?"
    r"(?:час(?:а|ов|у)?|дн(?:я|ей)|день|минут[аы]?|язык(?:а|ов|ах|е)?|месяц(?:а|ев)?|мес"
    r"|сағат(?:тық|тан|та|қа)?|күн(?:дік|нен|ге|де)?|тіл(?:де|дерде|ге)?|ай)(?![^\W_])"
)
# «за 2 дня», «каждые 3 дня», «2 күн сайын» say how often or until when, «3 дня открытых дверей» what
NOT_LASTING = re.compile(
    r"(?<![^\W_])(?:за|во?|через|течение|кажд\w+|до|от|со?|к|раз|свыше|более|әр(?:бір)?|аптасына|айына)\s$"
)
NOT_LASTING_AFTER = re.compile(
    r"\s*(?:(?:до|после|сайын|ішінде|бұрын|кейін)(?![^\W_])"
    r"|открыт|рожден|памяти|здоров|семьи|села|аула|города|молодеж)"
)
PRODUCT = re.compile(
    rf"(?P<one>{N})\s*(?P<of_one>[^\W\d_]+\.?(?:\s[^\W\d_]+)?)?\s*(?:[xх×*]|по|бойынша)\s*(?P<other>{N})"
    rf"\s*(?P<of_other>[^\W\d_]+\.?)?(?:\s*=\s*{N}[^\d]*)?"
)
REGION = re.compile(REGION_WORD)
DISTINCT = re.compile(
    rf"{CMP}(?P<n>{N})\s+(?P<noun>(?:[^\W\d_]+\s+){{0,2}}?)(?:\([^()]*\)\s+)?из\s+(?P<k>{N}){REGIONS}"
)
DISTINCT_KAZAKH = re.compile(
    rf"\b(?P<k>{KAZAKH_N})\s+(?:әр ?түрлі\s+)?{REGION_WORD}\w*[нд][ае]н\s+{CMP}(?P<n>{KAZAKH_N})"
    r"\s*(?P<noun>[^\W\d_]*)"
)
SIGN_OF_PERCENT = r"(?:%|процент(?!н)\w*|проц\b\.?|пайыз\w*|percent\b|pct\b)"
PERCENT = re.compile(rf"^\s*{SIGN_OF_PERCENT}")
PART_OF = re.compile(
    r"(?:в т\. ?ч\.?|в том числе|из них|из которых|(?:оның|соның|олардың|бұлардың) ішінде|олардың|соның)"
    r"[,:]?\s*(?P<rest>.*)"
)
OF_THEM = re.compile(r"^\s?-?(?:еуі|ауы|уі|сы|сі|ы|і)(?![^\W_])")  # «30-ы әйел»: thirty of them
YEARS = r"[0-9]{1,2}(?![0-9])(?:-?(?:ти|х|и))?"
# of what age they are: no number of people, and nothing a figure can tell
AGED = re.compile(
    rf"(?<![^\W_])(?:в возрасте\s(?:от\s|до\s|с\s)?|возраст\w*\s?[-:]?\s?|(?:не )?(?:старше|младше|моложе)\s"
    rf"|от\s|с\s|до\s)?(?:(?<=\s){YEARS}|{YEARS}(?:\s?-\s?|\sдо\s|\sпо\s){YEARS}|{YEARS}(?=\sлет и))"
    r"\s?лет(?![^\W_])(?:\s(?:и|или) (?:старше|выше|младше|моложе))?"
    r"|(?<![^\W_])[0-9]{1,2}(?:\s?-\s?|-?[дтн][ае]н\s)[0-9]{1,2}\s?жас(?:тан|қа|та)?(?![^\W_])"
    r"(?:\s(?:аралығын\w*|дейін\w*))?"
    r"|(?<![^\W_])[0-9]{1,2}\s?жас(?:тан|қа)\s(?:асқан|жоғары|дейін\w*|кіші|үлкен)"
)
# «дети до 14 лет» are not fourteen
AGE = re.compile(r"^\s?-?(?:ти|х|и)?\s?(?:лет|год\w*|жас(?:тан|қа|та)?)(?![^\W_])")
LONGEST = 2000  # a longer sentence is none; the patterns would be slow on it
MONTH = r"месяц|ежемесячно|^ай(?:да|дың|ы)?$"


@dataclass(frozen=True)
class Condition:
    """One clause of a target; `over` are the regions, months or the sort it runs over."""

    kind: str
    comparator: str | None
    value: Quantity | None
    text: str
    over: list[str] | None = None
    origin: str = "source"
    noun: str = ""
    total: Quantity | None = None
    explicit: bool = False
    unit: str = ""

    def record(self) -> dict[str, Any]:
        """The clause as the plan keeps it."""
        return self.clause().state()

    def clause(self) -> Clause:
        """The clause itself."""
        over = None if self.over is None else tuple(self.over)
        return Clause(self.kind, self.text, self.comparator, self.value, over, self.origin, self.unit)

    def over_regions(self, regions: list[str]) -> Condition:
        """The same condition, over these regions where it asks for each region."""
        return replace(self, over=list(regions) or None) if self.kind == clauses.EACH_REGION else self


def take_conditions(text: str) -> tuple[list[Condition], str, list[str]]:
    """Conditions of a flat text, the text without them,
    and phrases that look like conditions but are not understood."""
    conditions, rest, strange = _taken(text) if len(text) <= LONGEST else ((), text, ())
    return list(conditions), rest, list(strange)


@lru_cache(maxsize=1000)  # the lines of a plan are alike, and several readings ask for one
def _taken(text: str) -> tuple[tuple[Condition, ...], str, tuple[str, ...]]:
    conditions: list[Condition] = []
    strange: list[str] = []
    russian = FORMS if LIKE_EACH.search(text) else ()
    for form in (KAZAKH_FORMS if LIKE_EACH_KAZAKH.search(text) else ()) + russian:
        while match := form.search(text):
            condition = None if RANGED.search(text[: match.start("n")]) else _each(match)
            if condition:
                conditions.append(condition)
            else:
                strange.append(match[0].strip())
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return tuple(conditions), text, tuple(strange)


def _each(match: re.Match[str]) -> Condition | None:
    fields = match.groupdict()
    named = fields.get("cmp") or fields.get("after")
    comparator = _comparator(named)
    value = _quantity(match["n"])
    kind, phrase = _kind(match["each"])
    if kind is None or value is None or (kind == clauses.EACH_REGION and fields.get("among")):
        return None  # of seven regions: which seven, nobody can say here
    own = re.search(rf"(?:по|на|в) {EACH} [\w-]+(?: (?:стол|класс)\w*)?$", match[0])
    text = f"{in_russian(comparator, value)} {own[0] if own else phrase}"
    return Condition(
        kind,
        comparator,
        value,
        text,
        noun=(fields.get("noun") or "").strip(),
        explicit=comparator_in(named or "") == AT_LEAST,
    )


def _kind(word: str) -> tuple[str | None, str]:
    if re.search(MONTH, word):
        return clauses.EACH_MONTH, "в каждом месяце"
    if re.match(REGION_WORD, word):
        return clauses.EACH_REGION, "в каждом регионе"
    phrase = at_each(word)
    return (clauses.EACH_GATHERING, phrase) if phrase else (None, "")


def _comparator(phrase: str | None) -> str:
    """A condition without a word of comparison is a minimum."""
    named = comparator_in(phrase) if phrase else None
    return named if named in (AT_MOST, EXACTLY) else AT_LEAST


def _quantity(text: str) -> Quantity | None:
    numbers = find_numbers(text) or find_numbers(f"{text} ә")  # the letter marks the word as Kazakh
    return numbers[0].quantity if numbers else None


def part_condition(text: str) -> Condition | None:
    """A part of the total ("в т.ч. 80 … в бумажном виде", "из них не менее 50% молодежь") in a flat text;
    None where it says more than one number and its sort."""
    match = PART_OF.search(text)
    numbers = find_numbers(match["rest"]) if match else []
    if not match or len(numbers) != 1:
        return None
    number, rest = numbers[0], match["rest"]
    sign = PERCENT.match(rest[number.end :])
    end = number.end + (sign.end() if sign else 0)
    left = leftovers(without_all(ANY, without(rest, (number.start, end))))
    if number.unsure or AGE.match(rest[end:]) or left:
        return None
    return part_of(rest, rest[end:], number.quantity, clauses.PERCENT if sign else "")


def part_of(words: str, after: str, value: Quantity, unit: str) -> Condition:
    """The condition of a part from all its words, what stands after its number, and that number."""
    comparator, noun = _comparator(words), OF_THEM.sub("", after).strip(" ,.-;:")
    known = next((sort for sort in clauses.ALL_SORTS if re.search(sort.named, words)), None)
    said = in_russian(comparator, f"{value} %" if unit else value)
    text = f"{said} {known.text if known else noun}".strip()
    return Condition(
        clauses.PART, comparator, value, text, [known.name] if known else None, noun=noun, unit=unit
    )


def once(conditions: list[Condition]) -> list[Condition]:
    """The conditions, one that is written twice kept once."""
    kept: dict[tuple[object, ...], Condition] = {}
    for found in conditions:
        own = found.text if found.kind in (clauses.WORDS, clauses.PART) and not found.over else ""
        key = (found.kind, found.comparator, found.value, tuple(found.over or ()), found.unit, own)
        kept.setdefault(key, found)
    return list(kept.values())


def take_distinct(text: str) -> tuple[list[Condition], str]:
    """ "из двух разных регионов" beside a total in a flat text, and the text without it."""
    match = AMONG.search(text) if REGION.search(text) else None
    value = _quantity(match["k"] or match["kk"]) if match else None
    if not match or value is None:
        return [], text
    return [_distinct(value)], f"{text[: match.start()]} {text[match.end() :]}"


def take_lasting(text: str) -> tuple[list[Condition], str]:
    """How long each lasts («по 6 часов»), in which languages, of what age people are (not behind «в том
    числе»): kept in their own words."""
    found = [match for match in LASTING.finditer(text) if _lasts(match)]
    found += [] if PART_OF.search(text) else [match for match in AGED.finditer(text) if _is_age(match)]
    found.sort(key=lambda match: match.start())
    kept = [Condition(clauses.WORDS, None, None, match[0].strip()) for match in found]
    return kept, without(text, *(match.span() for match in found))


def _is_age(match: re.Match[str]) -> bool:
    """Whether years are of an age: «с опытом от 5 лет», «проживающих более 10 лет» are not."""
    return not OF_OTHER_YEARS.search(match.string[: match.start()])


def _lasts(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return not (NOT_LASTING.search(before) or NOT_LASTING_AFTER.match(after))


def product(text: str, total: Quantity | None) -> Condition | None:
    """ "15 чел. х 4 тренинга" or "4 тренинга по 15 чел." that comes to the total: so many at each."""
    match = PRODUCT.fullmatch(text.strip(" .,"))
    one, other = (_quantity(match["one"]), _quantity(match["other"])) if match else (None, None)
    if match is None or not (isinstance(one, int) and isinstance(other, int)) or one * other != total:
        return None
    many = ((match["of_one"], other), (match["of_other"], one))
    found = [(phrase, each) for noun, each in many if (phrase := at_each(noun or ""))]
    if len(found) != 1:
        return None
    ((phrase, each),) = found
    return Condition(clauses.EACH_GATHERING, AT_LEAST, each, f"не менее {each} {phrase}")


def _distinct(value: Quantity) -> Condition:
    return Condition(clauses.DISTINCT_REGIONS, AT_LEAST, value, f"не менее чем из {value} разных регионов")


def distinct_regions(sentence: str) -> Condition | None:
    """ "не менее 2 проекта из двух регионов" in a flat sentence;
    `total` is the number the condition belongs to."""
    if len(sentence) > LONGEST or not REGION.search(sentence):
        return None
    match = DISTINCT.search(sentence) or (DISTINCT_KAZAKH.search(sentence) if is_kazakh(sentence) else None)
    if not match:
        return None
    value, total = _quantity(match["k"]), _quantity(match["n"])
    if value is None:
        return None
    return replace(_distinct(value), noun=match["noun"].strip(), total=total)
