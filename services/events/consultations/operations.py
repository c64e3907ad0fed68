"""Writing consultations down: numbered without gaps, into an open month of a centre's journal."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.consultations.queries import RECORD, centres_of
from services.events.consultations.record import publish_journal
from services.events.db import db
from services.events.participants.operations.matching import match
from services.events.projects.models import CentreCopy
from services.events.projects.queries import outside_project, projects
from shared.acts.doer import doer
from shared.clock import local_day, today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.doors.transaction import let_go
from shared.i18n import format_month, format_short_date
from shared.ids import new_id
from shared.language.measures.centres import CONSULTATION_JOURNALS
from shared.language.records.project import Project
from shared.plugins import extra

OF_PERSON = ("name", "sex", "birth_year", "settlement", "phone")
KEPT_APART = ("phone", "settlement", "outside", "centre_id", "number", "anonymous")


class CentreNotYours(Invalid):
    """This is none of your centres."""

    code = "centre_not_yours"


class ConsultationInFuture(Invalid):
    """This day has not come yet: a consultation is written down once it was given."""

    code = "consultation_in_future"


class DayOutsideProject(Conflict):
    """The day %(day)s is outside the project. Is it right? Then say so and save it."""

    code = "day_outside_project"


class CentreEnded(Invalid):
    """The centre was ended on %(day)s: nobody was received there after that."""

    code = "centre_ended"


class MonthClosed(Conflict):
    """The journal's month %(month)s is closed and signed: nothing in it changes.
    The project lead can open it again and says why."""

    code = "month_closed"


class NumberTaken(Conflict):
    """Number %(number)s is in this journal already. The next one is %(next)s."""

    code = "number_taken"


class NumberLeavesGap(Conflict):
    """Number %(number)s would leave a gap in this journal. The next one is %(next)s."""

    code = "number_leaves_gap"


def match_visitor(values: dict[str, Any]) -> uuid.UUID | None:
    """Who a named visitor is, asked of the registry with nothing locked; None: stays unnamed.
    What would be refused is refused before anybody is made known."""
    centre = centre_for(values["centre_id"])
    check_day(projects.open(centre.project_id), values)
    check_working(centre, values["held_on"])
    check_open(str(centre.id), values["held_on"])
    extra.check(asked(centre.region, values["held_on"]), values["extra"])
    if values["anonymous"]:
        return None
    person = {name: values.get(name) for name in OF_PERSON}
    person["settlement"] = person["settlement"] or centre.settlement
    of, region = str(centre.id), centre.region
    let_go()  # no transaction waits for the registry
    return uuid.UUID(match(of, region, [person])[0]["person_id"])


def record_consultation(person_id: uuid.UUID | None, values: dict[str, Any]) -> Consultation:
    """Write a consultation under the next number of its centre's journal."""
    centre = centre_for(values["centre_id"])
    questions = asked(centre.region, values["held_on"])
    _day, _working, answers = together(
        partial(check_day, projects.open(centre.project_id), values),
        partial(check_working, centre, values["held_on"]),
        partial(extra.check, questions, values["extra"]),
    )
    journal = journal_of(centre)
    month = open_month(journal, values["held_on"])
    said = {name: value for name, value in values.items() if name not in KEPT_APART} | {"extra": answers}
    number = next_number(journal, values.get("number"))
    item = Consultation(journal_id=journal.id, month_id=month.id, number=number, person_id=person_id, **said)
    db.session.add(item)
    publish_journal(journal)
    return item


def change_consultation(item: Consultation, values: dict[str, Any]) -> Consultation:
    """Correct an entry of an open month; its number and who came stay, so does the journal."""
    journal = db.session.get_one(Journal, item.journal_id, with_for_update=True)
    check_day(projects.get(journal.project_id), values)
    open_month(journal, item.held_on)
    item.month_id = open_month(journal, values["held_on"]).id
    values.pop("outside")
    questions = replace(asked_of(item), on_date=values["held_on"])
    values["extra"] = extra.check(questions, values["extra"], item.extra)
    for name, value in values.items():
        setattr(item, name, value)
    publish_journal(journal)
    return item


def asked(region: str, on_date: date, since: date | None = None) -> extra.Asked:
    """What the region's plugin asks about a consultation of a day."""
    return extra.Asked(region, "events", "consultation", None, on_date, since)


def asked_of(item: Consultation) -> extra.Asked:
    """What the region's plugin asks about an entry."""
    return asked(item.journal.region, item.held_on, local_day(item.created_at))


def centre_for(centre_id: uuid.UUID) -> CentreCopy:
    """The centre in whose journal the actor writes; CentreNotYours."""
    found = centres_of(RECORD).get(str(centre_id))
    if found is None:
        raise CentreNotYours(field="centre_id")
    return found


def check_day(project: Project, values: dict[str, Any]) -> None:
    """Refuse a day to come; ask about one outside the project."""
    day = values["held_on"]
    if day > today():
        raise ConsultationInFuture(field="held_on")
    if outside_project(project, day) and not values["outside"]:
        raise DayOutsideProject(field="held_on", day=format_short_date(day))


def check_working(centre: CentreCopy, day: date) -> None:
    """Refuse a day after the centre was handed over or closed; CentreEnded."""
    if centre.ended_on and day > centre.ended_on:
        raise CentreEnded(field="held_on", day=format_short_date(centre.ended_on))


def journal_of(centre: CentreCopy) -> Journal:
    """The journal of a centre, begun with its first entry and held against whoever writes beside."""
    born = {
        "id": new_id(),
        "project_id": uuid.UUID(centre.project_id),
        "activity_id": journal_activity(projects.get(centre.project_id)),
        "centre_id": uuid.UUID(centre.id),
        "region": centre.region,
        "entered_by": doer(),
    }
    db.session.execute(insert(Journal).values(born).on_conflict_do_nothing(index_elements=["centre_id"]))
    mine = select(Journal).where(Journal.centre_id == born["centre_id"])
    return db.session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one()


def journal_activity(project: Project) -> str | None:
    """The activity whose indicator counts journals, by its id."""
    return project.line_measuring(CONSULTATION_JOURNALS)


def open_month(journal: Journal, day: date) -> JournalMonth:
    """The month of a day in a journal that is held; MonthClosed."""
    first = day.replace(day=1)
    mine = JournalMonth.journal_id == journal.id, JournalMonth.month == first
    month = db.session.scalar(select(JournalMonth).where(*mine).execution_options(populate_existing=True))
    if month is None:
        month = JournalMonth(id=new_id(), journal_id=journal.id, month=first)
        db.session.add(month)
        db.session.flush()
    refuse_closed(month)
    return month


def check_open(centre_id: str, day: date) -> None:
    """Refuse a day of a month that is closed; MonthClosed."""
    mine = JournalMonth.month == day.replace(day=1), Journal.centre_id == uuid.UUID(centre_id)
    found = select(JournalMonth).join(Journal, Journal.id == JournalMonth.journal_id).where(*mine)
    for month in db.session.scalars(found):
        refuse_closed(month)


def refuse_closed(month: JournalMonth) -> None:
    """Refuse a change in a month that is closed; MonthClosed."""
    if month.closed_on:
        raise MonthClosed(field="held_on", month=format_month(month.month))


def next_number(journal: Journal, wanted: int | None) -> int:
    """The next number of a journal that is held; NumberTaken, NumberLeavesGap."""
    number = journal.last_number + 1
    if wanted is not None and wanted != number:
        refusal = NumberTaken if wanted < number else NumberLeavesGap
        raise refusal(field="number", number=wanted, next=number)
    journal.last_number = number
    return number
