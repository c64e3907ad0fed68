"""A page of figures as all see it who may see the same: drawn once, however many look.

Every open page asks for itself anew as soon as a record comes; a hundred readers would draw it a hundred
times. What is shared is the body: menu, name and forms are each reader's own. A look is of one version of the
figures, shows what somebody did here at once (its act is newer) and is drawn anew after a second, for it also
says how fresh other homes are and how the regions look.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import g, render_template, request
from flask_babel import get_locale
from markupsafe import Markup
from sqlalchemy import select

from services.reports.dashboard.listing.places import seen
from services.reports.db import ActHead, db
from services.reports.figures.queries.pulse import version
from services.reports.figures.queries.shared_sums import Shared
from shared.access import Actor, actor
from shared.language.records.project import Project

KEPT = 16


@dataclass(frozen=True)
class Look:
    """What a page was drawn from and its body; `untitled`: it bears titles without Kazakh."""

    page: dict[str, Any]
    body: Markup
    untitled: bool


LOOKS: Shared[Look] = Shared(KEPT)


def look(template: str, project: Project, page_of: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What the head of a page needs, and its `body` drawn by a template; `page_of` is told the version."""
    stamp = version(project.id, seen())
    key = template, project.id, stamp, *moment(), *reader()
    shared = LOOKS.get(key, lambda: drawn(template, page_of(stamp)))
    if shared.untitled:
        g.untitled = True
    return {**shared.page, "body": shared.body}


def drawn(template: str, page: dict[str, Any]) -> Look:
    """A page drawn now."""
    body = Markup(render_template(template, **page))
    return Look(page, body, bool(g.get("untitled")))


def moment() -> tuple[object, ...]:
    """The last act of this service, the present second."""
    return db.session.scalar(select(ActHead.number)), second()


def second() -> int:
    """The present second of this machine."""
    return int(time.monotonic())


def reader() -> tuple[object, ...]:
    """What a body depends on: the address, the language, what the reader may; not who he is."""
    asked = request.path, *request.args.items(multi=True)
    return asked, str(get_locale()), rights(actor())


def rights(who: Actor) -> Actor:
    """An actor without what makes him one of those who may the same."""
    return replace(who, id="", name="", login="", title="", locale=None)
