"""What stands in a centre, and the money others give for it."""

from __future__ import annotations

from typing import Any

from services.registry.centres.models import Centre, Equipment, Funding
from services.registry.centres.record import publish_centre
from services.registry.db import db
from shared.clock import today
from shared.doors.errors import Conflict, Invalid


class AgreedInFuture(Invalid):
    """This day has not come yet: money is written down once it was agreed on."""

    code = "agreed_in_future"


class FundingWithdrawn(Conflict):
    """This money is withdrawn and counts nowhere. If it was agreed on after all, write it down anew."""

    code = "funding_withdrawn"


def list_equipment(centre: Centre, values: dict[str, Any]) -> Centre:
    """Write down what stands in a centre: these lines, in this order, and no others."""
    known = {line.place: line for line in centre.equipment}
    centre.equipment = [
        written(known.get(place, Equipment(place=place)), line)
        for place, line in enumerate(values["lines"], 1)
    ]
    db.session.flush()
    return centre


def written(item: Equipment, line: dict[str, Any]) -> Equipment:
    """A line as it is said to be; one that stays as it was is no change."""
    for name, value in line.items():
        setattr(item, name, value)
    return item


def record_funding(centre: Centre, values: dict[str, Any]) -> Funding:
    """Write down money others give for a centre."""
    refuse_future(values)
    item = Funding(centre_id=centre.id, **values)
    db.session.add(item)
    publish_centre(centre)
    return item


def change_funding(item: Funding, values: dict[str, Any]) -> Funding:
    """Correct what was written about money for a centre."""
    refuse_withdrawn(item)
    refuse_future(values)
    for name, value in values.items():
        setattr(item, name, value)
    return publish_funding(item)


def withdraw_funding(item: Funding, values: dict[str, Any]) -> Funding:
    """Say that money was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    return publish_funding(item)


def publish_funding(item: Funding) -> Funding:
    """Tell the others: money travels with its centre."""
    publish_centre(item.centre)
    return item


def refuse_withdrawn(item: Funding) -> None:
    """Nothing changes about money that is withdrawn; FundingWithdrawn."""
    if item.withdrawn_because:
        raise FundingWithdrawn


def refuse_future(values: dict[str, Any]) -> None:
    """Money is agreed on by a day that has come."""
    if values["agreed_on"] > today():
        raise AgreedInFuture(field="agreed_on")
