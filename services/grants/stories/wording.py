"""Success stories in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.stories.queries import DRAFT, PUBLISHED, WITHDRAWN, WITHHELD
from shared.acts.words import Words
from shared.i18n import once_a_language
from shared.spoken import label_in_kazakh

TOLD = ("problem", "action", "result", "numbers", "quote")
SHAPES = {DRAFT: "plain", WITHHELD: "bad", PUBLISHED: "ok", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"story_states": story_states(), "story_shapes": SHAPES}


@once_a_language
def story_states() -> Mapping[str, str]:
    """States of a story."""
    return {
        PUBLISHED: pgettext("story", "published"),
        WITHHELD: pgettext("story", "no consent"),
        DRAFT: pgettext("story", "draft"),
        WITHDRAWN: pgettext("story", "withdrawn"),
    }


def story() -> Words:
    """A story in words."""
    fields = {
        "title": _("Title"),
        "title_kk": _("Title in Kazakh"),
        "problem": _("What the problem was"),
        "action": _("What the group did"),
        "result": _("What changed"),
        "numbers": _("In numbers"),
        "quote": _("Quotation"),
        "quoted": _("Whose words"),
        "faceless": _("Nobody can be recognised in the photos"),
        "published_on": _("Published on"),
        "channel": _("Where it is published"),
        "link": _("Link"),
        "withdrawn_because": _("Why the story is withdrawn"),
    }
    kazakh = {f"{name}_kk": label_in_kazakh(name, fields[name]) for name in TOLD}
    return Words(_("Success story"), fields | kazakh)
