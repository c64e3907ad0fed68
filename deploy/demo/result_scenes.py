"""The lead confirms what the plan promises as a whole, and says how one promise stands."""

from __future__ import annotations

import uuid
from datetime import date

from deploy.demo.stage import Stage
from services.reports.figures.queries.figures import get_project
from services.reports.results import operations
from services.reports.results.queries import results, unconfirmed
from services.reports.results.schemas import AssessmentIn

CONFIRMED, SAID = date(2022, 4, 5), date(2022, 9, 29)
PUBLISHED = "Электронная версия брошюры – в открытом доступе"
PUBLISHED_KK = "Брошюраның электрондық нұсқасы жұртқа ашық"
WHY = "Брошюра лежит на сайте организации с 8 апреля, ссылка есть в публикации"


def confirm_results(stage: Stage, project_id: uuid.UUID) -> None:
    """Everything that was read out of the plan, with the ties as proposed, and a promise added by hand."""
    with stage.acting("reports", "lead", CONFIRMED):
        rows = unconfirmed(get_project(project_id))
        codes = [", ".join(row.codes) for row in rows]
        said = {"project_id": project_id, "keep": list(range(len(rows))), "codes": codes}
        operations.confirm_proposals(said)
        promise = {"text": PUBLISHED, "text_kk": PUBLISHED_KK, "origin": "5.1", "codes": ""}
        operations.add_promise({"project_id": project_id, **promise})


def judge_promise(stage: Stage, project_id: uuid.UUID) -> None:
    """The promise that was added is said to be kept, which no file proves."""
    with stage.acting("reports", "lead", SAID):
        row = next(one for one in results(str(project_id)) if one.text == PUBLISHED)
        operations.assess_result(row, AssessmentIn().load({"outcome": "achieved", "reason": WHY}))
