"""A plan in two languages: which of its words have a Kazakh wording, and how it is said with them.

The plan is approved in Russian; the Kazakh wording stands beside it. Where there is none, the Russian words
are said and marked: nobody takes them for Kazakh, nobody misses the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from shared.language.records.project import Activity, Indicator, Plan, Project, Result, Section

KAZAKH = "kk"
TOPIC, GOAL, GRANTEE, RESULT, SECTION, ACTIVITY, INDICATOR, UNIT = (
    "topic",
    "goal",
    "grantee",
    "result",
    "section",
    "activity",
    "indicator",
    "unit",
)
UNIT_UNKNOWN = "не указана"  # how a plan says that it names no unit
UNITS_AS_THEY_ARE = (None, "", "%", UNIT_UNKNOWN)
MARK = "*"  # stands behind words that are Russian because nobody has written the Kazakh ones

KAZAKH_LETTER = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
# Words and endings Russian has and Kazakh has not, loans and surnames left out ("презентация", "Иванов").
RUSSIAN_WORD = re.compile(
    r"(?i:\b(?:и|в|во|на|по|для|с|из|о|об|от|до|при|за|или|их|как|что|этот|эта|это|к|у|без|под|над|через"
    r"|между|\w{2,}(?:ый|ого|его|ому|ему|ая|яя|ое|ее|ые|ие|ых|ую|юю|ости|ость|ение|ения|ению|ание|анию"
    r"|ство|ства|ству|ться|ции|овых|овой|ской|ских|ского))\b)"
    r"|\b[а-яё]\w{2,}(?:ов|ев|ии)\b"
)


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a plan in both languages; `line` names them through its versions: the id of a line, "topic",
    "goal", "result:4", "unit:человек". Example: Wording(line="unit:человек", kind="unit", code="",
    russian="человек", kazakh="адам")"""

    line: str
    kind: str
    code: str
    russian: str
    kazakh: str | None = None


Change = Callable[[Wording], Wording]


def said(russian: str, kazakh: str | None) -> str:
    """Words in Kazakh, the Russian ones with a mark where there are no others."""
    return kazakh or (f"{russian}\u00a0{MARK}" if russian else russian)


def looks_russian(text: str | None) -> bool:
    """Whether words that should be Kazakh look Russian: no letter only Kazakh has, and a word or an ending
    only Russian has. Words of both languages (“Семинар”, a name) do not."""
    said = text or ""
    return not KAZAKH_LETTER.search(said) and bool(RUSSIAN_WORD.search(said))


def marked(russian: str, kazakh: str | None) -> str:
    """The same of words a person typed, who may have done so in Kazakh: only what looks Russian is marked."""
    return said(russian, kazakh) if looks_russian(russian) else kazakh or russian


def spoken(project: Project) -> Project:
    """A project as a Kazakh page or paper says it. It is only for showing: nothing of it is kept."""
    return rewritten(project, in_kazakh)


def in_kazakh(one: Wording) -> Wording:
    """Words with the Kazakh ones, or the mark, in place of the Russian."""
    return replace(one, russian=said(one.russian, one.kazakh))


def worded(project: Project, known: Callable[[str, str], str | None]) -> Project:
    """A project with the Kazakh wording that is `known` of a line and its Russian words."""
    return rewritten(project, lambda one: replace(one, kazakh=known(one.line, one.russian)))


def wordings(project: Project) -> list[Wording]:
    """All words of a plan that are said in two languages, in its order, units last and each once."""
    found: dict[str, Wording] = {}

    def note(one: Wording) -> Wording:
        found.setdefault(one.line, one)
        return one

    rewritten(project, note)
    return sorted(found.values(), key=lambda one: one.kind == UNIT)


def unworded(project: Project) -> int:
    """How many of them nobody has written in Kazakh yet."""
    return sum(not one.kazakh for one in wordings(project))


def rewritten(project: Project, change: Change) -> Project:
    """A project with each of its words in two languages changed; one without words stays as it is."""
    topic = change(Wording(line=TOPIC, kind=TOPIC, code="", russian=project.topic, kazakh=project.topic_kk))
    who = named(project)
    grantee = change(who) if who.russian else who
    goal = project.goal, project.goal_kk
    if project.goal:
        aim = change(Wording(line=GOAL, kind=GOAL, code="", russian=project.goal, kazakh=project.goal_kk))
        goal = aim.russian, aim.kazakh
    return replace(
        project,
        topic=topic.russian,
        topic_kk=topic.kazakh,
        goal=goal[0],
        goal_kk=goal[1],
        grantee=grantee.russian,
        grantee_kk=grantee.kazakh,
        plan=project.plan and plan(project.plan, change),
    )


def named(project: Project) -> Wording:
    """Who holds the grant."""
    return Wording(line=GRANTEE, kind=GRANTEE, code="", russian=project.grantee, kazakh=project.grantee_kk)


def plan(row: Plan, change: Change) -> Plan:
    """The same of a plan."""
    return replace(
        row,
        results=tuple(map(partial(result, change), row.results)),
        sections=tuple(map(partial(section, change), row.sections)),
    )


def result(change: Change, row: Result) -> Result:
    """The same of an expected result."""
    said = Wording(
        line=f"{RESULT}:{row.number}",
        kind=RESULT,
        code=str(row.number),
        russian=row.text,
        kazakh=row.text_kk,
    )
    now = change(said)
    return replace(row, text=now.russian, text_kk=now.kazakh)


def section(change: Change, row: Section) -> Section:
    """The same of a task with its lines."""
    now = change(titled(row, SECTION))
    lines = tuple(map(partial(activity, change), row.activities))
    return replace(row, title=now.russian, title_kk=now.kazakh, activities=lines)


def activity(change: Change, row: Activity) -> Activity:
    """The same of a line with its indicators."""
    now = change(titled(row, ACTIVITY))
    rows = tuple(map(partial(indicator, change), row.indicators))
    return replace(row, title=now.russian, title_kk=now.kazakh, indicators=rows)


def titled(row: Section | Activity, kind: str) -> Wording:
    """What a task or a line is called."""
    return Wording(line=row.id, kind=kind, code=row.code, russian=row.title, kazakh=row.title_kk)


def indicator(change: Change, row: Indicator) -> Indicator:
    """The same of an indicator; a unit is worded once for all that have it."""
    called = Wording(line=row.id, kind=INDICATOR, code=row.code, russian=row.name, kazakh=row.name_kk)
    now = change(called)
    unit, unit_kk = row.unit, row.unit_kk
    if unit and unit not in UNITS_AS_THEY_ARE:
        counted = change(Wording(line=f"{UNIT}:{unit}", kind=UNIT, code="", russian=unit, kazakh=unit_kk))
        unit, unit_kk = counted.russian, counted.kazakh
    return replace(row, name=now.russian, name_kk=now.kazakh, unit=unit, unit_kk=unit_kk)
