"""Accepting a finished sub-project, and taking the acceptance back."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from services.grants.awards.models import Award
from services.grants.awards.operations.telling import AwardEnded, check_day
from services.grants.awards.queries import (
    unproven,
)
from services.grants.awards.record import publish_award
from shared.clock import today
from shared.doors.errors import Conflict
from shared.i18n import said
from shared.language import evidence
from shared.language.words import inside


class NotCompleted(Conflict):
    """This sub-project is not accepted, so there is nothing to take back."""

    code = "not_completed"


class NothingPaid(Conflict):
    """Nothing of this grant is paid yet. Is the sub-project finished all the same?
    Then say so and accept it."""

    code = "nothing_paid"


class PapersMissing(Conflict):
    """Attach first: %(papers)s. Without that nobody can prove that the sub-project is finished."""

    code = "papers_missing"


def complete_subproject(award: Award, completed_on: date | None = None, unpaid: bool = False) -> None:
    """Accept a finished sub-project, so that it counts;
    its agreement and its act or report must be attached."""
    if award.status != "awarded":
        raise AwardEnded(detail={"status": award.status})
    day = completed_on or today()
    check_day("completed_on", day, award.awarded_on)
    if lacking := unproven(award):
        raise PapersMissing(papers=choices(lacking), detail={"missing": lacking})
    if not award.paid and not unpaid:
        raise NothingPaid
    award.status, award.completed_on = "completed", day
    publish_award(award)


def reopen_subproject(award: Award, reason: str) -> None:
    """Take an acceptance back with its reason: the sub-project is under way again and does not count."""
    if award.status != "completed":
        raise NotCompleted
    award.status, award.completed_on, award.reopen_reason = "awarded", None, reason
    publish_award(award)


def choices(lacking: list[tuple[str, ...]]) -> str:
    """Papers in words, where one of several would do."""
    return "; ".join(choice(*map(paper, kinds)) for kinds in lacking)


def paper(kind: str) -> str:
    """A kind of evidence inside a sentence."""
    return inside(said(evidence.kind(kind, "award").words))


def choice(one: str, other: str = "") -> str:
    """A paper, or one of two."""
    return _("%(one)s or %(other)s", one=one, other=other) if other else one
