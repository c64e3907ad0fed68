"""Telling of a gathering that was held, in a few words and with its signed list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.events.dispatches.queries import Kind, kinds_in
from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import record_gathering
from shared.doors.errors import Invalid
from shared.files import Stored
from shared.language.evidence import SIGNED_LIST
from shared.language.gatherings import HELD, OFFLINE
from shared.language.records.project import Project
from shared.proofs.operations import attach


class KindNotOffered(Invalid):
    """The plan asks for no such gathering in this region. Choose what was held from the list."""

    code = "kind_not_offered"


class DayNeeded(Invalid):
    """Say on which day it was held."""

    code = "day_needed"


class TwoDays(Invalid):
    """Two days are said, %(first)s and %(second)s. Leave one of them."""

    code = "two_days"


def record_dispatch(values: dict[str, Any], pages: Iterable[Stored], same_pages: bool) -> Gathering:
    """Record a gathering as held, with the pages of its signed list; it counts once its people are entered.
    What `record_gathering` and `attach` refuse."""
    gathering = record_gathering({**values, "ends_on": None, "mode": OFFLINE, "status": HELD})
    for page in {page.sha256: page for page in pages}.values():  # one page sent twice is one
        attach(gathering, page, SIGNED_LIST, same_pages)
    return gathering


def kind_said(project: Project, region: str, key: str) -> Kind:
    """The line of the plan and the type a form names. KindNotOffered."""
    activity_id, _space, name = key.partition(" ")
    if (activity_id, name) not in kinds_in(project, region):
        raise KindNotOffered(field="kind")
    return activity_id, name


def day_said(when: date | None, day: date | None) -> date:
    """The one day that is said, by a button or typed. DayNeeded, TwoDays."""
    if when and day and when != day:
        raise TwoDays(field="day", first=when.strftime("%d.%m.%Y"), second=day.strftime("%d.%m.%Y"))
    said = when or day
    if said is None:
        raise DayNeeded(field="when")
    return said
