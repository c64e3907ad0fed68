"""The media plan in the user's language: what templates say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.dates import get_day_names

from services.events.projects.queries import projects
from shared.i18n import current_locale, once_a_language
from shared.language.publications import (
    BROADCAST,
    INVITATION,
    PRESS_ARTICLE,
    PRESS_RELEASE,
    SOCIAL_POST,
)

ICONS = {
    PRESS_RELEASE: "document",
    SOCIAL_POST: "chat",
    PRESS_ARTICLE: "book",
    BROADCAST: "megaphone",
    INVITATION: "group",
}


def words() -> dict[str, Any]:
    """What templates say of a media plan."""
    return {"item_icons": ICONS, "weekdays": weekdays, "line_codes": projects.codes}


@once_a_language
def weekdays() -> Mapping[str, str]:
    """Days of the week in short, Monday first."""
    names = get_day_names("abbreviated", "stand-alone", current_locale())
    return {str(number): name for number, name in sorted(names.items())}
