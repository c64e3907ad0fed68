"""What a user does with his own account."""

from __future__ import annotations

from services.registry.accounts.views import views
from services.registry.accounts.wording import words
from shared.language.roles import EVERYBODY
from shared.web.service import Noun

ACCOUNTS = Noun(
    "accounts",
    pages=views,
    words=words,
    permissions={"account.view": EVERYBODY},
)
