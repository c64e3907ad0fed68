"""Further conditions typed by a person, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flask_babel import force_locale

from services.registry.drafts.operations.targets import months_of
from services.registry.plans.models import Indicator
from services.registry.plans.wording.clauses import State, words_of
from services.registry.reader.words.comparators import ANY
from services.registry.reader.words.wording import flat, tidy
from shared.language.clauses import (
    AMOUNTS,
    AT_LEAST,
    DISTINCT_REGIONS,
    EACH_GATHERING,
    EACH_MONTH,
    EACH_REGION,
    PAGE,
    PART,
    PERCENT,
    SORTS,
    TYPED,
    WORDS,
    Clause,
)
from shared.language.gatherings import ALL

SLOT = "1234567"
NOISE = re.compile(rf"(?:{ANY})|(?<![^\W_])(?:чем|и|а|также|при этом|кроме того|және)(?![^\W_])|[\W_]+")


def clauses_from(indicator: Indicator, text: str) -> list[State]:
    """Conditions by their lines: a known line keeps its meaning, a new one is read;
    what is not understood stays as words."""
    stored = [Clause.read(state) for state in indicator.clauses]
    known = {shown: clause for clause in stored for shown in (clause.text, words_of(clause))}
    lines = [line for line in map(tidy, text.splitlines()) if line]
    return [(known.get(line) or read_clause(line, indicator)).state() for line in lines]


def read_clause(line: str, indicator: Indicator) -> Clause:
    """A condition typed by a person, in the words of the page or of a plan."""
    found = page_words(line) or plan_words(line)
    return replace(found, over=over(found, indicator)) if found else Clause(WORDS, line, origin=TYPED)


def over(clause: Clause, indicator: Indicator) -> tuple[str, ...] | None:
    """What a condition runs over: the activity's regions, the months the line says."""
    if clause.kind == EACH_REGION:
        return tuple(indicator.activity.regions) or None
    if clause.kind == EACH_MONTH:
        return tuple(months_of(indicator)) or clause.over
    return clause.over


def page_words(line: str) -> Clause | None:
    """The clause whose words on the page, with a number of its own, are this line;
    its text is in the language of plans."""
    for form in forms():
        match = re.fullmatch(re.escape(words_of(form)).replace(SLOT, r"(\d{1,9})"), line.rstrip(" .;"), re.I)
        if match:
            clause = replace(form, value=int(match[1]), origin=PAGE)
            with force_locale("ru"):
                return replace(clause, text=words_of(clause))
    return None


def forms() -> Iterator[Clause]:
    """Every clause the page can word, with a number to be replaced;
    the Russian text tells the kinds of gatherings apart."""
    gatherings = [Clause(EACH_GATHERING, kind.at_each_ru) for kind in ALL]
    parts = [Clause(PART, over=(sort,), unit=unit) for sort in SORTS for unit in ("", PERCENT)]
    others = [Clause(EACH_REGION), Clause(EACH_MONTH), *parts]
    for form in [*gatherings, *others]:
        for comparator in AMOUNTS:
            yield replace(form, comparator=comparator, value=SLOT)
    yield Clause(DISTINCT_REGIONS, comparator=AT_LEAST, value=SLOT)


def plan_words(line: str) -> Clause | None:
    """The one condition a plan's sentence states; None when anything of the sentence is left over."""
    from services.registry.reader.words.conditions import (
        PART_OF,
        part_condition,
        take_conditions,
        take_distinct,
    )

    conditions, rest, strange = take_conditions(flat(line))
    distinct, rest = take_distinct(rest)
    part = None if conditions or distinct else part_condition(rest)
    found = [*conditions, *distinct, *([part] if part and part.over else [])]
    before = PART_OF.split(rest)[0] if part else rest
    left = NOISE.sub("", re.sub(r"[\d]+", "9", before))
    clear = len(found) == 1 and not strange and not left
    return replace(found[0].clause(), text=line, origin=TYPED) if clear else None
