"""What is true about users."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.registry.db import db
from services.registry.permissions import ROLES
from services.registry.users.models import User
from shared.clock import today
from shared.errors import NotFound


def get_user(user_id: uuid.UUID) -> User:
    """A user by id; NotFound."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def by_login(login: str) -> User | None:
    """A user by the name he signs in with."""
    return db.session.scalar(select(User).where(User.login == login.strip().lower()))


def all_users() -> list[User]:
    """Everybody, by name."""
    return list(db.session.scalars(select(User).options(selectinload(User.grants)).order_by(User.name)))


def describe(user: User) -> dict[str, Any]:
    """The user as introspection tells the other services; only roles valid today."""
    day = today()
    grants = [{"role": grant.role, "region": grant.region, "centre": grant.centre, "contest": grant.contest} for grant in user.grants
              if (grant.valid_from is None or grant.valid_from <= day) and (grant.valid_to is None or day <= grant.valid_to)]
    return {"id": str(user.id), "kind": "user", "name": user.name, "login": user.login, "locale": user.locale, "grants": grants,
            "title": ROLES[grants[0]["role"]] if grants else ""}
