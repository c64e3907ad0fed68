"""What is true about memoranda."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from services.registry.db import Evidence, db
from services.registry.memoranda.models import Memorandum, Party
from services.registry.organisations.models import Organisation
from shared.doors.errors import NotFound
from shared.i18n import current_locale
from shared.language.evidence import MEMORANDUM
from shared.language.organisations import GRANTEE
from shared.reach import in_sight, placed, reachable
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS and of `called`
Filters = Mapping[str, Any]
VIEW, RECORD = "memorandum.view", "memorandum.record"
PROVEN, UNPROVEN, WITHDRAWN = "proven", "unproven", "withdrawn"
SCANS = (
    select(func.count())
    .where(Evidence.proving("memorandum", Memorandum.id), Evidence.kind == MEMORANDUM)
    .correlate(Memorandum)
    .scalar_subquery()
)
STATE = case((Memorandum.withdrawn_because.is_not(None), WITHDRAWN), (SCANS > 0, PROVEN), else_=UNPROVEN)
OF_IT = Party.memorandum_id == Memorandum.id


def get_memorandum(memorandum_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Memorandum:
    """A memorandum the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Memorandum, memorandum_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def names(*, all_of_them: bool) -> Any:
    """The parties of a memorandum by their names in the reader's language, the grantee only on demand."""
    kazakh = func.coalesce(Organisation.name_kk, Organisation.name_ru)
    name = kazakh if current_locale() == "kk" else Organisation.name_ru
    joined = func.string_agg(name, aggregate_order_by(literal(", "), Party.place))
    organisation = Organisation.id == Party.organisation_id
    of_it = select(joined).select_from(Party).join(Organisation, organisation).where(OF_IT)
    found = of_it if all_of_them else of_it.where(Organisation.kind != GRANTEE)
    return found.correlate(Memorandum).scalar_subquery()


def unsaid() -> ColumnElement[bool]:
    """The condition that a party has no Kazakh name in the register."""
    organisation = Organisation.id == Party.organisation_id
    nameless = select(Party.id).join(Organisation, organisation).where(OF_IT, Organisation.name_kk.is_(None))
    return nameless.where(Organisation.kind != GRANTEE).correlate(Memorandum).exists()


def called() -> Any:
    """What a memorandum is called: with whom it was signed, the grantee itself where there is nobody else."""
    return func.coalesce(names(all_of_them=False), names(all_of_them=True))


COLUMNS = (
    Memorandum.id,
    Memorandum.project_id,
    Memorandum.activity_id,
    Memorandum.region,
    Memorandum.signed_on,
    Memorandum.valid_until,
    Memorandum.subject,
    STATE.label("state"),
)


def visible() -> ColumnElement[bool]:
    """Memoranda of the actor's regions, and those of the whole project."""
    return in_sight(Memorandum.region, VIEW)


def signed_by(organisation_id: str) -> ColumnElement[bool]:
    """The condition that an organisation is a party."""
    mine = and_(OF_IT, cast(Party.organisation_id, Text) == organisation_id)
    return select(Party.id).where(mine).correlate(Memorandum).exists()


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the subject or the name of a party has these words."""
    named = (Organisation.name_ru, Organisation.name_kk, Party.name)
    has = or_(*(column.icontains(words, autoescape=True) for column in named))
    party = select(Party.id).join(Organisation, Organisation.id == Party.organisation_id)
    found = party.where(OF_IT, has).correlate(Memorandum).exists()
    return or_(Memorandum.subject.icontains(words, autoescape=True), found)


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Memorandum.project_id, Text) == str(key),
    "organisation": lambda key: signed_by(str(key)),
    "region": lambda region: placed(Memorandum.region, region),
    "state": lambda state: state == STATE,
    "q": worded,
}


def filtered(filters: Filters) -> Select[Any]:
    """Memoranda the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(visible(), *wanted)


def memorandum_rows(
    filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    sorts: dict[str, Any] = {
        "called": called(),
        "subject": Memorandum.subject,
        "signed_on": Memorandum.signed_on,
        "region": Memorandum.region,
        "state": STATE,
    }
    term = sorting.term(sorts, Memorandum.signed_on).nulls_last()
    named = filtered(filters).add_columns(called().label("called"), unsaid().label("unsaid"))
    ordered = named.order_by(term, Memorandum.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_memoranda(filters: Filters) -> int:
    """How many memoranda a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def memorandum_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads with the parties of each, the newest first, one row more than the limit."""
    party = func.json_build_object("organisation_id", Party.organisation_id, "name", Party.name)
    parties = select(func.json_agg(aggregate_order_by(party, Party.place))).where(OF_IT)
    statement = filtered(filters).order_by(Memorandum.id.desc()).limit(limit + 1)
    statement = statement.add_columns(parties.correlate(Memorandum).scalar_subquery().label("parties"))
    if after:
        statement = statement.where(Memorandum.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(item: Memorandum) -> str:
    """The state of one memorandum."""
    return db.session.scalars(select(STATE).where(Memorandum.id == item.id)).one()


def parties_of(item: Memorandum) -> Sequence[Organisation]:
    """The organisations that signed, in the order they stand in it."""
    mine = select(Organisation).join(Party, Party.organisation_id == Organisation.id)
    return db.session.scalars(mine.where(Party.memorandum_id == item.id).order_by(Party.place)).all()


def naming(organisation_id: str) -> Sequence[Memorandum]:
    """Every memorandum an organisation signed, held: whatever region it is of, it is called by its name."""
    mine = select(Memorandum).where(signed_by(organisation_id)).order_by(Memorandum.id)
    return db.session.scalars(mine.with_for_update()).all()


def signatories() -> Sequence[Organisation]:
    """Every organisation that is a party of a memorandum the actor may see."""
    signed = select(Party.organisation_id).join(Memorandum, OF_IT).where(visible())
    mine = select(Organisation).where(Organisation.id.in_(signed))
    return db.session.scalars(mine.order_by(Organisation.name_ru)).all()


def same_day(item: Memorandum, signed_on: date, parties_key: str) -> Sequence[Memorandum]:
    """Other memoranda of the project, the day and the parties; none that was withdrawn."""
    found = select(Memorandum).where(
        Memorandum.project_id == item.project_id,
        Memorandum.signed_on == signed_on,
        Memorandum.parties_key == parties_key,
        Memorandum.withdrawn_because.is_(None),
    )
    return [other for other in db.session.scalars(found) if other is not item]
