"""Moving gatherings and publications from a line that left the plan to one that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.events.gatherings.queries import get_gathering
from services.events.gatherings.record import publish_gathering
from services.events.projects.queries import projects
from services.events.publications.queries import get_publication
from services.events.publications.record import publish_publication
from shared.doors.errors import BadForm
from shared.doors.strays import in_turn
from shared.language.records.project import Project
from shared.projects import activity_of


def move_records(project_id: UUID | str, records: Iterable[str], line: str) -> int:
    """Put records ("gathering:<id>", "publication:<id>") on a line of the plan; how many."""
    project = projects.open(project_id)
    activity, chosen = activity_of(project, line).id, in_turn(records)
    for record in chosen:
        kind, key = named(record)
        MOVES[kind](project, key, activity)
    return len(chosen)


def named(record: str) -> tuple[str, UUID]:
    """Kind and id of "gathering:<id>"; BadForm."""
    kind, _colon, key = record.partition(":")
    try:
        return {kind: kind for kind in MOVES}[kind], UUID(key)
    except (KeyError, ValueError) as error:
        raise BadForm from error


def move_gathering(project: Project, key: UUID, activity: str) -> None:
    """Put a gathering on a line."""
    gathering = get_gathering(key, "gathering.record", lock=True)
    if str(gathering.project_id) == project.id:
        gathering.activity_id = activity
        publish_gathering(gathering)


def move_publication(project: Project, key: UUID, activity: str) -> None:
    """Put a publication on a line."""
    item = get_publication(key, "publication.record", lock=True)
    if str(item.project_id) == project.id:
        item.activity_id = activity
        publish_publication(item)


MOVES = {"gathering": move_gathering, "publication": move_publication}
