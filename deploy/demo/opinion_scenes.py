"""What people think of the project: reviews in social networks, questionnaires of the centres' visitors."""

from __future__ import annotations

import uuid

from deploy.demo import surveys
from deploy.demo.reviews import LINKED, OPINIONS, PICTURED, POSTS, Opinion
from deploy.demo.stage import Stage
from deploy.demo.surveys import Round
from services.events.consultations.queries import centres_of
from services.events.db import db
from services.events.questionnaires.operations import write_questionnaire
from services.events.questionnaires.schemas import QuestionnaireIn
from services.events.reviews.operations import record_review
from services.events.reviews.schemas import ReviewIn
from services.events.surveys.models import Survey
from services.events.surveys.operations.answering import answer_online, key_in, take_sheet
from services.events.surveys.operations.holding import begin_survey, close_survey, issue_sheets
from services.events.surveys.queries import RECORD
from services.events.surveys.schemas import RowsIn, SurveyIn
from shared.language.questionnaires import FIRST
from shared.proofs.operations import attach


def collect_reviews(stage: Stage, project_id: uuid.UUID) -> None:
    """Every review on its day, with its link or its picture; the last one has neither yet."""
    for number, opinion in enumerate(OPINIONS, 1):
        with stage.acting("events", opinion.by, opinion.day):
            item = record_review(ReviewIn().load(fields_of(opinion, number, project_id)))
            if opinion.shown == PICTURED:
                attach(item, stage.file(*opinion.key), "screenshot")


def fields_of(opinion: Opinion, number: int, project_id: uuid.UUID) -> dict[str, object]:
    """A review as the API takes it."""
    return {
        "project_id": str(project_id),
        "network": opinion.network,
        "written_on": opinion.day.isoformat(),
        "tone": opinion.tone,
        "said": opinion.said,
        "link": f"{POSTS}/{number}" if opinion.shown == LINKED else None,
        "region": opinion.region,
    }


def ask_visitors(stage: Stage, project_id: uuid.UUID) -> None:
    """One questionnaire for all; each centre asks, keys in and closes. Events must know the centres."""
    with stage.acting("events", "coordinator", surveys.WRITTEN):
        questionnaire = write_questionnaire(QuestionnaireIn().load(FIRST)).id
    for one in surveys.rounds():
        survey = begin(stage, project_id, questionnaire, one)
        for day, said in surveys.calls(one):
            with stage.passing_by("events", day):
                item = db.session.get_one(Survey, survey)
                answer_online(item, take_sheet(item), said)
        key_in_paper(stage, survey, one)


def begin(stage: Stage, project_id: uuid.UUID, questionnaire: uuid.UUID, one: Round) -> uuid.UUID:
    """Begin the survey of a centre and let its sheets go out; its id."""
    with stage.acting("events", one.by, surveys.OPENS):
        centre = next(key for key, row in centres_of(RECORD).items() if row.name == one.centre.name)
        term = {"opens_on": surveys.OPENS.isoformat(), "closes_on": surveys.CLOSES.isoformat()}
        about = {"project_id": str(project_id), "questionnaire_id": str(questionnaire), "centre_id": centre}
        item = begin_survey(SurveyIn().load({"title": one.title, "title_kk": one.title_kk, **term, **about}))
        return issue_sheets(item, {"count": surveys.ISSUED}).id


def key_in_paper(stage: Stage, survey: uuid.UUID, one: Round) -> None:
    """Key in what came back on paper; where all of it is, close the survey and attach its scans."""
    scans = one in surveys.scanned()
    with stage.acting("events", one.by, surveys.CLOSED):
        item = db.session.get_one(Survey, survey)
        day = surveys.CLOSES.isoformat()
        key_in(item, RowsIn().load({"answered_on": day, "rows": surveys.rows(one)}))
        if one.closed:
            close_survey(item)
        if scans:
            attach(item, stage.file(*one.key), "questionnaire")
