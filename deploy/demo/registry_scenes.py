"""The registry's part: the plan is read, looked through and approved; four centres open."""

from __future__ import annotations

import uuid
from datetime import date
from io import BytesIO
from pathlib import Path

from werkzeug.datastructures import FileStorage

from deploy.demo.centres import CENTRES, IN_KAZAKH, Centre, Money, money_of
from deploy.demo.stage import Stage
from deploy.demo.wordings import texts
from services.registry.centres.operations import holdings, opening
from services.registry.centres.queries import get_centre
from services.registry.centres.schemas import CentreIn, EquipmentIn, FundingIn
from services.registry.drafts.forms.intake import read_upload
from services.registry.drafts.operations import corrections
from services.registry.drafts.operations import versions as drafts
from services.registry.plans import operations as plans
from services.registry.plans.queries import get_plan, open_doubts
from services.registry.users.operations import give_role, take_role
from services.registry.users.queries import by_login
from services.registry.wordings.operations import write_wordings
from services.registry.wordings.queries import lines
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
    with stage.acting("registry", "lead", APPROVED):
        said = plans.ask_rules(get_plan(plan_id))
        project_id = plans.approve_plan(get_plan(plan_id), said).project_id
    with stage.acting("registry", "coordinator", APPROVED):
        say_in_kazakh(plan_id)
    stage.deliver("registry")
    return project_id


def say_in_kazakh(plan_id: uuid.UUID) -> None:
    """Write the whole plan in Kazakh."""
    plan = get_plan(plan_id)
    write_wordings(plan, texts(lines(plan)))


def open_centres(stage: Stage, project_id: uuid.UUID) -> None:
    """Plan and open the centres, each with the papers it has."""
    for centre in CENTRES:
        with stage.acting("registry", centre.by, centre.opened):
            centre_id = open_centre(stage, project_id, centre)
        if centre.login:
            with stage.acting("registry", "lead", centre.opened):
                seat_operator(centre.login, centre_id)
        for money in money_of(centre):
            with stage.acting("registry", money.by, money.day):
                promise_money(stage, centre_id, money)


def promise_money(stage: Stage, centre_id: uuid.UUID, money: Money) -> None:
    """Write down what somebody gives for a centre, with its paper if there is one."""
    said = {"kind": money.kind, "source": money.source, "amount": money.amount}
    values = FundingIn().load({**said, "agreed_on": money.day.isoformat(), "document": money.document})
    item = holdings.record_funding(get_centre(centre_id, "centre.open"), values)
    if money.paper:
        attach(item, stage.file("money", money.region), money.paper)


def seat_operator(login: str, centre_id: uuid.UUID) -> None:
    """Give somebody the role at his own centre instead of the one in its whole region."""
    user = by_login(login)
    assert user
    take_role(user, user.grants[0])
    give_role(user, "center_operator", None, centre=centre_id)


def open_centre(stage: Stage, project_id: uuid.UUID, centre: Centre) -> uuid.UUID:
    """One centre with its evidence; its id."""
    names = ("name", "name_kk", "region", "settlement", "address", "host", "operator", "contacts", "hours")
    said = {name: getattr(centre, name) for name in names}
    said |= {f"{name}_kk": IN_KAZAKH.get(said[name], "") for name in ("host", "hours")}
    values = CentreIn().load({"project_id": str(project_id), **said})
    row = opening.plan_centre(values.pop("project_id"), values)
    opening.open_centre(row, {"opened_on": centre.opened, "act": centre.act or None})
    lines = [dict(zip(("name", "quantity", "source"), line, strict=True)) for line in centre.equipment]
    holdings.list_equipment(row, EquipmentIn().load({"lines": lines}))
    for kind in centre.proofs:
        attach(row, stage.file("centre", centre.region, kind), kind)
    return row.id
