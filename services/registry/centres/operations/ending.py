"""Handing a centre over, closing it, and opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.registry.centres.models import Centre
from services.registry.centres.queries import Duty, duties_here
from services.registry.centres.record import publish_centre
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_short_date
from shared.language.centres import HANDED_OVER


class CentreNotOpen(Conflict):
    """Only an open centre is handed over or closed: this one is not open."""

    code = "centre_not_open"


class CentreStillOpen(Conflict):
    """This centre is open already."""

    code = "centre_still_open"


class EndedInFuture(Invalid):
    """This day has not come yet: the centre is ended once it was."""

    code = "ended_in_future"


class EndedBeforeItOpened(Invalid):
    """The centre opened on %(day)s: it cannot end before."""

    code = "ended_before_it_opened"


class ReceiverNeeded(Invalid):
    """Say to whom the centre was handed over."""

    code = "receiver_needed"


class DutiesOpen(Conflict):
    """The centre still owes something: it stands below. Finish that first, or say that the centre is ended
    all the same; the reason stays in its history."""

    code = "duties_open"


def end_centre(centre: Centre, elsewhere: Sequence[Duty], values: dict[str, Any]) -> Centre:
    """Hand an open centre over or close it; what it owes, here and `elsewhere`, is asked about first."""
    if centre.status != "open":
        raise CentreNotOpen
    check_ending(centre, values["ended_on"])
    if values["outcome"] == HANDED_OVER and not values["handed_to"]:
        raise ReceiverNeeded(field="handed_to")
    duties = [*duties_here(centre), *elsewhere]
    if duties and not values["all_the_same"]:
        raise DutiesOpen(detail={"duties": [duty.plain for duty in duties]})
    centre.status, centre.ended_on, centre.because = values["outcome"], values["ended_on"], values["reason"]
    centre.handed_to = values["handed_to"] if values["outcome"] == HANDED_OVER else None
    return publish_centre(centre)


def check_ending(centre: Centre, on: date) -> None:
    """A centre ends on a day that has come, after it opened."""
    if on > today():
        raise EndedInFuture(field="ended_on")
    if centre.opened_on and on < centre.opened_on:
        raise EndedBeforeItOpened(field="ended_on", day=format_short_date(centre.opened_on))


def resume_centre(centre: Centre, values: dict[str, Any]) -> Centre:
    """Open an ended centre again, for a reason."""
    if centre.status in ("planned", "open"):
        raise CentreStillOpen
    centre.status, centre.ended_on, centre.handed_to = "open", None, None
    centre.because = values["reason"]
    return publish_centre(centre)
