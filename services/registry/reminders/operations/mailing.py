"""Mail by SMTP: each reminder once, also when a worker is killed in the middle."""

from __future__ import annotations

import smtplib
import uuid
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app

from services.registry.db import db
from services.registry.reminders.models import Reminder
from services.registry.reminders.queries import region_of
from services.registry.users.models import User
from shared.doors.transaction import commit
from shared.language.reminders import FAILED, QUEUED, SENT, UNDER_WAY
from shared.plugins import plugins

PATIENCE = 20
UNCERTAIN = "its worker ended while it was sent: ask whether it came"


def mail_reminder(reminder_id: uuid.UUID) -> str:
    """Send a queued reminder; its state afterwards.

    That it is under way is committed before the server is asked: who finds it so later does not know whether
    it went, and says that instead of sending it twice.
    """
    item = db.session.get(Reminder, reminder_id, with_for_update=True)
    if item is None or item.state in (SENT, FAILED):
        return item.state if item else FAILED
    if item.state == UNDER_WAY:
        return ended(item, FAILED, UNCERTAIN)
    message = message_of(item)
    item.state = UNDER_WAY
    commit()
    try:
        send(message, urlsplit(current_app.config["SMTP_URL"]))
    except smtplib.SMTPRecipientsRefused:
        return ended(item, FAILED, "the address was refused")
    except (OSError, smtplib.SMTPException) as error:
        item.state = QUEUED
        commit()
        raise ConnectionError(str(error)) from error
    return ended(item, SENT)


def ended(item: Reminder, state: str, why: str | None = None) -> str:
    """Keep how it ended."""
    item.state, item.failed_because = state, why
    return state


def message_of(item: Reminder) -> EmailMessage:
    """The mail of a reminder; its id is always the same."""
    message = EmailMessage()
    server = urlsplit(current_app.config["SMTP_URL"])
    message["From"] = parse_qs(server.query).get("from", [unquote(server.username or "asar@localhost")])[0]
    message["To"] = item.email
    message["Subject"] = item.title
    message["Message-ID"] = f"<{item.id}@{server.hostname}>"
    message.set_content(item.text + signature(item))
    return message


def signature(item: Reminder) -> str:
    """Who writes: the face of the receiver's own region, of the programme for whoever works in several."""
    face = plugins().branding(region_of(db.session.get_one(User, item.receiver_id)))
    name = face.name.get(item.locale) or face.name.get("ru", "")
    return "\n\n-- \n" + "\n".join(filter(None, (name, face.contacts)))


def send(message: EmailMessage, server: SplitResult) -> None:
    """Give a mail to the server of `smtp://user:password@host:port?from=address`; smtps: TLS from the start,
    else it begins with STARTTLS where the server offers it."""
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    with kind(server.hostname or "", server.port or 0, timeout=PATIENCE) as session:
        session.ehlo()
        if server.scheme != "smtps" and session.has_extn("starttls"):
            session.starttls()
            session.ehlo()
        if server.username:
            session.login(unquote(server.username), unquote(server.password or ""))
        session.send_message(message)
