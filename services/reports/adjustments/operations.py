"""Proposing an adjustment, approving it as a second person, withdrawing it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import text

from services.reports.adjustments.models import Adjustment
from services.reports.adjustments.queries import (
    APPROVED,
    PROPOSE,
    WITHDRAWN,
    approved,
    get_planned,
    indicator_of,
    state_of,
)
from services.reports.db import db
from services.reports.facts.operations.tallies import beat
from services.reports.facts.queries import LATEST, Ask, Sums, Window, add_up
from shared.access import require
from shared.acts.doer import doer
from shared.clock import today
from shared.doors.errors import Conflict, Forbidden, Invalid
from shared.i18n import format_number, format_period
from shared.language.expressions import Expression, parse
from shared.language.measure import RATIO
from shared.language.records.project import Activity, Indicator, Project
from shared.projects import ProjectClosed, RegionUnknown
from shared.proofs.queries import lacking_of

# Two that each leave a figure above zero could together leave it below.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('adjustments'))")


class AdjustedIndicatorUnknown(Invalid):
    """The plan in force has no such indicator: choose one of its indicators."""

    code = "adjusted_indicator_unknown"


class NothingToAdjust(Invalid):
    """No part of the system counts this indicator, so it has no figure that could be adjusted."""

    code = "nothing_to_adjust"


class AdjustsNothing(Invalid):
    """Zero changes nothing: write how much more or, with minus, how much less."""

    code = "adjusts_nothing"


class BaseMissing(Invalid):
    """This indicator is a share: say too by how much its base changes, 0 if it does not."""

    code = "base_missing"


class BaseOfNoShare(Invalid):
    """This indicator is no share, it has no base: leave it empty."""

    code = "base_of_no_share"


class DayOutsideFigure(Invalid):
    """This day is not counted: it must be within the project (%(days)s) and have come."""

    code = "day_outside_figure"


class BelowZero(Conflict):
    """So much less is impossible: records and approved adjustments make %(whole)s there."""

    code = "below_zero"


class MoreThanBase(Conflict):
    """A share cannot be more than its base: it would be %(part)s of %(base)s."""

    code = "more_than_base"


class PaperMissing(Conflict):
    """Attach the paper that shows it first: an adjustment without a paper that opens is not approved."""

    code = "paper_missing"


class ApprovedByAnother(Conflict):
    """You proposed this adjustment, so somebody else must approve it."""

    code = "approved_by_another"


class ApprovedByPeople(Forbidden):
    """An adjustment is approved by a person who is signed in, not by a tool: behind two tokens there may be
    one person."""

    code = "approved_by_people"


class AdjustmentApproved(Conflict):
    """This adjustment is approved already, and its papers stay as they are. Withdraw it if it is wrong."""

    code = "adjustment_approved"


class AdjustmentWithdrawn(Conflict):
    """This adjustment is withdrawn and counts nowhere. Propose another one if something is to be adjusted."""

    code = "adjustment_withdrawn"


def propose_adjustment(project_id: uuid.UUID | str, values: dict[str, Any]) -> Adjustment:
    """Propose an adjustment of an indicator; it counts nowhere until a second person approves it."""
    project = get_planned(project_id)
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    indicator = indicator_of(project, values.pop("indicator"))
    if indicator is None:
        raise AdjustedIndicatorUnknown(field="indicator")
    check_region(project, values["region"])
    check_day(project, values["day"])
    item = Adjustment(project_id=project.id, indicator_id=indicator.id, **values)
    check_amount(project, item)
    db.session.add(item)
    db.session.flush()
    return item


def approve_adjustment(item: Adjustment) -> Adjustment:
    """Approve what somebody else proposed and a paper shows; it counts from now on, apart from records."""
    refuse_done(item)
    if doer().kind != "user":
        raise ApprovedByPeople
    if doer().id == item.entered_by.id:
        raise ApprovedByAnother
    if lacking_of(item):
        raise PaperMissing
    db.session.execute(ONE_BY_ONE)
    check_amount(get_planned(item.project_id), item)
    item.approved_by, item.approved_on = doer(), today()
    beat(db.session, [(item.project_id, item.region)])
    return item


def withdraw_adjustment(item: Adjustment, values: dict[str, Any]) -> Adjustment:
    """Withdraw an adjustment for a reason; it stays to be read, and counts nowhere."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    beat(db.session, [(item.project_id, item.region)])
    return item


def refuse_withdrawn(item: Adjustment) -> None:
    """Nothing changes on a withdrawn adjustment; AdjustmentWithdrawn."""
    if state_of(item) == WITHDRAWN:
        raise AdjustmentWithdrawn


def refuse_done(item: Adjustment) -> None:
    """Nothing changes on one that is approved either; AdjustmentApproved, AdjustmentWithdrawn."""
    refuse_withdrawn(item)
    if state_of(item) == APPROVED:
        raise AdjustmentApproved


def check_region(project: Project, region: str | None) -> None:
    """Refuse a region the project has not, and one that is not the actor's; RegionUnknown, Forbidden."""
    known = [item.code for item in project.regions]
    if region and region not in known:
        raise RegionUnknown(field="region", region=region, known=", ".join(known))
    require(PROPOSE, region)


def check_day(project: Project, day: date) -> None:
    """Refuse a day on which nothing of the project counts; DayOutsideFigure."""
    first, last = project.period_from, project.period_to
    if day > today() or (first and day < first) or (last and day > last):
        raise DayOutsideFigure(field="day", days=format_period(first, last))


def check_amount(project: Project, item: Adjustment) -> None:
    """Refuse what leaves nonsense in its region: less than nothing, a share of more than its base."""
    indicator = indicator_of(project, item.indicator_id)
    if indicator is None:
        raise AdjustedIndicatorUnknown(field="indicator")
    measure = parse(indicator.measure or "")
    if not measure.delivered or measure.measure is None:
        raise NothingToAdjust(field="indicator")
    check_base(item, is_share=measure.measure.counted == RATIO)
    window = Window(LATEST, None if item.region is None else frozenset({item.region}))
    sums = counted(project, indicator, measure, window)
    others = approved(project, window, item.indicator_id).get(item.indicator_id, ())
    check_whole(item, sums, sum(one.amount for one in others), sum(one.base or 0 for one in others))


def check_base(item: Adjustment, *, is_share: bool) -> None:
    """Refuse a share without a base, a base of what is no share, and what changes nothing."""
    if is_share and item.base is None:
        raise BaseMissing(field="base")
    if not is_share and item.base is not None:
        raise BaseOfNoShare(field="base")
    if not item.amount and not item.base:
        raise AdjustsNothing(field="amount")


def check_whole(item: Adjustment, sums: Sums, amount: int, base: int) -> None:
    """Refuse a whole that cannot be; BelowZero, MoreThanBase."""
    before, of = sums.total + amount, (sums.denominator or 0) + base
    if before + item.amount < 0 and item.amount < 0:
        raise BelowZero(field="amount", whole=format_number(before))
    if item.base is None:
        return
    if of + item.base < 0:
        raise BelowZero(field="base", whole=format_number(of))
    part, whole = before + item.amount, of + item.base
    if part > whole:
        raise MoreThanBase(field="amount", part=format_number(part), base=format_number(whole))


def counted(project: Project, indicator: Indicator, measure: Expression, window: Window) -> Sums:
    """What records bring to an indicator."""
    ask = Ask(measure, line_of(project, indicator).id)
    return add_up(project.id, project.period_from, project.period_to, [ask], window)[0]


def line_of(project: Project, indicator: Indicator) -> Activity:
    """The line of the plan an indicator stands on."""
    return next(line for line in project.activities if indicator in line.indicators)
