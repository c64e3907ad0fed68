"""Further conditions typed by a person, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask_babel import force_locale

from services.registry.plans.clauses import Clause, clause_words, sorts
from services.registry.plans.models import Activity, Indicator
from services.registry.reader.words.comparators import ANY
from services.registry.reader.words.conditions import (
    Condition,
    part_condition,
    take_conditions,
    take_distinct,
)
from services.registry.reader.words.wording import flat, tidy

SLOT = "1234567"
NOISE = re.compile(rf"(?:{ANY})|(?<![^\W_])(?:чем|и|а|также|при этом|кроме того|және)(?![^\W_])|[\W_]+")


def clauses_from(indicator: Indicator, text: str) -> list[Clause]:
    """Conditions by their lines: a known line keeps its meaning, a new one is read; what is not understood stays as words."""
    known = {
        shown: clause for clause in indicator.clauses for shown in (clause["text"], clause_words(clause))
    }
    return [
        known.get(line) or read_clause(line, indicator.activity)
        for line in map(tidy, text.splitlines())
        if line
    ]


def read_clause(line: str, activity: Activity) -> Clause:
    """A condition typed by a person, in the words of the page or of a plan."""
    found = page_words(line) or plan_words(line)
    if found is None:
        return {
            "kind": "words",
            "comparator": None,
            "value": None,
            "over": None,
            "text": line,
            "origin": "typed",
        }
    return found | {"over": over(found, activity)}


def over(clause: Clause, activity: Activity) -> list[str] | None:
    """What a condition runs over: the activity's regions or months."""
    if clause["kind"] == "each_region":
        return list(activity.regions) or None
    if clause["kind"] == "each_month" and activity.period_from and activity.period_to:
        first, last = (day.year * 12 + day.month - 1 for day in (activity.period_from, activity.period_to))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, min(last, first + 240) + 1)]
    return clause.get("over")


def page_words(line: str) -> Clause | None:
    """The clause whose words on the page, with a number of its own, are this line; its text is in the language of plans."""
    for form in forms():
        match = re.fullmatch(
            re.escape(clause_words(form)).replace(SLOT, r"(\d{1,9})"), line.rstrip(" .;"), re.I
        )
        if match:
            clause = form | {"value": int(match[1]), "origin": "page"}
            with force_locale("ru"):
                return clause | {"text": clause_words(clause)}
    return None


def forms() -> Iterator[Clause]:
    """Every clause the page can word, with a number to be replaced; the Russian text tells the kinds of gatherings apart."""
    texts = (
        "тренинг",
        "мастер-класс",
        "круглый стол",
        "заседание",
        "заседание комиссии",
        "брифинг",
        "презентация",
        "",
    )
    kinds = [("each_gathering", text, None) for text in texts] + [
        ("each_region", "", None),
        ("each_month", "", None),
    ]
    kinds += [("part", "", [sort]) for sort in sorts()]
    for kind, text, listed in kinds:
        for comparator in ("at_least", "at_most", "exactly"):
            yield {"kind": kind, "comparator": comparator, "value": SLOT, "over": listed, "text": text}
    yield {"kind": "distinct_regions", "comparator": "at_least", "value": SLOT, "over": None, "text": ""}


def plan_words(line: str) -> Clause | None:
    """The one condition a plan's sentence states; None when anything of the sentence is left over."""
    conditions, rest, strange = take_conditions(flat(line))
    distinct, rest = take_distinct(rest)
    part = None if conditions or distinct else part_condition(rest)
    found: list[Condition] = [*conditions, *distinct, *([part] if part and part.over else [])]
    left = "" if part else NOISE.sub("", re.sub(r"[\d]+", "9", rest))
    return (
        {**found[0].record(), "text": line, "origin": "typed"}
        if len(found) == 1 and not strange and not left
        else None
    )
