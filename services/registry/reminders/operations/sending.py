"""Noting that somebody was reminded, or giving the text to what carries it from here."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError
from marshmallow.validate import Email
from sqlalchemy import select

from services.registry.db import Job, db
from services.registry.reminders.models import Reminder, ReminderText
from services.registry.reminders.queries import channels_to, get_user
from services.registry.reminders.rules.texts import body
from services.registry.users.models import User
from shared.access import actor
from shared.doors.errors import Conflict, Invalid
from shared.language.reminders import BY_MAIL, DEVICE, POST, QUEUED
from shared.plugins.asking import in_words
from shared.plugins.specifications import NotificationChannel
from shared.queue import jobs
from shared.web.week import Card

SEND = "registry.send_reminder"


class NoChannel(Conflict):
    """It cannot be sent from here in this way: copy the text, or open it in an application of yours."""

    code = "no_channel"


class AddressMissing(Invalid):
    """Say where it goes: %(what)s."""

    code = "address_missing"


class AddressWrong(Invalid):
    """This is no mail address; one looks like name@example.kz."""

    code = "address_wrong"


def note_reminder(card: Card, values: dict[str, Any]) -> Reminder:
    """Keep what was sent about a card, to whom and how; from here it goes once the transaction is over.
    NotFound, NoChannel, AddressMissing, AddressWrong."""
    receiver = get_user(values.pop("receiver"), card.owner)
    channel, address = channel_to(receiver, values["channel"]), values.pop("address")
    values |= {"title": card.title, "called": own_name(channel)}
    item = Reminder(receiver_id=receiver.id, receiver=receiver.name, **values)
    if channel.by != DEVICE:
        address_to(item, channel, address)
    db.session.add(item)
    db.session.flush()
    if item.address:
        jobs.enqueue(db.session, Job, SEND, {"reminder": str(item.id)}, actor().id)
    return item


def channel_to(receiver: User, code: str) -> NotificationChannel:
    """A channel that reaches somebody from here; NoChannel."""
    found = next((each for each in channels_to(receiver) if each.code == code), None)
    if found is None:
        raise NoChannel(field="channel")
    return found


def own_name(channel: NotificationChannel) -> dict[str, str] | None:
    """What a channel of a region's own is called: its reminders say it when the plugin is gone."""
    return dict(channel.label) if "." in channel.code else None


def address_to(item: Reminder, channel: NotificationChannel, address: str | None) -> None:
    """Say where it goes from here, and what is posted there; AddressMissing, AddressWrong."""
    if not address:
        raise AddressMissing(field="address", what=in_words(channel.address))
    if channel.by == BY_MAIL:
        check_mail(address)
    item.address, item.state = address, QUEUED
    if channel.by == POST:
        item.posted = body(channel.body, {"to": address, "text": item.text, "subject": item.title})


def check_mail(address: str) -> None:
    """Refuse what is no mail address; AddressWrong."""
    try:
        Email()(address)
    except ValidationError as error:
        raise AddressWrong(field="address") from error


def change_text(locale: str, values: dict[str, Any]) -> None:
    """Change the words of reminders in a language; none: those they had at first."""
    row = db.session.scalar(select(ReminderText).where(ReminderText.locale == locale).with_for_update())
    text = values["text"].strip()
    if not text:
        return db.session.delete(row) if row else None
    if row is None:
        db.session.add(ReminderText(locale=locale, text=text))
    else:
        row.text = text
    return None
