"""Sending reminders from here: each once, also when a worker is killed in the middle."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from services.registry.db import db
from services.registry.reminders.models import Reminder
from services.registry.reminders.operations.mailing import mail, message_of
from services.registry.reminders.operations.outcomes import Refused, Uncertain
from services.registry.reminders.operations.posting import post
from shared.doors.transaction import commit
from shared.language.reminders import FAILED, QUEUED, REFUSED, SENT, UNCERTAIN, UNDER_WAY, UNREACHABLE


def deliver_reminder(reminder_id: uuid.UUID, last: bool = False) -> str:
    """Send a queued reminder; its state afterwards. ConnectionError where it is to be tried again, unless
    this was the `last` time.

    That it is under way is committed before anybody is asked: who finds it so later does not know
    whether it went, and says that instead of sending it twice.
    """
    item = db.session.get(Reminder, reminder_id, with_for_update=True)
    if item is None or item.state in (SENT, FAILED):
        return item.state if item else FAILED
    if item.state == UNDER_WAY:
        return ended(item, FAILED, UNCERTAIN)
    carry = carrier(item)
    item.state = UNDER_WAY
    commit()
    try:
        carry()
    except Refused:
        return ended(item, FAILED, REFUSED)
    except Uncertain:
        return ended(item, FAILED, UNCERTAIN)
    except ConnectionError:
        if last:
            return ended(item, FAILED, UNREACHABLE)
        item.state = QUEUED
        commit()
        raise
    return ended(item, SENT)


def carrier(item: Reminder) -> Callable[[], None]:
    """What carries a reminder: the mail server, or the address of its channel."""
    if item.posted is None:
        return partial(mail, message_of(item))
    return partial(post, item.channel, item.posted, item.id)


def ended(item: Reminder, state: str, why: str | None = None) -> str:
    """Keep how it ended."""
    item.state, item.failed_because = state, why
    return state
