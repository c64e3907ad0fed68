"""The registry's project as its neighbours know it: a copy with columns for lists, its plan typed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

import msgspec
from flask import g, has_request_context, request
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import Table, Text, case, cast, select, update
from sqlalchemy.orm import Mapped, mapped_column

from shared.access import scope
from shared.doors.errors import Conflict, Invalid, NotFound
from shared.i18n import format_short_date
from shared.language import records
from shared.language.records.project import Activity, Project, Region
from shared.queue import outbox
from shared.queue.receiving import Envelope, newer
from shared.spoken import spoken, topic
from shared.tables import CopyMixin, Sessions

KEPT_DECODED, KEPT_NAMED, SAFE = 64, 2000, ("GET", "HEAD")


class ProjectUnknown(NotFound):
    """There is no approved project with this id here yet.
    If the plan was approved just now, try again in a moment."""

    code = "project_unknown"


class ProjectClosed(Conflict):
    """The project is closed: nothing new is counted.
    Papers and payments of what was recorded may still be added."""

    code = "project_closed"


class ActivityUnknown(Invalid):
    """The plan has no activity “%(activity)s”. Its activities: %(known)s."""

    code = "activity_unknown"


class RegionUnknown(Invalid):
    """“%(region)s” is not a region of this project. Its regions: %(known)s."""

    code = "region_unknown"


@dataclass(frozen=True)
class Known:
    """What a project is named by, and which version of it is in force here."""

    id: str
    version: int
    topic: str
    approved_on: date | None
    closed_on: date | None
    topic_kk: str | None = None


class ProjectMixin(CopyMixin):
    """A `project` record; `state` holds the whole of it, the columns what lists and pages ask."""

    __tablename__ = "project_copies"
    topic: Mapped[str]
    grantee: Mapped[str]
    status: Mapped[str]
    closed_on: Mapped[date | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    plan_version: Mapped[int | None]
    approved_on: Mapped[date | None]
    state: Mapped[dict[str, Any]] = mapped_column(deferred=True)


def columns(project: Project) -> dict[str, Any]:
    """A project as its copy keeps it."""
    plain = ("topic", "grantee", "status", "closed_on", "period_from", "period_to", "approved_on")
    return {
        **{name: getattr(project, name) for name in plain},
        "plan_version": project.plan.version if project.plan else None,
        "state": records.state(project),
    }


class Projects:
    """The copies of a service; a plan is decoded once a version in a process, whoever asks for it.
    `derived` are tables that follow others and are brought up to date by their service."""

    def __init__(
        self, service: str, db: Any, model: type[ProjectMixin], derived: tuple[str, ...] = ()
    ) -> None:
        self.service, self.db, self.model, self.derived = service, db, model, derived
        self.decoded = lru_cache(maxsize=KEPT_DECODED)(self._decode)
        self.named = lru_cache(maxsize=KEPT_NAMED)(self._name)
        self.newest = select(model.id, model.version).order_by(model.id.desc())  # every page asks it

    def _decode(self, project_id: str, _version: int) -> Project:
        state = self.db.session.scalars(
            select(cast(self.model.state, Text)).where(self.model.id == project_id)
        ).one()
        return msgspec.json.decode(state, type=Project)

    def _name(self, project_id: str, version: int) -> Known:
        model = self.model
        named = model.topic, model.approved_on, model.closed_on, model.state["topic_kk"].astext
        row = self.db.session.execute(select(*named).where(model.id == project_id)).one()
        return Known(project_id, version, *row)

    def known(self) -> dict[str, Known]:
        """What names each project and which version of it is in force, newest first;
        a page that is only read asks the database once, however often it asks here."""
        if not has_request_context() or request.method not in SAFE and not g.get("only_reads"):
            return self._read()
        if "known_projects" not in g:
            g.known_projects = self._read()
        found: dict[str, Known] = g.known_projects
        return found

    def _read(self) -> dict[str, Known]:
        found = self.db.session.connection().execute(self.newest).all()
        return {project_id: self.named(project_id, version) for project_id, version in found}

    def get(self, project_id: uuid.UUID | str) -> Project:
        """A project by its id; ProjectUnknown."""
        found = self.known().get(str(project_id))
        if found is None:
            raise ProjectUnknown(field="project_id")
        return self.decoded(found.id, found.version)

    def open(self, project_id: uuid.UUID | str) -> Project:
        """A project something new can be recorded for; ProjectUnknown, ProjectClosed."""
        project = self.get(project_id)
        if project.closed_on:
            raise ProjectClosed(field="project_id")
        return project

    def all(self) -> list[Project]:
        """Every project that has an approved plan, newest first."""
        return [self.decoded(found.id, found.version) for found in self.known().values()]

    def regions(self) -> dict[str, Region]:
        """The regions of all projects by code, read once a request."""
        if "regions" not in g:
            g.regions = {region.code: region for project in self.all() for region in project.regions}
        found: dict[str, Region] = g.regions
        return found

    def region_name(self, code: str | None) -> str:
        """A region's name in the user's language."""
        row = self.regions().get(code or "")
        return row.name(str(get_locale())) if row else code or ""

    def region_names(self) -> dict[str, str]:
        """The names of all regions by code, in the user's language."""
        language = str(get_locale())
        return {code: region.name(language) for code, region in self.regions().items()}

    def all_open(self) -> list[Project]:
        """Projects something new can be recorded for: those nobody has closed."""
        return [project for project in self.all() if not project.closed_on]

    def offered(self, permission: str) -> list[Project]:
        """Open projects that name a region in which the actor holds the permission."""
        return concerning(self.all_open(), scope(permission))

    def listed(self, permission: str) -> list[tuple[str, str]]:
        """Projects by their names as the filter of a list offers them: those that name a region in which the
        actor holds the permission."""
        mine, names = scope(permission), project_names(self.topics())
        if mine is None:
            return list(names.items())
        here = {project.id for project in concerning(self.all(), mine)}
        return [(key, name) for key, name in names.items() if key in here]

    def chosen(self, project_id: str | None, permission: str) -> Project | None:
        """The offered project asked for, or the only one; None while there is a choice to make, or none."""
        known = self.offered(permission)
        asked = next((project for project in known if project.id == project_id), None)
        elsewhere = not asked and any(project.id == project_id for project in self.all_open())
        return asked or (known[0] if len(known) == 1 and not elsewhere else None)

    def or_newest(self, project_id: str | None) -> Project:
        """The project asked for, else the newest one; ProjectUnknown."""
        known = [] if project_id else self.all()
        return known[0] if known else self.get(project_id or "")

    def topics(self) -> Sequence[Known]:
        """What names each project, newest first, without its plan."""
        return list(self.known().values())

    def with_codes(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of a list with the code of their line beside its id."""
        found = list(rows)
        plans = {key: self.get(key) for key in {row["project_id"] for row in found}}
        codes = {key: {line.id: line.code for line in plan.activities} for key, plan in plans.items()}
        return [
            {**row, "activity": codes[row["project_id"]].get(row["activity_id"], row["activity_id"])}
            for row in found
        ]

    def codes(self) -> dict[str, str]:
        """How every line of any plan in force is shown, by its id."""
        return {line.id: line.code for project in self.all() for line in project.activities}

    def lines_named(self, named: str) -> set[str]:
        """Ids of the lines of any plan that bear this id or this code."""
        lines = (line for project in self.all() for line in project.activities)
        return {named, *(line.id for line in lines if named == line.code)}

    def keep(self, session: Sessions, envelopes: list[Envelope]) -> list[Project]:
        """Keep the newest state of each project; rows that know a line by its code get its id.
        Those that changed."""
        changed = newer(session, self.model, envelopes, columns)
        self.decoded.cache_clear()
        self.named.cache_clear()
        if sum(self.name_lines(session, envelope.record) for envelope in changed):
            outbox.resend_later(session, self.service)
        return [envelope.record for envelope in changed]

    def name_lines(self, session: Sessions, project: Project) -> int:
        """Put ids where an older version of Asar wrote the code of a line; in how many rows."""
        codes = Counter(line.code for line in project.activities)
        ids = {line.code: line.id for line in project.activities if codes[line.code] == 1}
        tables = [
            table
            for name, table in self.db.metadata.tables.items()
            if "activity_id" in table.columns and name not in self.derived
        ]
        return sum(renamed(session, table, project.id, ids) for table in tables)


def renamed(session: Sessions, table: Table, project_id: str, ids: dict[str, str]) -> int:
    """Put ids for codes in the rows of one table; in how many."""
    column, known = table.c.activity_id, [code for code, line in ids.items() if code != line]
    mine = cast(table.c.project_id, Text) == project_id
    change = update(table).where(mine, column.in_(known)).values(activity_id=case(ids, value=column))
    return len(session.execute(change.returning(column)).all()) if known else 0


def concerning(known: Iterable[Project], regions: set[str] | None) -> list[Project]:
    """Projects that name one of these regions (None: any), or none at all."""
    return [
        project
        for project in known
        if regions is None or not project.regions or any(region.code in regions for region in project.regions)
    ]


class Named(Protocol):
    """What a project is named by."""

    @property
    def id(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def topic_kk(self) -> str | None: ...
    @property
    def approved_on(self) -> date | None: ...


def activity_of(project: Project, named: str) -> Activity:
    """A line of the plan by its id, or by its code where one line has it; ActivityUnknown."""
    found = project.activity(named)
    if found is None:
        known = ", ".join(line.code for line in project.activities)
        raise ActivityUnknown(field="activity", activity=named, known=known)
    return found


def region_of(project: Project, text: str) -> str:
    """The code of one of the project's regions, however it was written; RegionUnknown."""
    found = project.region(text)
    if found is None:
        known = ", ".join(region.code for region in project.regions)
        raise RegionUnknown(field="region", region=text, known=known)
    return found.code


def grouped_activities(project: Project) -> list[dict[str, Any]]:
    """Lines of the plan under their tasks, as the groups of a choice in the reader's language."""
    plan = spoken(project).plan
    return [
        {
            "label": section.title,
            "options": [(line.id, f"{line.code} {line.title}") for line in section.activities],
        }
        for section in (plan.sections if plan else ())
        if section.activities
    ]


def names_of_lines(project: Project) -> list[str]:
    """Whatever a record may call a line of the plan: its id, or its code in a record of long ago."""
    return [name for line in project.activities for name in (line.id, line.code)]


def activity_titles(project: Project) -> dict[str, str]:
    """Lines of the plan as "4.1 Title" by their ids, in the reader's language."""
    return {line.id: f"{line.code} {line.title}" for line in spoken(project).activities}


def project_names(known: Iterable[Named]) -> dict[str, str]:
    """Topics of projects by id in the reader's language, in their order;
    those of one topic are told apart by the day of the plan, then by a number."""
    plans = {project.id: project for project in known}
    names = {key: topic(project.topic, project.topic_kk) for key, project in plans.items()}
    dated = {key: f"{names[key]} · {plan_day(plans[key])}" for key in repeated(names)}
    names |= dated
    seen: Counter[str] = Counter()
    for key in sorted(repeated(names)):
        seen[dated[key]] += 1
        names[key] = f"{dated[key]} · № {seen[dated[key]]}"
    return names


def repeated(names: dict[str, str]) -> list[str]:
    """Keys of the names that are not the only ones of their kind."""
    counted = Counter(names.values())
    return [key for key, name in names.items() if counted[name] > 1]


def plan_day(project: Named) -> str:
    """When a project's plan was approved."""
    if project.approved_on is None:
        return _("plan without a day")
    return _("plan of %(day)s", day=format_short_date(project.approved_on))
