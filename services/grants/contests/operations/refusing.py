"""What is refused whatever is done with a contest."""

from __future__ import annotations

from datetime import date

from services.grants.contests.models import Contest
from shared.clock import today
from shared.doors.errors import Conflict, Invalid


class MilestoneInFuture(Invalid):
    """This day has not come yet: enter it when it has happened."""

    code = "milestone_in_future"


class ContestNotDraft(Conflict):
    """The contest has been opened, so this can no longer be changed."""

    code = "contest_not_draft"


class ContestDropped(Conflict):
    """This draft is dropped, so nothing is changed or added here."""

    code = "contest_dropped"


class AnotherDeploymentsContest(Conflict):
    """This contest is of the deployment “%(deployment)s”: its title, days and money are said there."""

    code = "another_deployments_contest"


def refuse_dropped(contest: Contest) -> None:
    """Nothing is added to a draft that is put away."""
    if contest.status == "dropped":
        raise ContestDropped


def refuse_anothers(contest: Contest) -> None:
    """What another deployment announced is not said otherwise here; AnotherDeploymentsContest."""
    if contest.handed_by:
        raise AnotherDeploymentsContest(deployment=contest.handed_by)


def check_came(name: str, day: date | None) -> None:
    """Refuse what a day to come says; MilestoneInFuture."""
    if day and day > today():
        raise MilestoneInFuture(field=name)
