"""Results and promises of a project with how they stand."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from services.reports.copies.models import AttendanceCopy, GatheringCopy
from services.reports.copies.queries import kept
from services.reports.db import Evidence, db
from services.reports.facts.queries import Window
from services.reports.figures.queries.figures import figures
from services.reports.figures.rules.lines import Figure
from services.reports.results.models import Result
from services.reports.results.rules.proposing import Proposal, proposals
from services.reports.results.rules.standing import Standing, stand
from shared.access import actor
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.categories import side_of
from shared.language.gatherings import BRIEFING, HELD
from shared.language.records.centre import Centre
from shared.language.records.donor_project import DonorProject
from shared.language.records.project import Project
from shared.language.results import BRIEFING_SIDES, CENTRES_FUNDED, DONOR_REGIONS

VIEW, CONFIRM, ASSESS = "result.view", "result.confirm", "result.assess"


def get_result(result_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Result:
    """A result, which is the whole project's; NotFound for who works in one region."""
    found = db.session.get(Result, result_id, with_for_update=lock or None)
    if found is None or not whole(permission):
        raise NotFound
    return found


def whole(permission: str) -> bool:
    """Whether the actor holds a permission for the whole project."""
    return actor().everywhere(permission)


def results(project_id: str) -> list[Result]:
    """What is promised: the numbered results first."""
    mine = Result.project_id == project_id, Result.withdrawn_because.is_(None)
    ordered = select(Result).where(*mine).order_by(Result.number.nulls_last(), Result.origin, Result.id)
    return list(db.session.scalars(ordered))


def standings(project: Project, window: Window | None = None) -> list[Standing]:
    """How every result of a project stands; figures are judged only where there is one."""
    rows, asked = results(project.id), window or Window(today())
    return standing_by(project, rows, figures(project, asked), asked.until) if rows else []


def standing_by(
    project: Project, rows: Iterable[Result], judged: Iterable[Figure], until: date
) -> list[Standing]:
    """How these results stand by figures that are judged already, on a day."""
    known, proven = {row.id: row for row in judged}, papers(project.id)
    over = bool(project.period_to and until > project.period_to)
    return [
        stand(row, tied(row, known), counted(project, row), papers=proven.get(row.id, ()), over=over)
        for row in rows
    ]


def papers(project_id: str) -> dict[uuid.UUID, list[str]]:
    """The SHA-256 of the files that prove each result of a project that has any."""
    proving = select(Result.id, Evidence.sha256).join(Evidence, Evidence.proving("result", Result.id))
    mine = proving.where(Result.project_id == project_id).order_by(Evidence.sha256)
    found: dict[uuid.UUID, list[str]] = {}
    for key, sha256 in db.session.execute(mine):
        found.setdefault(key, []).append(sha256)
    return found


def tied(row: Result, known: dict[str, Figure]) -> list[Figure]:
    """The figures a result is tied to; an indicator that left the plan is none."""
    return [known[key] for key in row.indicators if key in known]


def counted(project: Project, row: Result) -> int | None:
    """What its own count has found; None of a result that has none."""
    if row.count == CENTRES_FUNDED:
        return sum(bool(centre.fundings) for centre in kept(Centre, project.id))
    if row.count == DONOR_REGIONS:
        funded = [one for one in kept(DonorProject, project.id) if one.status == "funded"]
        return len({one.region for one in funded})
    return sides(project) if row.count == BRIEFING_SIDES else None


def sides(project: Project) -> int:
    """How many of the three sides came to the briefings of a project that were held."""
    held = (
        GatheringCopy.project_id == project.id,
        GatheringCopy.type == BRIEFING,
        GatheringCopy.status == HELD,
        AttendanceCopy.attended,
    )
    came = select(AttendanceCopy.category).join(
        GatheringCopy, GatheringCopy.id == AttendanceCopy.gathering_id
    )
    return len({side_of(category) for category in db.session.scalars(came.where(*held).distinct())})


def unconfirmed(project: Project) -> list[Proposal]:
    """What the plan in force promises and nobody has confirmed yet, or says in other words now."""
    known = {(row.number, row.text) for row in results(project.id)}
    kinds = {row.count for row in results(project.id) if row.count}
    return [
        one
        for one in proposals(project)
        if (one.number, one.text) not in known and (one.number or one.count is None or one.count not in kinds)
    ]
