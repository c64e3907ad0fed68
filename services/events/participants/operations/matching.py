"""Whom the rows of a list mean, asked of the registry before anything is locked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from services.events.participants.operations.questions import asked
from services.events.participants.queries import lines_named
from services.events.participants.reader.cells import word_key
from services.events.participants.schemas import ParticipantIn
from services.events.projects.queries import projects
from shared.clock import today
from shared.doors.api import dumps
from shared.doors.errors import Conflict, Invalid, translated
from shared.doors.transaction import let_go
from shared.imports.regional import in_codes
from shared.peers import ask
from shared.plugins import extra
from shared.plugins.specifications import FieldDef

BATCH = 400
REMARKED = {"category", "phone"}
Advance = Callable[[int, int], None]
Row = dict[str, Any]  # a line of somebody's JSON, and what becomes of it
Numbered = list[tuple[int, Row]]
TOLD_APART = ("sex", "birth_year", "settlement")
ASKED = ("name", *TOLD_APART, "category", "organisation", "phone")


class CancelledTakesNobody(Conflict):
    """This gathering was cancelled, so nobody can be entered."""

    code = "cancelled_takes_nobody"


@dataclass(frozen=True)
class Matched:
    """A list as the registry knows its people, asked before anything is locked: a result slot for each row,
    the rows of a right shape, and who those are that are not on the list yet."""

    results: list[Row]
    good: Numbered
    people: dict[int, Row]


def match_people(gathering: Gathering, rows: list[Row], advance: Advance | None = None) -> Matched:
    """Ask the registry who the people of a list are; nothing of it is locked meanwhile."""
    taking_people(gathering)
    beforehand = gathering.starts_on > today()
    questions = asked(gathering).fields(saving=True)
    let_go()  # thousands of rows are checked longer than a transaction may stand idle
    results, good = checked(rows, questions, beforehand)
    if beforehand:
        good = [(index, row | {"attended": False, "days": None}) for index, row in good]
    fresh = [(index, row) for index, row, line in said_again(good, gathering) if line is None]
    return Matched(results, good, answers(gathering, fresh, advance))


def answers(gathering: Gathering, fresh: Numbered, advance: Advance | None) -> dict[int, Row]:
    """Who the people of new rows are, asked batch by batch."""
    people: dict[int, Row] = {}
    where = str(gathering.id), gathering.region
    let_go()  # no transaction waits for the registry, so nothing is read of the gathering from here on
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        found = match(*where, [wire(row) for _index, row in batch])
        people |= {index: answer for (index, _row), answer in zip(batch, found, strict=True)}
        if advance:
            advance(len(people), len(fresh))
    return people


def taking_people(gathering: Gathering) -> None:
    """Refuse people for what was cancelled, or for a closed project."""
    if gathering.status == "cancelled":
        raise CancelledTakesNobody
    projects.open(gathering.project_id)


def match(of: str, region: str, people: list[Row]) -> list[Row]:
    """Ask the registry who these people are; the same list `of` the same gathering or centre always gets the
    same answer."""
    key = f"{of}:{hashlib.sha256(dumps(people)).hexdigest()}"
    asked = {"people": people, "region": region, "key": key}
    found: list[Row] = ask("registry", "/registry/internal/people/matches", asked, retries=1)
    return found


def wire(row: Row) -> Row:
    """What the registry needs to know a person."""
    return {name: row.get(name) for name in ASKED}


def checked(
    rows: list[Row], questions: list[FieldDef], beforehand: bool = False
) -> tuple[list[Row], Numbered]:
    """A result slot for each row, and the rows of a right shape with their index, with answers to the
    region's `questions`; a category or a phone that cannot be taken is a remark beside the person. On a
    list made beforehand nobody has come yet."""
    results: list[Row] = []
    good: Numbered = []
    schema = ParticipantIn(partial=("attended",) if beforehand else ())
    for index, row in enumerate(rows):
        try:
            taken, remarks = one_checked(row, schema, questions)
            good.append((index, taken))
            results.append({"row": index, "status": "added", **remarks})
        except ValidationError as error:
            results.append({"row": index, "status": "refused", **why_refused(row, error)})
    return results, good


def answered(said: Row, questions: list[FieldDef]) -> Row:
    """The answers of a row to the region's questions, which may be said in words; ValidationError."""
    try:
        return extra.checked(questions, in_codes(questions, said))
    except Invalid as refusal:
        alone = {refusal.field: refusal.message}
        wrong = refusal.detail.get("fields", alone)
        raise ValidationError({name: [message] for name, message in wrong.items()}) from refusal


def why_refused(row: object, error: ValidationError) -> Row:
    """Whom a refused row names, and what is wrong with it."""
    name = str(row.get("name") or "") if isinstance(row, dict) else ""
    return {"name": name, "problems": translated(error.messages)}


def one_checked(row: Row, schema: ParticipantIn, questions: list[FieldDef]) -> tuple[Row, Row]:
    """A row of a right shape with its answers, and the remarks about what it was taken without; what is wrong
    with either is said at once. ValidationError."""
    try:
        taken, remarks = shaped(row, schema)
    except ValidationError as error:
        if isinstance(row, dict) and isinstance(row.get("extra", {}), dict):
            raise with_answers_too(error, row, questions) from error
        raise
    return taken | {"extra": answered(taken["extra"], questions)}, remarks


def with_answers_too(error: ValidationError, row: Row, questions: list[FieldDef]) -> ValidationError:
    """A refusal of a row's shape with what is wrong with its answers beside it."""
    try:
        answered(row.get("extra", {}), questions)
    except ValidationError as also:
        return ValidationError({**error.normalized_messages(), **also.normalized_messages()})
    return error


def shaped(row: Row, schema: ParticipantIn) -> tuple[Row, Row]:
    """A row of a right shape, and the remarks about what it was taken without."""
    try:
        return schema.load(row), {}
    except ValidationError as error:
        if not isinstance(error.messages, dict) or set(error.messages) - REMARKED:
            raise
        plain = {name: value for name, value in row.items() if name not in error.messages}
        return schema.load(plain), {"remarks": translated(error.messages)}


def said_again(rows: Numbered, gathering: Gathering) -> Iterator[tuple[int, Row, Participant | None]]:
    """The rows, each with the line of the list that it only says again; such a row corrects its line,
    each line once.

    Without a phone the registry would rightly doubt whether two people of one name are one;
    on one list they are.
    """
    lines: dict[str, list[Participant]] = {}
    for line in lines_named(gathering.id, (row["name"] for _index, row in rows)):
        lines.setdefault(word_key(line.name), []).append(line)
    for index, row in rows:
        named = lines.get(word_key(row["name"]), [])
        found = next((line for line in named if not row["phone"] and agree(row, line)), None)
        if found:
            named.remove(found)
        yield index, row, found


def agree(row: Row, line: Participant) -> bool:
    """Whether nothing that both say of a person differs."""
    pairs = ((row[name], getattr(line, name)) for name in TOLD_APART)
    return all(not said or not kept or word_key(str(said)) == word_key(str(kept)) for said, kept in pairs)
