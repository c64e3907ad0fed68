"""What of success stories waits for whoever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.grants.stories.queries import RECORD, STATE, UNPROVEN, WITHHELD, Found, waiting
from shared.access import actor
from shared.language.roles import PR_OFFICER
from shared.spoken import title_of, words_of
from shared.web.week import Card, Thing, card_of

PAGE = "/grants/stories"


def week() -> Iterator[Card]:
    """Stories nobody consented to, stories nothing shows to be published."""
    if actor().can(RECORD):
        yield from unasked()
        yield from unproven()


def unasked() -> list[Card]:
    """Stories with a photo or a quotation nobody consented to."""
    found = waiting(STATE == WITHHELD)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={WITHHELD}",
        title=ngettext(
            "%(num)s success story has no consent to its photos or quotation",
            "%(num)s success stories have no consent to their photos or quotation",
            len(found),
        ),
        why=_("Until then it does not count: nobody is shown or quoted without consent."),
        action=_("Attach the consent"),
        day=attrgetter("published_on"),
        owner=PR_OFFICER,
        icon="image",
    )


def unproven() -> list[Card]:
    """Published stories with neither a link nor a copy."""
    found = waiting(UNPROVEN)
    return card_of(
        found,
        thing,
        f"{PAGE}?state=published",
        title=ngettext(
            "%(num)s success story has neither link nor copy of its publication",
            "%(num)s success stories have neither link nor copy of their publication",
            len(found),
        ),
        why=_("It counts as told but not as proven."),
        action=_("Add what proves it"),
        day=attrgetter("published_on"),
        owner=PR_OFFICER,
        icon="megaphone",
    )


def thing(row: Found) -> Thing:
    """One story with its group."""
    return Thing(text=title_of(row), href=f"{PAGE}/{row.id}", missing=words_of(row.group, row.group_kk))
