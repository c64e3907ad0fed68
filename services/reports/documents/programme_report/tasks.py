"""The tasks of the plan with their indicators, and the overview of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from services.reports.documents import snapshot as sealed
from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.printed import (
    Activity,
    Condition,
    Counted,
    Figures,
    Overview,
    Row,
    Section,
    Task,
)
from services.reports.documents.snapshot import Cell
from shared.i18n import DASH, NBSP
from shared.language.verdicts import DONE, PROJECT_WIDE
from shared.language.wordings import UNIT_UNKNOWN

TASK = re.compile(r"T(\d+)")
NOTE = "no_target"  # the quietest colour
MARKS = {True: "met", False: "not_met", None: NOTE}
STATES = {True: "clause_met", False: "clause_open", None: "clause_unchecked"}


def section(item: sealed.Section, words: Words) -> Section:
    """A task with its lines."""
    return Section(item.code, heading(item, words), tuple(activity(line, words) for line in item.activities))


def heading(item: sealed.Section, words: Words) -> str:
    """A task by its number and title; what is no task by its title alone."""
    task = TASK.fullmatch(item.code)
    return words.say("task", number=task[1], title=item.title) if task else item.title


def activity(line: sealed.Activity, words: Words) -> Activity:
    """A line of the plan with its indicators."""
    cost = "" if line.cost is None else words.say("cost", amount=words.money(line.cost))
    return Activity(
        code=line.code,
        title=line.title,
        when=f"{NBSP}· ".join(filter(None, (line.period_text, cost))),
        rows=tuple(row(cell, words) for cell in line.indicators),
    )


def row(cell: Cell, words: Words) -> Row:
    """An indicator as it is printed; a figure nobody knows is words, never 0."""
    return Row(
        code=cell.code,
        name=cell.name,
        unit=DASH if cell.unit in (None, UNIT_UNKNOWN) else str(cell.unit),
        rule="" if cell.target is None else words.word_or("rules", cell.comparator),
        target=words.number(cell.target),
        actual=words["no_data"] if cell.actual is None else words.number(cell.actual),
        known=cell.actual is not None,
        percent=words.percent(cell.percent),
        deviation=words.signed(cell.deviation),
        due=words.short_day(cell.due),
        verdict=cell.verdict,
        verdict_word=verdict_word(cell, words),
        evidence=bound(cell.evidence_text),
        reason=cell.deviation_reason,
        clauses=tuple(conditions(cell, words)),
        figures=Figures(cell.target, cell.actual, cell.percent, cell.deviation, cell.due),
    )


def verdict_word(cell: Cell, words: Words) -> str:
    """The verdict, with what it must not be said without."""
    return words.word("provisos", cell.proviso) if cell.proviso else words.word("verdicts", cell.verdict)


def conditions(cell: Cell, words: Words) -> Iterator[Condition]:
    """Whose share the target is, further conditions, adjustments, how many records came after the term."""
    if cell.share == "even":
        yield Condition(words["even_share"], NOTE, words["even_share_state"])
    yield from (condition(clause, words) for clause in cell.clauses)
    if cell.adjusted_text:
        yield Condition(bound(adjusted(cell)), NOTE, words["adjusted_state"])
    if cell.late:
        yield Condition(words.say("late", count=cell.late), "behind", words["late_state"])


def adjusted(cell: Cell) -> str:
    """What the records say, what was typed and why, what both make."""
    reasons = "; ".join(dict.fromkeys(one.reason for one in cell.adjustments if one.reason))
    return f"{cell.adjusted_text} ({reasons})" if reasons else cell.adjusted_text


def condition(clause: sealed.Clause, words: Words) -> Condition:
    """A further condition; one that nobody measures is named so."""
    text = clause.text if clause.met is not None else words.say("unchecked", text=clause.text)
    return Condition(bound(text), MARKS[clause.met], words[STATES[clause.met]])


def bound(text: str) -> str:
    """A count such as "12 из 14" stays on one line."""
    return re.sub(r"(?<=\d) (из|of|/) (?=\d)", rf"{NBSP}\1{NBSP}", text)


def overview(sections: Iterable[sealed.Section], words: Words) -> Overview:
    """The tasks and their sum."""
    listed = list(sections)
    rows = [task(heading(item, words), counted(item.cells), words) for item in listed]
    every = [cell for item in listed for cell in item.cells]
    return Overview(tuple(rows), task(words["all_tasks"], counted(every), words))


def task(name: str, sums: Counted, words: Words) -> Task:
    """A line of the overview."""
    proven = words.say("of_targets", met=sums.present, total=sums.needed) if sums.needed else DASH
    return Task(**vars(sums), heading=name, evidence=proven)


def counted(cells: Iterable[Cell]) -> Counted:
    """How many of these indicators have a target and are met, and how far their records are proven;
    seen from a region, a target of the whole project is counted nowhere."""
    listed = list(cells)
    judged = [cell for cell in listed if cell.proviso != PROJECT_WIDE]
    return Counted(
        total=len(judged),
        with_target=sum(cell.target is not None for cell in judged),
        met=sum(cell.verdict in DONE for cell in judged),
        present=sum(cell.evidence.present for cell in listed),
        needed=sum(cell.evidence.needed for cell in listed),
    )
