"""Plans that are said in Kazakh but for some of their lines."""

from __future__ import annotations

from flask_babel import gettext as _

from services.registry.plans.wording.pages import topic_of
from services.registry.wordings.queries import WRITE, Waiting, waiting
from services.registry.wordings.wording import missing_words
from shared.access import actor
from shared.language.roles import ASSISTANT
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """What a plan says in Russian only, once somebody has begun to say it in Kazakh."""
    found = waiting() if actor().everywhere(WRITE) else []
    return card_of(
        found,
        thing,
        "/registry/plans",
        title=_("The Kazakh plan is not whole"),
        why=_("Kazakh pages and papers say these lines in Russian and mark them."),
        action=_("Write them in Kazakh"),
        owner=ASSISTANT,
        icon="edit",
    )


def thing(row: Waiting) -> Thing:
    """One plan."""
    page = f"/registry/plans/{row.plan.id}/wordings"
    return Thing(text=topic_of(row.plan.project), href=page, missing=missing_words(row.missing))
