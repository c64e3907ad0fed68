"""What the pages say about an award: calmly, nothing here forbids it."""

from __future__ import annotations

from flask_babel import gettext as _

from services.grants.applications.models import Application
from services.grants.applications.queries import contest_of
from services.grants.awards.models import Award
from services.grants.awards.operations import caps
from services.grants.contests.models import Contest
from shared.doors.errors import Refusal
from shared.i18n import format_money


def doubts(application: Application, award: Award | None = None) -> list[str]:
    """What an auditor would ask about an award, made or to be made: no word of the commission,
    no protocol, applications still come."""
    contest, said = contest_of(application), []
    if contest.status == "open":
        said.append(_("The contest is still open: applications may come."))
    if application.verdict is None:
        said.append(_("The commission’s recommendation is not entered."))
    if contest.protocol_on is None:
        said.append(_("The protocol of the results is not entered."))
    elif award and award.awarded_on < contest.protocol_on:
        said.append(_("It was awarded before the protocol of the results was signed."))
    return said


def over_cap(application: Application) -> str:
    """That a waiting application asks for more than one grant may be;
    nothing when the region's rule cannot be asked."""
    if application.status != "registered":
        return ""
    try:
        limits = caps(contest_of(application), application)
    except Refusal:
        return ""
    above = [(cap, reason) for cap, reason in limits if application.requested > cap]
    if not above:
        return ""
    cap, reason = min(above)
    return " ".join(
        filter(None, [_("More is requested than one grant may be: %(cap)s.", cap=format_money(cap)), reason])
    )


def high_average(contest: Contest, average: str) -> str:
    """That the average grant is above what the contest warns of."""
    return _(
        "The average grant is now %(average)s; "
        "the contest warns above %(warning)s and refuses above %(limit)s.",
        average=average,
        warning=format_money(contest.average_warning),
        limit=format_money(contest.average_limit),
    )
