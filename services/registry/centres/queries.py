"""What is true about centres."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, false, func, or_, select, true

from services.registry.centres.models import Centre, Funding
from services.registry.db import Evidence, db
from services.registry.organisations.models import Organisation
from services.registry.organisations.queries import words_of
from shared import peers
from shared.access import actor, holders
from shared.doors.errors import NotFound, Refusal, Unavailable
from shared.doors.transaction import let_go
from shared.language import evidence
from shared.reach import among
from shared.sameness import is_of
from shared.sorting import Sorting
from shared.spoken import name_of, place_words

Found = Any  # a row of a list as it was found, with the names of COLUMNS
ANSWERED_WITHIN = 2.0
SORTED = ("name", "region", "settlement", "host", "operator", "opened_on", "ended_on", "status")
SORTS = {name: getattr(Centre, name) for name in SORTED}
COLUMNS: tuple[Any, ...] = (
    Centre.id,
    Centre.project_id,
    Centre.name,
    Centre.name_kk,
    Centre.region,
    Centre.settlement,
    Centre.address,
    Centre.host,
    Centre.host_kk,
    Centre.operator,
    Centre.hours,
    Centre.hours_kk,
    Centre.opened_on,
    Centre.ended_on,
    Centre.status,
    Centre.extra,
    Centre.created_at,
    select(func.count())
    .where(Evidence.proving("centre", Centre.id))
    .correlate(Centre)
    .scalar_subquery()
    .label("files"),
)


def get_centre(centre_id: uuid.UUID, permission: str, lock: bool = False) -> Centre:
    """A centre the actor's roles reach; NotFound. `lock` holds it against a concurrent change."""
    statement = select(Centre).where(Centre.id == centre_id, reached(permission))
    found = db.session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise NotFound
    return found


def reached(permission: str) -> ColumnElement[bool]:
    """Centres of the actor's regions; a role that names one centre reaches that one alone."""
    who = actor()
    if who.kind == "token":
        regions = who.regions(permission)
        return among(Centre.region, regions)
    grants = [grant for grant in who.grants if grant.role in holders(permission)]
    return or_(
        false(),
        *(
            and_(
                true() if grant.region is None else Centre.region == grant.region,
                true() if grant.centre is None else Centre.id == uuid.UUID(grant.centre),
            )
            for grant in grants
        ),
    )


def reaches(permission: str, centre: Centre) -> bool:
    """Whether the actor's roles reach a centre; the same rule as `reached`."""
    who = actor()
    if who.kind == "token":
        return who.can(permission, centre.region)
    return any(
        grant.region in (None, centre.region) and grant.centre in (None, str(centre.id))
        for grant in who.grants
        if grant.role in holders(permission)
    )


def known_centre(centre_id: uuid.UUID) -> Centre:
    """A centre, whoever asks; NotFound."""
    centre = db.session.get(Centre, centre_id)
    if centre is None:
        raise NotFound(field="centre")
    return centre


def centre_names() -> dict[str, str]:
    """Names of all centres with their places, by id."""
    return {
        str(centre.id): in_place(centre)
        for centre in db.session.scalars(select(Centre).order_by(Centre.name))
    }


def centre_name(centre_id: str) -> str | None:
    """The name of a centre with its place; None when there is no such centre."""
    centre = db.session.get(Centre, uuid.UUID(centre_id))
    return in_place(centre) if centre else None


def in_place(centre: Centre) -> str:
    """The name of a centre with its settlement."""
    return f"{name_of(centre)}, {place_words(centre.settlement)}" if centre.settlement else name_of(centre)


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the name, the host or the settlement has these words."""
    said = (Centre.name, Centre.name_kk, Centre.host, Centre.host_kk)
    return or_(is_of(Centre.settlement, words), *(one.icontains(words, autoescape=True) for one in said))


def filtered(filters: dict[str, Any]) -> Select[Any]:
    """Centres the actor may see by the filters of a list: q (name, settlement or host), region, status."""
    statement = select(*COLUMNS).where(reached("centre.view"))
    if filters.get("project"):
        statement = statement.where(cast(Centre.project_id, Text) == filters["project"])
    for name in ("region", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Centre, name) == filters[name])
    if filters.get("q"):
        statement = statement.where(worded(filters["q"]))
    return statement


def centre_rows(
    filters: dict[str, Any], sort: str, limit: int | None, offset: int, order: dict[str, list[str]]
) -> Sequence[Found]:
    """The list a page shows, None is no limit;
    `order` gives the codes of a column in the order their names are read."""
    term = Sorting(sort, order).term(SORTS, Centre.name).nulls_last()
    statement = filtered(filters).order_by(term, Centre.name, Centre.id)
    return db.session.execute(statement.limit(limit).offset(offset)).all()


def hosted_by(item: Organisation) -> list[Found]:
    """Centres the actor may see whose host is written as an organisation is called, in its region."""
    names = {words_of(name) for name in (item.name_ru, item.name_kk) if name}
    near = true() if item.region is None else Centre.region == item.region
    statement = select(*COLUMNS).where(reached("centre.view"), near, Centre.host.is_not(None))
    rows = db.session.execute(statement.order_by(Centre.name, Centre.id))
    return [row for row in rows if words_of(row.host) in names]


def count_centres(filters: dict[str, Any]) -> int:
    """How many centres a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def centre_page(filters: dict[str, Any], after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    told = [column for column in COLUMNS if column is not Centre.created_at]
    statement = filtered(filters).with_only_columns(*told).order_by(Centre.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Centre.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def kept_answers() -> list[str]:
    """Keys under which centres have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Centre.extra)).where(reached("centre.view"))
    return list(db.session.scalars(keys.distinct()))


def get_funding(funding_id: uuid.UUID, permission: str, lock: bool = False) -> Funding:
    """Money for a centre the actor's roles reach; NotFound. `lock` holds both against a concurrent change."""
    found = db.session.get(Funding, funding_id, with_for_update={"of": Funding} if lock else None)
    if found is None or not reaches(permission, get_centre(found.centre_id, permission, lock)):
        raise NotFound
    return found


def fundings_of(centre: Centre) -> Sequence[Funding]:
    """Money others give for a centre, by the day it was agreed on, withdrawn ones too."""
    mine = select(Funding).where(Funding.centre_id == centre.id)
    return db.session.scalars(mine.order_by(Funding.agreed_on, Funding.id)).all()


def proven_fundings(centre: Centre) -> set[uuid.UUID]:
    """Ids of the money for a centre whose document is attached and opens."""
    mine = select(Funding.id).where(Funding.centre_id == centre.id, Evidence.proving("funding", Funding.id))
    return set(db.session.scalars(mine))


@dataclass(frozen=True)
class Duty:
    """Something a centre still owes: its kind, how much of it, about what, and the page where it is done."""

    kind: str
    count: int = 1
    about: str = ""
    page: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON carries it."""
        return asdict(self)


def duties_elsewhere(centre: Centre, on: date) -> list[Duty]:
    """What a centre owes that reports know of: open months of its journal, planned gatherings, monthly
    reports; where they do not answer, that it could not be found out. Asked with nothing locked."""
    question = {"project": str(centre.project_id), "centre": str(centre.id), "on": on.isoformat()}
    let_go()  # no transaction waits for the answer
    try:
        answer = peers.ask("reports", "/reports/internal/centres/duties", question, deadline=ANSWERED_WITHIN)
        return peers.typed(answer, list[Duty])
    except (Unavailable, Refusal):
        return [Duty("not_known")]


def duties_here(centre: Centre) -> list[Duty]:
    """What a centre owes that the registry knows of: an unproven opening, unproven money."""
    here = f"/registry/centres/{centre.id}"
    acts = Evidence.kind.in_((evidence.OPENING_ACT, evidence.MEMORANDUM))
    opened = select(func.count()).where(Evidence.proving("centre", centre.id), acts)
    unproven = [item for item in fundings_of(centre) if not item.withdrawn_because]
    lacking = len({item.id for item in unproven} - proven_fundings(centre))
    found = (
        Duty("opening_unproven", int(not db.session.scalar(opened)), page=f"{here}#evidence"),
        Duty("funding_unproven", lacking, page=f"{here}#money"),
    )
    return [duty for duty in found if duty.count]
