"""Where the story is played: the four apps in this process, everybody signed in,
the calendar at the day of each scene."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event, text

from deploy.demo.accounts import ACCOUNTS, PASSWORD
from deploy.demo.evidence import Press
from deploy.trouble import Trouble
from deploy.wsgi import make_apps
from services.registry.sessions.models import Session
from services.registry.sessions.operations import ABSOLUTE, fingerprint
from services.registry.users.models import User
from services.registry.users.operations import add_user, give_role
from shared.access import COOKIE, cookie_name
from shared.doors import transaction
from shared.files import Stored, files
from shared.opening import look
from shared.plugins.recorded import RECIPIENT
from shared.queue import outbox
from shared.queue.broker import doorbell
from shared.queue.waiting import status

CLOCK = "ASAR_TODAY"
PATIENCE, REST = 120.0, 0.2  # seconds: on a busy machine a neighbour in this very process is late too


class Stage:
    """The apps by name, the secret of each user's session, and the press that makes the evidence."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.apps = make_apps({**env, "ASAR_SERVICES": "", "ASAR_PEERS": "", "ASAR_PROCESS": "worker"})
        self.sessions: dict[str, str] = {}
        self.press: Press | None = None
        self.bell, doorbell.quiet_until = (
            doorbell.quiet_until,
            float("inf"),
        )  # all is delivered at the end, nobody need be rung for

    def session(self, service: str) -> Any:
        """The database session of a service, inside one of its contexts."""
        return self.apps[service].extensions["sqlalchemy"].session

    def clear(self) -> None:
        """Empty every table, the migrations' own excepted."""
        for service, app in self.apps.items():
            with app.app_context():
                tables = ", ".join(
                    table.name for table in app.extensions["sqlalchemy"].metadata.sorted_tables
                )
                self.session(service).execute(text(f"TRUNCATE {tables}"))
                self.session(service).commit()

    def make_accounts(self) -> None:
        """Make the accounts and open a session for each."""
        with self.apps["registry"].app_context():
            first = add_user(ACCOUNTS[0].login, ACCOUNTS[0].name, PASSWORD, [], ACCOUNTS[0].locale)
            # One password for all, so one hash for all: argon2 is slow on purpose.
            others = [
                User(
                    login=account.login,
                    name=account.name,
                    password_hash=first.password_hash,
                    locale=account.locale,
                )
                for account in ACCOUNTS[1:]
            ]
            self.session("registry").add_all(others)
            for user, account in zip([first, *others], ACCOUNTS, strict=True):
                give_role(user, account.role, account.region)
            self.session("registry").flush()
            self.sessions = {user.login: self.open_session(user) for user in [first, *others]}
            transaction.commit()

    def open_session(self, user: User) -> str:
        """The secret of a new session of the user, without asking for the password."""
        secret, moment = secrets.token_urlsafe(32), datetime.now(UTC)
        self.session("registry").add(
            Session(
                token_hash=fingerprint(secret),
                user_id=user.id,
                browser="demo",
                expires_at=moment + ABSOLUTE,
                last_seen_at=moment,
            )
        )
        return secret

    def acting(self, service: str, login: str, day: date) -> AbstractContextManager[None]:
        """Be this user in this service on this day: permissions are asked as in a request;
        all is committed at the end."""
        with self.apps[service].app_context():
            cookie = f"{cookie_name(COOKIE)}={self.sessions[login]}"
        return self.passing_by(service, day, {"Cookie": cookie})

    @contextmanager
    def passing_by(self, service: str, day: date, headers: Mapping[str, str] | None = None) -> Iterator[None]:
        """The same as somebody who did not sign in: whoever has a link."""
        os.environ[CLOCK] = day.isoformat()
        with self.apps[service].test_request_context("/", headers=headers):
            kept: list[Any] = []  # rows of the scene stay at hand, otherwise each step would load them again
            event.listen(self.session(service)(), "loaded_as_persistent", lambda _, row: kept.append(row))
            yield
            transaction.commit()

    @contextmanager
    def working(self, service: str, day: date) -> Iterator[None]:
        """Be the worker of a service on this day."""
        os.environ[CLOCK] = day.isoformat()
        with self.apps[service].app_context():
            yield
            transaction.commit()

    def file(self, *key: object) -> Stored:
        """A file of the story in the store of the present service: we made it, so it is looked at here."""
        assert self.press
        name, data = self.press.take(key)
        seen = look(data)
        return replace(files().keep(data, name, seen["mime"]), unopened=seen["unopened"], pages=seen["pages"])

    def deliver(self, *services: str) -> None:
        """Bring everything published to its recipients, also what they publish because of it, and what one
        of them was too busy for; Trouble when something was refused, or not taken for two minutes."""
        ends = time.monotonic() + PATIENCE
        while left := [service for service in services if self.sends(service)]:
            if time.monotonic() > ends:
                raise Trouble(f"records of {', '.join(left)} were not taken in time; the log says why")
            time.sleep(REST)

    def sends(self, service: str) -> bool:
        """Send what a service published, its plugins left to the worker; whether something of it waits."""
        with self.apps[service].app_context():
            outbox.deliver(self.session(service))
        waiting = [row for row in status(self.apps[service]) if not row.recipient.startswith(RECIPIENT)]
        parked = [row for row in waiting if row.parked]
        if parked:
            raise Trouble(f"{parked[0].recipient} refused records of {service}: {parked[0].reason}")
        return bool(waiting)

    def close(self) -> None:
        """Let go of the databases."""
        doorbell.quiet_until = self.bell
        for app in self.apps.values():
            with app.app_context():
                app.extensions["sqlalchemy"].engine.dispose()


@contextmanager
def own_calendar() -> Iterator[None]:
    """Put the calendar back where it was, whatever happens on the stage."""
    before = os.environ.get(CLOCK)
    try:
        yield
    finally:
        os.environ.pop(CLOCK, None)
        if before is not None:
            os.environ[CLOCK] = before
