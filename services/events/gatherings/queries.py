"""What is true about gatherings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.events.db import ActHead, Evidence, db
from services.events.gatherings.models import Gathering
from services.events.projects.models import CentreCopy
from services.events.projects.queries import (
    ASKED_OF_EACH,
    called,
    least_each,
    least_evidence,
    moved_by,
    projects,
)
from shared.access import in_scope, scope
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.evidence import kinds_of
from shared.language.gatherings import MODES, PLANNED, TYPES, needed
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.language.records.project import Project
from shared.proofs.declaring import Need
from shared.proofs.queries import lacking_of
from shared.proofs.rules import first_kinds
from shared.reach import among, in_reach
from shared.sameness import is_of
from shared.sorting import Sorting
from shared.tables import in_parts

Filters = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]]  # whatever it selects
Found = Any  # a row of a list as it was found, with the names of COLUMNS
# As the index of those says it, whatever the plan is made for.
AS_PLANNED: ColumnElement[str] = literal_column(f"'{PLANNED}'")
PASSED, ANY, MOST_WAITING = "passed", "any", 200
KINDS = (
    select(func.coalesce(func.array_agg(func.distinct(Evidence.kind)), []))
    .where(Evidence.proving("gathering", Gathering.id))
    .scalar_subquery()
)
EACH = (
    select(Evidence.kind, func.sum(Evidence.quantity).label("quantity"))
    .where(Evidence.proving("gathering", Gathering.id))
    .group_by(Evidence.kind)
    .correlate(Gathering)
    .subquery()
)
PRESENT = select(func.jsonb_object_agg(EACH.c.kind, EACH.c.quantity)).scalar_subquery()
CENTRE, CENTRE_KK = called(Gathering.centre_id)
COLUMNS = (
    Gathering.id,
    Gathering.project_id,
    Gathering.activity_id,
    Gathering.type,
    Gathering.title,
    Gathering.title_kk,
    Gathering.region,
    Gathering.settlement,
    Gathering.starts_on,
    Gathering.ends_on,
    Gathering.starts_at,
    Gathering.ends_at,
    Gathering.zone,
    Gathering.centre_id,
    CENTRE.label("centre"),
    CENTRE_KK.label("centre_kk"),
    Gathering.mode,
    Gathering.trainers,
    Gathering.status,
    Gathering.also_needed,
    Gathering.attended,
    Gathering.answered,
    Gathering.extra,
    KINDS.label("evidence_kinds"),
)

# The rows of a list say how much of each kind of evidence they have: {kind: quantity} or None.
LISTED = (*COLUMNS[:-1], PRESENT.label("present"))
QUIET = ("settlement", "starts_at", "ends_at", "zone", "centre", "centre_kk", "trainers", "answered", "extra")
# Begun once a process: each list narrows them down.
ROWS, LISTED_ROWS = select(*COLUMNS), select(*LISTED)
PLAIN_ROWS = select(*(column for column in LISTED if column.key not in QUIET))
IDS, HOW_MANY = select(Gathering.id), select(func.count()).select_from(Gathering.__table__)
LAST_ACT = select(ActHead.hash).scalar_subquery()
OF_ROW = {"project_id", "region", "type", "status", "q"}  # told by the row alone, of no plan and no file
COUNTED: dict[tuple[Any, ...], tuple[str, list[int]]] = {}  # as of which act, by who sees which lists when
MOST_COUNTED = 500


def get_gathering(gathering_id: UUID, permission: str = "gathering.view", lock: bool = False) -> Gathering:
    """A gathering in the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    gathering = db.session.get(Gathering, gathering_id, with_for_update=lock or None)
    if gathering is None or not in_scope(permission, gathering.region):
        raise NotFound
    return gathering


def visible(statement: Statement, permission: str = "gathering.view") -> Statement:
    """Only gatherings of the actor's regions."""
    return statement.where(in_reach(Gathering.region, permission))


def filtered(filters: Filters, rows: Select[Any] = ROWS) -> Select[Any]:
    """Rows of a list by its filters, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return visible(rows).where(*wanted)


def named(words: str) -> ColumnElement[bool]:
    """The condition that the title or the settlement has these words."""
    return or_(
        Gathering.title.icontains(words, autoescape=True),
        Gathering.title_kk.icontains(words, autoescape=True),
        is_of(Gathering.settlement, words),
    )


def on_line(line: str) -> ColumnElement[bool]:
    """The condition that a gathering stands on a line of the plan, by its code or id."""
    return Gathering.activity_id.in_(projects.lines_named(line))


def held_without(kind: str) -> ColumnElement[bool]:
    """The condition that a gathering was held and lacks a kind of evidence, or ANY of them, which its type
    needs or its region asks for."""
    kinds = [each.name for each in kinds_of("gathering")] if kind == ANY else [kind]
    by_type = (among_types(needing) & lacks(each) for each in kinds if (needing := types_needing(each)))
    return and_(Gathering.status == "held", or_(*by_type, lacks_also(kinds)))


def types_needing(kind: str) -> list[tuple[str, str]]:
    """The types, each with a mode, that need a kind of evidence."""
    return [(name, mode) for name in TYPES for mode in MODES if kind in needed(name, mode)]


def among_types(wanted: list[tuple[str, str]]) -> ColumnElement[bool]:
    """The condition that a gathering is of one of these types in that mode."""
    return tuple_(Gathering.type, Gathering.mode).in_(wanted)


def lacks_also(kinds: list[str]) -> ColumnElement[bool]:
    """The condition that one of these kinds would meet what the region also asks for; nothing does yet."""
    asked = func.jsonb_array_elements(Gathering.also_needed).table_valued("value", name="asked")
    one = cast(asked.c.value, JSONB)
    unmet = (
        select(true()).select_from(asked).where(one.has_any(cast(kinds, ARRAY(Text))), ~one.has_any(KINDS))
    )
    return unmet.correlate(Gathering).exists()


def lacks(kind: str) -> ColumnElement[bool]:
    """The condition that a gathering has less of a kind of evidence than it needs;
    the same rule as `needs`."""
    mine = Evidence.proving("gathering", Gathering.id), Evidence.kind == kind
    present = select(func.coalesce(func.sum(Evidence.quantity), 0)).where(*mine).scalar_subquery()
    more = list(asked_of_each(kind))
    return present < (case(*more, else_=1) if more else 1)


def asked_of_each(kind: str) -> Iterator[tuple[ColumnElement[bool], int]]:
    """The gatherings of which some plan asks for more than one of a kind, and for how much."""
    for project in projects.all() if kind in ASKED_OF_EACH else ():
        for activity, name in product(project.activities, TYPES):
            if least := least_evidence(project, activity.id, name).get(kind):
                yield of_line(project, activity.id, name), least


def of_line(project: Project, activity_id: str, name: str) -> ColumnElement[bool]:
    """The condition that a gathering of this type stands on a line of a project."""
    place = Gathering.project_id == UUID(project.id), Gathering.activity_id == activity_id
    return and_(*place, Gathering.type == name)


def in_state(state: str) -> ColumnElement[bool]:
    """The condition that a gathering has a state; "passed" is planned for a day that has gone by."""
    if state == PASSED:
        return and_(Gathering.status == AS_PLANNED, Gathering.starts_on < today())
    return Gathering.status == state


def waiting(permission: str, *wanted: ColumnElement[bool]) -> Sequence[Found]:
    """The first gatherings of open projects where the actor may do something, the earliest day first."""
    open_now = [UUID(known.id) for known in projects.topics() if known.closed_on is None]
    mine = visible(LISTED_ROWS, permission).where(Gathering.project_id.in_(open_now), *wanted)
    return db.session.execute(mine.order_by(Gathering.starts_on, Gathering.id).limit(MOST_WAITING)).all()


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project_id": lambda project_id: Gathering.project_id == project_id,
    "region": lambda code: Gathering.region == code,
    "type": lambda name: Gathering.type == name,
    "status": in_state,
    "activity": on_line,
    "q": named,
    "missing": held_without,
}
SORTS = {
    "date": Gathering.starts_on,
    "title": Gathering.title,
    "region": Gathering.region,
    "type": Gathering.type,
    "status": Gathering.status,
    "attended": Gathering.attended,
}


def terms(sorting: Sorting) -> tuple[ColumnElement[Any], ...]:
    """What the database orders a list by."""
    return sorting.term(SORTS, SORTS["date"]), Gathering.id.desc()


def gathering_rows(
    filters: Filters, sorting: Sorting, limit: int, offset: int = 0, whole: bool = True
) -> Sequence[Found]:
    """The list a page shows; one that is not `whole` lacks QUIET."""
    order, rows = terms(sorting), LISTED_ROWS if whole else PLAIN_ROWS
    if offset:  # what is passed over costs little
        ids = filtered(filters, IDS).order_by(*order).limit(limit).offset(offset)
        page = rows.where(Gathering.id.in_(ids)).order_by(*order)
    else:
        page = filtered(filters, rows).order_by(*order).limit(limit)
    return db.session.connection().execute(page).all()


def gathering_parts(filters: Filters, sorting: Sorting, whole: bool = True) -> Iterator[Sequence[Found]]:
    """The whole list in parts, for whoever writes it down; rows that are not `whole` lack QUIET."""
    rows = LISTED_ROWS if whole else PLAIN_ROWS
    return in_parts(db.session, filtered(filters, rows).order_by(*terms(sorting)))


def count_gatherings(filters: Filters) -> int:
    """How many gatherings a list has."""
    return count_lists(filters)[0]


def count_lists(*lists: Filters) -> list[int]:
    """How many gatherings each of some lists has, asked at once. Whoever only reads asks: the rows of a
    hundred thousand are counted again when something was done since, and not for every page of them."""
    regions = scope("gathering.view")
    mine = None if regions is None else frozenset(regions)
    key = (today(), mine, *(frozenset(each.items()) for each in lists))
    steady = all(OF_ROW.issuperset(each) for each in lists)
    head, known = COUNTED.get(key, ("", [])) if steady else ("", [])
    now, *counts = db.session.connection().execute(counted_unless(head, lists)).one()
    if now == head:
        return known
    if steady and now:
        keep_counts(key, now, counts)
    return counts


def counted_unless(head: str, lists: Iterable[Filters]) -> Statement:
    """The last act, and the number of each list where it is not this one: every change of a row moves the
    head of the acts in its own transaction, so what was counted as of it holds."""
    moved = LAST_ACT.is_distinct_from(head)
    counts = (filtered(filters, HOW_MANY).scalar_subquery() for filters in lists)
    return select(LAST_ACT, *(case((moved, count)) for count in counts))


def keep_counts(key: tuple[Any, ...], head: str, counts: list[int]) -> None:
    """Remember what was counted as of an act."""
    if len(COUNTED) >= MOST_COUNTED:
        COUNTED.clear()
    COUNTED[key] = head, counts


def settlements(project_id: str, regions: set[str] | None) -> list[str]:
    """Settlements of the centres and of earlier gatherings in these regions (None: all),
    to choose from while typing."""
    centres, mine = CentreCopy.project_id == project_id, Gathering.project_id == UUID(project_id)
    known = union(
        select(CentreCopy.settlement.label("name")).where(centres, among(CentreCopy.region, regions)),
        select(Gathering.settlement).where(mine, among(Gathering.region, regions)),
    )
    found = db.session.scalars(select(known.subquery().c.name).order_by("name").limit(500))
    return [name for name in found if name]


def gathering_page(filters: Filters, after: list[Any] | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, newest day first, one row more than the limit."""
    statement = filtered(filters).order_by(Gathering.starts_on.desc(), Gathering.id.desc())
    if after:
        statement = statement.where(tuple_(Gathering.starts_on, Gathering.id) < tuple_(*after))
    rows = db.session.execute(statement.limit(limit + 1)).mappings()
    return projects.with_codes(dict(row) for row in rows)


def kept_answers() -> list[str]:
    """Keys under which gatherings have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Gathering.extra)).where(Gathering.extra != {})
    return list(db.session.scalars(visible(keys).distinct()))


def gathering_row(gathering_id: UUID) -> dict[str, Any]:
    """What a tool reads of one gathering."""
    found = db.session.execute(filtered({}).where(Gathering.id == gathering_id)).mappings().one()
    return projects.with_codes([dict(found)])[0]


def needs(
    gathering_type: str, mode: str, least: dict[str, int], also: Iterable[Iterable[str]] = ()
) -> tuple[Need, ...]:
    """What proves such a gathering: of some kinds the plan asks more of each,
    and `also` is what its region adds."""
    kinds = needed(gathering_type, mode)
    more = [tuple(group) for group in also if not set(group) & set(kinds)]
    return (*(Need((kind,), least.get(kind, 1)) for kind in kinds), *(Need(group) for group in more))


def needs_of(gathering: Gathering) -> tuple[Need, ...]:
    """What proves a gathering."""
    least = least_evidence(projects.get(gathering.project_id), gathering.activity_id, gathering.type)
    return needs(gathering.type, gathering.mode, least, gathering.also_needed)


def least_present(gathering: Gathering) -> int | None:
    """How many people the plan asks for at each gathering of this kind, or None."""
    moves = moved_by(projects.get(gathering.project_id), gathering.activity_id, gathering.type)
    return least_each(moves, ATTENDANCE_PERSONS)


def missing_evidence(gathering: Gathering) -> list[str]:
    """Kinds of evidence this gathering still lacks, whole or in part."""
    return first_kinds(lacking_of(gathering))
