"""The records behind a figure: what happened, where, how much of the figure it is,
and the files that prove it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.reports.copies.models import GatheringCopy, RecordCopy
from services.reports.db import db
from services.reports.figures import measures
from services.reports.figures.models import Fact
from services.reports.figures.queries import Window, exact
from shared.i18n import said
from shared.language.evidence import ALL, OTHER, PUBLICATION_LINK
from shared.language.expressions import Expression
from shared.language.records.project import Project


def records(project: Project, indicator: dict[str, Any], window: Window) -> list[dict[str, Any]]:
    """Rows `{kind, id, title, occurred_on, timing, region, settlement, value, proven, url, evidence: [{id,
    kind, name, url}]}`, by date."""
    measure = measures.of(indicator)
    if measure is None:
        return []
    rows = db.session.execute(grouped(project.id, indicator, measure, window)).all()
    about = described([row.source for row in rows])
    return [
        {
            "kind": row.source.split("/")[0],
            "id": row.source.split(":", 1)[1],
            "occurred_on": row.occurred_on,
            "region": row.region,
            "timing": timing(row.occurred_on, project, indicator),
            "value": exact(row.value),
            "proven": row.proven,
            **about.get(row.source, {}),
        }
        for row in rows
    ]


def timing(on: date, project: Project, indicator: dict[str, Any]) -> str | None:
    """ "outside" the project's months, "early" or "late" against the plan's term;
    None within it. It counts all the same."""
    if (project.period_from and on < project.period_from) or (project.period_to and on > project.period_to):
        return "outside"
    if indicator["start"] and on < indicator["start"]:
        return "early"
    return "late" if indicator["due"] and on > indicator["due"] else None


def grouped(project_id: str, indicator: dict[str, Any], measure: Expression, window: Window) -> Any:
    """Facts of the indicator by the record they came from; unique people count at their first date."""
    facts = window.narrow(
        select(Fact.source, Fact.occurred_on, Fact.region, Fact.value, Fact.proven).where(
            Fact.project_id == project_id, Fact.measure == measure.facts
        )
    )
    if measure.subtypes:
        facts = facts.where(Fact.subtype.in_(measure.subtypes))
    if measure.by_activity:
        facts = facts.where(Fact.activity_id == indicator["activity_id"])
    if measure.categories:
        facts = facts.where(Fact.category.in_(measure.categories))
    if measure.unique:
        facts = facts.ext(distinct_on(Fact.person_id)).order_by(Fact.person_id, Fact.occurred_on, Fact.id)
    inner = facts.subquery()
    columns = (inner.c.source, inner.c.occurred_on, inner.c.region)
    return (
        select(
            *columns, func.sum(inner.c.value).label("value"), func.bool_and(inner.c.proven).label("proven")
        )
        .group_by(*columns)
        .order_by(inner.c.occurred_on, inner.c.source)
    )


def described(sources: list[str]) -> dict[str, dict[str, Any]]:
    """Title, place, page and files of records, by source."""
    keys = [source.split("/", 1)[1] for source in sources if source.startswith("gathering/")]
    copy = GatheringCopy
    gatherings = select(copy.key, copy.title, copy.settlement, copy.page, copy.evidence)
    found = {
        f"gathering/{row.key}": about(row.title, row.settlement, row.page, row.evidence)
        for row in db.session.execute(gatherings.where(copy.key.in_(keys)))
    }
    others = select(RecordCopy.key, RecordCopy.state).where(RecordCopy.key.in_(sources))
    return found | {row.key: about_other(row.state) for row in db.session.execute(others)}


def about_other(state: dict[str, Any]) -> dict[str, Any]:
    """How a centre, a publication, a contest, an application or an award is shown."""
    title = state.get("title") or state.get("name") or state.get("group") or ""
    shown = about(title, state.get("settlement") or "", state["page"], state["evidence"])
    link = state.get("link")
    if link:
        shown["evidence"].append(
            {"id": None, "kind": PUBLICATION_LINK, "name": link, "sha256": None, "url": link}
        )
    return shown


def about(title: str, settlement: str, page: str, evidence: list[dict[str, Any]]) -> dict[str, Any]:
    """How a record is shown: every address in it came with the record."""
    files = [
        {
            "id": item["id"],
            "kind": item["kind"],
            "name": item.get("name") or item["kind"],
            "sha256": item["sha256"],
            "url": item["page"],
        }
        for item in evidence
    ]
    return {"title": title, "settlement": settlement, "url": page, "evidence": files}


def evidence_words() -> dict[str, str]:
    """Kinds of files behind a figure, whichever service keeps them; a link has no file."""
    words = {kind.name: said(kind.words) for kind in ALL}
    return words | {PUBLICATION_LINK: _("Link"), OTHER: _("File")}
