"""What the other region has: a brochure, a review, a survey, a scan, notes, files, tables it sent."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy import text

from shared.language.questionnaires import FIRST
from tests.brought import send, table
from tests.suite import PDF, Suite

MARK = "Каспийский"  # stands in every name and title of the other region
OTHER = "atyrau"


def an_edition(suite: Suite, project: str) -> dict[str, str]:
    """A brochure, and a hand-out of it in a region."""
    said = {"title": "Брошюра", "issued_on": "2022-04-08"}
    edition = suite.ok("POST", "/events/api/v1/editions", json={"project_id": project, **said})["id"]
    body = {"kind": "brochure_handout", "issued_on": "2022-04-12", "whom": MARK, "medium": "paper"}
    body |= {"region": OTHER, "receivers": MARK}
    entry = suite.ok("POST", f"/events/api/v1/editions/{edition}/entries", json=body)["id"]
    return {"edition_id": edition, "edition_entry_id": entry}


def a_review(suite: Suite, project: str) -> dict[str, str]:
    """A review in a social network."""
    said = {"network": "vk", "written_on": "2022-06-14", "tone": "neutral", "said": MARK, "region": OTHER}
    made = suite.ok("POST", "/events/api/v1/reviews", json={"project_id": project, **said})["id"]
    return {"review_id": made, "social_review_id": made}


def a_survey(suite: Suite, project: str) -> dict[str, str]:
    """A survey of another region with a sheet that came back; questionnaires are everybody's."""
    api = "/events/api/v1"
    questionnaire = suite.ok("POST", f"{api}/questionnaires", json=FIRST)["id"]
    term = {"opens_on": "2022-06-01", "closes_on": "2099-06-30", "title": MARK, "region": OTHER}
    said = {"project_id": project, "questionnaire_id": questionnaire, **term}
    survey = suite.ok("POST", f"{api}/surveys", json=said)["id"]
    suite.ok("POST", f"{api}/surveys/{survey}/sheets", json={"count": 2})
    row = {"number": 1, "answers": {"q1": 5, "q4": MARK}}
    suite.ok("POST", f"{api}/surveys/{survey}/answers", json={"answered_on": "2022-06-14", "rows": [row]})
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        answer = session.execute(text("SELECT id FROM survey_answers")).scalar_one()
    return {"survey_id": survey, "answer_id": str(answer), "questionnaire_id": questionnaire, "secret": "x"}


def attached(suite: Suite, path: str, kind: str) -> str:
    """The id of a file attached through the API."""
    return suite.ok(
        "POST", f"{path}/evidence", data={"file": (BytesIO(PDF + path.encode()), f"{MARK}.pdf"), "kind": kind}
    )["id"]


def a_table(suite: Suite, path: str) -> str:
    """The id of a table somebody sent, which waits for him to say what it means."""
    return send(suite.browser("project_lead"), path, table([["Название"], [MARK]])).rsplit("/", 1)[1]


def a_note(suite: Suite, record: str) -> str:
    """A note on a record of the other region."""
    made: str = suite.ok("POST", f"{record}/notes", json={"text": MARK})["id"]
    return made
