"""The region's own conditions of an application: an award needs each of them to be met."""

from __future__ import annotations

from services.grants.applications.models import Application
from services.grants.applications.operations import facts_of
from services.grants.applications.queries import contest_of
from services.grants.contests.models import Contest
from services.grants.projects.queries import projects
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
    """How the application stands to every condition of its region; RuleUnavailable only when saving."""
    facts = contest_facts(contest_of(application)), facts_of(application)
    return plugins().check_eligibility(application.region, *facts, today(), saving=saving)


def check_conditions(application: Application) -> None:
    """Refuse an award while a condition is not met. ConditionNotMet, RuleUnavailable."""
    unmet = [finding for finding in findings(application, saving=True) if not finding.ok]
    if unmet:
        reason = "; ".join(in_words(finding.message) for finding in unmet)
        raise ConditionNotMet(reason=reason, detail={"rules": [finding.rule for finding in unmet]})
