"""What is true about organisations."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from services.registry.db import db
from services.registry.organisations.models import Organisation
from services.registry.plans.models import Plan, Project
from services.registry.plans.queries import passports_in_force
from services.registry.plans.record import partners
from shared.doors.errors import NotFound
from shared.i18n import LOCALES, current_locale
from shared.language.records.project import Partner
from shared.language.regions import REGIONS
from shared.reach import in_sight, reachable
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Directory = Sequence[Found]
NEAR, ALIKE = 5, 0.6
COLUMNS: tuple[Any, ...] = (
    Organisation.id,
    Organisation.kind,
    Organisation.name_ru,
    Organisation.name_kk,
    Organisation.bin,
    Organisation.region,
    Organisation.signatory,
    Organisation.extra,
    Organisation.created_at,
)
SORTS = {"name": Organisation.name_ru, "kind": Organisation.kind, "region": Organisation.region}


def words_of(text: str) -> str:
    """A text as it is compared: quotes, signs and capitals mean nothing."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def key_of(name: str, region: str | None) -> str:
    """A name and a region as they are compared."""
    return f"{region or ''}:{words_of(name)}"


def get_organisation(
    organisation_id: uuid.UUID, permission: str = "organisation.view", lock: bool = False
) -> Organisation:
    """An organisation the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Organisation, organisation_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def visible() -> ColumnElement[bool]:
    """Organisations of the actor's regions, and those of no region."""
    return in_sight(Organisation.region, "organisation.view")


def filtered(filters: Mapping[str, Any]) -> Select[Any]:
    """Organisations by the filters of a list: q (a name or the BIN), kind, region."""
    statement = select(*COLUMNS).where(visible())
    for name in ("kind", "region"):
        if filters.get(name):
            statement = statement.where(getattr(Organisation, name) == filters[name])
    if q := filters.get("q"):
        named = (Organisation.name_ru, Organisation.name_kk, Organisation.bin)
        statement = statement.where(or_(*(column.icontains(q, autoescape=True) for column in named)))
    return statement


def organisation_rows(
    filters: Mapping[str, Any], sorting: Sorting, limit: int | None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    ordered = filtered(filters).order_by(sorting.term(SORTS, Organisation.name_ru), Organisation.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_organisations(filters: Mapping[str, Any]) -> int:
    """How many organisations a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def organisation_page(
    filters: Mapping[str, Any], after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    told = [column for column in COLUMNS if column is not Organisation.created_at]
    statement = filtered(filters).with_only_columns(*told).order_by(Organisation.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Organisation.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def proposed() -> list[Partner]:
    """Partners of the plans in force that are no organisation yet, each once."""
    found = {key_of(item.name, item.region): item for item in plan_partners() if item.name.strip()}
    keys = db.session.execute(select(Organisation.key, Organisation.partner_key))
    known = {key for both in keys for key in both}
    return [item for key, item in found.items() if key not in known]


def plan_partners() -> list[Partner]:
    """Every partner the plans in force name, of projects that are not closed."""
    return [item for passport in passports_in_force() for item in partners(passport)]


@dataclass(frozen=True)
class Taking:
    """A project an organisation takes part in, by its plan in force: as the grantee, else as a partner."""

    plan_id: uuid.UUID
    topic: str
    as_grantee: bool


def projects_of(item: Organisation) -> list[Taking]:
    """The projects whose plan in force names an organisation, newest first."""
    keys = {item.key, item.partner_key, key_of(item.name_ru, None)}
    columns = (Plan.id, Plan.passport, Project.topic, Project.grantee)
    plans = select(*columns).join(Project, Plan.project_id == Project.id).where(Plan.status == "approved")
    rows = db.session.execute(plans.order_by(Project.id.desc())).all()
    found = [(row, key_of(row.grantee, None) in keys) for row in rows]
    return [
        Taking(row.id, row.topic, grants)
        for row, grants in found
        if grants or any(key_of(one.name, one.region) in keys for one in partners(row.passport))
    ]


def find_grantee(name: str) -> Organisation | None:
    """The organisation a plan names as its grantee; of several of that name the one of the whole country."""
    key = key_of(name, None)
    its_own = or_(Organisation.partner_key == key, Organisation.key.endswith(key, autoescape=True))
    return db.session.scalar(select(Organisation).where(its_own).order_by(Organisation.key).limit(1))


def directory() -> Directory:
    """Every organisation the actor may see, by its name, to be found by what somebody types."""
    return db.session.execute(select(*COLUMNS).where(visible()).order_by(Organisation.name_ru)).all()


def labels(known: Directory) -> dict[str, Found]:
    """What a form offers while one types; two of one name are told apart by their regions."""
    language = str(current_locale())
    names = [(language == "kk" and row.name_kk) or row.name_ru for row in known]
    times = Counter(names)
    return {
        f"{name} ({region_in(row.region, language)})" if times[name] > 1 else name: row
        for name, row in zip(names, known, strict=True)
    }


def region_in(code: str | None, language: str) -> str:
    """The name of a region in a language; a dash for the whole country."""
    return REGIONS[code].called(language) if code in REGIONS else "–"


def meant(text: str, known: Directory) -> Found | None:
    """The one organisation of this id or this very name, in either language, its region beside it or not;
    None where there is none, or more than one."""
    words = words_of(text)
    found = [row for row in known if words and (str(row.id) == text or words in spellings(row))]
    return found[0] if len(found) == 1 else None


def spellings(row: Found) -> set[str]:
    """How an organisation may be written, as it is compared."""
    names = [name for name in (row.name_ru, row.name_kk) if name]
    places = ["", *(region_in(row.region, language) for language in LOCALES)]
    return {words_of(f"{name} {place}") for name in names for place in places}


def near(text: str, known: Directory) -> list[Found]:
    """Organisations whose names are most like what somebody typed, at most NEAR."""
    by_name = {words_of(name): row for row in known for name in (row.name_ru, row.name_kk) if name}
    words = words_of(text)
    alike = [name for name in by_name if words and (words in name or name in words)]
    alike += get_close_matches(words, by_name, NEAR, ALIKE)
    return list({by_name[name].id: by_name[name] for name in alike}.values())[:NEAR]


def kept_answers() -> list[str]:
    """Keys under which organisations have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Organisation.extra)).where(visible())
    return list(db.session.scalars(keys.distinct()))
