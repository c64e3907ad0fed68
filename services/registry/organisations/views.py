"""Pages of organisations."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.organisations import listing, operations, queries
from services.registry.organisations.models import Organisation
from services.registry.organisations.schemas import OrganisationIn
from services.registry.organisations.wording import organisation_kinds
from services.registry.plans.queries import regions_offered
from services.registry.regions.wording import region_options
from shared.access import requires, scope
from shared.clock import local_day, today
from shared.doors.form import Form, press
from shared.plugins import extra
from shared.reach import reachable

views = Blueprint("organisations", __name__)
FIELDS = tuple(OrganisationIn(exclude=("kazakh",)).fields)


@views.get("/organisations")
@requires("organisation.view")
def organisation_list() -> str:
    """List the organisations, and the partners of plans that are not among them."""
    return render_template(
        "registry/organisations/list.html",
        proposed=queries.proposed() if scope("organisation.record") is None else [],
        mine=regions_offered(Organisation.region, scope("organisation.view")),
        **listing.page_of(),
    )


@views.get("/organisations.xlsx")
@requires("organisation.view")
def organisation_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.post("/organisations/partners")
@requires("organisation.record", everywhere=True)
def add_partners() -> Any:
    """Write down the partners of the plans in force."""
    added = len(press(operations.add_partners).made or ())
    flash(ngettext("%(num)s partner added.", "%(num)s partners added.", added), "success")
    return redirect("/registry/organisations")


@views.route("/organisations/new", methods=["GET", "POST"])
@requires("organisation.record")
def add_organisation() -> Any:
    """Show and take the form of a new organisation."""
    form = Form(OrganisationIn(), {"kind": "partner", **chosen()})
    if extra.alone():
        return render_template("ui/extra.html", **questions(form))
    if done := form.run(lambda values: operations.add_organisation(own(values))):
        return redirect(f"/registry/organisations/{done.id}")
    return form_page(form)


@views.get("/organisations/<uuid:organisation_id>")
@requires("organisation.view")
def show_organisation(organisation_id: uuid.UUID) -> str:
    """Show an organisation and what it did."""
    item = queries.get_organisation(organisation_id)
    g.region = item.region
    may = reachable("organisation.record", item.region)
    return render_template(
        "registry/organisations/show.html",
        item=item,
        may_record=may,
        projects=queries.projects_of(item),
        extras=extra.in_full(operations.asked_of(item), item),
    )


@views.route("/organisations/<uuid:organisation_id>/edit", methods=["GET", "POST"])
@requires("organisation.record")
def change_organisation(organisation_id: uuid.UUID) -> Any:
    """Show and take the form that corrects an organisation."""
    item = queries.get_organisation(organisation_id, "organisation.record", lock=request.method == "POST")
    words = {"kind": organisation_kinds(), "region": dict(region_options(None))}
    form = Form(OrganisationIn(), {name: getattr(item, name) for name in FIELDS} | chosen(), words=words)
    if extra.alone():
        return render_template("ui/extra.html", **questions(form, item))
    if form.run(lambda values: operations.change_organisation(item, own(values, item))):
        flash(_("Saved."), "success")
        return redirect(f"/registry/organisations/{organisation_id}")
    return form_page(form, item)


def chosen() -> dict[str, Any]:
    """What the address says of a form whose extra fields follow it."""
    region = request.args.get("region")
    return {} if region is None else {"region": region, "extra": extra.in_address()}


def questions(form: Form, item: Organisation | None = None) -> dict[str, Any]:
    """What the part of the form with the region's fields shows."""
    mine = region_options(scope("organisation.record"))
    only = mine[0][0] if len(mine) == 1 else ""
    return extra.on_form(asked_on(str(form.value("region")) or only or None, item), form)


def own(values: dict[str, Any], item: Organisation | None = None) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    return extra.own(values, asked_on(values["region"], item))


def asked_on(region: str | None, item: Organisation | None) -> extra.Asked:
    """What is asked about an organisation of a region."""
    return operations.asked(region, local_day(item.created_at) if item else today())


def form_page(form: Form, item: Organisation | None = None) -> tuple[str, int]:
    """The form of an organisation."""
    mine = scope("organisation.record")
    return render_template(
        "registry/organisations/form.html",
        form=form,
        item=item,
        regions=region_options(mine),
        everywhere=mine is None,
        **questions(form, item),
    ), form.status
