"""Pages of village plans: the list, a plan with its parts, the forms of both."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.plans.queries import approved_projects, code_of, offered_projects, regions_offered
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from services.registry.village_plans import forms, listing, operations, queries
from services.registry.village_plans.models import InPlan, VillagePlan
from services.registry.village_plans.record import village_plan_record
from services.registry.village_plans.schemas import (
    ApprovalIn,
    Part,
    ProblemsTakenIn,
    ReasonIn,
    VillagePlanFields,
    VillagePlanIn,
)
from services.registry.village_plans.wording import paper
from services.registry.village_plans.wording.names import in_kazakh
from shared.access import in_scope, requires, scope
from shared.doors.form import Form, press, untouched
from shared.i18n import current_locale
from shared.language.documents import VILLAGE_PLAN
from shared.office.paper.printing import sent
from shared.office.papers import in_asked_language
from shared.office.regional import regional
from shared.plugins.recorded import told
from shared.proofs.wording import proofs_on

views = Blueprint("village_plans", __name__)
LIST = "/registry/village-plans"


@views.get("/village-plans")
@requires("village_plan.view")
def plan_list() -> str:
    """List the plans."""
    mine = regions_offered(VillagePlan.region, scope(queries.VIEW))
    return render_template("registry/village_plans/list.html", mine=mine, **listing.page_of())


@views.get("/village-plans.xlsx")
@requires("village_plan.view")
def plan_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/village-plans/new", methods=["GET", "POST"])
@requires("village_plan.record")
def begin_plan() -> Any:
    """Show and take the form of a new plan."""
    form = Form(VillagePlanIn())
    if done := form.run(operations.begin_plan):
        flash(_("The plan is in work. Write down who works on it."), "success")
        return redirect(f"{LIST}/{done.id}#members")
    return form_page(form)


@views.get("/village-plans/<uuid:village_plan_id>")
@requires("village_plan.view")
def show_plan(village_plan_id: uuid.UUID) -> str:
    """Show a plan with all its parts."""
    return page(village_plan_id)[0]


@views.get("/village-plans/<uuid:village_plan_id>/paper.<form>")
@requires("village_plan.view")
def print_plan(village_plan_id: uuid.UUID, form: str) -> Response:
    """Give a plan as the village keeps it, a PDF or a Word file, in one of the two languages."""
    item = queries.get_village_plan(village_plan_id)
    with in_asked_language():
        described = paper.paper_of(item, in_scope(queries.RECORD, item.region))
        own = regional(VILLAGE_PLAN, told(village_plan_record(item)), current_locale())
        return sent(described, form, paper.file_name(item), own)


@views.route("/village-plans/<uuid:village_plan_id>/edit", methods=["GET", "POST"])
@requires("village_plan.record")
def change_plan(village_plan_id: uuid.UUID) -> Any:
    """Show and take the form that corrects what is said of a plan itself."""
    item = held(village_plan_id)
    form = Form(VillagePlanFields(), forms.present(item))
    if form.run(operations.change_plan, item):
        flash(_("Saved."), "success")
        return redirect(f"{LIST}/{village_plan_id}")
    return form_page(form, item)


@views.route("/village-plans/<uuid:village_plan_id>/sessions", methods=["GET", "POST"])
@requires("village_plan.record")
def take_problems(village_plan_id: uuid.UUID) -> Any:
    """Show what sessions of the village named; take what is chosen over into its plan."""
    item = held(village_plan_id)
    form = Form(ProblemsTakenIn(), lists=("problems",))
    if form.run(operations.take_problems, item):
        flash(_("Taken over from the session."), "success")
        return redirect(f"{LIST}/{village_plan_id}#problems")
    found = queries.named_by_sessions(item)
    return render_template(
        "registry/village_plans/sessions.html", form=form, item=item, found=found
    ), form.status


@views.route("/village-plans/<uuid:village_plan_id>/wordings", methods=["GET", "POST"])
@requires("village_plan.record")
def word_plan(village_plan_id: uuid.UUID) -> Any:
    """Show a plan in both languages, take its Kazakh words; an approved plan takes them too."""
    item = held(village_plan_id)
    form = Form(start=forms.wordings(item))
    if form.run(write_words, item, form):
        flash(_("Saved."), "success")
        return redirect(f"{LIST}/{village_plan_id}")
    found = queries.worded(item, queries.parts_of(item))
    return render_template(
        "registry/village_plans/wordings.html", form=form, item=item, found=found
    ), form.status


def write_words(item: VillagePlan, form: Form) -> int:
    """Keep the Kazakh words of the form; how many changed."""
    texts = {line: form.value(line) for line in form.start if line in form.values}
    return operations.word_plan(item, texts, bool(form.value("kazakh")))


@views.route("/village-plans/<uuid:village_plan_id>/<part_key>/new", methods=["GET", "POST"])
@requires("village_plan.record")
def add_row(village_plan_id: uuid.UUID, part_key: str) -> Any:
    """Show and take the form of a new row of a part."""
    part, item = queries.get_part(part_key), held(village_plan_id)
    form = Form(part.schema(), forms.begun(item, part))
    if form.run(operations.add_row, item, part):
        flash(_("Saved."), "success")
        here = f"{LIST}/{village_plan_id}"
        return redirect(f"{here}/{part_key}/new" if "then.again" in request.form else f"{here}#{part_key}")
    return row_page(form, item, part)


@views.route("/village-plans/<uuid:village_plan_id>/<part_key>/<uuid:row_id>", methods=["GET", "POST"])
@requires("village_plan.record")
def change_row(village_plan_id: uuid.UUID, part_key: str, row_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a row of a part."""
    part, item = queries.get_part(part_key), held(village_plan_id)
    row = queries.get_row(item, part, row_id)
    form = Form(part.schema(), forms.present_row(part, row))
    if form.run(operations.change_row, item, part, row):
        flash(_("Saved."), "success")
        return redirect(f"{LIST}/{village_plan_id}#{part_key}")
    return row_page(form, item, part, row)


@views.post("/village-plans/<uuid:village_plan_id>/<part_key>/<uuid:row_id>/removal")
@requires("village_plan.record")
def remove_row(village_plan_id: uuid.UUID, part_key: str, row_id: uuid.UUID) -> Any:
    """Take a row off a plan."""
    part, item = queries.get_part(part_key), held(village_plan_id)
    press(operations.remove_row, item, queries.get_row(item, part, row_id))
    flash(_("Taken off the plan."), "success")
    return redirect(f"{LIST}/{village_plan_id}#{part_key}")


@views.post("/village-plans/<uuid:village_plan_id>/approval")
@requires("village_plan.record")
def approve_plan(village_plan_id: uuid.UUID) -> Any:
    """Take the form that says the village approved the plan."""
    item, form = held(village_plan_id), Form(ApprovalIn())
    if form.run(operations.approve_plan, item):
        flash(_("The plan is approved and counts. Now attach the scan of the protocol."), "success")
        return redirect(f"{LIST}/{village_plan_id}#evidence")
    return page(village_plan_id, approval=form)


@views.post("/village-plans/<uuid:village_plan_id>/reopening")
@requires("village_plan.reopen")
def reopen_plan(village_plan_id: uuid.UUID) -> Any:
    """Take an approval back."""
    item, form = queries.get_village_plan(village_plan_id, queries.REOPEN, lock=True), Form(ReasonIn())
    if form.run(operations.reopen_plan, item):
        flash(_("The approval is taken back: the plan is in work again."), "success")
        return redirect(f"{LIST}/{village_plan_id}")
    return page(village_plan_id, back=form)


@views.post("/village-plans/<uuid:village_plan_id>/withdrawal")
@requires("village_plan.record")
def withdraw_plan(village_plan_id: uuid.UUID) -> Any:
    """Take the form that says a plan was begun by mistake."""
    item, form = held(village_plan_id), Form(ReasonIn())
    if form.run(operations.withdraw_plan, item):
        flash(_("The plan is withdrawn and no longer counts."), "success")
        return redirect(f"{LIST}/{village_plan_id}")
    return page(village_plan_id, back=form)


def held(village_plan_id: uuid.UUID) -> VillagePlan:
    """A plan the actor may write, held against others while it is changed."""
    item = queries.get_village_plan(village_plan_id, queries.RECORD, lock=request.method == "POST")
    g.region = item.region
    return item


def page(
    village_plan_id: uuid.UUID, approval: Form | None = None, back: Form | None = None
) -> tuple[str, int]:
    """The page of a plan; `back` is the form that takes the approval, or the plan itself, back."""
    item = queries.get_village_plan(village_plan_id)
    g.region = item.region
    sent, parts = approval or back, queries.parts_of(item)
    return render_template(
        "registry/village_plans/show.html",
        item=item,
        parts=parts,
        lacking=queries.lacking(item, parts),
        unsaid=queries.unsaid(item, parts),
        sessions=queries.sessions_of(parts["problems"]),
        named=bool(queries.named_by_sessions(item)),
        state=queries.state_of(item),
        code=code_of(item.project_id, item.activity_id),
        may={name: in_scope(name, item.region) for name in (queries.RECORD, queries.REOPEN)},
        several=project_names(approved_projects()),
        proofs=proofs_on(item),
        approval=approval or untouched(forms.approval()),
        back=back or untouched(),
    ), sent.status if sent else 200


def form_page(form: Form, item: VillagePlan | None = None) -> tuple[str, int]:
    """The form of a plan itself."""
    mine = regions_offered(VillagePlan.region, scope(queries.RECORD))
    return render_template(
        "registry/village_plans/form.html",
        form=form,
        item=item,
        projects=offered_projects(queries.RECORD),
        regions=region_options(mine),
    ), form.status


def row_page(form: Form, item: VillagePlan, part: Part, row: InPlan | None = None) -> tuple[str, int]:
    """The form of a row."""
    return render_template(
        "registry/village_plans/row.html",
        form=form,
        item=item,
        part=part,
        row=row,
        kazakh=in_kazakh(part.key),
        solvable=forms.solvable(item) if part.key == "activities" else [],
    ), form.status
