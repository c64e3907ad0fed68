"""Editions and their registers: who reviewed, who received, who downloaded. No number is typed."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from services.events.db import db
from services.events.editions.models import DownloadDay, Downloader, Edition, EditionEntry
from services.events.editions.queries import counted_at, printed_left
from services.events.editions.record import publish_day, publish_edition, publish_entry
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering
from services.events.projects.queries import outside_project, projects
from services.events.publications.operations import (
    IssuedInFuture,
    IssuedOutsideProject,
    RegionNeeded,
    region_for,
)
from shared.access import actor
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.doors.together import together
from shared.i18n import format_short_date
from shared.ids import new_id
from shared.language.publications import BROCHURE_HANDOUT, EXPERT_REVIEW, PAPER
from shared.language.records.project import Project

ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|headless|externalhit|whatsapp|curl|wget|python|java/|"
    r"okhttp|go-http|libwww|axios|node-fetch",
    re.IGNORECASE,
)


class MediumNeeded(Invalid):
    """Say whether the copies were on paper or electronic."""

    code = "medium_needed"


class ReceiversNeeded(Invalid):
    """Write who received it, a line each, or choose the gathering where everybody present got a copy."""

    code = "receivers_needed"


class ReceiversTwofold(Invalid):
    """Either the names or the gathering: the people of both would count twice."""

    code = "receivers_twofold"


class ReceiverTwice(Conflict):
    """“%(name)s” stands here twice. Are these two people? Then say so and save it."""

    code = "receiver_twice"


class NobodyPresent(Invalid):
    """Nobody is marked as present at this gathering yet: enter its list first."""

    code = "nobody_present"


class GatheringCounted(Conflict):
    """The people of this gathering are counted for this brochure already. They count once."""

    code = "gathering_counted"


class MoreThanPrinted(Conflict):
    """Only %(left)s printed copies are left of %(printed)s.
    Correct the list, or the print run of the edition."""

    code = "more_than_printed"


class EntryIsWithdrawn(Conflict):
    """This entry is withdrawn and counts nowhere. If it was right after all, write it down anew."""

    code = "entry_is_withdrawn"


def refuse_regional() -> None:
    """An edition is the whole project's; RegionNeeded. In a region's home it stands for its hand-outs, which
    the centre counts."""
    if not actor().everywhere("publication.record"):
        raise RegionNeeded(field="region")


def record_edition(values: dict[str, Any]) -> Edition:
    """Write an edition down; it goes to the plan's line that counts brochures."""
    project = projects.open(values["project_id"])
    together(refuse_regional, partial(check_day, project, values["issued_on"], values.pop("outside")))
    item = Edition(**values)
    db.session.add(item)
    publish_edition(item)
    return item


def change_edition(item: Edition, values: dict[str, Any]) -> Edition:
    """Correct an edition."""
    answered = values.pop("outside") or values["issued_on"] == item.issued_on
    check_day(projects.get(item.project_id), values["issued_on"], answered)
    for name, value in values.items():
        setattr(item, name, value)
    publish_edition(item)
    return item


def check_day(project: Project, day: date, answered: bool) -> None:
    """Refuse a day to come, ask about one outside the project."""
    if day > today():
        raise IssuedInFuture(field="issued_on")
    if not answered and outside_project(project, day):
        raise IssuedOutsideProject(field="issued_on", day=format_short_date(day))


def record_entry(edition: Edition, values: dict[str, Any]) -> EditionEntry:
    """Write a review, an act of transfer or a hand-out into the register of an edition that is held."""
    project = projects.open(edition.project_id)
    _day, region, said = together(
        partial(check_day, project, values["issued_on"], values.pop("outside")),
        partial(place_of, project, values),
        partial(counted, edition, values),
    )
    item = EditionEntry(id=new_id(), edition_id=edition.id, **said | {"region": region})
    check_printed(edition, item)
    db.session.add(item)
    publish_entry(item)
    return item


def place_of(project: Project, values: dict[str, Any]) -> str | None:
    """The region of an entry: of the gathering where everybody got a copy, else the one that is said."""
    at = values["kind"] == BROCHURE_HANDOUT and values["gathering_id"]
    return region_for(project, get_gathering(at).region if at else values["region"])


def counted(edition: Edition, values: dict[str, Any]) -> dict[str, Any]:
    """The values with the names apart and what they come to; a review is one."""
    same, names = values.pop("same"), lines_of(values.pop("receivers"))
    if values["kind"] != BROCHURE_HANDOUT:
        values["medium"] = values["gathering_id"] = None
    if values["kind"] == EXPERT_REVIEW:
        return {**values, "receivers": [], "copies": 1}
    if values["gathering_id"]:
        return {**values, "receivers": [], "copies": present_at(edition, values, names)}
    check_receivers(values, names, same)
    copies = len(names) if values["kind"] == BROCHURE_HANDOUT else 1  # an act is one act
    return {**values, "receivers": names, "copies": copies}


def lines_of(text: str) -> list[str]:
    """The names of a list, a line each."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def check_receivers(values: dict[str, Any], names: list[str], same: bool) -> None:
    """MediumNeeded, ReceiversNeeded; ReceiverTwice asks."""
    handed = values["kind"] == BROCHURE_HANDOUT
    together(
        lambda: check_medium(values["medium"]) if handed else None,
        lambda: check_names(names, same),
    )


def check_medium(medium: str | None) -> None:
    """Refuse copies of which nobody says what they were; MediumNeeded."""
    if not medium:
        raise MediumNeeded(field="medium")


def check_names(names: list[str], same: bool) -> None:
    """Refuse a list of nobody; ReceiversNeeded. A name that stands twice is asked about; ReceiverTwice."""
    if not names:
        raise ReceiversNeeded(field="receivers")
    seen: set[str] = set()
    for name in names if not same else []:
        if name.casefold() in seen:
            raise ReceiverTwice(field="receivers", name=name)
        seen.add(name.casefold())


def present_at(edition: Edition, values: dict[str, Any], names: list[str]) -> int:
    """How many were present at the gathering where everybody got a copy; its people count once."""
    gathering: Gathering = get_gathering(values["gathering_id"])
    together(
        partial(refuse_names, names),
        partial(check_medium, values["medium"]),
        partial(check_present, edition, gathering),
    )
    if counted_at(edition, gathering, values["medium"]):
        raise GatheringCounted(field="gathering_id")
    return gathering.attended


def refuse_names(names: list[str]) -> None:
    """Refuse names beside a gathering; ReceiversTwofold."""
    if names:
        raise ReceiversTwofold(field="receivers")


def check_present(edition: Edition, gathering: Gathering) -> None:
    """Refuse a gathering of another project, or where nobody was; NobodyPresent."""
    if gathering.project_id != edition.project_id or not gathering.attended:
        raise NobodyPresent(field="gathering_id")


def check_printed(edition: Edition, item: EditionEntry) -> None:
    """No more copies on paper go out than were printed; MoreThanPrinted."""
    left = printed_left(edition) if item.medium == PAPER else None
    if left is not None and item.copies > left:
        raise MoreThanPrinted(field="receivers", left=left, printed=edition.printed)


def withdraw_entry(item: EditionEntry, values: dict[str, Any]) -> EditionEntry:
    """Say that an entry was written down by mistake, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    publish_entry(item)
    return item


def refuse_withdrawn(item: EditionEntry) -> None:
    """Nothing changes on a withdrawn entry; EntryIsWithdrawn."""
    if item.withdrawn_because:
        raise EntryIsWithdrawn


def is_person(agent: str) -> bool:
    """Whether a browser asked, and no robot, preview or tool."""
    return agent.startswith("Mozilla/") and not ROBOTS.search(agent)


def count_download(edition: Edition, address: str, agent: str) -> None:
    """Count a visitor who downloads an edition once a day, by a mark from which nobody is known."""
    day = held_day(edition, today())
    mark = hashlib.sha256(f"{day.salt}|{address}|{agent}".encode()).hexdigest()
    born = insert(Downloader).values(id=new_id(), day_id=day.id, mark=mark)
    if db.session.scalar(born.on_conflict_do_nothing().returning(Downloader.id)):
        day.people += 1
        publish_day(day)


def held_day(edition: Edition, day: date) -> DownloadDay:
    """The counter of a day, held against others; a new one throws the marks of the days before away."""
    mine = DownloadDay.edition_id == edition.id, DownloadDay.day == day
    born = {"id": new_id(), "edition_id": edition.id, "day": day, "salt": secrets.token_hex(32)}
    made = insert(DownloadDay).values(born).on_conflict_do_nothing().returning(DownloadDay.id)
    if db.session.scalar(made):
        forget(edition.id, day)
    held = select(DownloadDay).where(*mine).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def forget(edition_id: uuid.UUID, day: date) -> None:
    """Throw away salt and marks of the days before: of them only the numbers stay."""
    before = DownloadDay.edition_id == edition_id, DownloadDay.day < day
    db.session.execute(delete(Downloader).where(Downloader.day_id.in_(select(DownloadDay.id).where(*before))))
    db.session.execute(update(DownloadDay).where(*before).values(salt=None))
