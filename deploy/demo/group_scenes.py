"""Initiative groups are founded before they apply; some are visited again in September."""

from __future__ import annotations

import uuid
from datetime import date

from deploy.demo.groups import VISITED, Founded, founded, on_paper
from deploy.demo.groups_in_kazakh import PROBLEMS, name_kk
from deploy.demo.stage import Stage
from services.registry.groups.operations import check_group, record_group
from services.registry.groups.queries import get_group
from services.registry.groups.schemas import CheckIn, GroupIn
from shared.proofs.operations import attach

Ids = dict[str, uuid.UUID]


def found_groups(stage: Stage, project_id: uuid.UUID) -> Ids:
    """Write each down on the day of its founding; their ids by name. Grants are told at once."""
    ids = {group.bid.group: found_one(stage, project_id, group) for group in founded()}
    stage.deliver("registry")
    return ids


def found_one(stage: Stage, project_id: uuid.UUID, group: Founded) -> uuid.UUID:
    """One group with its protocol; its id."""
    with stage.acting("registry", group.bid.by, group.day):
        row = record_group(GroupIn().load(fields_of(group, project_id)))
        if group in on_paper():
            attach(row, stage.file(*group.key), "group_protocol")
        return row.id


def fields_of(group: Founded, project_id: uuid.UUID) -> dict[str, object]:
    """A group as the API takes it."""
    leader, *others = group.members
    return {
        "project_id": str(project_id),
        "name": group.bid.group,
        "name_kk": name_kk(group.bid.group),
        "region": group.bid.region,
        "settlement": group.bid.settlement,
        "problem": group.bid.problem,
        "problem_kk": PROBLEMS[group.bid.problem],
        "formed_on": group.day.isoformat(),
        "leader_name": leader.name,
        "members": [person.name for person in others],
    }


def visit_groups(stage: Stage, ids: Ids) -> None:
    """Ask those that were visited whether they last."""
    for group in founded():
        if group.bid.group in VISITED:
            day, note = VISITED[group.bid.group]
            visit(stage, ids[group.bid.group], group.bid.by, date.fromisoformat(f"2022-{day}"), note)


def visit(stage: Stage, group_id: uuid.UUID, by: str, day: date, note: str) -> None:
    """One visit; a note says what was wrong."""
    answers = {"meets": not note, "led": True, "acts": not note, "note": note}
    with stage.acting("registry", by, day):
        said = CheckIn().load({"checked_on": day.isoformat(), **answers})
        check_group(get_group(group_id, "group.record", lock=True), said)
