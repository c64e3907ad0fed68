"""What is true about reminders: of what, whom, by which channels, and those that were sent."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import current_app, g
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from services.registry.db import db
from services.registry.home.queries import gathered
from services.registry.reminders.models import Reminder, ReminderText
from services.registry.users.models import RoleGrant, User
from shared.access import actor
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.reminders import BY_MAIL, DEVICE
from shared.plugins import plugins
from shared.plugins.specifications import MessageFacts, NotificationChannel, RecipientFacts
from shared.web.week import Card

Sent = Any  # a reminder as a card tells it, with the names of COLUMNS
SEND = "reminder.send"
COLUMNS = (
    *(Reminder.card, Reminder.receiver, Reminder.channel, Reminder.called, Reminder.state),
    *(Reminder.failed_because, Reminder.created_at, Reminder.address.is_not(None).label("from_here")),
)


class CardGone(NotFound):
    """This is no longer on your home: it is done, or a service does not answer. No reminder was noted."""

    code = "card_gone"


def get_card(href: str) -> Card:
    """The card of My week that leads there, in the reader's language; CardGone."""
    cards, _silent = gathered()
    found = next((card for card in cards if card.href == href), None)
    if found is None:
        raise CardGone
    return found


def receivers(role: str) -> Sequence[User]:
    """Whoever holds a role today and may sign in, but for the actor himself."""
    mine = select(User).join(RoleGrant).where(RoleGrant.role == role, User.active)
    rows = db.session.scalars(mine.options(selectinload(User.grants)).distinct().order_by(User.name))
    return [user for user in rows if str(user.id) != actor().id and holds_today(user, role)]


def holds_today(user: User, role: str) -> bool:
    """Whether a user holds a role on this day."""
    day = today()
    return any(
        grant.role == role
        and (grant.valid_from is None or grant.valid_from <= day)
        and (grant.valid_to is None or day <= grant.valid_to)
        for grant in user.grants
    )


def region_of(user: User) -> str | None:
    """The one region somebody works in; None of whoever works in several."""
    regions = {grant.region for grant in user.grants}
    return regions.pop() if len(regions) == 1 else None


def channels_to(receiver: User) -> list[NotificationChannel]:
    """The channels by which somebody can be reminded, those that work here."""
    return [each for each in plugins().notification_channels(region_of(receiver)) if works_here(each)]


def works_here(channel: NotificationChannel) -> bool:
    """Whether a channel is set up; nothing is sent from the demo, whose clock stands still."""
    if channel.by == DEVICE:
        return True
    config = current_app.config
    there = bool(config["SMTP_URL"]) if channel.by == BY_MAIL else channel.code in config["CHANNELS"]
    return there and not os.environ.get("ASAR_TODAY")


def routed(card: Card, receiver: User, locale: str) -> list[NotificationChannel]:
    """These channels in the order in which the receiver's region wants to be reminded; what it does not name
    follows."""
    message = MessageFacts(card.href, card.title, card.due, card.late, locale)
    order = plugins().route_notification(region_of(receiver), message, facts_of(receiver))
    places = {code: place for place, code in enumerate(order)}
    return sorted(channels_to(receiver), key=lambda each: places.get(each.code, len(places)))


def facts_of(receiver: User) -> RecipientFacts:
    """Somebody as a region's rule sees him."""
    roles = tuple(dict.fromkeys(grant.role for grant in receiver.grants))
    regions = tuple(sorted({grant.region for grant in receiver.grants if grant.region}))
    return RecipientFacts(str(receiver.id), roles, regions)


def own_text(locale: str) -> str | None:
    """The words of reminders in a language, where somebody changed them."""
    return db.session.scalar(select(ReminderText.text).where(ReminderText.locale == locale))


def sent_about(card: Card) -> Sequence[Sent]:
    """The reminders of what a card says, the last first; read once for all cards of a page."""
    if "reminders" not in g:
        g.reminders = by_card()
    found: Sequence[Sent] = g.reminders.get(card.href, [])
    return found


def by_card() -> dict[str, list[Sent]]:
    """The newest reminders by what they are about, without their texts."""
    newest = select(*COLUMNS).order_by(Reminder.created_at.desc(), Reminder.id.desc()).limit(200)
    found: dict[str, list[Sent]] = defaultdict(list)
    for row in db.session.execute(newest):
        found[row.card].append(row)
    return found


def get_user(user_id: UUID, role: str) -> User:
    """A receiver by id; NotFound."""
    found = next((user for user in receivers(role) if user.id == user_id), None)
    if found is None:
        raise NotFound
    return found


def receivers_known(role: str) -> bool:
    """Whether anybody holds a role; asked once a page for each."""
    if "receiving" not in g:
        held = select(RoleGrant.role).join(User).where(User.active)
        g.receiving = set(db.session.scalars(held.distinct()))
    return role in g.receiving
