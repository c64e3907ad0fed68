"""One row after the other through the noun's own operation: entered, there already, asked about, or refused.

Every row is a transaction of its own. What was entered is marked in the very same one, so that a work that
is killed and begun again, and the same file sent again, add nothing.
"""

from __future__ import annotations

import hashlib
import re
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import orjson
from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from shared.access import in_scope, scope
from shared.doors.errors import Conflict, Invalid, Refusal, invalid_fields, refusal_of
from shared.doors.kazakh import LooksRussian
from shared.doors.transaction import carry_out, let_go, only_tried, session
from shared.ids import new_id
from shared.imports.cells import key_of
from shared.imports.declaring import STRANGER, Brings, Values, floor
from shared.imports.heading import Meanings
from shared.imports.lines import Line, Wrong

ENTERED, THERE, REFUSED, ASKED, UNTRIED = "entered", "there", "refused", "asked", "untried"
AGAIN = "again_in_file"
QUESTIONS = {AGAIN: AGAIN, LooksRussian.code: "kazakh"}  # of the floor itself, with what answers yes
SECONDS = 4  # for what a page tries beforehand: less than a transaction may hold others up
Answers = Mapping[int, Sequence[str]]


class AgainInFile(Conflict):
    """This row says the same as row %(row)s. Is it another one? Then say so and enter it."""

    code = "again_in_file"


class OtherRegion(Invalid):
    """This row is of %(region)s, you work in %(mine)s."""

    code = "row_of_other_region"


class StandsOtherwise(Conflict):
    """This is here already and says something else: %(fields)s. Correct the one that is here, or the row."""

    code = "stands_otherwise"


@dataclass(frozen=True)
class Fate:
    """What became of a row: its number, one of the five states, why in words and in which column, the code of
    a question."""

    row: int
    state: str
    wrong: list[Wrong] = field(default_factory=list)
    code: str = ""

    def told(self) -> dict[str, Any]:
        """What became of it, as it is kept."""
        return {**vars(self), "wrong": [one.told() for one in self.wrong]}


@dataclass(frozen=True)
class Work:
    """Who brings in what: the noun, the object its rows belong to, the work's id, what was answered to the
    questions about rows; `tries`: nobody outside is asked, and nothing will stay; `before`: the job and the
    row that was made, by the marks under which rows were entered already."""

    brings: Brings
    about: Any
    known: Meanings
    job_id: uuid.UUID
    answers: Answers = field(default_factory=dict)
    tries: bool = False
    before: Mapping[str, tuple[uuid.UUID, uuid.UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Marked:
    """A line with its mark, and the number of the row above that says the same."""

    line: Line
    mark: str
    like: int | None


def marked(work: Work, lines: Sequence[Line]) -> Iterator[Marked]:
    """Lines with their marks: the sum of what they say and belong to, and which of equal ones they are."""
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line in lines:
        sum_ = sum_of(work, line.values)
        times[sum_] += 1
        first.setdefault(sum_, line.row)
        yield Marked(line, f"{sum_}:{times[sum_]}", first[sum_] if times[sum_] > 1 else None)


def sum_of(work: Work, values: Values) -> str:
    """What a row says, however it was spaced and capitalised, and what it belongs to."""
    said = {name: plain(value) for name, value in values.items() if value is not None}
    place = str(getattr(work.about, "id", ""))
    return hashlib.sha256(orjson.dumps([place, said], option=orjson.OPT_SORT_KEYS)).hexdigest()


def enter_all(
    work: Work, lines: Sequence[Line], advance: Callable[[int, int], None], only: Set[int]
) -> list[Fate]:
    """Enter the rows, each for itself; where `only` names some, no other."""
    fates, mine = [], [one for one in marked(work, lines) if not only or one.line.row in only]
    work = knowing(work, mine)
    for number, one in enumerate(mine, start=1):
        fates.append(fate_of(work, one))
        advance(number, len(mine))
    return fates


def try_all(work: Work, lines: Sequence[Line]) -> list[Fate]:
    """What would become of the rows: they are entered and everything is rolled back; rows for which there is
    no time are untried."""
    until, fates, mine = time.monotonic() + SECONDS, [], list(marked(work, lines))
    work = replace(knowing(work, mine), tries=True)
    with only_tried():
        for one in mine:
            late = time.monotonic() > until
            fates.append(Fate(one.line.row, UNTRIED) if late else tried(work, one))
    return fates


def try_one(work: Work, one: Marked) -> Fate:
    """What would become of one row alone; nothing of it lasts."""
    work = replace(knowing(work, [one]), tries=True)
    with only_tried():
        return tried(work, one)


def knowing(work: Work, rows: Sequence[Marked]) -> Work:
    """The work with what was entered before under the marks of these rows, by job and by what was made."""
    kept, marks = floor().brought, [one.mark for one in rows]
    found = select(kept.mark, kept.job_id, kept.made_id)
    found = found.where(kept.noun == work.brings.noun, kept.mark.in_(marks))
    return replace(work, before={row.mark: (row.job_id, row.made_id) for row in session().execute(found)})


def tried(work: Work, one: Marked) -> Fate:
    """What would become of one row; a refused one leaves nothing for those after it."""
    point = session().begin_nested()
    fate = fate_of(work, one)
    if fate.state != ENTERED:
        point.rollback()
    return fate


def fate_of(work: Work, one: Marked) -> Fate:
    """What becomes of a row."""
    try:
        check_region(work, one.line)
        return fate_or_refusal(work, one)
    except Exception as error:
        if (refusal := refusal_of(error)) is None or refusal.status >= 500:
            raise
        return refused(work, one.line, refusal)


def fate_or_refusal(work: Work, one: Marked) -> Fate:
    """What becomes of a row; whatever its operation refuses. A question is asked only of what can be
    entered."""
    line = one.line
    if still_stands(work, one.mark):
        return Fate(line.row, ENTERED if work.before[one.mark][0] == work.job_id else THERE)
    answers = work.answers.get(line.row, ())
    if one.like is None and is_here(work, line):
        return Fate(line.row, THERE)
    if wrong := wrong_of(work, line, answers):
        return Fate(line.row, REFUSED, wrong)
    values = loaded(work, line.values, answers)
    if one.like is not None and AGAIN not in answers:
        raise AgainInFile(row=one.like)
    enter = (work, one.mark, values, beforehand(work, values))
    made = entered_once(*enter) if work.tries else carry_out(entered_once, *enter)
    return Fate(line.row, ENTERED if made else THERE)


def check_region(work: Work, line: Line) -> None:
    """Refuse a row of a region in which the actor does not record, before anything of what is there is said;
    OtherRegion."""
    said, mine = line.values.get("region"), scope(work.brings.permission)
    if mine is None or not said or said in mine:
        return
    words = work.known["region"].field.words
    places = ", ".join(word for code, word in words.items() if code in mine)
    raise OtherRegion(field="region", region=words.get(said, said), mine=places)


def is_here(work: Work, line: Line) -> bool:
    """Whether a row of ours is meant; StandsOtherwise."""
    known = work.brings.stands(work.about, line.values)
    if known is not None:
        compare(work, known, line.values)
    return known is not None


def wrong_of(work: Work, line: Line, answers: Sequence[str]) -> list[Wrong]:
    """All that is wrong with a row whose cells cannot be read or that lacks something; of another none,
    whose values are checked as they are entered."""
    unread = {one.key for one in line.wrong}
    found = line.wrong + [one for one in lacking(work, line.values) if one.key not in unread]
    keys = {one.key for one in found}
    try:
        if found:
            loaded(work, line.values, answers)
    except ValidationError as error:
        said = refused(work, line, invalid_fields(error.messages)).wrong
        found += [one for one in said if one.key not in keys]
    return found


def lacking(work: Work, values: Values) -> list[Wrong]:
    """What a row needs and does not say; no default is put in its place."""
    needed = (name for name, one in work.known.items() if one.needed and values.get(name) is None)
    asked = work.brings.schema(work.about).fields
    return [
        Wrong(name, _("Fill this in.")) for name in needed if name not in asked or not asked[name].required
    ]


def loaded(work: Work, values: Values, answers: Sequence[str]) -> Values:
    """The values as page and API would send them, checked; ValidationError."""
    schema = work.brings.schema(work.about)
    said = {name: value for name, value in values.items() if name in schema.fields and value is not None}
    found: Values = schema.load(said | {name: True for name in answers if name in schema.fields})
    return found


def beforehand(work: Work, values: Values) -> Any:
    """What a neighbour says of a row while nothing is held; nobody is asked where a row is only tried."""
    if work.brings.beforehand is None:
        return None
    if work.tries:
        return STRANGER
    let_go()
    return work.brings.beforehand(work.about, values)


def entered_once(work: Work, mark: str, values: Values, found: Any) -> bool:
    """Enter a row and mark it; False where another work has done it meanwhile."""
    kept = floor().brought
    row = {"id": new_id(), "noun": work.brings.noun, "mark": mark, "job_id": work.job_id}
    forget_unmade(work, mark)
    statement = insert(kept).values(row).on_conflict_do_nothing(index_elements=["noun", "mark"])
    if session().scalar(statement.returning(kept.id)) is None:
        return False
    made = work.brings.enter(work.about, values, found)
    session().flush()
    session().get_one(kept, row["id"]).made_id = made.id
    session().flush()
    return True


def still_stands(work: Work, mark: str) -> bool:
    """Whether a row was entered under a mark, and what was made of it was neither removed nor withdrawn; of
    what lies in no region of the actor nothing is said."""
    if mark not in work.before:
        return False
    made = session().get(work.brings.table, work.before[mark][1])
    if made is None or (hasattr(made, "region") and not in_scope(work.brings.permission, made.region)):
        return False
    return not (work.brings.undone and work.brings.undone(made))


def forget_unmade(work: Work, mark: str) -> None:
    """Free a mark whose row was taken away since: it may come in again."""
    kept = floor().brought
    if mark in work.before:
        session().execute(delete(kept).where(kept.noun == work.brings.noun, kept.mark == mark))


def compare(work: Work, known: Any, values: Values) -> None:
    """Refuse a row that is here already and says something else; StandsOtherwise."""
    other = [
        name
        for name, of in work.brings.same.items()
        if values.get(name) is not None and name in work.known and differs(of(known), values[name])
    ]
    if other:
        raise StandsOtherwise(fields=", ".join(work.known[name].field.label for name in other))


def differs(stored: Any, said: Any) -> bool:
    """Whether a row says something else than what is kept, or than any of several names that are kept."""
    every = stored if isinstance(stored, list) else [stored]
    return plain(said) not in map(plain, every)


def plain(value: Any) -> str:
    """A value as two are compared: amounts as amounts, texts without signs and capitals."""
    said = "" if value is None else str(value)
    if re.fullmatch(r"\d+(\.\d+)?", said):
        return f"{Decimal(said).normalize():f}"
    return key_of(said) or said


def refused(work: Work, line: Line, refusal: Refusal) -> Fate:
    """Why a row is not entered, by column; a question waits for its answer."""
    asks = refusal.code in QUESTIONS or refusal.code in work.brings.asks
    fields = refusal.detail.get("fields")
    if isinstance(fields, dict):
        wrong = [Wrong(name, said_of(text)) for name, text in fields.items()]
    else:
        wrong = [Wrong(refusal.field or "", refusal.message)]
    return Fate(line.row, ASKED if asks else REFUSED, [*line.wrong, *wrong], refusal.code)


def said_of(messages: Any) -> str:
    """Nested messages as one sentence."""
    if isinstance(messages, dict):
        return " ".join(said_of(value) for value in messages.values())
    return " ".join(map(said_of, messages)) if isinstance(messages, list | tuple) else str(messages)
