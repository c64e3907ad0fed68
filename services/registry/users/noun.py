"""Users and the roles they hold."""

from __future__ import annotations

from services.registry.users.models import RoleGrant, User
from services.registry.users.told import role, user
from services.registry.users.views import views
from shared.language.roles import MANAGERS
from shared.web.service import Noun

USERS = Noun(
    "users",
    tables=(User, RoleGrant),
    pages=views,
    permissions={"user.manage": MANAGERS},
    told={"users": user, "role_grants": role},
)
