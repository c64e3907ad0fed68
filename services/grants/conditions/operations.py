"""The region's own conditions of an application: an award needs each of them to be met."""

from __future__ import annotations

from services.grants.applications.models import Application
from services.grants.applications.operations import facts_of
from services.grants.applications.queries import contest_of
from services.grants.contests.models import Contest
from services.grants.projects.queries import projects
from services.grants.rulebooks.queries import book_of
from shared.clock import today
from shared.doors.errors import Conflict
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.specifications import ContestFacts, Finding


class ConditionNotMet(Conflict):
    """The region does not allow an award to this application yet: %(reason)s."""

    code = "condition_not_met"


def contest_facts(contest: Contest) -> ContestFacts:
    """A contest as a region's rule sees it."""
    return ContestFacts(
        str(contest.id),
        contest.title,
        projects.get(contest.project_id).code_of(contest.activity_id) or "",
        contest.opens_on,
        contest.closes_on,
        contest.grant_cap,
    )


def findings(application: Application, saving: bool = False) -> list[Finding]:
    """How the application stands to every condition of its region, by the rules of its contest;
    RuleUnavailable and RuleChanged only when saving."""
    contest, region = contest_of(application), application.region
    facts, book = (contest_facts(contest), facts_of(application)), book_of(contest.id, region)
    return plugins().check_eligibility(region, *facts, today(), saving, book)


def changed(application: Application) -> bool:
    """Whether a condition is judged by another function today than when the contest was opened: it is not
    asked until somebody has decided."""
    book = book_of(application.contest_id, application.region)
    return bool(book and plugins().strange(book, "check_eligibility"))


def check_conditions(application: Application) -> None:
    """Refuse an award while a condition is not met. ConditionNotMet, RuleUnavailable, RuleChanged."""
    unmet = [finding for finding in findings(application, saving=True) if not finding.ok]
    if unmet:
        reason = "; ".join(in_words(finding.message) for finding in unmet)
        raise ConditionNotMet(reason=reason, detail={"rules": [finding.rule for finding in unmet]})
