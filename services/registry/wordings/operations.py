"""Writing what the lines of a plan are called in Kazakh.

A wording is no promise: it changes neither a number nor a term, so an approved plan takes it without a new
version. Who wrote it and when stands in the history.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.registry.db import db
from services.registry.plans.models import Plan, Wording
from services.registry.plans.operations import refuse_handed, tell
from services.registry.plans.queries import approved_plan, wordings
from services.registry.plans.rules.wordings import Known, row_of
from services.registry.wordings.queries import lines
from shared.doors.errors import Invalid
from shared.language.wordings import Wording as Words
from shared.language.wordings import looks_russian

LONGEST = 2000
SHOWN, MOST_SHOWN = 80, 5


class WordingUnknown(Invalid):
    """The plan has no line “%(line)s” to be said in Kazakh."""

    code = "wording_unknown"


class WordingTooLong(Invalid):
    """The Kazakh wording of “%(line)s” is longer than %(most)s characters."""

    code = "wording_too_long"


class WordingsLookRussian(Invalid):
    """These words look Russian: %(said)s. Are they Kazakh? Then say so and save them."""

    code = "wordings_look_russian"


def write_wordings(plan: Plan, texts: Mapping[str, str], answered: bool = False) -> int:
    """Write the Kazakh words of these lines, by the names of the lines; no words take the former away.
    How many changed. HandedDown, WordingUnknown, WordingTooLong; WordingsLookRussian asks."""
    refuse_handed(plan.project)
    named, known = {one.line: one for one in lines(plan)}, wordings(plan.project_id)
    if not answered:
        ask_russian(named, texts)
    changed = sum(write(plan, named.get(line), line, text, known) for line, text in texts.items())
    db.session.flush()
    if changed and approved_plan(plan.project_id):
        tell(plan.project)
    return changed


def ask_russian(named: Mapping[str, Words], texts: Mapping[str, str]) -> None:
    """Ask about words that look Russian and do not stand so already; WordingsLookRussian."""
    said = {line: " ".join(text.split()) for line, text in texts.items() if looks_russian(text)}
    new = {line: text for line, text in said.items() if line in named and named[line].kazakh != text}
    if new:
        shown = "; ".join(f"“{text[:SHOWN]}”" for text in list(new.values())[:MOST_SHOWN])
        raise WordingsLookRussian(said=shown, detail={"lines": [*new]})


def write(plan: Plan, one: Words | None, line: str, text: str, known: Known) -> bool:
    """Write the Kazakh words of one line; whether they are others than before."""
    if one is None:
        raise WordingUnknown(field=line, line=line)
    said = " ".join(text.split())
    if len(said) > LONGEST:
        raise WordingTooLong(field=line, line=one.russian, most=LONGEST)
    if said == (one.kazakh or ""):
        return False
    row = row_of(known, line, one.russian)
    if not said:
        db.session.delete(row)
    elif row:
        row.kazakh = said
    else:
        words = Wording(project_id=plan.project_id, line=line, russian=one.russian, kazakh=said)
        db.session.add(words)
    return True
