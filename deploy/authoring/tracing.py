"""Which plugin answered what while a page was made: the page is opened here, over the home's databases."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from deploy.product import all_apps
from deploy.settings import SERVICES
from deploy.trouble import Trouble
from shared.access import COOKIE
from shared.plugins.calling import Calling, RuleUnavailable
from shared.plugins.loading import CORE, Implementation
from shared.plugins.specifications import Policy

if TYPE_CHECKING:
    from flask import Flask

WIDEST, MOST = 60, 3


@dataclass(frozen=True)
class Heard:
    """One plugin asked once: by which service, about which region, and what came of it."""

    service: str
    hook: str
    region: str
    plugin: str
    milliseconds: float
    answer: str


class Listening(Calling):
    """Calls as before, and tells what was answered."""

    def __init__(self, service: str, before: Calling, tell: Callable[[Heard], None]) -> None:
        super().__init__(before.state, before.marks, before.switched_off)
        self.service, self.tell = service, tell

    def call(self, each: Implementation, arguments: dict[str, Any], policy: Policy) -> Any:
        """The answer, told; so is a rule that stops the page."""
        started, said = time.monotonic(), "failed, and stops what was asked for"
        try:
            found = super().call(each, arguments, policy)
            said = "no opinion" if found is None or found == [] else short(found)
            return found
        except RuleUnavailable:
            raise
        finally:
            took, region = (time.monotonic() - started) * 1000, arguments["region"] or "–"
            part = f"{each.plugin}: region.toml" if each.ours and each.plugin != CORE else each.plugin
            self.tell(Heard(self.service, each.hook, region, part, took, said))


def short(answer: Any) -> str:
    """An answer in a line: what is filled in of each of its first entries."""
    if isinstance(answer, list):
        rest = f" … {len(answer)} in all" if len(answer) > MOST else ""
        return ", ".join(map(short, answer[:MOST])) + rest
    said = {each.name: getattr(answer, each.name) for each in fields(answer)}
    parts = [f"{name}={textwrap.shorten(str(value), WIDEST)}" for name, value in said.items() if value]
    return f"{type(answer).__name__}({'; '.join(parts)})"


def traced(home: str | None, page: str, login: str) -> Iterator[str]:
    """The page's answer and every question it asked, as lines. Trouble when there is no such account."""
    service = page.strip("/").split("/")[0]
    if service not in SERVICES:
        raise Trouble(f"a page begins with /{', /'.join(SERVICES)}: “{page}” does not")
    heard: list[Heard] = []
    with all_apps(home) as apps:
        wear(apps, describe(apps["registry"], login))
        for name, app in apps.items():
            found = app.extensions["plugins"]
            found.calling = Listening(name, found.calling, heard.append)
        visitor = apps[service].test_client()
        for cookie in (COOKIE, f"__Host-{COOKIE}"):
            visitor.set_cookie(cookie, "traced")
        answer = visitor.get(page)
        yield f"{page} as {login}: {answer.status} {answer.headers.get('Location', '')}".rstrip()
        yield from table(heard)
        yield from (f"{each.plugin}: {each.reason}" for each in apps[service].extensions["plugins"].absent)


def describe(registry: Flask, login: str) -> dict[str, Any]:
    """Who the account is, as the services are told."""
    from sqlalchemy import select

    from services.registry.db import db
    from services.registry.users.models import User
    from services.registry.users.queries import describe as described

    with registry.app_context():
        user = db.session.scalar(select(User).where(User.login == login))
        if user is None:
            raise Trouble(f"there is no account “{login}” in this home")
        return described(user)


def wear(apps: dict[str, Flask], actor: dict[str, Any]) -> None:
    """Take every session of this process for the account's: nobody is signed in, nothing is kept."""
    for app in apps.values():
        app.extensions["introspection"].ask = lambda kind, credential: actor


def table(heard: list[Heard]) -> Iterator[str]:
    """A line a question, in columns."""
    rows = [("asked by", "hook", "region", "plugin", "ms", "answer")]
    rows += [
        (each.service, each.hook, each.region, each.plugin, f"{each.milliseconds:.1f}", each.answer)
        for each in heard
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    for row in rows:
        yield "  ".join([*(word.ljust(width) for word, width in zip(row, widths, strict=False)), row[5]])
