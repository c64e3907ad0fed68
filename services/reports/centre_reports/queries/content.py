"""What the copies of the other services' records say of the centres in a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Row, func, select

from services.reports.centre_reports.rules.content import HeldThere, Named, Section, Subproject
from services.reports.copies.models import AttendanceCopy, GatheringCopy
from services.reports.copies.queries import kept
from services.reports.db import db
from shared.clock import last_day
from shared.language.gatherings import HELD
from shared.language.records.award import Award
from shared.language.records.centre import Centre
from shared.language.records.consultation_journal import ConsultationJournal, Month
from shared.language.records.problem import Problem

NOTHING = Month(month=date.min, consultations=0, unnamed=0, people=0)


def open_centres(project_id: str, month: date) -> list[Centre]:
    """The centres of a project that were open on a day of a month, by region and name."""
    return open_in(kept(Centre, project_id), month)


def open_in(centres: Sequence[Centre], month: date) -> list[Centre]:
    """Those of these centres that were open on a day of a month, by region and name."""
    found = [centre for centre in centres if was_open(centre, month)]
    return sorted(found, key=lambda centre: (centre.region, centre.name))


def was_open(centre: Centre, month: date) -> bool:
    """Whether a centre was open on a day of a month."""
    ended = centre.ended_on is not None and centre.ended_on < month
    return centre.opened_on is not None and centre.opened_on <= last_day(month) and not ended


def sections_of(project_id: str, month: date) -> list[Section]:
    """A section for every centre that was open in a month, as the records have it now."""
    centres = open_centres(project_id, month)
    journals = {journal.centre_id: journal for journal in kept(ConsultationJournal, project_id)}
    awards = kept(Award, project_id)
    meetings = gatherings_at([centre.id for centre in centres], month)
    named = [item for item in kept(Problem, project_id) if item.status != "withdrawn"]
    found = [
        section(centre, month_in(journals.get(centre.id), month), meetings[centre.id], awards, month)
        for centre in centres
    ]
    return [msgspec.structs.replace(told, problems=problems(named, told.region, month)) for told in found]


def problems(named: Sequence[Problem], region: str, month: date) -> tuple[Named, ...]:
    """What sessions of a region named in a month, the most votes first."""
    mine = [item for item in named if item.region == region and item.held_on.replace(day=1) == month]
    return tuple(
        Named(
            title=item.title,
            title_kk=item.title_kk,
            votes=item.votes,
            settlement=item.settlement,
            page=item.page,
        )
        for item in sorted(mine, key=lambda item: (-item.votes, item.title))
    )


def section(
    centre: Centre, told: Month | None, held: Sequence[HeldThere], awards: Sequence[Award], month: date
) -> Section:
    """The section of one centre."""
    said = told or NOTHING
    return Section(
        centre_id=centre.id,
        name=centre.name,
        name_kk=centre.name_kk,
        region=centre.region,
        settlement=centre.settlement,
        operator=centre.operator,
        opened_on=centre.opened_on,
        consultations=said.consultations,
        unnamed=said.unnamed,
        people=said.people,
        topics=said.topics,
        journal=journal_state(told),
        empty_because=said.empty_because,
        gatherings=tuple(held),
        subprojects=tuple(subprojects(awards, centre.region, month)),
        answers=centre.answers,
    )


def journal_state(told: Month | None) -> str:
    """The state of the month of a journal."""
    if told is None:
        return "none"
    if told.closed_on is None:
        return "open"
    return "empty" if told.empty_because else "closed"


def month_in(journal: ConsultationJournal | None, month: date) -> Month | None:
    """A month of a journal; None where it says nothing of it."""
    return next((told for told in journal.months if told.month == month), None) if journal else None


def gatherings_at(centres: Sequence[str], month: date) -> dict[str, list[HeldThere]]:
    """What was held at these centres in a month, with how many came."""
    came = func.count().filter(AttendanceCopy.attended).label("people")
    of_it = AttendanceCopy.gathering_id == GatheringCopy.id
    names = ("centre_id", "starts_on", "type", "title", "title_kk", "page")
    columns = [getattr(GatheringCopy, name) for name in names]
    held = (
        GatheringCopy.centre_id.in_(centres),
        GatheringCopy.status == HELD,
        GatheringCopy.starts_on.between(month, last_day(month)),
    )
    counted = select(*columns, came).outerjoin(AttendanceCopy, of_it).where(*held)
    rows = db.session.execute(counted.group_by(GatheringCopy.key).order_by(GatheringCopy.starts_on))
    found: dict[str, list[HeldThere]] = {centre: [] for centre in centres}
    for row in rows:
        found[row.centre_id].append(held_there(row))
    return found


def held_there(row: Row[*tuple[Any, ...]]) -> HeldThere:
    """One of them."""
    return HeldThere(
        day=row.starts_on,
        type=row.type,
        title=row.title,
        title_kk=row.title_kk,
        people=row.people,
        page=row.page,
    )


def subprojects(awards: Sequence[Award], region: str, month: date) -> list[Subproject]:
    """Sub-projects of a region that ran on a day of a month."""
    ends = last_day(month)
    ran = [
        award
        for award in awards
        if award.region == region
        and award.status != "cancelled"
        and award.awarded_on <= ends
        and not (award.completed_on and award.completed_on < month)
    ]
    return [
        Subproject(
            group=award.group,
            group_kk=award.group_kk,
            settlement=award.settlement,
            amount=str(award.amount),
            awarded_on=award.awarded_on,
            completed_on=award.completed_on if award.completed_on and award.completed_on <= ends else None,
            page=award.page,
        )
        for award in sorted(ran, key=lambda award: (award.awarded_on, award.group))
    ]


def totals(sections: Sequence[Section]) -> Counter[str]:
    """What all centres come to in a month; people are different ones within a centre only."""
    found: Counter[str] = Counter()
    for told in sections:
        found["consultations"] += told.consultations
        found["gatherings"] += len(told.gatherings)
        found["visitors"] += told.visitors
    return found
