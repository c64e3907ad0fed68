"""Sections of the plan: their codes, titles and activities."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Any

from services.registry.reader.meaning.activities import Project, build_activity, source_code
from services.registry.reader.table.rows import RawActivity, RawSection, number_of, task_heading
from services.registry.reader.words.beside import LIMITED
from services.registry.reader.words.comparators import ANY
from services.registry.reader.words.leftovers import leftovers, without_all
from services.registry.reader.words.notes import Notes, Said, say
from services.registry.reader.words.numbers import SCALE, THOUSANDS_OF_HEADING, scale_of
from services.registry.reader.words.periods import Period
from services.registry.reader.words.wording import flat, without_code

KINDS = (
    ("F", "final_presentation", r"итогов|қорытынды"),
    ("I", "information_work", r"информационн|ақпараттық"),
)
NUMBERED = re.compile(r"^(?P<n>\d{1,2})[.)]\s+(?P<title>.+)$")
# words of a heading that make another number of every number below it
OF_HEADING = {
    "cost": rf"{ANY}|(?:до|мрп|аек|мзп)(?![^\W_])",
    "value": rf"{ANY}|до(?![^\W_])|прирост|рост|өсу|өсім",
    "unit": ANY,
}
# what is read of a heading, or says nothing: «тыс. тенге», «месяц/год»
OF_TITLE = {
    "cost": rf"{THOUSANDS_OF_HEADING.pattern}|{SCALE}",
    "period": r"(?:19|20)[0-9]{2}|/\s?(?:год|жыл)[^\W\d_]*",
}
LABEL_LENGTH = 60


def build_sections(raws: list[RawSection], project: Project) -> tuple[list[dict[str, Any]], list[Period]]:
    """The sections as the plan keeps them (see `read_plan`), and the periods of their activities."""
    sections: list[dict[str, Any]] = []
    periods: list[Period] = []
    _note_scales(raws, project.notes)
    for raw in raws:
        section = _named(raw.heading, {found["code"] for found in sections})
        label = section.pop("label")
        _note_section(raw, label, project.notes)
        for number, activity in zip(
            _numbers(raw.activities, section, label, project.notes), raw.activities, strict=True
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
    if task and f"T{number_of(task)}" not in taken:
        number = number_of(task)
        return _section(f"T{number}", "task", task["title"], say("task", number=number), number)
    heading = without_code(heading)
    short = heading[:LABEL_LENGTH].rpartition(" ")[0] + "…" if len(heading) > LABEL_LENGTH else heading
    if known and known[0] not in taken:
        return _section(known[0], known[1], heading, say("section", title=short))
    code = next(letter for letter in _letters() if letter not in taken)
    return _section(code, "other", heading, say("section", title=short))


def _section(code: str, kind: str, title: str, label: Said, number: int | None = None) -> dict[str, Any]:
    """A section without activities, with its label for notes."""
    named = {"code": code, "kind": kind, "number": number, "title": title}
    return {**named, "label": label, "activities": []}


def _letters() -> list[str]:
    single = [letter for letter in ascii_uppercase if letter not in "FIT"]
    return single + [first + second for first in single for second in ascii_uppercase]


def _numbers(activities: list[RawActivity], section: dict[str, Any], label: Said, notes: Notes) -> list[int]:
    """The activities' own numbers where each has a different one of this section, else their order."""
    found = [code for activity in activities if (code := source_code(activity))]
    numbers = [levels[-1] for levels, _letter in found]
    whole = len(found) == len(activities) and len(set(numbers)) == len(numbers)
    if whole and not any(_of_another(code, section) for code in found):
        return numbers
    if found:
        written = ", ".join(".".join(map(str, levels)) + letter for levels, letter in found)
        notes.doubt(label, written, say("numbered"), say("numbers_unclear"))
    return list(range(1, len(activities) + 1))


def _of_another(code: tuple[list[int], str], section: dict[str, Any]) -> bool:
    """Whether a number has a letter («1.1а») or belongs to another task than the one it stands under."""
    levels, letter = code
    return bool(letter) or (len(levels) > 1 and section["number"] not in (None, levels[0]))


def _note_section(raw: RawSection, label: Said, notes: Notes) -> None:
    where = say("in_table", of=label, table=raw.table)
    seen = " | ".join(raw.columns.titles.values())
    if not raw.heading:
        notes.doubt(where, "", say("untitled"), say("no_title"))
    for name in ("period", "cost", "value", "indicator"):
        if name not in raw.columns.at and not (name == "period" and raw.columns.only_ends):
            notes.doubt(where, seen, say("without_column"), say(f"no_{name}_column"))
    for name, title in raw.columns.titles.items():
        if left := _left_of_heading(name, flat(title)):
            notes.doubt(where, title, say("heading_kept"), say("heading_rest", phrase=", ".join(left)))


def _note_scales(raws: list[RawSection], notes: Notes) -> None:
    """Say once of each heading that it counts its sums in thousands or millions."""
    titles = {raw.columns.titles.get("cost", ""): raw for raw in reversed(raws)}
    for title, raw in reversed(titles.items()):
        if (scale := scale_of(flat(title))) > 1:
            where = say("column", of=say("table", table=raw.table), title=title)
            notes.doubt(
                where, title, say("column_scaled", times=scale), say("scale_of_heading", phrase=title)
            )


def _left_of_heading(name: str, title: str) -> list[str]:
    """What nobody reads of a heading: a per cent, thousands, a number; the thousands of costs
    and the year of periods are read."""
    if name not in ("cost", "value", "period", "unit"):
        return []
    rest = without_all(OF_TITLE[name], title) if name in OF_TITLE else title
    said = LIMITED.search(rest)
    if said is None and name in OF_HEADING:
        said = re.search(rf"(?<![^\W_])(?:{OF_HEADING[name]})", rest)
    return leftovers(rest) + ([said[0]] if said else [])
