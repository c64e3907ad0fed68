"""Surveys: begun, corrected, sent out sheet by sheet, closed."""

from __future__ import annotations

import secrets
from typing import Any

from services.events.consultations.queries import centres_of
from services.events.db import db
from services.events.gatherings.queries import get_gathering
from services.events.projects.queries import projects
from services.events.publications.operations import region_for
from services.events.questionnaires.queries import get_questionnaire
from services.events.surveys.models import Sheet, Survey
from services.events.surveys.queries import ENDED, RECORD, answers_of, state_of
from services.events.surveys.record import publish_survey
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_short_date
from shared.ids import new_id
from shared.language.measures.surveys import SATISFACTION
from shared.language.questionnaires import ON_PAPER

SECRET_BYTES = 16


class CentreOfOthers(Invalid):
    """This is none of your centres."""

    code = "centre_of_others"


class OfOnePlace(Invalid):
    """A survey is of a centre or of a gathering: leave one of them out."""

    code = "of_one_place"


class AnswersOutside(Conflict):
    """Answers were given on %(day)s: the term cannot leave that day out."""

    code = "answers_outside"


class SurveyEnded(Conflict):
    """This survey ended on %(day)s: nothing more is answered in it."""

    code = "survey_ended"


class SurveyClosed(Conflict):
    """This survey is closed: nothing more is keyed in. It can be opened again on its page."""

    code = "survey_closed"


def begin_survey(values: dict[str, Any]) -> Survey:
    """Begin a survey with the newest version of its questionnaire."""
    project = projects.open(values["project_id"])
    version = get_questionnaire(values.pop("questionnaire_id")).versions[0]
    line = project.line_measuring(SATISFACTION)
    where = place_of(values)
    said = {name: values[name] for name in ("project_id", "title", "title_kk", "opens_on", "closes_on")}
    item = Survey(id=new_id(), version_id=version.id, activity_id=line, secret=secret(), **said, **where)
    db.session.add(item)
    publish_survey(item)
    return item


def place_of(values: dict[str, Any]) -> dict[str, Any]:
    """Where it is asked: the region follows from the centre or from the gathering."""
    centre, gathering = values["centre_id"], values["gathering_id"]
    if centre and gathering:
        raise OfOnePlace(field="centre_id")
    if gathering:
        known = get_gathering(gathering, "gathering.record")
        return {"gathering_id": gathering, "centre_id": known.centre_id, "region": known.region}
    if centre:
        return {"centre_id": centre, "region": region_of_centre(str(centre))}
    return {"region": region_for(projects.get(values["project_id"]), values["region"], RECORD)}


def region_of_centre(centre_id: str) -> str:
    """The region of one of the actor's centres; CentreOfOthers."""
    found = centres_of(RECORD).get(centre_id)
    if found is None:
        raise CentreOfOthers(field="centre_id")
    return found.region


def change_survey(item: Survey, values: dict[str, Any]) -> Survey:
    """Correct what a survey is called and its term; AnswersOutside."""
    for answer in answers_of(item):
        if not values["opens_on"] <= answer.answered_on <= values["closes_on"]:
            raise AnswersOutside(field="closes_on", day=format_short_date(answer.answered_on))
    for name, value in values.items():
        setattr(item, name, value)
    publish_survey(item)
    return item


def issue_sheets(item: Survey, values: dict[str, Any]) -> Survey:
    """Let so many paper sheets go out under the next numbers of a survey that is held."""
    refuse_over(item)
    for _sheet in range(values["count"]):
        issue(item, ON_PAPER)
    publish_survey(item)
    return item


def issue(item: Survey, way: str) -> Sheet:
    """One sheet under the next number."""
    item.last_number += 1
    sheet = Sheet(id=new_id(), survey_id=item.id, number=item.last_number, way=way, secret=secret())
    db.session.add(sheet)
    return sheet


def secret() -> str:
    """What a link ends with: nobody guesses it."""
    return secrets.token_urlsafe(SECRET_BYTES)


def refuse_over(item: Survey) -> None:
    """Refuse what comes after the end; SurveyClosed, SurveyEnded."""
    if item.closed_on:
        raise SurveyClosed
    if state_of(item) == ENDED:
        raise SurveyEnded(day=format_short_date(item.closes_on))


def close_survey(item: Survey) -> Survey:
    """Say that all that came back is keyed in; a survey that runs ends with this day."""
    if not item.closed_on:
        item.closed_on = today()
        publish_survey(item)
    return item


def reopen_survey(item: Survey) -> Survey:
    """Let sheets be keyed in again."""
    item.closed_on = None
    publish_survey(item)
    return item
