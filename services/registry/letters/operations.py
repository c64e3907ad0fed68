"""Registering letters: what came, what goes out, what answers what; numbers run without gaps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.letters.models import OUT, Letter
from services.registry.letters.queries import RECORD, VIEW, alike, get_letter, next_number
from services.registry.letters.rules import fields
from services.registry.organisations import queries as organisations
from services.registry.organisations.models import Organisation
from services.registry.organisations.operations import add_organisation
from services.registry.plans.models import Plan
from services.registry.plans.operations import region_in_plan
from services.registry.plans.queries import activities, project_in_force
from shared.access import require, scope
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.language.organisations import KINDS
from shared.projects import ProjectClosed
from shared.reach import reachable

# Two letters that are registered at once come one after the other: no number is given twice.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('letters'))")
PRINTED = ("language", "body", "signed_by")


class CorrespondentUnknown(Invalid):
    """“%(party)s” is not in the register of organisations. Choose which one is meant,
    or write it down as a new one."""

    code = "correspondent_unknown"


class DatedInFuture(Invalid):
    """This day has not come yet: a letter is registered on its day or later."""

    code = "dated_in_future"


class AnotherYear(Invalid):
    """It has its number in the register of %(year)s: annul it there and register it anew."""

    code = "another_year"


class RegionOfLetter(Invalid):
    """Choose your region: only the project's team registers letters of the whole project."""

    code = "region_of_letter"


class LineUnknown(Invalid):
    """The plan in force has no line %(line)s."""

    code = "line_unknown"


class AnswersSameWay(Invalid):
    """An answer goes the other way than the letter it answers, and in the same project."""

    code = "answers_same_way"


class LetterKnown(Conflict):
    """A letter of this organisation with the same day or number is registered already: “%(subject)s”.
    Is this another one? Then say so and save it."""

    code = "letter_known"


class LetterAnnulled(Conflict):
    """This letter is annulled; its number stays taken. Register it anew if it was sent after all."""

    code = "letter_annulled"


def register_letter(values: dict[str, Any]) -> Letter:
    """Register a letter under the next number of its register."""
    project, plan = project_in_force(values.pop("project_id"))
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    item = Letter(project_id=project.id, direction=values.pop("direction"), year=values["dated_on"].year)
    item.region, item.answers_id, *_right = together(
        partial(region_for, plan, values.pop("region")),
        partial(answered_by, item, values.pop("answers_id")),
        *checks(plan, values),
    )
    values["body"] = body_of(values, item.region)
    db.session.execute(ONE_BY_ONE)
    written(item, plan, values)
    item.number = next_number(item)
    return kept(item)


def correct_letter(item: Letter, values: dict[str, Any]) -> Letter:
    """Correct a letter; its number, its direction and its year stay."""
    refuse_annulled(item)
    _project, plan = project_in_force(item.project_id)
    if values["dated_on"].year != item.year:
        raise AnotherYear(field="dated_on", year=item.year)
    together(*checks(plan, values))
    values["body"] = body_of(values, item.region)
    db.session.execute(ONE_BY_ONE)
    written(item, plan, values)
    return kept(item)


def annul_letter(item: Letter, values: dict[str, Any]) -> Letter:
    """Annul a letter, and why; its number stays taken, so that no gap needs explaining."""
    refuse_annulled(item)
    item.annulled_because = values["reason"]
    return item


def refuse_annulled(item: Letter) -> None:
    """Nothing changes on an annulled letter; LetterAnnulled."""
    if item.annulled_because:
        raise LetterAnnulled


def region_for(plan: Plan, named: str | None) -> str | None:
    """The region whose register it is, or None: the whole project's.
    Forbidden, RegionOutside, RegionOfLetter."""
    if named:
        return region_in_plan(plan, named, RECORD)
    require(RECORD)
    if scope(RECORD) is not None:
        raise RegionOfLetter(field="region")
    return None


def answered_by(item: Letter, other_id: uuid.UUID | None) -> uuid.UUID | None:
    """The letter this one answers; NotFound, AnswersSameWay."""
    if other_id is None:
        return None
    other = get_letter(other_id)
    refuse_annulled(other)
    if other.direction == item.direction or other.project_id != item.project_id:
        raise AnswersSameWay(field="answers_id")
    return other.id


def checks(plan: Plan, values: dict[str, Any]) -> Sequence[Callable[[], Any]]:
    """What is looked at of a letter whoever writes it: its day, its line, its correspondent."""
    return (
        partial(check_day, values["dated_on"]),
        partial(line_of, plan, values["activity"]),
        partial(check_party, values["party"], values.get("instead", "")),
    )


def check_day(day: date) -> None:
    """Refuse a day to come; DatedInFuture."""
    if day > today():
        raise DatedInFuture(field="dated_on")


def check_party(name: str, answer: str) -> None:
    """Refuse who is in no register and is not said to be new; CorrespondentUnknown."""
    known = organisations.directory()
    if answer not in KINDS and not (organisations.meant(name, known) or organisations.meant(answer, known)):
        raise CorrespondentUnknown(field="party", party=name)


def body_of(values: dict[str, Any], region: str | None) -> str | None:
    """The text of a letter with the answers it names; FieldUnknown, FieldUnanswered."""
    body: str | None = values["body"]
    if not fields.named_in(body):
        return body
    known = organisations.directory()
    party = organisations.meant(values["party"], known) or organisations.meant(
        values.get("instead", ""), known
    )
    return fields.filled(body or "", party, region, values["language"] or "ru")


def written(item: Letter, plan: Plan, values: dict[str, Any]) -> None:
    """The letter with these values, of which each is right; one that may stand twice is asked about."""
    ask = not values.pop("again")
    with db.session.no_autoflush:
        party = correspondent(item, values.pop("party"), values.pop("instead", ""))
        values["activity_id"] = line_of(plan, values.pop("activity"))
        if ask and (item.organisation_id, item.dated_on) != (party.id, values["dated_on"]):
            check_once(item, values, party)
    name = item.party if item.organisation_id == party.id else party.name_ru
    values |= {"organisation_id": party.id, "party": name}
    for field, value in values.items():
        setattr(item, field, value if item.direction == OUT or field not in PRINTED else None)


def kept(item: Letter) -> Letter:
    """The letter as it was said to be."""
    db.session.add(item)
    db.session.flush()
    return item


def correspondent(item: Letter, name: str, answer: str) -> Organisation:
    """The organisation that is meant; one that is new is written down where it was said so."""
    known = organisations.directory()
    if row := organisations.meant(name, known) or organisations.meant(answer, known):
        return db.session.get_one(Organisation, row.id)
    made = add_organisation({"kind": answer, "name_ru": name, "region": item.region})
    db.session.flush()
    return made


def line_of(plan: Plan, named: str | None) -> str | None:
    """The line of the plan it is about, by its stable id; LineUnknown."""
    if not named:
        return None
    for line in activities(plan):
        if named in (line.code, str(line.stable_id)):
            return str(line.stable_id)
    raise LineUnknown(field="activity", line=named)


def check_once(item: Letter, values: dict[str, Any], party: Organisation) -> None:
    """Ask about a letter that may be registered already; LetterKnown."""
    for other in alike(item, values, party.id):
        mine = reachable(VIEW, other.region)
        detail, subject = {"id": str(other.id)} if mine else {}, other.subject if mine else "…"
        day = format_short_date(other.dated_on)
        raise LetterKnown(field="dated_on", subject=f"{subject}, {day}", detail=detail)
