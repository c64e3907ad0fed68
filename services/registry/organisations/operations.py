"""Writing organisations down, by hand or from the partners of an approved plan."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select, text

from services.registry.db import db
from services.registry.organisations.models import Organisation
from services.registry.organisations.queries import find_grantee, key_of, proposed
from services.registry.regions.queries import region_code
from shared.access import require, scope
from shared.clock import local_day, today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.language.organisations import GRANTEE, PARTNER
from shared.plugins import extra
from shared.reach import reachable

# Two people who press at once come one after the other: the second finds nothing left to add.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('organisations'))")


class BinTaken(Conflict):
    """“%(name)s” has this BIN already. One organisation is written down once."""

    code = "bin_taken"


class OrganisationKnown(Conflict):
    """“%(name)s” is in the list already. Correct that one, or give another name or region."""

    code = "organisation_known"


class RegionOfOrganisation(Invalid):
    """Choose your region: only the project's team writes down organisations of the whole country."""

    code = "region_of_organisation"


def add_organisation(values: dict[str, Any]) -> Organisation:
    """Write an organisation down."""
    made = Organisation(**placed(values))
    db.session.add(made)
    db.session.flush()
    return made


def change_organisation(item: Organisation, values: dict[str, Any]) -> Organisation:
    """Correct an organisation; checked as a new one."""
    for name, value in placed(values, item).items():
        setattr(item, name, value)
    db.session.flush()
    return item


def placed(values: dict[str, Any], item: Organisation | None = None) -> dict[str, Any]:
    """The values with the region's code and the key; RegionOfOrganisation, BinTaken, OrganisationKnown."""
    region = region_code(values["region"]) if values.get("region") else None
    require("organisation.record", region)
    db.session.execute(ONE_BY_ONE)
    key = key_of(values["name_ru"], region)
    questions = asked(region, local_day(item.created_at) if item else today())
    *_right, answers = together(
        partial(check_whole, region),
        partial(check_bin, item, values.get("bin")),
        partial(check_known, item, key),
        partial(extra.check, questions, values.get("extra") or {}, item.extra if item else {}),
    )
    return {**values, "region": region, "key": key, "extra": answers}


def check_whole(region: str | None) -> None:
    """Refuse one of the whole country to who has regions of his own; RegionOfOrganisation."""
    if region is None and scope("organisation.record") is not None:
        raise RegionOfOrganisation(field="region")


def check_bin(item: Organisation | None, said: str | None) -> None:
    """Refuse the number of another one; BinTaken."""
    if said and (other := another(item, Organisation.bin == said)):
        raise BinTaken(field="bin", name=shown(other))


def check_known(item: Organisation | None, key: str) -> None:
    """Refuse the name of another one; OrganisationKnown."""
    if other := another(item, Organisation.key == key):
        raise OrganisationKnown(field="name_ru", name=shown(other))


def asked(region: str | None, on_date: date) -> extra.Asked:
    """What the region's plugin asks about an organisation written down on a day."""
    return extra.Asked(region, "registry", "organisation", None, on_date, on_date)


def asked_of(item: Any) -> extra.Asked:
    """What the region's plugin asks about one."""
    return asked(item.region, local_day(item.created_at))


def another(item: Organisation | None, condition: Any) -> Organisation | None:
    """Another organisation of which this is true."""
    found = db.session.scalar(select(Organisation).where(condition))
    return None if found is item else found


def shown(other: Organisation) -> str:
    """Its name, where the actor may see it; of another region's only that there is one."""
    return other.name_ru if reachable("organisation.view", other.region) else "…"


def add_partners() -> list[Organisation]:
    """Write down every partner of the plans in force that is no organisation yet."""
    require("organisation.record")
    db.session.execute(ONE_BY_ONE)
    made = [partner_of(item.name.strip(), item.region) for item in proposed()]
    db.session.add_all(made)
    db.session.flush()
    return made


def grantee_of(name: str) -> Organisation:
    """The grantee of a plan in force as an organisation, written down when it is first needed."""
    db.session.execute(ONE_BY_ONE)
    found = find_grantee(name)
    if found is None:
        key = key_of(name, None)
        found = Organisation(kind=GRANTEE, name_ru=name.strip(), key=key, partner_key=key)
        db.session.add(found)
        db.session.flush()
    return found


def partner_of(name: str, region: str | None) -> Organisation:
    """A partner of a plan as an organisation."""
    key = key_of(name, region)
    return Organisation(kind=PARTNER, name_ru=name, region=region, key=key, partner_key=key)
