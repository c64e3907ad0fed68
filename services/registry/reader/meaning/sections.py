"""Sections of the plan: their codes, titles and activities."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Any

from services.registry.reader.meaning.activities import Project, build_activity, source_number
from services.registry.reader.table.rows import RawActivity, RawSection, task_heading
from services.registry.reader.words.notes import Notes, Said, say
from services.registry.reader.words.periods import Period
from services.registry.reader.words.wording import flat, without_numbering

KINDS = (
    ("F", "final_presentation", r"итогов|қорытынды"),
    ("I", "information_work", r"информационн|ақпараттық"),
)
NUMBERED = re.compile(r"^(?P<n>\d{1,2})[.)]\s+(?P<title>.+)$")
LABEL_LENGTH = 60


def build_sections(raws: list[RawSection], project: Project) -> tuple[list[dict[str, Any]], list[Period]]:
    """The sections as the plan keeps them (see `read_plan`), and the periods of their activities."""
    sections: list[dict[str, Any]] = []
    periods: list[Period] = []
    for raw in raws:
        section = _named(raw.heading, {found["code"] for found in sections})
        label = section.pop("label")
        _note_section(raw, label, project.notes)
        for number, activity in zip(
            _numbers(raw.activities, label, project.notes), raw.activities, strict=True
        ):
            code = f"{section['number'] or section['code']}.{number}"
            built, period = build_activity(
                code, say("activity", of=label, number=number), activity, section["title"], project
            )
            section["activities"].append(built)
            periods += [period] if period else []
        sections.append(section)
    return sections, periods


def _named(heading: str, taken: set[str]) -> dict[str, Any]:
    """A numbered task is T1…; of the rest the final presentation is F, information work I,
    others the next free letter."""
    known = next((found for found in KINDS if re.search(found[2], flat(heading))), None)
    task = task_heading(heading) or (None if known else NUMBERED.match(heading))
    if task and f"T{int(task['n'])}" not in taken:
        number = int(task["n"])
        return {
            "code": f"T{number}",
            "kind": "task",
            "number": number,
            "title": task["title"],
            "label": say("task", number=number),
            "activities": [],
        }
    heading = without_numbering(heading)
    label = say(
        "section",
        title=heading if len(heading) <= LABEL_LENGTH else heading[:LABEL_LENGTH].rpartition(" ")[0] + "…",
    )
    if known and known[0] not in taken:
        code, kind, _ = known
    else:
        code, kind = next(letter for letter in _letters() if letter not in taken), "other"
    return {"code": code, "kind": kind, "number": None, "title": heading, "label": label, "activities": []}


def _letters() -> list[str]:
    single = [letter for letter in ascii_uppercase if letter not in "FIT"]
    return single + [first + second for first in single for second in ascii_uppercase]


def _numbers(activities: list[RawActivity], label: Said, notes: Notes) -> list[int]:
    """The activities' own numbers where each has a different one, else their order."""
    own = [source_number(activity) for activity in activities]
    if None not in own and len(set(own)) == len(own):
        return [number for number in own if number is not None]
    if any(number is not None for number in own):
        notes.doubt(
            label,
            ", ".join(str(number) for number in own if number is not None),
            say("numbered"),
            say("numbers_unclear"),
        )
    return list(range(1, len(activities) + 1))


def _note_section(raw: RawSection, label: Said, notes: Notes) -> None:
    where = say("in_table", of=label, table=raw.table)
    seen = " | ".join(raw.columns.titles.values())
    if not raw.heading:
        notes.doubt(where, "", say("untitled"), say("no_title"))
    for name in ("period", "cost", "value", "indicator"):
        if name not in raw.columns.at:
            notes.doubt(where, seen, say("without_column"), say(f"no_{name}_column"))
