"""The registry's part: the plan is read, looked through and approved; four centres open."""

from __future__ import annotations

import uuid
from datetime import date
from io import BytesIO
from pathlib import Path

from werkzeug.datastructures import FileStorage

from deploy.demo import contest
from deploy.demo.contest import Centre
from deploy.demo.stage import Stage
from services.registry.centres import operations as centres
from services.registry.centres.schemas import CentreForm
from services.registry.drafts.forms.intake import read_upload
from services.registry.drafts.operations import corrections
from services.registry.drafts.operations import versions as drafts
from services.registry.plans import operations as plans
from services.registry.plans.queries import get_plan, open_doubts
from services.registry.users.operations import give_role, take_role
from services.registry.users.queries import by_login
from shared.proofs.operations import attach

PLAN = Path(__file__).parent / "detailed-description.docx"
IMPORTED, APPROVED = date(2022, 3, 25), date(2022, 3, 28)


def approve_plan(stage: Stage) -> uuid.UUID:
    """The coordinator uploads the Word plan, the lead settles the doubts and approves; the project's id."""
    with stage.acting("registry", "coordinator", IMPORTED):
        upload = FileStorage(BytesIO(PLAN.read_bytes()), PLAN.name)
        plan_id = drafts.import_plan(read_upload(upload)).id
    with stage.acting("registry", "lead", APPROVED):
        plan = get_plan(plan_id)
        for doubt in open_doubts(plan):
            corrections.settle_doubt(plan, doubt["id"])
        project_id = plans.approve_plan(plan).project_id
    stage.deliver("registry")
    return project_id


def open_centres(stage: Stage, project_id: uuid.UUID) -> None:
    """Plan and open the centres, each with the papers it has."""
    for centre in contest.CENTRES:
        with stage.acting("registry", centre.by, centre.opened):
            centre_id = open_centre(stage, project_id, centre)
        if centre.operator:
            with stage.acting("registry", "lead", centre.opened):
                seat_operator(centre.operator, centre_id)


def seat_operator(login: str, centre_id: uuid.UUID) -> None:
    """Give somebody the role at his own centre instead of the one in its whole region."""
    user = by_login(login)
    assert user
    take_role(user, user.grants[0])
    give_role(user, "center_operator", None, centre=centre_id)


def open_centre(stage: Stage, project_id: uuid.UUID, centre: Centre) -> uuid.UUID:
    """One centre with its evidence; its id."""
    values = CentreForm().load(
        {
            "project_id": str(project_id),
            "name": centre.name,
            "region": centre.region,
            "settlement": centre.settlement,
            "address": centre.address,
            "host": centre.host,
        }
    )
    row = centres.plan_centre(values.pop("project_id"), values)
    centres.open_centre(row, centre.opened)
    for kind in centre.proofs:
        attach(row, stage.file("centre", centre.region, kind), kind, 1)
    return row.id
