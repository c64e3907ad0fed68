"""What is recorded on the lines of a plan, and on lines that are no longer in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from services.reports.copies.models import GatheringCopy, RecordCopy
from services.reports.db import db
from services.reports.facts.models import Fact
from shared.language.records.project import Project

FACT, GATHERING = "fact", "gathering"


@dataclass(frozen=True)
class Recorded:
    """A record that stands on a line of a plan."""

    kind: str
    line: str
    title: str
    page: str
    region: str | None

    @property
    def owner(self) -> str:
        """The service whose page it has."""
        return self.page.strip("/").partition("/")[0]


def counts(project_id: str, lines: Collection[str]) -> dict[str, dict[str, int]]:
    """How much is recorded on each of these lines: {line: {kind: how many}}; facts are one of the kinds."""
    found = {line: Counter[str]() for line in lines}
    for record in records(project_id):
        if record.line in found:
            found[record.line][record.kind] += 1
    for line, count in facts(project_id, lines):
        found[line][FACT] += count
    return {line: dict(kinds) for line, kinds in found.items()}


def facts(project_id: str, lines: Collection[str]) -> list[Any]:
    """How many facts each of these lines has."""
    statement = select(Fact.activity_id, func.count()).where(
        Fact.project_id == project_id, Fact.activity_id.in_(lines)
    )
    return list(db.session.execute(statement.group_by(Fact.activity_id)).all())


def records(project_id: str) -> Iterator[Recorded]:
    """Every record of a project that stands on a line."""
    columns = (GatheringCopy.activity_id, GatheringCopy.title, GatheringCopy.page, GatheringCopy.region)
    gatherings = select(*columns).where(GatheringCopy.project_id == project_id)
    yield from (Recorded(GATHERING, *row) for row in db.session.execute(gatherings))
    others = select(RecordCopy.kind, RecordCopy.state).where(RecordCopy.project_id == project_id)
    for kind, state in db.session.execute(others):
        if state.get("activity_id"):
            title = state.get("title") or state.get("name") or ""
            yield Recorded(kind, state["activity_id"], title, state.get("page") or "", state.get("region"))


def strays(project: Project, regions: set[str] | None) -> list[Recorded]:
    """Records on lines that are no longer in the plan, of these regions or of all."""
    known = {key for activity in project.activities for key in (activity.id, activity.code)}
    return [
        record
        for record in records(project.id)
        if record.line not in known and (regions is None or record.region in regions)
    ]
