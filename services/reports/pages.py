"""What every page of reports is given besides the shared shell."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from services.reports.dashboard.places import opens, project_names
from services.reports.figures.behind import evidence_words
from services.reports.figures.measures import BY_GATHERING, parse
from services.reports.reports import listing
from shared.language.roles import PRESENT

ISSUED = (
    "media_items",
    "documents_issued",
    "publications_ready",
    "brochures_distributed",
    "expert_reviews",
    "manual_handed_over",
)


def names() -> dict[str, Any]:
    """Words for codes, and the choices of forms."""
    return {
        "may_record": bool(getattr(current_user, "roles", set()) & set(PRESENT)),
        "timing_words": {
            "late": _("after the term"),
            "early": _("before the term"),
            "outside": _("outside the project’s term"),
        },
        "report_states": listing.states(),
        "report_cell": listing.cell,
        "opens": opens,
        "project_names": project_names,
        "project_options": lambda rows: list(project_names(rows).items()),
        "evidence_words": evidence_words(),
        "measure_words": measure_words,
        "where_recorded": where_recorded,
        "region_pairs": lambda rows: [(row["code"], row["name"]) for row in rows],
    }


def where_recorded(expression: str | None, project: str) -> dict[str, str]:
    """The page where the records of a measure are entered, {label, href}."""
    name = parse(expression or "").name
    if name in BY_GATHERING or name == "unique_persons":
        return {"label": _("Record a gathering"), "href": f"/events/gatherings/new?project_id={project}"}
    if name in ISSUED:
        return {"label": _("Record a publication"), "href": f"/events/publications/new?project_id={project}"}
    return (
        {"label": _("To the centres"), "href": "/registry/centres"}
        if name == "centers_open"
        else {"label": _("To the mini-grants"), "href": "/grants/contests"}
    )


def measure_words(expression: str | None) -> str:
    """How a measure counts and what proves it; nothing for a measure nobody delivers."""
    issued = _("Everything issued counts on its day, with its quantity. A link or a file proves it.")
    return {
        "events_held": _(
            "Every gathering of this activity that took place counts once. "
            "A signed list, a protocol, screenshots or the presentation proves it."
        ),
        "event_programmes_attached": _(
            "Every gathering held with its programme attached counts once; the programme is the proof."
        ),
        "attendance_lists_attached": _(
            "Every gathering held with its signed list attached counts once; the list is the proof."
        ),
        "feedback_received": _(
            "The feedback sheets attached to gatherings held are added up; they are the proof."
        ),
        "attendance_persons": _(
            "Every attendance counts: one person at two gatherings is two attendances. "
            "The gathering’s signed list proves them."
        ),
        "unique_persons": _(
            "Every person counts once, on the first date. The signed list of that gathering proves it."
        ),
        "centers_open": _(
            "Every open centre counts from the day it opened. The opening act or a memorandum proves it."
        ),
        "contest_regulation_approved": _(
            "The regulation counts from the day of its approval. Its file proves it."
        ),
        "commission_meetings_held": _(
            "The commission’s meeting counts on its day. The protocol or the score sheets prove it."
        ),
        "contest_protocol_signed": _("The protocol counts from the day it was signed. Its file proves it."),
        "applications_received": _(
            "Every registered application counts, whatever becomes of it; a withdrawn one does not. "
            "Its scan proves it."
        ),
        "initiative_groups_formed": _(
            "Every group that got a grant counts once, on the day of the award. "
            "The protocol of its founding or the agreement proves it."
        ),
        "subprojects_completed": _(
            "Every finished project counts from its acceptance. "
            "The act of acceptance or the group’s report proves it."
        ),
        **dict.fromkeys(ISSUED, issued),
    }.get(parse(expression or "").name, "")
