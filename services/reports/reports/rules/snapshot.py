"""The sealed snapshot: everything a report says, taken once;
Word, PDF and Excel are made from it and from nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from services.reports.copies.queries import contests
from services.reports.documents.sealed import SCHEMA
from services.reports.figures.queries.behind import records
from services.reports.figures.queries.figures import Window, figures
from services.reports.figures.queries.series import participants_by_month, participants_by_region
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.summary import summary
from services.reports.reports.models import Report
from services.reports.reports.rules.signatories import signatures
from shared.clock import ZONE, now, today
from shared.i18n import amount_in_words
from shared.language.records import to_json
from shared.language.records.project import Plan, Project
from shared.plugins import plugins
from shared.projects import ProjectUnknown

PLAIN = (
    "id",
    "code",
    "name",
    "unit",
    "comparator",
    "verdict",
    "clauses",
    "evidence",
    "percent",
    "late",
    "proviso",
    "rules",
)


def take(report: Report, project: Project) -> dict[str, Any]:
    """The snapshot of a project for a report; JSON values only."""
    window = Window(min(report.period_to, today()), frozenset({report.region}) if report.region else None)
    rows = figures(project, window)
    return {
        "schema": SCHEMA,
        **head(report, project),
        "plan": {"version": plan_of(project).version, "approved_on": iso(project.approved_on)},
        "project": passport(project, report.locale),
        "brand": brand(report),
        "summary": summary(rows),
        "sections": sections(project, {row.id: row for row in rows}),
        "regions": regions(project, rows, report),
        "series": participants_by_month(project, rows, report.period_to),
        "series_title": _("Participants, running total"),
        "funds": funds(project, report),
        "signatures": signatures(project, report.signatories),
        "contributions": {row.code: sealed(records(project, row, window)) for row in rows},
    }


def head(report: Report, project: Project) -> dict[str, Any]:
    """Which report it is, of which region and days, sealed when."""
    return {
        "id": str(report.id),
        "number": report.number,
        "kind": report.kind,
        "locale": report.locale,
        "region": region_name(project, report.region, report.locale),
        "sealed_at": now().astimezone(ZONE).isoformat(timespec="seconds"),
        "period": {
            "from": report.period_from.isoformat(),
            "to": report.period_to.isoformat(),
            "running": report.period_from > (project.period_from or report.period_from),
        },
    }


def plan_of(project: Project) -> Plan:
    """The plan in force; ProjectUnknown without one."""
    if project.plan is None:
        raise ProjectUnknown
    return project.plan


def passport(project: Project, locale: str) -> dict[str, Any]:
    """Who, what for and how much."""
    amount = project.amount
    return {
        "topic": project.topic,
        "grantee": project.grantee,
        "grantor": project.grantor,
        "goal": project.goal,
        "amount": str(amount),
        "amount_in_words": amount_in_words(amount, locale),
        "period": {"from": iso(project.period_from), "to": iso(project.period_to)},
    }


def brand(report: Report) -> dict[str, Any]:
    """The face the documents wear, of the report's region;
    kept, so that a reprint looks the same years later."""
    face = plugins().branding(report.region)
    chosen: dict[str, Any] = {
        "name": face.name,
        "letterhead": face.letterhead,
        "disclaimer": face.disclaimer,
    }
    words = {key: value.get(report.locale) or value.get("ru") or "" for key, value in chosen.items()}
    return {
        **words,
        "letterhead": words["letterhead"] or [],
        "accent": face.accent,
        "logo_svg": face.logo or None,
        "contacts": face.contacts,
    }


def sections(project: Project, rows: dict[str, Figure]) -> list[dict[str, Any]]:
    """The plan's tree with figures in place of promises."""
    return [
        {
            "id": section.id,
            "code": section.code,
            "title": section.title,
            "activities": [
                {
                    "id": activity.id,
                    "code": activity.code,
                    "title": activity.title,
                    "period_text": activity.period_text or "",
                    "cost": None if activity.cost is None else str(activity.cost),
                    "indicators": [cell(rows[indicator.id]) for indicator in activity.indicators],
                }
                for activity in section.activities
            ],
        }
        for section in plan_of(project).sections
    ]


def cell(row: Figure) -> dict[str, Any]:
    """One indicator of the report."""
    actual, target = row.actual, row.target
    present, needed = row.evidence.present, row.evidence.needed
    return {
        **{name: getattr(row, name) for name in PLAIN},
        "target": number(target),
        "actual": number(actual),
        "deviation": None if actual is None or target is None else number(actual - target),
        "deviation_reason": "",
        "due": row.due.isoformat() if row.due else None,
        "by_region": {
            code: number(v) for code, v in {**row.by_region, "": row.no_region}.items() if code or v
        },
        "share": row.share,
        "region_targets": {code: number(value) for code, value in row.region_targets.items()},
        "evidence_text": _("%(present)s of %(needed)s", present=present, needed=needed) if needed else "",
    }


def number(value: Decimal | None) -> int | str | None:
    """A whole number as int, anything else as an exact string; never a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else str(value)


def regions(project: Project, rows: list[Figure], report: Report) -> list[dict[str, Any]]:
    """Participants by region; what has no region stands under "" at the end, so that the sums agree."""
    came = participants_by_region(rows)
    found = [
        {
            "code": region.code,
            "iso": region.iso,
            "name": region.name(report.locale),
            "participants": came.get(region.code, 0),
        }
        for region in project.regions
        if report.region in (None, region.code)
    ]
    nowhere = [{"code": "", "iso": "", "name": _("without a region"), "participants": came.get("", 0)}]
    return found + (nowhere if any(row.no_region for row in rows) else [])


def region_name(project: Project, code: str | None, locale: str) -> str | None:
    """The name of one of the project's regions."""
    return next((region.name(locale) for region in project.regions if region.code == code), code)


def funds(project: Project, report: Report) -> list[dict[str, Any]]:
    """The regional funds of every contest of the project."""
    return [
        {
            **to_json(fund),
            "contest": contest.title,
            "region": region_name(project, fund.region, report.locale),
        }
        for contest in contests(project.id)
        for fund in contest.funds
        if report.region in (None, fund.region)
    ]


def sealed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records behind a figure with the hashes of their files."""
    return [
        {
            "kind": row["kind"],
            "id": row["id"],
            "on": row["occurred_on"].isoformat(),
            "region": row["region"],
            "value": number(row["value"]),
            "evidence": [item["sha256"] for item in row.get("evidence", []) if item["sha256"]],
        }
        for row in rows
    ]


def iso(day: date | None) -> str | None:
    """A day as a snapshot keeps it."""
    return day.isoformat() if day else None
