"""The list of reviews as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.reviews.queries import VIEW, Found, count_reviews, review_rows, share_of
from services.events.reviews.wording import (
    SHAPES,
    TONE_SHAPES,
    networks,
    review_states,
    share_words,
    tones,
)
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    parts,
    project_column,
    region_column,
    skipped,
    state_column,
)
from shared.projects import project_names
from shared.sorting import Sorting, by_words

FILTERS = ("q", "project", "network", "tone", "region", "state")


def columns() -> list[Column[Found]]:
    """Columns of the list."""
    names = project_names(projects.topics())
    return [
        Column(
            key="written_on",
            label=_("Day"),
            said=attrgetter("written_on"),
            sort=True,
            unbroken=True,
        ),
        state_column(_("Tone"), tones(), TONE_SHAPES, attrgetter("tone"), key="tone", width=20),
        *word_columns(),
        project_column(names),
        state_column(_("Evidence"), review_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def word_columns() -> list[Column[Found]]:
    """Where it stands, what it says, of which region."""
    regions, whole, where = dict(region_options(None)), _("the whole project"), networks()

    return [
        Column(
            key="network",
            label=_("Network"),
            said=lambda row: where[row.network],
            sort=True,
            phone="title",
            width=20,
        ),
        Column(key="said", label=_("What was written"), said=attrgetter("said"), width=60),
        region_column(regions, whole, phone="hide"),
        Column(
            key="link",
            label=_("Link"),
            said=attrgetter("link"),
            drawn=lambda row: parts().link_out(row.link) if row.link else None,
            width=40,
            **QUIET,
        ),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Reviews of the list; what is read in words goes in the order of its words."""
    order = {
        "region": by_words(dict(region_options(None))),
        "network": by_words(networks()),
        "tone": list(tones()),
        "state": list(review_states()),
    }
    return review_rows(
        asked(*FILTERS), Sorting(request.args.get("sort", "-written_on"), order), limit, offset
    )


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, share, projects: [(key, topic)]}."""
    asked_for = asked(*FILTERS)
    found = Listed(
        columns(),
        rows(PAGE, skipped()),
        count_reviews(asked_for),
        lambda row: f"/events/reviews/{row.id}",
    )
    share = share_words(*share_of(asked_for))
    return {"found": found, "filters": asked_for, "share": share, "projects": projects.listed(VIEW)}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_reviews(asked(*FILTERS))
    return send_workbook(_("Reviews"), columns(), total, at_once(lambda: rows(None)))
