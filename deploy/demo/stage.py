"""Where the story is played: the four apps in this process, everybody signed in, the calendar at the day of each scene."""
from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from sqlalchemy import event, text
from werkzeug.datastructures import FileStorage

from deploy.demo.accounts import ACCOUNTS, PASSWORD
from deploy.demo.evidence import Press
from deploy.trouble import Trouble
from deploy.wsgi import make_apps
from services.registry.sessions.models import Session
from services.registry.sessions.operations import ABSOLUTE, fingerprint
from services.registry.users.operations import add_user
from shared import outbox
from shared.access import COOKIE
from shared.queue import doorbell

CLOCK = "ASAR_TODAY"
OURS = text("SELECT (SELECT count(*) FROM users WHERE login <> ALL(:logins)) + (SELECT count(*) FROM service_tokens) "
            "+ greatest((SELECT count(*) FROM projects) - :projects, 0)")


class Stage:
    """The apps by name, the secret of each user's session, and the press that makes the evidence."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.apps = make_apps({**env, "ASAR_SERVICES": "", "ASAR_PEERS": "", "ASAR_PROCESS": "worker"})
        self.sessions: dict[str, str] = {}
        self.press = Press()
        doorbell.quiet_until = float("inf")  # everything is delivered at the end, nobody has to be rung for

    def session(self, service: str) -> Any:
        """The database session of a service, inside one of its contexts."""
        return self.apps[service].extensions["sqlalchemy"].session

    def holds_own_data(self, broken: bool) -> bool:
        """Whether somebody else has put something into this home; what a broken load left is not counted."""
        logins = [account.login for account in ACCOUNTS] if broken else [""]
        with self.apps["registry"].app_context():
            return bool(self.session("registry").scalar(OURS, {"logins": logins, "projects": int(broken)}))

    def clear(self) -> None:
        """Empty every table, the migrations' own excepted."""
        for service, app in self.apps.items():
            with app.app_context():
                tables = ", ".join(table.name for table in app.extensions["sqlalchemy"].metadata.sorted_tables)
                self.session(service).execute(text(f"TRUNCATE {tables}"))
                self.session(service).commit()

    def sign_everybody_in(self) -> None:
        """Make the accounts and open a session for each who acts in the story."""
        with self.apps["registry"].app_context():
            for account in ACCOUNTS:
                user = add_user(account.login, account.name, PASSWORD, [(account.role, account.region)], account.locale)
                secret = self.sessions[account.login] = secrets.token_urlsafe(32)
                moment = datetime.now(UTC)
                self.session("registry").add(Session(token_hash=fingerprint(secret), user_id=user.id, browser="demo",
                                                     expires_at=moment + ABSOLUTE, last_seen_at=moment))
            self.session("registry").commit()

    @contextmanager
    def acting(self, service: str, login: str, day: date) -> Iterator[None]:
        """Be this user in this service on this day: permissions are asked as in a request; all is committed at the end."""
        os.environ[CLOCK] = day.isoformat()
        with self.apps[service].test_request_context("/", headers={"Cookie": f"{COOKIE}={self.sessions[login]}"}):
            kept: list[Any] = []  # rows of the scene stay at hand, otherwise each step would load them again
            event.listen(self.session(service)(), "loaded_as_persistent", lambda _, row: kept.append(row))
            yield
            self.session(service).commit()

    def file(self, *key: object) -> FileStorage:
        """A file of the story as an upload."""
        name, data = self.press.take(key)
        return FileStorage(BytesIO(data), name)

    def deliver(self, *services: str) -> None:
        """Bring everything published to its recipients; Trouble when something was refused."""
        for service in services:
            with self.apps[service].app_context():
                outbox.deliver(self.session(service))
            parked = [row for row in outbox.status(self.apps[service]) if row["parked"]]
            if parked:
                raise Trouble(f"{parked[0]['recipient']} refused records of {service}: {parked[0]['reason']}")

    def close(self) -> None:
        """Let go of the press and the databases."""
        doorbell.quiet_until = 0.0
        self.press.close()
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
