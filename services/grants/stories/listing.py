"""The list of success stories as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.projects.queries import projects
from services.grants.projects.wording import region_names
from services.grants.stories.queries import VIEW, Found, count_stories, story_rows
from services.grants.stories.wording import SHAPES, story_states
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
    title_columns,
)
from shared.projects import project_names
from shared.sorting import Sorting, by_words
from shared.spoken import place_words, words_of

FILTERS = ("q", "project", "region", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: topic}."""
    noted = parts().noted
    return [
        *title_columns(_("Title"), width=50),
        Column(
            key="group",
            label=_("Group"),
            said=attrgetter("group"),
            drawn=lambda row: noted(words_of(row.group, row.group_kk), place_words(row.settlement)),
            sort=True,
            width=34,
        ),
        region_column(region_names()),
        project_column(names),
        *told_columns(),
        *published_columns(),
        state_column(_("State"), story_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def told_columns() -> list[Column[Found]]:
    """What the story says, for the workbook, each with its Kazakh words."""
    labels = {
        "problem": _("What the problem was"),
        "action": _("What the group did"),
        "result": _("What changed"),
        "numbers": _("In numbers"),
    }
    look = {"width": 60, "sort": False, **QUIET}
    return [one for key, label in labels.items() for one in title_columns(label, key=key, **look)]


def published_columns() -> list[Column[Found]]:
    """When and where it was published."""
    day = attrgetter("published_on")
    return [
        Column(key="published_on", label=_("Published on"), said=day, sort=True, unbroken=True),
        Column(key="channel", label=_("Where it is published"), said=attrgetter("channel"), width=34),
        Column(key="link", label=_("Link"), said=attrgetter("link"), width=40, **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Stories of the list; regions and states go in the order of their names."""
    order = {"region": by_words(region_names()), "state": list(story_states())}
    return story_rows(
        asked(*FILTERS), Sorting(request.args.get("sort", "-published_on"), order), limit, offset
    )


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(projects.topics())
    found, total = rows(PAGE, skipped()), count_stories(filters)
    shown = Listed(columns(names), found, total, lambda row: f"/grants/stories/{row.id}")
    return {"found": shown, "filters": filters, "projects": projects.listed(VIEW)}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(projects.topics()), count_stories(asked(*FILTERS))
    return send_workbook(_("Success stories"), columns(names), total, at_once(lambda: rows(None)))
