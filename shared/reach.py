"""Which rows somebody reaches, by their region: the same rules for every noun.

A thing is of a region, or of none: then it concerns the whole project, which everybody may look at and only
who works in all its regions may change.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_, true

from shared.access import actor, in_scope, scope

WHOLE = "whole"  # in a list's filter of regions: what concerns the whole project


def among(column: Any, regions: Collection[str] | None) -> ColumnElement[bool]:
    """The condition that a region is one of these (None: any)."""
    return true() if regions is None else column.in_(regions)


def or_whole(column: Any, regions: Collection[str] | None) -> ColumnElement[bool]:
    """The condition that a region is one of these (None: any), or that the whole project is concerned."""
    return true() if regions is None else or_(column.is_(None), column.in_(regions))


def in_reach(column: Any, permission: str) -> ColumnElement[bool]:
    """The condition that a region is the actor's for this; what has none is of who works in all."""
    return among(column, scope(permission))


def in_sight(column: Any, permission: str) -> ColumnElement[bool]:
    """The condition that a region is the actor's for this, or that the whole project is concerned."""
    return or_whole(column, scope(permission))


def placed(column: Any, region: str) -> ColumnElement[bool]:
    """The condition of a list's filter: of a region, or (WHOLE) of the whole project."""
    return column.is_(None) if region == WHOLE else column == region


def reachable(permission: str, region: str | None) -> bool:
    """Whether the actor may do this with a thing of that region, or (None) of the whole project."""
    if region is None and not actor().everywhere(permission):
        return permission.endswith(".view")
    return in_scope(permission, region)
