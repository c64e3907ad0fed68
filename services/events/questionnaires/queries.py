"""What is true about questionnaires."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import Select, and_, select

from services.events.db import db
from services.events.projects.queries import projects
from services.events.questionnaires.models import Questionnaire, Version
from shared.doors.errors import NotFound
from shared.language.questionnaires import GATHERING, PURPOSES
from shared.plugins import plugins
from shared.plugins.specifications import FormTemplate

LONGEST_SECONDS = 14 * 24 * 3600  # a form outlives its session
VIEW, WRITE = "questionnaire.view", "questionnaire.write"
Found = Any  # a row of a list as it was found
NEWEST = and_(Version.questionnaire_id == Questionnaire.id, Version.number == Questionnaire.last_number)


def get_questionnaire(questionnaire_id: uuid.UUID, lock: bool = False) -> Questionnaire:
    """A questionnaire; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Questionnaire, questionnaire_id, with_for_update=lock or None)
    if found is None:
        raise NotFound
    return found


def newest() -> Select[Any]:
    """Every questionnaire with its newest version."""
    columns = Version.id.label("version_id"), Version.number, Version.title, Version.questions
    return select(Questionnaire.id, *columns).join(Version, NEWEST)


def questionnaire_rows() -> Sequence[Found]:
    """The list a page shows, the newest first."""
    return db.session.execute(newest().order_by(Questionnaire.id.desc())).all()


def questionnaire_page(after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = newest().order_by(Questionnaire.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Questionnaire.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def templates(region: str | None, gathering_type: str | None) -> list[FormTemplate]:
    """Questionnaires that regions offer to begin from: of a region about gatherings of a type, else of every
    region of the projects about anything; each once."""
    if region and gathering_type:
        return plugins().form_templates(region, gathering_type, GATHERING)
    here = {each.code for project in projects.all_open() for each in project.regions}
    asked = [(code, purpose) for code in sorted(here) for purpose in PURPOSES]
    found = [each for code, purpose in asked for each in plugins().form_templates(code, None, purpose)]
    return list({named(each): each for each in found}.values())


def template_named(name: str, region: str | None, gathering_type: str | None) -> FormTemplate | None:
    """The template of this name among those that are offered of a region about gatherings of a type, else
    among all."""
    return next((each for each in templates(region, gathering_type) if named(each) == name), None)


def named(template: FormTemplate) -> str:
    """A template by its code and version, as a questionnaire keeps it."""
    return f"{template.code} {template.version}"


def shown_from(template: FormTemplate) -> str:
    """What tells, when the form comes back, from which version of a template it was begun: the region may
    have another by then."""
    return shows().dumps(named(template))


def template_shown(said: str) -> str | None:
    """The code and version a form was begun from; None where we said no such thing, or too long ago."""
    try:
        return str(shows().loads(said, max_age=LONGEST_SECONDS))
    except BadData:
        return None


def shows() -> URLSafeTimedSerializer:
    """What signs that a form was begun from a template."""
    return URLSafeTimedSerializer(str(current_app.config["OWN_KEY"]), salt="questionnaire.template")
