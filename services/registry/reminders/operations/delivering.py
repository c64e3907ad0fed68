"""Sending reminders from here: each once, also when a worker is killed in the middle."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from sqlalchemy import String, cast, select

from services.registry.db import Job, db
from services.registry.reminders.models import Reminder
from services.registry.reminders.operations.mailing import mail, message_of
from services.registry.reminders.operations.outcomes import Refused, Uncertain
from services.registry.reminders.operations.posting import post
from services.registry.reminders.operations.sending import SEND
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


def end_dropped() -> None:
    """End what no work carries any more, its worker was killed at the last try: of what was under way nobody
    knows whether it went. It is sent anew by whoever reminds again."""
    live = select(Job.id).where(
        Job.kind == SEND,
        Job.state.in_(("queued", "running")),
        Job.input["reminder"].astext == cast(Reminder.id, String),
    )
    left = select(Reminder).where(Reminder.state.in_((QUEUED, UNDER_WAY)), ~live.exists())
    for item in db.session.scalars(left.with_for_update(skip_locked=True)):
        ended(item, FAILED, UNCERTAIN if item.state == UNDER_WAY else UNREACHABLE)
    commit()
