"""Which projects here a file may belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import select

from services.registry.db import db
from services.registry.plans.models import Plan, Project
from services.registry.reader.words.wording import flat

LIKE = 92
NEWEST = {"approved": 0, "draft": 1, "submitted": 1}


@dataclass(frozen=True)
class KnownProject:
    """A project a file may belong to: `why` are "file", "topic", "grantee"; its plan in force,
    else the one in preparation."""

    id: UUID
    topic: str
    grantee: str
    why: tuple[str, ...]
    plan_id: UUID
    approved: bool
    closed: bool


def known_projects(read: dict[str, Any], sha256: str) -> list[KnownProject]:
    """Projects of this file, topic or grantee; the likest first."""
    topic = read["passport"].get("topic") or ""
    grantee = (read["passport"].get("grantee") or {}).get("name", "")
    found = []
    for project, plans in with_plans():
        why = tuple(reasons(project, plans, (sha256, topic, grantee)))
        if why:
            found.append(known_project(project, plans, why))
    return sorted(found, key=lambda row: ("file" not in row.why, -len(row.why)))


def with_plans() -> Iterator[tuple[Project, list[Plan]]]:
    """Projects, newest first, with their versions, those of today first."""
    plans: dict[UUID, list[Plan]] = {}
    for plan in db.session.scalars(select(Plan).where(Plan.status != "withdrawn").order_by(Plan.no.desc())):
        plans.setdefault(plan.project_id, []).append(plan)
    for project in db.session.scalars(select(Project).order_by(Project.id.desc())):
        if project.id in plans:
            yield project, sorted(plans[project.id], key=lambda plan: NEWEST.get(plan.status, 2))


def reasons(project: Project, plans: list[Plan], file: tuple[str, str, str]) -> Iterator[str]:
    """Why a file may belong to a project."""
    sha256, topic, grantee = file
    if any(plan.source_sha256 == sha256 for plan in plans):
        yield "file"
    if is_like(project.topic, topic):
        yield "topic"
    if is_like(project.grantee, grantee):
        yield "grantee"


def is_like(one: str, other: str) -> bool:
    """Whether two names are one, whatever their quotes, order and a slip of the pen."""
    names = [re.sub(r"[\W_]+", " ", flat(name)).strip() for name in (one, other)]
    return all(names) and fuzz.token_sort_ratio(*names) >= LIKE


def known_project(project: Project, plans: list[Plan], why: tuple[str, ...]) -> KnownProject:
    """A project as the choice shows it."""
    return KnownProject(
        id=project.id,
        topic=project.topic,
        grantee=project.grantee,
        why=why,
        plan_id=plans[0].id,
        approved=plans[0].status == "approved",
        closed=project.closed_on is not None,
    )
