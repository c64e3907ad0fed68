"""Reminders by mail, through SMTP."""

from __future__ import annotations

import smtplib
from contextlib import ExitStack, suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app

from services.registry.db import db
from services.registry.reminders.models import Reminder
from services.registry.reminders.operations.outcomes import Refused, Uncertain
from services.registry.reminders.queries import region_of
from services.registry.users.models import User
from shared.plugins import plugins

PATIENCE = 20


def message_of(item: Reminder) -> EmailMessage:
    """The mail of a reminder; its id is always the same."""
    message = EmailMessage()
    server = urlsplit(current_app.config["SMTP_URL"])
    message["From"] = parse_qs(server.query).get("from", [unquote(server.username or "asar@localhost")])[0]
    message["To"] = item.address
    message["Subject"] = item.title
    message["Message-ID"] = f"<{item.id}@{server.hostname}>"
    message.set_content(item.text + signature(item))
    return message


def signature(item: Reminder) -> str:
    """Who writes: the face of the receiver's own region, of the programme for whoever works in several."""
    face = plugins().branding(region_of(db.session.get_one(User, item.receiver_id)))
    name = face.name.get(item.locale) or face.name.get("ru", "")
    return "\n\n-- \n" + "\n".join(filter(None, (name, face.contacts)))


def mail(message: EmailMessage) -> None:
    """Give a mail to the server; Refused where it never takes it, Uncertain where it fell silent with it,
    ConnectionError where it took nothing."""
    try:
        session = opened(urlsplit(current_app.config["SMTP_URL"]))
    except (OSError, smtplib.SMTPException) as error:
        raise ConnectionError(str(error)) from error
    try:
        give(session, message)
    finally:
        with suppress(OSError, smtplib.SMTPException):  # it is taken, however the server says good-bye
            session.quit()


def opened(server: SplitResult) -> smtplib.SMTP:
    """The server of `smtp://user:password@host:port?from=address`, greeted; smtps: TLS from the start, else
    it begins with STARTTLS where the server offers it."""
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    session = kind(server.hostname or "", server.port or 0, timeout=PATIENCE)
    with ExitStack() as failing:
        failing.callback(session.close)
        greet(session, server)
        failing.pop_all()
    return session


def greet(session: smtplib.SMTP, server: SplitResult) -> None:
    """Agree on TLS, and say who sends."""
    session.ehlo()
    if server.scheme != "smtps" and session.has_extn("starttls"):
        session.starttls()
        session.ehlo()
    if server.username:
        session.login(unquote(server.username), unquote(server.password or ""))


def give(session: smtplib.SMTP, message: EmailMessage) -> None:
    """Send a mail, once; Refused, Uncertain, ConnectionError. What the server said holds the address, and
    the log of a job would keep it."""
    try:
        session.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise outcome(max(code for code, _words in error.recipients.values())) from None
    except smtplib.SMTPResponseException as error:
        raise outcome(error.smtp_code) from None
    except smtplib.SMTPNotSupportedError:
        raise Refused from None
    except (OSError, smtplib.SMTPException):
        raise Uncertain from None


def outcome(code: int) -> Exception:
    """What a code other than yes means: 4xx is "later", a server that puts off strangers says it at first."""
    if 400 <= code < 500:
        return ConnectionError(f"answered {code}")
    return Refused() if 500 <= code < 600 else Uncertain()
