"""Drafting a contest, and correcting what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from services.grants.contests.models import Contest
from services.grants.contests.operations.funding import add_funds, fund_amounts
from services.grants.contests.operations.refusing import (
    ContestNotDraft,
    check_came,
    refuse_anothers,
    refuse_dropped,
)
from services.grants.contests.queries.funds import intake_days
from services.grants.contests.queries.reach import regions_in
from services.grants.contests.record import publish_contest
from services.grants.contests.schemas import ANNOUNCED
from services.grants.db import db
from services.grants.projects.queries import FUND, contest_activity, projects
from shared.doors.errors import Conflict, Forbidden, Invalid, Refusal
from shared.doors.together import together
from shared.i18n import format_date


class ContestDatesReversed(Invalid):
    """The contest closes before it opens."""

    code = "dates_reversed"


class AverageReversed(Invalid):
    """The average that warns must not be above the average that refuses."""

    code = "average_reversed"


class ApplicationsOutside(Conflict):
    """Applications came from %(first)s to %(last)s: these days must stay inside the contest."""

    code = "applications_outside"


def open_draft(values: dict[str, Any]) -> Contest:
    """Add a contest as a draft with one fund for each region of the project.

    `values`: project_id, title, opens_on, closes_on; optional activity, grant_cap, average_warning,
    average_limit, fund (tenge for each region), funds ([{region, amount}]), regulation_on.
    """
    if regions_in("contest.manage") is not None:
        raise Forbidden(detail={"permission": "contest.manage"})
    project = projects.open(values["project_id"])
    amounts, activity_id, _rules = together(
        partial(fund_amounts, project, values.pop("fund", None) or FUND, values.pop("funds", None) or []),
        partial(contest_activity, project, values.pop("activity", None)),
        partial(check_rules, values),
    )
    contest = Contest(**values, activity_id=activity_id)
    db.session.add(contest)
    db.session.flush()
    add_funds(contest, project, amounts)
    publish_contest(contest)
    return contest


def check_rules(values: Mapping[str, Any]) -> None:
    """Refuse dates and averages that contradict one another, and a regulation of the future."""
    opens, closes = values["opens_on"], values["closes_on"]
    warning, limit = values.get("average_warning"), values.get("average_limit")
    together(
        partial(refuse_reversed, ContestDatesReversed(field="closes_on"), opens, closes),
        partial(refuse_reversed, AverageReversed(field="average_warning"), warning, limit),
        partial(check_came, "regulation_on", values.get("regulation_on")),
    )


def refuse_reversed(refusal: Refusal, first: Any, last: Any) -> None:
    """Refuse what ends before it begins, where both are said."""
    if first and last and last < first:
        raise refusal


def correct_contest(contest: Contest, values: dict[str, Any]) -> None:
    """Correct a draft, or the title and the days of an open contest (its money is announced);
    applications stay inside its days."""
    refuse_dropped(contest)
    refuse_anothers(contest)
    announced = contest.status == "open"
    if contest.status not in ("draft", "open") or (announced and values.keys() - set(ANNOUNCED)):
        raise ContestNotDraft
    check_rules(values)
    keep_inside(contest, values["opens_on"], values["closes_on"])
    for name, value in values.items():
        setattr(contest, name, value)
    publish_contest(contest)


def keep_inside(contest: Contest, opens_on: date, closes_on: date) -> None:
    """Refuse days of a contest that leave an application outside."""
    first, last = intake_days(contest.id)
    if not first or not last or opens_on <= first <= last <= closes_on:
        return
    raise ApplicationsOutside(
        field="closes_on" if last > closes_on else "opens_on",
        first=format_date(first),
        last=format_date(last),
    )


def drop_draft(contest: Contest) -> None:
    """Put away a draft that nobody needs: lists and reports show it no longer."""
    refuse_anothers(contest)
    if contest.status not in ("draft", "dropped"):
        raise ContestNotDraft
    contest.status = "dropped"
    publish_contest(contest)
