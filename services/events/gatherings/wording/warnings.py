"""What looks odd about a gathering: said calmly, kept as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.gatherings.wording.names import gathering_types
from services.events.projects.queries import moved_by, projects
from shared.i18n import format_period, format_short_date
from shared.language.evidence import FEEDBACK
from shared.language.records.project import Activity, Project
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.specifications import OFF
from shared.proofs.models import EvidenceMixin


def warnings_of(gathering: Gathering) -> list[str]:
    """A day outside the activity's period or off in its region, a type that no indicator counts;
    nothing about what was cancelled."""
    project = projects.get(gathering.project_id)
    activity = project.activity(gathering.activity_id)
    if activity is None or gathering.status == "cancelled":
        return []
    return [
        *outside_period(gathering, activity),
        *on_a_day_off(gathering),
        *moving_nothing(gathering, project, activity),
    ]


def outside_period(gathering: Gathering, activity: Activity) -> Iterator[str]:
    """That its days are not within the activity's period."""
    first, last = activity.period_from, activity.period_to
    ends_on = gathering.ends_on or gathering.starts_on
    if first and last and not first <= gathering.starts_on <= ends_on <= last:
        said = {"code": activity.code, "period": format_period(first, last)}
        yield _("The day is outside the period of activity %(code)s: %(period)s", **said)


def moving_nothing(gathering: Gathering, project: Project, activity: Activity) -> Iterator[str]:
    """That no indicator of the activity counts its type."""
    if not moved_by(project, gathering.activity_id, gathering.type):
        said = {"type": gathering_types()[gathering.type].lower(), "code": activity.code}
        yield _("The type “%(type)s” moves no indicator of activity %(code)s.", **said)


def many_sheets(gathering: Gathering, files: Iterable[EvidenceMixin]) -> Iterator[str]:
    """That there are more sheets of feedback than people who could have written them."""
    sheets = sum(item.quantity for item in files if item.kind == FEEDBACK)
    if sheets > gathering.attended:
        yield _(
            "%(sheets)s sheets of feedback from %(people)s people present: "
            "check whether they are scanned on both sides and whether the files hold anything else.",
            sheets=sheets,
            people=gathering.attended,
        )


def empty_hall(gathering: Gathering) -> Iterator[str]:
    """That nobody was at a gathering which is said to have been held, and whether it counts."""
    if gathering.status != "held" or gathering.attended:
        return
    if why := gathering.nobody_reason:
        yield _("It counts as held with nobody there. The reason: %(reason)s", reason=why)
    else:
        yield _(
            "Nobody is marked as present, so it does not count yet. Enter who came, or say why nobody did."
        )


def on_a_day_off(gathering: Gathering) -> Iterator[str]:
    """That one of its days is off in its region, and what day that is."""
    last = gathering.ends_on or gathering.starts_on
    for item in plugins().calendar(gathering.region, gathering.starts_on, last):
        if item.kind == OFF:
            day = format_short_date(item.day)
            yield _("%(day)s is a day off in the region: %(name)s.", day=day, name=in_words(item.name))
