"""What of the plugins an administrator must know."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from shared.access import actor
from shared.language.roles import ADMIN
from shared.plugins import plugins
from shared.plugins.wording import effect
from shared.web.week import MOST_NAMED, Card, Thing

PAGE = "/registry/plugins"


def week() -> Iterator[Card]:
    """Plugins that do not do what they should, and what was set for one and holds no more."""
    found = plugins().troubles() if ADMIN in actor().roles else []
    if found:
        things = tuple(
            Thing(text=each.plugin, href=PAGE, missing=effect(each)) for each in found[:MOST_NAMED]
        )
        yield Card(
            title=_("Plugins need you"),
            why=_("What a plugin does not do is left out, or stops, in its regions."),
            href=PAGE,
            action=_("Look at it"),
            owner=ADMIN,
            icon="lock",
            count=len(found),
            things=things,
        )
