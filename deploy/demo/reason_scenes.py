"""Before the report is built, the team writes down why some figures are not what was planned."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from deploy.demo.reasons import SAID, Said
from deploy.demo.stage import Stage
from services.reports.figures.queries.figures import get_indicator, get_project
from services.reports.reasons.operations import give_reason
from services.reports.reasons.schemas import ReasonFields


def say_why(stage: Stage, project_id: uuid.UUID, reasons: Iterable[Said] = SAID) -> None:
    """Every reason, by whoever knows it; the plan has reached reports before."""
    for said in reasons:
        with stage.acting("reports", said.by, said.day):
            project = get_project(project_id)
            words = {"month": said.month, "region": said.region, "text": said.text}
            give_reason(project, get_indicator(project, said.code), ReasonFields().load(words))
