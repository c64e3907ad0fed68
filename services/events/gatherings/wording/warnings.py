"""What looks odd about a gathering: said calmly, kept as it is."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.db import Evidence
from services.events.gatherings.models import Gathering
from services.events.gatherings.wording.names import gathering_types
from services.events.projects.queries import moved_by, projects
from shared.i18n import format_period
from shared.language.evidence import FEEDBACK


def warnings_of(gathering: Gathering) -> list[str]:
    """A day outside the activity's period, a type that no indicator counts;
    nothing about what was cancelled."""
    project = projects.get(gathering.project_id)
    activity = project.activity(gathering.activity_id)
    if activity is None or gathering.status == "cancelled":
        return []
    first, last, found = activity.period_from, activity.period_to, []
    if (
        first
        and last
        and not first <= gathering.starts_on <= (gathering.ends_on or gathering.starts_on) <= last
    ):
        found.append(
            _(
                "The day is outside the period of activity %(code)s: %(period)s",
                code=activity.code,
                period=format_period(first, last),
            )
        )
    if not moved_by(project, gathering.activity_id, gathering.type):
        found.append(
            _(
                "The type “%(type)s” moves no indicator of activity %(code)s.",
                type=gathering_types()[gathering.type].lower(),
                code=activity.code,
            )
        )
    return found


def many_sheets(files: list[Evidence], attended: int) -> list[str]:
    """That there are more sheets of feedback than people who could have written them."""
    sheets = sum(item.quantity for item in files if item.kind == FEEDBACK)
    return (
        [
            _(
                "%(sheets)s sheets of feedback from %(people)s people present: "
                "check how many sheets each file holds.",
                sheets=sheets,
                people=attended,
            )
        ]
        if sheets > attended
        else []
    )


def empty_hall(gathering: Gathering) -> list[str]:
    """That nobody was at a gathering which is said to have been held, and whether it counts."""
    if gathering.status != "held" or gathering.attended:
        return []
    if gathering.nobody_reason:
        return [
            _("It counts as held with nobody there. The reason: %(reason)s", reason=gathering.nobody_reason)
        ]
    return [
        _("Nobody is marked as present, so it does not count yet. Enter who came, or say why nobody did.")
    ]
