"""What events knows about projects."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Text, cast, select

from services.events.db import db
from services.events.projects.models import CentreCopy, ProjectCopy
from shared.language.clauses import EACH_GATHERING
from shared.language.evidence import FEEDBACK
from shared.language.measure import Measure
from shared.language.measures.gatherings import FEEDBACK_RECEIVED
from shared.language.records.project import Indicator, Project
from shared.projects import Projects
from shared.reach import among

projects = Projects("events", db, ProjectCopy)
ASKED_OF_EACH = {FEEDBACK: FEEDBACK_RECEIVED}


def moved_by(project: Project, activity_id: str, gathering_type: str) -> list[Indicator]:
    """Indicators of an activity that a gathering of this type moves, told by their measures."""
    activity = project.activity(activity_id)
    return [
        indicator
        for indicator in (activity.indicators if activity else ())
        if gathering_type in indicator.expression.subtypes
    ]


def least_evidence(project: Project, activity_id: str, gathering_type: str) -> dict[str, int]:
    """How much of a kind of evidence the plan asks of every such gathering: {"feedback": 2};
    one file is enough of the others."""
    moves = moved_by(project, activity_id, gathering_type)
    asked = {kind: least_each(moves, measure) for kind, measure in ASKED_OF_EACH.items()}
    return {kind: least for kind, least in asked.items() if least}


def least_each(indicators: Iterable[Indicator], measure: Measure) -> int | None:
    """What the plan asks of every single gathering in this measure ("at least 15 at each"), or None."""
    asked = [
        int(clause.amount)
        for indicator in indicators
        if indicator.expression.measure is measure
        for clause in indicator.clauses
        if clause.kind == EACH_GATHERING and clause.value
    ]
    return max(asked, default=None)


def called(centre_id: Any) -> tuple[Any, Any]:
    """The name of the centre a column names, and its name in Kazakh."""
    of_it = CentreCopy.id == cast(centre_id, Text)
    names = (select(name).where(of_it) for name in (CentreCopy.name, CentreCopy.name_kk))
    russian, kazakh = (name.correlate_except(CentreCopy).scalar_subquery() for name in names)
    return russian, kazakh


def known_centre(centre_id: uuid.UUID | None) -> CentreCopy | None:
    """A centre the registry told of; None for none."""
    of_it = CentreCopy.id == str(centre_id)
    return db.session.scalar(select(CentreCopy).where(of_it)) if centre_id else None


def centres(project_id: str, regions: set[str] | None) -> dict[str, CentreCopy]:
    """Centres of a project in these regions (None: all) by id, by name."""
    mine = CentreCopy.project_id == project_id, among(CentreCopy.region, regions)
    found = select(CentreCopy).where(*mine).order_by(CentreCopy.name)
    return {centre.id: centre for centre in db.session.scalars(found)}


def outside_project(project: Project, day: date) -> bool:
    """Whether a day is before the project's first or after its last."""
    first, last = project.period_from or date.min, project.period_to or date.max
    return not first <= day <= last
