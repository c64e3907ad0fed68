"""Writing memoranda down: who signed, when, about what; the same one never twice."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.memoranda.models import Memorandum, Party
from services.registry.memoranda.queries import RECORD, VIEW, same_day
from services.registry.memoranda.record import publish_memorandum
from services.registry.organisations import queries as organisations
from services.registry.organisations.models import Organisation
from services.registry.organisations.operations import add_organisation, grantee_of
from services.registry.organisations.queries import words_of
from services.registry.plans.models import Plan, Project
from services.registry.plans.operations import region_in_plan
from services.registry.plans.queries import is_outside, line_measuring, project_in_force
from shared.access import require, scope
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.measures.centres import MEMORANDA_SIGNED
from shared.language.organisations import KINDS
from shared.projects import ProjectClosed
from shared.reach import reachable

# Two people who write the same one at once come one after the other: the second is asked.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('memoranda'))")
QUESTIONS = ("outside", "without_grantee", "again")


class PartyUnknown(Invalid):
    """“%(party)s” is not in the register of organisations. Choose which one is meant,
    or write it down as a new one."""

    code = "party_unknown"


class PartiesTooFew(Invalid):
    """A memorandum is signed by two parties at least: name the other one."""

    code = "parties_too_few"


class PartyTwice(Invalid):
    """“%(party)s” stands here twice: nobody signs a memorandum with himself."""

    code = "party_twice"


class GranteeMissing(Conflict):
    """“%(grantee)s”, whose project this is, is not among the parties. Is it a memorandum of this project?
    Then say so and save it."""

    code = "grantee_missing"


class SignedInFuture(Invalid):
    """This day has not come yet: a memorandum is written down once it is signed."""

    code = "signed_in_future"


class SignedOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "signed_outside_project"


class RegionOfMemorandum(Invalid):
    """Choose your region: only the project's team records what concerns the whole project."""

    code = "region_of_memorandum"


class MemorandumRecorded(Conflict):
    """This very memorandum of %(day)s is recorded already: “%(subject)s”. It counts once."""

    code = "memorandum_recorded"


class MemorandumKnown(Conflict):
    """A memorandum of the same parties and day is recorded already: “%(subject)s”.
    Is this another one? Then say so and save it."""

    code = "memorandum_known"


class MemorandumWithdrawn(Conflict):
    """This memorandum is withdrawn and counts nowhere. If it was signed after all, record it anew."""

    code = "memorandum_withdrawn"


def record_memorandum(values: dict[str, Any]) -> Memorandum:
    """Write a signed memorandum down; it goes to the plan's line that counts memoranda."""
    project, plan = project_in_force(values.pop("project_id"))
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    item = Memorandum(project_id=project.id, activity_id=line_measuring(plan, MEMORANDA_SIGNED))
    return written(item, project, plan, values)


def change_memorandum(item: Memorandum, values: dict[str, Any]) -> Memorandum:
    """Correct a memorandum; checked as a new one, asked only about what is another now."""
    refuse_withdrawn(item)
    return written(item, *project_in_force(item.project_id), values)


def withdraw_memorandum(item: Memorandum, values: dict[str, Any]) -> Memorandum:
    """Say that a memorandum was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    publish_memorandum(item)
    return item


def refuse_withdrawn(item: Memorandum) -> None:
    """Nothing changes on a withdrawn memorandum; MemorandumWithdrawn."""
    if item.withdrawn_because:
        raise MemorandumWithdrawn


def written(item: Memorandum, project: Project, plan: Plan, values: dict[str, Any]) -> Memorandum:
    """The memorandum with these values, once everything about them is right or was answered."""
    db.session.execute(ONE_BY_ONE)
    asked = {name: not values.pop(name) for name in QUESTIONS}
    region, _day = together(
        partial(region_for, plan, values["region"]),
        partial(check_day, item, values["signed_on"], asked["outside"]),
    )
    values["region"] = region
    signed = parties(project, region, values.pop("parties"), values.pop("instead", []))
    values |= {"parties_key": key_of(signed), "subject_key": words_of(values["subject"])}
    if asked["without_grantee"] and values["parties_key"] != item.parties_key:
        check_grantee(project, signed)
    check_once(item, values, asked["again"])
    return kept(item, signed, values)


def kept(item: Memorandum, signed: list[Organisation], values: dict[str, Any]) -> Memorandum:
    """The memorandum as it was said to be."""
    for name, value in values.items():
        setattr(item, name, value)
    sign(item, signed)
    db.session.add(item)
    publish_memorandum(item)
    return item


def key_of(signed: list[Organisation]) -> str:
    """Parties as they are compared, in whatever order they stand."""
    return ",".join(sorted(str(organisation.id) for organisation in signed))


def region_for(plan: Plan, named: str | None) -> str | None:
    """The region where the actor may record, or None: the whole project.
    Forbidden, RegionOutside, RegionOfMemorandum."""
    if named:
        return region_in_plan(plan, named, RECORD)
    require(RECORD)
    if scope(RECORD) is not None:
        raise RegionOfMemorandum(field="region")
    return None


def check_day(item: Memorandum, day: date, ask: bool) -> None:
    """Refuse a day to come; ask about one outside the project."""
    if day > today():
        raise SignedInFuture(field="signed_on")
    if ask and day != item.signed_on and is_outside(item.project_id, day):
        raise SignedOutsideProject(field="signed_on", day=format_short_date(day))


def parties(project: Project, region: str | None, names: list[str], instead: list[str]) -> list[Organisation]:
    """The organisations of these names in their order; PartiesTooFew, PartyTwice, PartyUnknown."""
    said = [(name, answer) for name, answer in zip_longest(names, instead, fillvalue="") if name]
    if len(said) < 2:
        raise PartiesTooFew(field="parties")
    refuse_twice([(words_of(name), name) for name, _answer in said])
    known = organisations.directory()
    found = [party(project, region, known, *pair) for pair in said]
    refuse_twice([(str(item.id), item.name_ru) for item in found])
    return found


def refuse_twice(named: list[tuple[str, str]]) -> None:
    """Refuse a party that stands there twice; PartyTwice."""
    keys = [key for key, _name in named]
    for place, (key, name) in enumerate(named):
        if key in keys[:place]:
            raise PartyTwice(field="parties", party=name)


def party(
    project: Project, region: str | None, known: organisations.Directory, name: str, answer: str
) -> Organisation:
    """The organisation a form or a tool means; one that is new is written down where it was said so."""
    if row := organisations.meant(name, known) or organisations.meant(answer, known):
        return db.session.get_one(Organisation, row.id)
    if words_of(name) == words_of(project.grantee):
        return grantee_of(project.grantee)
    if answer not in KINDS:
        raise PartyUnknown(field="parties", party=name)
    return add_organisation({"kind": answer, "name_ru": name, "region": region})


def check_grantee(project: Project, signed: list[Organisation]) -> None:
    """Ask about a memorandum the grantee did not sign; GranteeMissing."""
    if organisations.find_grantee(project.grantee) not in signed:
        raise GranteeMissing(field="parties", grantee=project.grantee)


def check_once(item: Memorandum, values: dict[str, Any], ask: bool) -> None:
    """Refuse the same memorandum, ask about another of the same parties on the same day."""
    day, key = values["signed_on"], values["parties_key"]
    for other in same_day(item, day, key):
        mine = reachable(VIEW, other.region)
        detail, subject = {"id": str(other.id)} if mine else {}, other.subject if mine else "…"
        if other.subject_key == values["subject_key"]:
            shown = format_short_date(day)
            raise MemorandumRecorded(field="signed_on", day=shown, subject=subject, detail=detail)
        if ask and (day, key) != (item.signed_on, item.parties_key):
            raise MemorandumKnown(field="signed_on", subject=subject, detail=detail)


def sign(item: Memorandum, signed: list[Organisation]) -> None:
    """Let these be the parties; who signed before keeps the name it signed under."""
    before = {party.organisation_id: party for party in item.parties}
    for place, organisation in enumerate(signed):
        if organisation.id not in before:
            name = organisation.name_ru
            item.parties.append(Party(organisation_id=organisation.id, place=place, name=name))
        else:
            before.pop(organisation.id).place = place
    for gone in before.values():
        item.parties.remove(gone)
