"""Publications in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.events.projects.queries import projects
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language import publications

SHAPES = {
    publications.IDEA: "plain",
    publications.DRAFT: "warn",
    publications.APPROVED: "pace",
    publications.PUBLISHED: "ok",
}


def words() -> dict[str, Any]:
    """What templates say of publications."""
    return {
        "publication_kinds": publication_kinds(),
        "publication_statuses": publication_statuses(),
        "publication_shapes": SHAPES,
        "media": media(),
    }


@once_a_language
def publication_kinds() -> Mapping[str, str]:
    """Kinds of what is issued."""
    return {name: said(kind.words) for name, kind in publications.KINDS.items()}


@once_a_language
def media() -> Mapping[str, str]:
    """What copies handed out are."""
    return {name: said(words) for name, words in publications.MEDIA.items()}


@once_a_language
def publication_statuses() -> Mapping[str, str]:
    """States of a publication."""
    return {name: said(words) for name, words in publications.STATUSES.items()}


def publication() -> Words:
    """Something issued in words."""
    fields = {
        "activity_id": _("Activity of the plan"),
        "kind": _("Kind"),
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "planned_on": _("Planned day"),
        "issued_on": _("Day"),
        "owner": _("Owner"),
        "quantity": _("Quantity"),
        "medium": _("Format"),
        "channel": _("Channel"),
        "link": _("Link"),
        "status": _("State"),
    }
    values = {
        "activity_id": projects.codes(),
        "kind": publication_kinds(),
        "medium": media(),
        "status": publication_statuses(),
    }
    return Words(_("Publication"), fields, values)
