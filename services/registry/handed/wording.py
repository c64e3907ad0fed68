"""What came down in words, and how its history is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.handed.models import HandedRecord
from services.registry.handed.schemas import FULFILMENT, FUND, OBLIGATION, PLAN
from shared.acts.words import Words


def words() -> dict[str, Any]:
    """What templates say of signed records."""
    return {"handed_kinds": kinds, "handed_states": states, "handed_why": why}


def kinds() -> dict[str, str]:
    """What is handed down."""
    return {
        PLAN: _("Plan"),
        OBLIGATION: _("Obligation"),
        FUND: _("Regional fund"),
        FULFILMENT: _("Fulfilled obligation"),
    }


def states() -> dict[str, str]:
    """What became of a record."""
    return {
        "waiting": pgettext("handed record", "waits to be accepted"),
        "taken": pgettext("handed record", "counts here"),
        "replaced": pgettext("handed record", "an older one"),
        "unreadable": pgettext("handed record", "cannot be read here"),
        "refused": pgettext("handed record", "not taken"),
    }


def why(row: HandedRecord) -> str:
    """Why a record does not count, and what helps."""
    if row.state == "unreadable":
        return _(
            "It is kept as it came, but this version of Asar cannot read it (%(why)s). "
            "Update this installation, and it is read.",
            why=row.why or "",
        )
    return reasons().get(row.why or "", row.why or "")


def reasons() -> dict[str, str]:
    """Why a record was not taken, by the code of the refusal."""
    return {
        "begun_here": _("A project of this id was begun here: nobody hands it down."),
        "not_of_its_region": _("This obligation is not of a region of that deployment."),
        "counted_by_records": _(
            "A line of the plan counts this: it is done by its record, and by nothing else."
        ),
        "already_waived": _("This is waived already."),
        "plan_not_here": _(
            "The plan it belongs to has not come here yet; it is tried again with the next one."
        ),
    }


def handed_record() -> Words:
    """A signed record in words."""
    return Words(_("Signed record"), {"state": _("State"), "key": _("Record")}, {"state": states()})
