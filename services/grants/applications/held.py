"""What applications hold of whoever leads a group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from services.grants.applications.models import Application
from services.grants.applications.operations import asked_of
from services.grants.db import db
from services.grants.groups.queries import group_words
from shared.language import evidence
from shared.language.personal import nameless
from shared.personal.holding import Held, Part, People, papers_of
from shared.plugins.extra import in_full


def led_by(people: People) -> Sequence[Application]:
    """Applications of groups these people lead."""
    mine = select(Application).where(Application.leader_person_id.in_(people))
    return db.session.scalars(mine.order_by(Application.registered_on, Application.number)).all()


def named(application: Application, people: People) -> dict[str, str]:
    """The leader's name."""
    return {application.leader_name: nameless(str(application.leader_person_id))}


def part(application: Application) -> Part:
    """An application as it is shown to whoever leads the group."""
    known = [
        (_("Leader"), application.leader_name),
        (_("Group"), group_words(application)),
    ]
    known += in_full(asked_of(application), application)
    title = f"{application.number} {application.title}"
    page = f"/grants/applications/{application.id}"
    return Part(_("Application"), title, page, application.registered_on, [said for said in known if said[1]])


def papers(application: Application) -> Iterable[Part]:
    """The papers of the application and of its award."""
    day = application.registered_on
    yield from papers_of("application", application.id, (evidence.APPLICATION, evidence.CONSENT), day)
    if application.award_id:
        kinds = evidence.AGREEMENT, evidence.ACT, evidence.REPORT
        yield from papers_of("award", application.award_id, kinds, day)


def forget(application: Application, people: People) -> None:
    """Leave the group, its project and its money."""
    application.leader_name, application.extra = nameless(str(application.leader_person_id)), {}


HELD = Held(of=led_by, named=named, part=part, forget=forget, papers=papers, alone=False)
