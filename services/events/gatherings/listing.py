"""The list of gatherings as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_babel import gettext as _

from services.events.gatherings import queries
from services.events.gatherings.operations import asked as asked_in
from services.events.gatherings.operations import asked_now
from services.events.gatherings.queries import ANY, PASSED, Found
from services.events.gatherings.wording.hours import hours
from services.events.gatherings.wording.names import (
    SHAPES,
    evidence_kinds,
    gathering_statuses,
    gathering_types,
    led,
    modes,
    short_days,
)
from services.events.gatherings.wording.proofs import Telling
from services.events.projects.queries import least_evidence, projects
from services.events.projects.wording import centre_column, region_options
from shared.access import actor
from shared.clock import today
from shared.doors.export import send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    chosen,
    parts,
    settlement_column,
    skipped,
    state_column,
    title_columns,
)
from shared.i18n import current_locale
from shared.language.gatherings import ALL
from shared.plugins import extra
from shared.projects import project_names
from shared.proofs.declaring import Need
from shared.proofs.rules import first_kinds, lacking
from shared.sorting import Sorting, by_words
from shared.spoken import spoken

FILTERS = ("q", "region", "type", "activity", "status", "missing")


@dataclass(frozen=True)
class Line:
    """A line of the list: the gathering as it was found, and the kinds of evidence it lacks."""

    row: Found
    missing: tuple[str, ...]


def filters_of() -> dict[str, Any]:
    """What the address asks for."""
    known = {project.id for project in projects.topics()}
    chosen = request.args.get("project")
    return asked(*FILTERS) | ({"project_id": chosen} if chosen in known else {})


def columns() -> list[Column[Line]]:
    """Columns of the list."""
    types = gathering_types()
    return [
        *title_columns(_("Gathering"), attrgetter("row"), width=46),
        project_column(),
        *day_columns(),
        Column(key="hours", label=_("Time"), said=hours_of, **QUIET),
        *place_columns(),
        Column(key="type", label=_("Type"), said=lambda line: types[line.row.type], sort=True, width=24),
        *kind_columns(),
        Column(key="led", label=_("Who led it"), said=led_by, width=40, **QUIET),
        Column(key="attended", label=_("Attended"), said=attended, sort=True, align="end", phone="hide"),
        proof_column(),
        status_column(),
        *answers(),
    ]


def answers() -> list[Column[Line]]:
    """What the plugins of the reader's regions ask, and what was answered before."""

    def asked_about(line: Line) -> extra.Asked:
        return asked_in(line.row.region, line.row.type, line.row.starts_on)

    asked_here, kept = asked_now("gathering.view"), queries.kept_answers()
    return extra.columns(asked_here, kept, asked_about, attrgetter("row.extra"))


def project_column() -> Column[Line]:
    """The project, shown where there are several."""
    names = project_names(projects.topics())
    return Column(
        key="project",
        label=_("Project"),
        said=lambda line: names.get(str(line.row.project_id), ""),
        hidden=len(names) < 2,
        width=46,
    )


def day_columns() -> list[Column[Line]]:
    """The day or days."""
    locale, label = current_locale(), _("Date")

    def days(line: Line) -> str:
        return short_days(line.row.starts_on, line.row.ends_on, locale)

    first, last = attrgetter("row.starts_on"), attrgetter("row.ends_on")
    return [
        Column(key="date", label=label, said=first, drawn=days, sort=True, unbroken=True),
        Column(key="last_day", label=_("Last day"), said=last, beside="date", **QUIET),
    ]


def hours_of(line: Line) -> str:
    """The hours of a line."""
    return hours(line.row.starts_at, line.row.ends_at, line.row.zone)


def led_by(line: Line) -> str:
    """Who led the gathering of a line."""
    return "; ".join(led(line.row.trainers))


def attended(line: Line) -> int | None:
    """How many came; not known before a gathering was held."""
    return line.row.attended or (0 if line.row.status == "held" else None)


def place_columns() -> list[Column[Line]]:
    """Where people meet."""
    regions = dict(region_options(None))
    region = Column[Line](
        key="region",
        label=_("Region"),
        said=lambda line: regions.get(line.row.region, line.row.region),
        sort=True,
        width=26,
    )
    return [
        region,
        settlement_column(_("Settlement"), attrgetter("row"), **QUIET),
        centre_column(attrgetter("row"), width=26, **QUIET),
    ]


def kind_columns() -> list[Column[Line]]:
    """The line of the plan, and how people meet."""
    codes, ways = projects.codes(), modes()

    def code(line: Line) -> str:
        return codes.get(line.row.activity_id, line.row.activity_id)

    return [
        Column(key="activity", label=_("Activity"), said=code, **QUIET),
        Column(key="mode", label=_("Format"), said=lambda line: ways[line.row.mode], **QUIET),
    ]


def proof_column() -> Column[Line]:
    """The state of evidence; where a gathering was held, with a sign."""
    tell, verdict = Telling(), cache(parts().verdict)

    def drawn(line: Line) -> Any:
        words = tell.in_words(line.row, line.missing)
        held = line.row.status == "held"
        return verdict("behind" if line.missing else "met", words) if held else words

    return Column(
        key="proof",
        label=_("Evidence"),
        said=lambda line: tell.in_words(line.row, line.missing),
        drawn=drawn,
        width=46,
    )


def status_column() -> Column[Line]:
    """The state; one that was planned and whose day has gone by asks."""
    words = {**gathering_statuses(), PASSED: _("Held? Say so")}
    day = today()

    def state(line: Line) -> str:
        return PASSED if line.row.status == "planned" and line.row.starts_on < day else str(line.row.status)

    return state_column(_("State"), words, SHAPES, state)


def states() -> list[tuple[str, str]]:
    """The states a list may be narrowed to."""
    return [*gathering_statuses().items(), (PASSED, _("Planned, the day has passed"))]


def sorting() -> Sorting:
    """The order the address asks for; columns read by names go in the order of the names."""
    codes = {"region": by_words(dict(region_options(None))), "type": by_words(gathering_types())}
    return Sorting(request.args.get("sort", "-date"), codes)


def lines(found: Sequence[Found]) -> list[Line]:
    """Gatherings as lines of the list; what they lack is found once for those alike."""
    needs = cache(needs_of)

    @cache
    def lacks(kind: tuple[Any, ...], present: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
        return tuple(first_kinds(lacking(needs(*kind), dict(present))))

    return [Line(row, lacks(kind_of(row), tuple((row.present or {}).items()))) for row in found]


def kind_of(row: Found) -> tuple[Any, ...]:
    """What decides which evidence a gathering needs."""
    return row.project_id, row.activity_id, row.type, row.mode, tuple(map(tuple, row.also_needed))


def needs_of(
    project_id: UUID, activity_id: str, name: str, mode: str, also: tuple[tuple[str, ...], ...]
) -> tuple[Need, ...]:
    """What proves gatherings of a kind."""
    least = least_evidence(projects.get(project_id), activity_id, name)
    return queries.needs(name, mode, least, also)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters}."""
    filters, seen = filters_of(), columns()
    found = lines(queries.gathering_rows(filters, sorting(), PAGE, skipped(), asks_more(seen)))
    asks = [{"status": PASSED}] if actor().can("gathering.record") else []
    total, *passed = queries.count_lists(filters, *asks)
    return {"found": Listed(seen, found, total, address_of), "filters": filters, "passed": sum(passed)}


def address_of(line: Line) -> str:
    """The page of a gathering."""
    return f"/events/gatherings/{line.row.id}"


def kinds_needed() -> list[tuple[str, str]]:
    """Kinds of evidence that some type of gathering needs, to choose from."""
    words = evidence_kinds()
    asked = dict.fromkeys(kind for gathering_type in ALL for kind in gathering_type.needs)
    return [(ANY, _("any of them")), *((kind, words[kind]) for kind in asked)]


def activities() -> list[tuple[str, str]]:
    """Lines of every plan by their codes, to choose from in the reader's language."""
    lines = (line for project in map(spoken, projects.all()) for line in project.activities)
    return list({line.code: f"{line.code} {line.title}" for line in lines}.items())


def asks_more(seen: Sequence[Column[Line]]) -> bool:
    """Whether the address asks for a column that nobody sees by himself."""
    return any(column.hidden for column in chosen(seen))


def export() -> Response:
    """The list of the same address as an .xlsx."""
    seen, filters = columns(), filters_of()
    parts = queries.gathering_parts(filters, sorting(), asks_more(seen))
    return send_workbook(_("Gatherings"), seen, queries.count_gatherings(filters), map(lines, parts))
