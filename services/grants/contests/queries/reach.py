"""How far the actor's permissions reach: roles held for one contest count in that contest alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import Text, cast, or_

from shared.access import actor
from shared.reach import among


def regions_in(permission: str, contest_id: uuid.UUID | str | None = None) -> set[str] | None:
    """Regions of a contest where the actor holds the permission (None: all of them);
    without a contest, by roles that name none."""
    who = actor()
    reaching = tuple(grant for grant in who.grants if grant.contest in (None, contest_id and str(contest_id)))
    return replace(who, grants=reaching).regions(permission)


def somewhere(permission: str, contest_id: uuid.UUID) -> bool:
    """Whether the permission is held in any region of the contest."""
    return regions_in(permission, contest_id) != set()


def may(permission: str, contest_id: uuid.UUID, region: str | None = None) -> bool:
    """Whether the permission is held in a region of the contest, or (without a region) in all of them."""
    regions = regions_in(permission, contest_id)
    return regions is None or region in regions


def within(permission: str, contest: Any, region: Any) -> Any:
    """The condition that a row, by its columns of contest and region, is open to the actor."""
    named = {grant.contest for grant in actor().grants if grant.contest}
    return or_(
        among(region, regions_in(permission)),
        *((cast(contest, Text) == name) & among(region, regions_in(permission, name)) for name in named),
    )
