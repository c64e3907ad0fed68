"""What is true about users. Whoever manages them does so everywhere: a role in one region opens nobody."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import selectinload

from services.registry.db import db
from services.registry.users.models import RoleGrant, User
from shared.access import holders
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.roles import ROLES
from shared.sorting import Sorting

SORTS = {"name": func.lower(User.name), "login": User.login, "state": User.active, "added": User.created_at}


def get_user(user_id: uuid.UUID) -> User:
    """A user by id; NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def get_grant(user: User, grant_id: uuid.UUID) -> RoleGrant:
    """A role of a user; NotFound."""
    for grant in user.grants:
        if grant.id == grant_id:
            return grant
    raise NotFound


def by_login(login: str) -> User | None:
    """A user by the name he signs in with."""
    return db.session.scalar(select(User).where(User.login == login.strip().lower()))


def filtered(filters: dict[str, Any]) -> Select[User]:
    """Users of a list by its filters: q (name or login), role, region, state (active, blocked)."""
    statement = select(User)
    if filters.get("q"):
        statement = statement.where(
            or_(*(column.icontains(filters["q"], autoescape=True) for column in (User.name, User.login)))
        )
    for name in ("role", "region"):
        if filters.get(name):
            statement = statement.where(
                exists().where(RoleGrant.user_id == User.id, getattr(RoleGrant, name) == filters[name])
            )
    return (
        statement.where(User.active == (filters["state"] == "active")) if filters.get("state") else statement
    )


def user_rows(filters: dict[str, Any], sort: str, limit: int | None, offset: int = 0) -> list[User]:
    """The list a page shows; None is no limit."""
    ordering = (Sorting(sort).term(SORTS, SORTS["name"]), User.login)
    return list(
        db.session.scalars(
            filtered(filters)
            .options(selectinload(User.grants))
            .order_by(*ordering)
            .limit(limit)
            .offset(offset)
        )
    )


def count_users(filters: dict[str, Any]) -> int:
    """How many users a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def managers() -> set[uuid.UUID]:
    """Who manages users everywhere today and has no last day."""
    return set(
        db.session.scalars(
            select(User.id)
            .join(RoleGrant)
            .where(
                User.active,
                RoleGrant.role.in_(holders("user.manage")),
                RoleGrant.region.is_(None),
                RoleGrant.centre.is_(None),
                RoleGrant.contest.is_(None),
                or_(RoleGrant.valid_from.is_(None), RoleGrant.valid_from <= today()),
                RoleGrant.valid_to.is_(None),
            )
        )
    )


def valid_today(grant: RoleGrant) -> bool:
    """Whether a role is held today."""
    day = today()
    return (grant.valid_from is None or grant.valid_from <= day) and (
        grant.valid_to is None or day <= grant.valid_to
    )


def place_of(grant: RoleGrant) -> dict[str, str | None]:
    """A role with the place it is held in."""
    return {"role": grant.role, "region": grant.region, "centre": grant.centre, "contest": grant.contest}


def describe(user: User) -> dict[str, Any]:
    """The user as introspection tells the other services; only roles valid today."""
    held = [grant for grant in user.grants if valid_today(grant)]
    return {
        "id": str(user.id),
        "kind": "user",
        "name": user.name,
        "login": user.login,
        "locale": user.locale,
        "grants": [place_of(grant) for grant in held],
        "title": ROLES[held[0].role] if held else "",
    }
