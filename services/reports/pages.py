"""What every page of reports is given besides the shared shell."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import gettext as _
from flask_login import current_user

from services.reports.dashboard.places import opens, project_names
from services.reports.figures.behind import evidence_words
from services.reports.reports import listing
from shared.language.expressions import parse
from shared.language.roles import PRESENT


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


def where_recorded(expression: str | None, project: str) -> dict[str, str] | None:
    """The page where the records of a measure are entered, {label, href}; None for one nobody delivers."""
    measure = parse(expression or "").measure
    if measure is None or measure.entered is None:
        return None
    return {"label": gettext(measure.entered.label), "href": measure.entered.href(project)}


def measure_words(expression: str | None) -> str:
    """How a measure counts and what proves it; nothing for a measure nobody delivers."""
    measure = parse(expression or "").measure
    return gettext(measure.explained) if measure and measure.explained else ""
