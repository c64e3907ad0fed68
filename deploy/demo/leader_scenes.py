"""Leaders of the trainings join the pool a week later; two of them nobody has asked for consent yet."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import func, select

from deploy.demo.meetings import Meeting
from deploy.demo.people import Person
from deploy.demo.stage import Stage
from deploy.demo.trainings import trainings
from services.registry.db import db
from services.registry.leaders.operations import join_pool
from services.registry.leaders.queries import in_pool
from services.registry.leaders.schemas import LeaderIn
from services.registry.people.models import Person as Known
from services.registry.people.rules.names import sort_key
from shared.language.categories import LEADER

WEEK, EACH = timedelta(days=7), 2
UNASKED = ("atyrau", "zhambyl")
TOPICS = "Права жителей, собрание местного сообщества, бюджет округа"
TOPICS_KK = "Тұрғындардың құқығы, жергілікті қоғамдастық жиналысы, округ бюджеті"


def fill_pool(stage: Stage, project_id: uuid.UUID) -> None:
    """Two leaders of every training, each once."""
    for meeting in trainings():
        leaders = [person for person in meeting.people if person.category == LEADER]
        with stage.acting("registry", meeting.by, meeting.day + WEEK):
            for person in leaders[:EACH]:
                join(project_id, meeting, person)


def join(project_id: uuid.UUID, meeting: Meeting, person: Person) -> None:
    """One leader, if the register knows him by this name and he is not in the pool yet."""
    name = person.kazakh_name if meeting.kazakh else person.name
    root = func.coalesce(Known.merged_into, Known.id)
    named = Known.sort_key == sort_key(name), Known.region == meeting.region
    found = db.session.scalars(select(root).where(*named)).first()
    if found is None or in_pool(project_id, found):
        return
    day = meeting.day + WEEK
    asked = meeting.region not in UNASKED or meeting.settlement.startswith("г.")
    said = {
        "project_id": str(project_id),
        "person_id": str(found),
        "learned_at": f"{meeting.title}, {meeting.place}",
        "trained_on": meeting.day.isoformat(),
        "joined_on": day.isoformat(),
        "topics": TOPICS_KK if meeting.kazakh else TOPICS,
        "agreed_on": day.isoformat() if asked else None,
    }
    join_pool(LeaderIn().load(said))
