"""What lists hold of a person, and what is left of him there once he is erased: that somebody of this sex and
category was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from flask_babel import gettext as _
from sqlalchemy import select

from services.events.db import db
from services.events.participants.models import Mark, Participant
from services.events.participants.operations.questions import asked_of
from services.events.participants.record import publish_attendance
from services.events.participants.wording.names import categories, sexes
from shared.language.evidence import FEEDBACK, PHOTO, PROTOCOL, RECORDING, SIGNED_LIST
from shared.language.personal import nameless
from shared.personal.holding import Held, Part, People, Said, papers_of
from shared.plugins.extra import in_full
from shared.spoken import place_words

NAMING = (SIGNED_LIST, PHOTO, PROTOCOL, FEEDBACK, RECORDING)


def lines_of(people: People) -> Sequence[Participant]:
    """Their lines on lists, in the order of the gatherings' days."""
    mine = select(Participant).where(Participant.person_id.in_(people)).join(Participant.gathering)
    return db.session.scalars(mine.order_by(Participant.created_at, Participant.id)).all()


def named(line: Participant, people: People) -> dict[str, str]:
    """The name of a line."""
    return {line.name: nameless(line.person_id)}


def part(line: Participant) -> Part:
    """A line as it is shown to whose it is."""
    page = f"/events/gatherings/{line.gathering_id}"
    known = [said for said in [*facts(line), *in_full(asked_of(line), line), *places(line)] if said[1]]
    return Part(_("On a list of participants"), line.gathering.title, page, line.gathering.starts_on, known)


def facts(line: Participant) -> list[Said]:
    """What stands on a line."""
    return [
        (_("Full name"), line.name),
        (_("Sex"), sexes().get(line.sex or "", "")),
        (_("Born"), str(line.birth_year or "")),
        (_("Settlement"), place_words(line.settlement)),
        (_("Category"), categories().get(line.category or "", line.category or "")),
        (_("Organisation"), line.organisation or ""),
        (_("Attendance"), _("yes") if line.attended else _("no")),
    ]


def places(line: Participant) -> list[Said]:
    """Where on a signed list his signature stands."""
    found = select(Mark).where(Mark.participant_id == line.id, Mark.page.is_not(None))
    marks = db.session.scalars(found)
    said = [_("page %(page)s, line %(row)s", page=mark.page, row=mark.row) for mark in marks]
    return [(_("On the signed list"), "; ".join(said))] if said else []


def papers(line: Participant) -> Iterable[Part]:
    """The papers of the gathering that may name him."""
    return papers_of("gathering", line.gathering_id, NAMING, line.gathering.starts_on)


def forget(line: Participant, people: People) -> None:
    """Leave of a line what figures count: who it was goes."""
    line.name, line.birth_year, line.extra = nameless(line.person_id), None, {}
    line.settlement = line.organisation = None


HELD = Held(
    of=lines_of,
    named=named,
    part=part,
    forget=forget,
    region=attrgetter("gathering.region"),
    papers=papers,
    then=publish_attendance,
)
