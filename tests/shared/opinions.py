"""Records of what people think, for whoever tests their proofs."""

from __future__ import annotations

from shared.language.questionnaires import FIRST
from tests.suite import Suite

REGION = "turkistan"


def a_review(suite: Suite, project: str) -> str:
    """A review in a social network that has no link."""
    said = {"network": "vk", "written_on": "2022-06-14", "tone": "neutral", "region": REGION}
    made = suite.ok("POST", "/events/api/v1/reviews", json={"project_id": project, **said})
    return f"/events/reviews/{made['id']}"


def a_survey(suite: Suite, project: str) -> str:
    """A survey nothing proves yet."""
    questionnaire = suite.ok("POST", "/events/api/v1/questionnaires", json=FIRST)["id"]
    term = {"title": "Опрос", "opens_on": "2022-06-01", "closes_on": "2022-06-30", "region": REGION}
    said = {"project_id": project, "questionnaire_id": questionnaire, **term}
    return f"/events/surveys/{suite.ok('POST', '/events/api/v1/surveys', json=said)['id']}"
