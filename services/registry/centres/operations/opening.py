"""Planning, opening and correcting centres."""

from __future__ import annotations

import uuid
from datetime import date
from functools import partial
from typing import Any

from services.registry.centres.models import Centre
from services.registry.centres.record import publish_centre
from services.registry.db import db
from services.registry.plans.operations import RegionOutside
from services.registry.plans.queries import approved_plan, line_measuring
from services.registry.plans.record import project_regions
from services.registry.regions.queries import region_code
from shared.access import require
from shared.clock import local_day, today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.centres import CENTERS_OPEN
from shared.plugins import extra
from shared.plugins.extra import Answers


class OpenedInFuture(Invalid):
    """This day has not come yet: mark the centre as open when it is."""

    code = "opened_in_future"


class OpeningDayNeeded(Invalid):
    """An open centre has the day it opened."""

    code = "opening_day_needed"


class CentreAlreadyOpen(Conflict):
    """This centre is already open."""

    code = "centre_already_open"


class OpenedAfterItsEnd(Invalid):
    """The centre was ended on %(day)s: it opened before that."""

    code = "opened_after_its_end"


def plan_centre(project_id: uuid.UUID, values: dict[str, Any]) -> Centre:
    """Add a planned centre; the activity is the plan's one that measures centres."""
    region, plan = region_code(values.pop("region")), approved_plan(project_id)
    require("centre.open", region)
    if plan is None or region not in project_regions(plan):
        raise RegionOutside(field="region")
    line = line_measuring(plan, CENTERS_OPEN)
    said = {**values, **answered(asked(region, today()), values["extra"])}
    centre = Centre(project_id=project_id, region=region, activity_id=line, **said)
    db.session.add(centre)
    return publish_centre(centre)


def open_centre(centre: Centre, values: dict[str, Any]) -> Centre:
    """Mark a planned centre as open since a day, by the act that says so."""
    if centre.status != "planned":
        raise CentreAlreadyOpen
    refuse_future(values["opened_on"])
    centre.status, centre.opened_on, centre.act = "open", values["opened_on"], values["act"] or centre.act
    return publish_centre(centre)


def correct_centre(centre: Centre, values: dict[str, Any]) -> Centre:
    """Correct what was written about a centre; its region stays, figures are broken down by it."""
    on = values.pop("opened_on")
    _day, answers = together(
        partial(check_opened, centre, on),
        partial(answered, asked_of(centre), values["extra"], centre.extra),
    )
    if centre.status != "planned":
        centre.opened_on = on
    for name, value in {**values, **answers}.items():
        setattr(centre, name, value)
    return publish_centre(centre)


def answered(questions: extra.Asked, given: Answers, kept: Answers | None = None) -> dict[str, Any]:
    """The answers to keep, and what of them stands on papers."""
    found = extra.check(questions, given, kept)
    return {"extra": found, "printed": extra.told(questions, found)}


def check_opened(centre: Centre, on: date | None) -> None:
    """Refuse a day on which a centre that was opened cannot have been; OpeningDayNeeded, OpenedInFuture,
    OpenedAfterItsEnd."""
    if centre.status == "planned":
        return
    if on is None:
        raise OpeningDayNeeded(field="opened_on")
    refuse_future(on)
    refuse_after_end(centre, on)


def asked(region: str, on_date: date) -> extra.Asked:
    """What the region's plugin asks about a centre written down on a day."""
    return extra.Asked(region, "registry", "centre", None, on_date, on_date)


def asked_of(centre: Any) -> extra.Asked:
    """What the region's plugin asks about one."""
    return asked(centre.region, local_day(centre.created_at))


def refuse_future(on: date) -> None:
    """A centre opens on a day that has come."""
    if on > today():
        raise OpenedInFuture(field="opened_on")


def refuse_after_end(centre: Centre, on: date) -> None:
    """A centre opens before it ends."""
    if centre.ended_on and on > centre.ended_on:
        raise OpenedAfterItsEnd(field="opened_on", day=format_short_date(centre.ended_on))
