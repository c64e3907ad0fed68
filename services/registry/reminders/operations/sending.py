"""Noting that somebody was reminded, or giving the text to the mail."""

from __future__ import annotations

import os
from typing import Any

from flask import current_app
from sqlalchemy import select

from services.registry.db import Job, db
from services.registry.reminders.models import Reminder, ReminderText
from services.registry.reminders.queries import get_user
from shared.access import actor
from shared.doors.errors import Conflict
from shared.language.reminders import QUEUED, SENT, SMTP
from shared.queue import jobs

MAIL = "registry.send_reminder"


class NoMail(Conflict):
    """No mail is set up here: copy the text, or open it in an application of yours."""

    code = "no_mail"


def mail_is_set() -> bool:
    """Whether mail goes out from here; never from the demo, whose clock stands still."""
    return bool(current_app.config["SMTP_URL"]) and not os.environ.get("ASAR_TODAY")


def note_reminder(values: dict[str, Any]) -> Reminder:
    """Keep what was sent to whom and how; by mail it goes once the transaction is over. NotFound, NoMail."""
    receiver = get_user(values.pop("receiver"), values.pop("owner"))
    by_mail = values["channel"] == SMTP
    if by_mail and not mail_is_set():
        raise NoMail
    email = values.pop("email") if by_mail else values.pop("email") and None
    state = QUEUED if by_mail else SENT
    item = Reminder(receiver_id=receiver.id, receiver=receiver.name, state=state, email=email, **values)
    db.session.add(item)
    db.session.flush()
    if by_mail:
        jobs.enqueue(db.session, Job, MAIL, {"reminder": str(item.id)}, actor().id)
    return item


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
