"""The home in words: whose work a card is, when it is due, what somebody begins from here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from shared.i18n import format_date, said
from shared.language.roles import (
    ACCOUNTANT,
    CENTER_OPERATOR,
    GRANTOR_VIEWER,
    PARTNER_REP,
    PR_OFFICER,
    PRESENT,
    ROLES,
)
from shared.web.week import Card


@dataclass(frozen=True)
class Beginning:
    """Something somebody begins from his home."""

    label: str
    href: str
    icon: str


def words() -> dict[str, Any]:
    """What templates say of cards."""
    return {"owner_words": owner_words, "due_words": due_words}


def owner_words(card: Card, roles: Collection[str]) -> str:
    """Whose work a card is."""
    return _("you") if card.owner in roles else said(ROLES[card.owner])


def due_words(card: Card, today: date) -> str:
    """When a card is due, or since when it waits."""
    if card.due is None:
        return ""
    day = format_date(card.due)
    if card.late:
        return _("overdue since %(day)s", day=day)
    return _("by %(day)s", day=day) if card.due >= today else _("waits since %(day)s", day=day)


def beginnings(roles: Collection[str]) -> list[Beginning]:
    """What somebody of these roles begins most often, the first first, be his week empty or not."""
    known = [
        (
            {CENTER_OPERATOR},
            Beginning(_("Write a consultation down"), "/events/consultations/new", "book"),
        ),
        ({ACCOUNTANT}, Beginning(_("Funds and payments"), "/grants/contests", "coins")),
        ({GRANTOR_VIEWER}, Beginning(_("Promises and facts"), "/reports/", "indicators")),
        ({PR_OFFICER}, Beginning(_("Record a publication"), "/events/publications/new", "megaphone")),
        ({PARTNER_REP}, Beginning(_("Tell what was held"), "/events/dispatches/new", "image")),
        (set(PRESENT), Beginning(_("Record a gathering"), "/events/gatherings/new", "plus")),
    ]
    return [beginning for mine, beginning in known if mine & set(roles)]
