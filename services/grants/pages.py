"""What every page of grants is given besides the shared shell: names in the user's language."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import get_locale, pgettext
from marshmallow import Schema

from services.grants.projects.queries import projects
from shared.doors.form import Form
from shared.language.records.project import Region
from shared.projects import project_names

STATUS_SHAPES = {
    "draft": "plain",
    "open": "ok",
    "closed": "pace",
    "decided": "plain",
    "registered": "pace",
    "withdrawn": "plain",
    "awarded": "ok",
    "refused": "bad",
    "completed": "ok",
    "cancelled": "bad",
    "dropped": "plain",
}


def names() -> dict[str, Any]:
    """Words for codes, and what forms need."""
    return {
        "contest_statuses": contest_statuses(),
        "application_statuses": application_statuses(),
        "award_statuses": award_statuses(),
        "verdicts": verdicts(),
        "status_shapes": STATUS_SHAPES,
        "region_name": region_name,
        "project_names": project_names,
    }


def regions() -> dict[str, Region]:
    """The regions of all projects by code, read once a request."""
    if "regions" not in g:
        g.regions = {region.code: region for project in projects.all() for region in project.regions}
    return g.regions


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    row = regions().get(code or "")
    return row.name(str(get_locale())) if row else code or ""


def untouched() -> Form:
    """A form nobody has sent, for the other forms of a page that comes back with one refused."""
    form = Form(Schema())
    form.sent, form.values = False, {}
    return form


def contest_statuses() -> dict[str, str]:
    """States of a contest."""
    return {
        "draft": pgettext("contest", "draft"),
        "open": pgettext("contest", "open"),
        "closed": pgettext("contest", "closed"),
        "decided": pgettext("contest", "results signed"),
        "dropped": pgettext("contest", "dropped"),
    }


def application_statuses() -> dict[str, str]:
    """States of an application."""
    return {
        "registered": pgettext("application", "registered"),
        "awarded": pgettext("application", "awarded"),
        "refused": pgettext("application", "refused"),
        "withdrawn": pgettext("application", "withdrawn"),
    }


def award_statuses() -> dict[str, str]:
    """States of an award."""
    return {
        "awarded": pgettext("award", "under way"),
        "completed": pgettext("award", "completed"),
        "cancelled": pgettext("award", "cancelled"),
    }


def verdicts() -> dict[str, str]:
    """What the commission may say of an application."""
    return {"award": pgettext("verdict", "recommended"), "refuse": pgettext("verdict", "not recommended")}
