"""A village's plan as the document the village keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.db import db
from services.registry.plans.models import Project
from services.registry.plans.queries import grantee_in
from services.registry.regions.wording import region_name
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.queries import parts_of
from services.registry.village_plans.wording.names import bodies, offices, parts, priorities, sectors
from shared.i18n import current_locale, format_date, format_number, format_short_date
from shared.language.villages import CHAIR
from shared.office.paper.described import Paper, Part
from shared.spoken import place_words, title_of, words_of

Rows = Sequence[Any]


def paper_of(item: VillagePlan, names: bool) -> Paper:
    """The plan in words; `names` says whether its reader may read who works on it."""
    rows = parts_of(item)
    return Paper(
        locale=current_locale(),
        over=grantee_in(current_locale(), db.session.get_one(Project, item.project_id)),
        title=_("Inclusive development plan of the village"),
        subtitle=f"{place_words(item.settlement)}, {region_name(item.region)}",
        accent=current_app.extensions["plugins"].branding(item.region, item.approved_on).accent,
        stamp=stamp(item),
        lead=words_of(item.goal, item.goal_kk),
        facts=facts(item, rows),
        parts=printed_parts(rows, names),
        signatures=signatures(rows["members"], names),
        foot=foot(item),
    )


def stamp(item: VillagePlan) -> list[str]:
    """The approval as it stands at the head of a paper; a place for it while the plan is in work."""
    if not item.approved_on or not item.approved_by:
        return [_("PROJECT"), _("The village has not approved the plan yet")]
    protocol = _("protocol No. %(number)s", number=item.protocol_number)
    return [_("APPROVED"), bodies()[item.approved_by], f"{protocol}, {format_date(item.approved_on)}"]


def facts(item: VillagePlan, rows: Mapping[str, Rows]) -> list[tuple[str, str]]:
    """What is said of the plan in a line each."""
    known = {
        _("Period"): period(rows["activities"]),
        _("Working group formed on"): format_date(item.group_formed_on) if item.group_formed_on else "",
        _("What the plan holds"): sums(rows),
    }
    return [(label, value) for label, value in known.items() if value]


def period(activities: Rows) -> str:
    """The years from the first activity to the last."""
    years = [day.year for row in activities for day in (row.starts_on, row.ends_on)]
    return "" if not years else str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}"


def sums(rows: Mapping[str, Rows]) -> str:
    """How many problems, activities and indicators there are."""
    problems, activities, indicators = (len(rows[key]) for key in ("problems", "activities", "indicators"))
    said = (
        ngettext("%(num)s problem", "%(num)s problems", problems),
        ngettext("%(num)s activity", "%(num)s activities", activities),
        ngettext("%(num)s indicator", "%(num)s indicators", indicators),
    )
    return ", ".join(said)


def printed_parts(rows: Mapping[str, Rows], names: bool) -> list[Part]:
    """The parts that have rows, as tables."""
    columns, cells = (
        heads(names),
        {
            "members": [member_cells(row, names) for row in rows["members"]],
            "problems": [problem_cells(row) for row in rows["problems"]],
            "measures": [[said(row, "for_whom"), said(row, "title")] for row in rows["measures"]],
            "activities": activity_rows(rows),
            "indicators": [indicator_cells(row) for row in rows["indicators"]],
        },
    )
    titles = parts()
    return [Part(title=titles[key], columns=columns[key], rows=cells[key]) for key in titles if cells[key]]


def heads(names: bool) -> dict[str, list[tuple[str, int]]]:
    """The heads of the tables with their shares of the width."""
    name = [(_("Name"), 5)] if names else []
    return {
        "members": [*name, (_("Office"), 3), (_("Speaks for"), 6)],
        "problems": [(_("Problem"), 6), (_("Sector"), 4), (_("Priority"), 3), (_("Votes"), 2)],
        "measures": [(_("For whom"), 3), (_("What is done"), 7)],
        "activities": [
            (_("What is done"), 6),
            (_("Problem"), 4),
            (_("Period"), 3),
            (_("Who answers for it"), 4),
            (_("Source of money"), 4),
        ],
        "indicators": [
            (_("What is measured"), 7),
            (_("Unit"), 2),
            (_("Now"), 2),
            (_("Target"), 2),
            (_("By"), 3),
        ],
    }


def member_cells(row: Any, names: bool) -> list[str]:
    """Somebody of the working group."""
    return [*([row.name] if names else []), offices()[row.office], said(row, "represents")]


def said(row: Any, name: str) -> str:
    """Words of a row in the language of the paper."""
    return words_of(getattr(row, name), getattr(row, f"{name}_kk"))


def problem_cells(row: Any) -> list[str]:
    """A problem; whoever did not count the votes has a dash."""
    votes = "–" if row.votes is None else format_number(row.votes)
    return [title_of(row), sectors()[row.sector], priorities()[row.priority], votes]


def activity_rows(rows: Mapping[str, Rows]) -> list[list[str]]:
    """The activities, each with the problem it solves."""
    solved = {row.id: title_of(row) for row in rows["problems"]}
    return [
        [
            title_of(row),
            solved.get(row.problem_id, "–"),
            f"{format_short_date(row.starts_on)} – {format_short_date(row.ends_on)}",
            said(row, "owner"),
            said(row, "funding") or "–",
        ]
        for row in rows["activities"]
    ]


def indicator_cells(row: Any) -> list[str]:
    """An indicator; what nobody knows yet is a dash."""
    base = "–" if row.base is None else format_number(row.base)
    return [title_of(row), said(row, "unit"), base, format_number(row.target), format_short_date(row.due_on)]


def signatures(members: Rows, names: bool) -> list[tuple[str, str]]:
    """The chair of the group signs, and whoever leads the assembly."""
    chair = next((row.name for row in members if row.office == CHAIR and names), "")
    return [(_("Chair of the working group"), chair), (_("Chair of the assembly"), "")]


def foot(item: VillagePlan) -> str:
    """What stands on every page."""
    state = "" if item.approved_on else f" · {_('project')}"
    return f"{_('Inclusive development plan')}: {place_words(item.settlement)}{state}"


def file_name(item: VillagePlan) -> str:
    """A name people recognise."""
    return f"{_('Development plan')} {item.settlement}"
