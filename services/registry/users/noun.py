"""Users and the roles they hold."""

from __future__ import annotations

from services.registry.users.models import RoleGrant, User
from services.registry.users.views import views
from services.registry.users.wording import role, user, words
from shared.language.roles import MANAGERS
from shared.web.service import Noun

USERS = Noun(
    "users",
    tables=(User, RoleGrant),
    pages=views,
    words=words,
    permissions={"user.manage": MANAGERS},
    told={"users": user, "role_grants": role},
)
