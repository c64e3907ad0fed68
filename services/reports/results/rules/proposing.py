"""What a plan promises beside its indicators, read out of its words; a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.language.records.project import Project
from shared.language.results import PROMISES, SPEAKS
from shared.language.wordings import ACTIVITY, RESULT, SECTION, wordings

# A sentence ends before a capital: «соц. сети» goes on. A promise within another one stands alone.
BETWEEN = re.compile(
    r"(?<=[.;])\s+(?=[^\W\d_a-zа-яәғқңөұүһі])"
    r"|, в том числе |, и (?=\d)|, оның ішінде |, және (?=\d)"
)
LONGEST = 500


@dataclass(frozen=True)
class Proposal:
    """A result or promise as it would be kept; `codes` are those of the indicators it speaks of."""

    number: int | None
    origin: str
    text: str
    codes: tuple[str, ...] = ()
    count: str | None = None
    least: int | None = None


def proposals(project: Project) -> list[Proposal]:
    """The expected results of the plan in force with what they speak of, then promises of its words."""
    results = project.plan.results if project.plan else ()
    found = [Proposal(one.number, "", one.text, codes_of(project, one.text)) for one in results]
    return found + list(promises(project))


def codes_of(project: Project, text: str) -> tuple[str, ...]:
    """The codes of the indicators a text speaks of, in the order of the plan."""
    spoken = [name for pattern, names in SPEAKS if re.search(pattern, text.lower()) for name in names]
    rows = [row for line in project.activities for row in line.indicators]
    return tuple(row.code for row in rows if any(is_of(row.measure or "", name) for name in spoken))


def is_of(measure: str, name: str) -> bool:
    """Whether a measure is this one, or this one narrowed."""
    return measure == name or measure.startswith(f"{name}[")


def promises(project: Project) -> Iterator[Proposal]:
    """What is promised and counted by nothing: each kind once, by the sentence that says it first."""
    said = list(sentences(project))
    for pattern, count, least in PROMISES:
        place = next(((origin, text) for origin, text in said if re.search(pattern, text.lower())), None)
        if place:
            yield Proposal(None, place[0], place[1][:LONGEST], (), count, least)


def sentences(project: Project) -> Iterator[tuple[str, str]]:
    """Every sentence of the results, the tasks and the activities, with where it stands."""
    plan = project.plan
    for result in plan.results if plan else ():
        yield from ((str(result.number), text) for text in split(result.text))
    for section in plan.sections if plan else ():
        yield from ((section.code, text) for text in split(section.title))
        for line in section.activities:
            yield from ((line.code, text) for text in split(line.title))


def split(text: str) -> list[str]:
    """The sentences of a text, without the dots that end them."""
    return [found.strip(" .;") for found in BETWEEN.split(text) if found.strip(" .;")]


def in_kazakh(project: Project) -> dict[str, str | None]:
    """What the plan promises, whole and sentence by sentence, by its Russian words; None what nobody has
    written in Kazakh, and sentences of a text that has not as many in Kazakh."""
    found: dict[str, str | None] = {}
    for one in wordings(project):
        if one.kind in (RESULT, SECTION, ACTIVITY):
            russian, kazakh = split(one.russian), split(one.kazakh or "")
            pairs = zip(russian, kazakh, strict=True) if len(russian) == len(kazakh) else ()
            found |= {**dict.fromkeys(russian), **dict(pairs), one.russian: one.kazakh}
    return found
