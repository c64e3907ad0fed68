"""The media plan as a document, ready to be printed in the language of its reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from services.events.media_plans.queries import whole
from services.events.projects.queries import projects
from services.events.projects.wording import region_name
from services.events.publications.queries import Found
from services.events.publications.wording import publication_kinds, publication_statuses
from shared.clock import today
from shared.doors.errors import Unavailable
from shared.i18n import current_locale, format_period, format_short_date
from shared.language.publications import ITEMS, PUBLISHED
from shared.language.records.project import Project
from shared.office.papers import drawn
from shared.spoken import grantee_of, mark_words, title_of, topic

DRAWN_BY = "services.events.media_plans.paper:draw"


class MediaPlanNotDrawn(Unavailable):
    """The media plan could not be printed just now. Try again in a moment; nothing is lost."""

    code = "media_plan_not_drawn"


def paper_of(project: Project, form: str) -> bytes:
    """The plan as a PDF or for Word, out of a limited child; MediaPlanNotDrawn."""
    return drawn(DRAWN_BY, MediaPlanNotDrawn, data=printed(project), form=form)


def printed(project: Project) -> dict[str, Any]:
    """Everything the paper says, in words."""
    rows = whole(project.id)
    return {
        "locale": current_locale(),
        "title": _("Media plan"),
        "grantee": grantee_of(project),
        "topic": topic(project.topic, project.topic_kk),
        "period": format_period(project.period_from, project.period_to),
        "approved": [_("I approve"), _("Project lead")],
        "columns": columns(),
        "rows": [cells(number, row) for number, row in enumerate(rows, 1)],
        "sums": sums(rows),
        "signatures": [_("PR officer"), _("Project lead")],
        "foot": " ".join(
            filter(None, [_("State of the plan on %(day)s", day=format_short_date(today())), mark_words()])
        ),
    }


def columns() -> list[str]:
    """The head of the plan."""
    return [
        _("No."),
        _("Planned day"),
        _("Kind"),
        _("Title"),
        _("Channel"),
        _("Owner"),
        _("Activity"),
        _("Region"),
        _("State"),
    ]


def cells(number: int, row: Found) -> list[str]:
    """An item as a line of the plan."""
    return [
        str(number),
        format_short_date(row.planned_on or row.issued_on),
        publication_kinds()[row.kind],
        title_of(row),
        row.channel or "–",
        row.owner or "–",
        projects.codes().get(row.activity_id, "–"),
        region_name(row.region) if row.region else _("the whole project"),
        state_of(row),
    ]


def state_of(row: Found) -> str:
    """Where an item stands; of a published one, since when and where it can be read."""
    state = publication_statuses()[row.status]
    if row.status != PUBLISHED:
        return state
    return "\n".join(filter(None, (f"{state} {format_short_date(row.issued_on)}", row.link)))


def sums(rows: Sequence[Found]) -> list[str]:
    """How many of each kind are planned, and how many of these are published."""
    planned = Counter(row.kind for row in rows)
    issued = Counter(row.kind for row in rows if row.status == PUBLISHED)
    said = {kind: (planned[kind], issued[kind]) for kind in ITEMS if planned[kind]}
    return [
        _(
            "%(kind)s: %(planned)s, published %(issued)s",
            kind=publication_kinds()[kind],
            planned=of_kind,
            issued=out,
        )
        for kind, (of_kind, out) in said.items()
    ]


def file_name(project: Project, form: str) -> str:
    """A name people recognise."""
    return f"{_('Media plan')} {project.period_from or today():%Y}.{form}"
