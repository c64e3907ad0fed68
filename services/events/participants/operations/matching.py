"""Whom the rows of a list mean, asked of the registry before anything is locked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from services.events.participants.queries import (
    participants_of,
)
from services.events.participants.reader.cells import word_key
from services.events.participants.schemas import ParticipantIn
from services.events.projects.queries import projects
from shared.clock import today
from shared.doors.api import dumps
from shared.doors.errors import Conflict, translated
from shared.peers import ask

BATCH = 400
REMARKED = {"category", "phone"}
Advance = Callable[[int, int], None]


class CancelledTakesNobody(Conflict):
    """This gathering was cancelled, so nobody can be entered."""

    code = "cancelled_takes_nobody"


@dataclass(frozen=True)
class Matched:
    """A list as the registry knows its people, asked before anything is locked: a result slot for each row,
    the rows of a right shape, and who those are that are not on the list yet."""

    results: list[dict[str, Any]]
    good: list[tuple[int, dict[str, Any]]]
    people: dict[int, dict[str, Any]]


def match_people(gathering: Gathering, rows: list[dict[str, Any]], advance: Advance | None = None) -> Matched:
    """Ask the registry who the people of a list are; nothing of it is locked meanwhile."""
    taking_people(gathering)
    beforehand = gathering.starts_on > today()
    results, good = checked(rows, beforehand)
    if beforehand:
        good = [(index, row | {"attended": False, "days": None}) for index, row in good]
    people: dict[int, dict[str, Any]] = {}
    fresh = [(index, row) for index, row, line in said_again(good, gathering) if line is None]
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        answers = match(gathering, [wire(row) for _, row in batch])
        people |= {index: answer for (index, _row), answer in zip(batch, answers, strict=True)}
        if advance:
            advance(min(start + BATCH, len(fresh)), len(fresh))
    return Matched(results, good, people)


def taking_people(gathering: Gathering) -> None:
    """Refuse people for what was cancelled, or for a closed project."""
    if gathering.status == "cancelled":
        raise CancelledTakesNobody
    projects.open(gathering.project_id)


def match(gathering: Gathering, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ask the registry who these people are;
    the same list of the same gathering always gets the same answer."""
    key = f"{gathering.id}:{hashlib.sha256(dumps(people)).hexdigest()}"
    return ask(
        "registry",
        "/registry/internal/people/matches",
        {"people": people, "region": gathering.region, "key": key},
        retries=1,
    )


def wire(row: dict[str, Any]) -> dict[str, Any]:
    """What the registry needs to know a person."""
    return {
        name: row.get(name)
        for name in ("name", "sex", "birth_year", "settlement", "category", "organisation", "phone")
    }


def checked(
    rows: list[dict[str, Any]], beforehand: bool = False
) -> tuple[list[dict[str, Any]], list[tuple[int, dict[str, Any]]]]:
    """A result slot for each row, and the rows of a right shape with their index; a category or a phone that
    cannot be taken is a remark beside the person. On a list made beforehand nobody has come yet."""
    results: list[dict[str, Any]] = []
    good: list[tuple[int, dict[str, Any]]] = []
    for index, row in enumerate(rows):
        try:
            taken, remarks = one_checked(row, beforehand)
            good.append((index, taken))
            results.append({"row": index, "status": "added", **remarks})
        except ValidationError as error:
            results.append(
                {
                    "row": index,
                    "status": "refused",
                    "name": str(row.get("name") or "") if isinstance(row, dict) else "",
                    "problems": translated(error.messages),
                }
            )
    return results, good


def one_checked(row: dict[str, Any], beforehand: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """A row of a right shape, and the remarks about what it was taken without."""
    schema = ParticipantIn(partial=("attended",) if beforehand else ())
    try:
        return schema.load(row), {}
    except ValidationError as error:
        if not isinstance(error.messages, dict) or set(error.messages) - REMARKED:
            raise
        plain = {name: value for name, value in row.items() if name not in error.messages}
        return schema.load(plain), {"remarks": translated(error.messages)}


def said_again(
    rows: list[tuple[int, dict[str, Any]]], gathering: Gathering
) -> Iterator[tuple[int, dict[str, Any], Participant | None]]:
    """The rows, each with the line of the list that it only says again; such a row corrects its line,
    each line once.

    Without a phone the registry would rightly doubt whether two people of one name are one;
    on one list they are.
    """
    lines: dict[str, list[Participant]] = {}
    for line in participants_of(gathering.id):
        lines.setdefault(word_key(line.name), []).append(line)
    for index, row in rows:
        named = lines.get(word_key(row["name"]), [])
        found = next((line for line in named if not row["phone"] and agree(row, line)), None)
        if found:
            named.remove(found)
        yield index, row, found


def agree(row: dict[str, Any], line: Participant) -> bool:
    """Whether nothing that both say of a person differs."""
    return all(
        not row[name]
        or not getattr(line, name)
        or word_key(str(row[name])) == word_key(str(getattr(line, name)))
        for name in ("sex", "birth_year", "settlement")
    )
