"""Pages of people."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.people import listing, queries
from services.registry.people.models import Person
from services.registry.people.operations import merging
from services.registry.people.operations.corrections import correct_person
from services.registry.people.operations.revealing import reveal_phone
from services.registry.people.schemas import MergeForm, PersonForm, RevealForm
from services.registry.people.wording import facts
from services.registry.people.wording.pages import categories
from services.registry.plans.queries import regions_offered
from services.registry.regions.wording import region_options
from shared.access import actor, in_scope, requires, scope
from shared.doors.form import Form, press, untouched

views = Blueprint("people", __name__)
EDITED = ("name", "sex", "birth_year", "region", "settlement", "category", "organisation")
FOUND = 20


@views.get("/people")
@requires("person.view")
def people_list() -> str:
    """List people."""
    return render_template(
        "registry/people/list.html",
        doubts=queries.count_doubts(),
        mine=regions_offered(Person.region, scope("person.view")),
        **listing.page_of(),
    )


@views.get("/people.xlsx")
@requires("person.view")
def people_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.get("/people/doubts")
@requires("person.view")
def doubts() -> str:
    """Show pairs of people who may be one, side by side."""
    return render_template(
        "registry/people/doubts.html",
        pairs=queries.pairs("open"),
        total=queries.count_doubts(),
        compared=facts.compared,
    )


@views.get("/people/<uuid:person_id>")
@requires("person.view")
def show_person(person_id: uuid.UUID) -> Any:
    """Show a person, or the one a merged record counts as."""
    person = queries.get_person(person_id, "person.view")
    root = db.session.get_one(Person, person.merged_into) if person.merged_into else None
    if root and in_scope("person.view", root.region):
        return redirect(f"/registry/people/{root.id}")
    return page(person, untouched())


@views.route("/people/<uuid:person_id>/edit", methods=["GET", "POST"])
@requires("person.edit")
def edit_person(person_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a person."""
    person = queries.get_person(person_id, "person.edit", hold=request.method == "POST")
    g.region, form = (
        person.region,
        Form(
            PersonForm(),
            {name: getattr(person, name) for name in EDITED},
            words={"sex": facts.sexes(), "category": categories(), "region": dict(region_options(None))},
        ),
    )
    if form.run(correct_person, person):
        flash(_("Saved."), "success")
        return redirect(f"/registry/people/{person_id}")
    return render_template(
        "registry/people/edit.html",
        form=form,
        person=person,
        sexes=facts.sexes(),
        mine=scope("person.edit"),
        phone=queries.masked(person.secret_key, person.phone_sealed),
    ), form.status


@views.post("/people/<uuid:person_id>/phone")
@requires("phone.reveal")
def show_phone(person_id: uuid.UUID) -> Any:
    """Show a phone for some minutes, once it is said what for."""
    person = queries.get_person(person_id, "phone.reveal")
    form = Form(RevealForm())
    if form.run(reveal_phone, person):
        return redirect(f"/registry/people/{person_id}#phone")
    return page(person, form)


@views.get("/people/<uuid:person_id>/merge")
@requires("person.edit")
def find_other(person_id: uuid.UUID) -> str:
    """Find by name the record that is the same person."""
    person = queries.get_person(person_id, "person.edit")
    g.region, asked = person.region, request.args.get("q", person.name.split()[0])
    found = [
        row
        for row in queries.people_rows({"q": asked}, "name", FOUND, permission="person.edit")
        if row["id"] != person.id
    ]
    return render_template("registry/people/find.html", person=person, found=found, asked=asked)


@views.route("/people/<uuid:person_id>/merge/<uuid:other_id>", methods=["GET", "POST"])
@requires("person.edit")
def merge_people(person_id: uuid.UUID, other_id: uuid.UUID) -> Any:
    """Show two people side by side and make them one."""
    two = queries.get_two(person_id, other_id, hold=request.method == "POST")
    form = Form(MergeForm(), {"kept": facts.knows_more(two).id})
    if form.run(lambda values: merging.merge_people(*kept_first(two, values["kept"]))):
        flash(_("They are one person now; the figures count them once."), "success")
        return redirect(f"/registry/people/{form.value('kept')}")
    if two[0].id == two[1].id:
        return redirect(f"/registry/people/{two[0].id}")
    return render_template("registry/people/merge.html", form=form, **side_by_side(two)), form.status


def side_by_side(two: queries.Two) -> dict[str, Any]:
    """Two people compared, with what was thought of them before."""
    earlier = queries.pair_between(two[0].id, two[1].id)
    return {"two": two, "rows": facts.compared(*two), "pair": earlier}


@views.post("/people/pairs/<uuid:pair_id>/different")
@requires("person.edit")
def call_different(pair_id: uuid.UUID) -> Any:
    """Remember for ever that two people are two."""
    press(merging.call_different, queries.get_pair(pair_id))
    flash(_("Remembered: two different people."), "success")
    return redirect("/registry/people/doubts")


@views.post("/people/pairs/<uuid:pair_id>/separation")
@requires("person.edit")
def separate_people(pair_id: uuid.UUID) -> Any:
    """Make two people of a wrong merge again."""
    pair = queries.get_pair(pair_id)
    press(merging.separate_people, pair)
    flash(_("They are two people again; the figures count both."), "success")
    return redirect(f"/registry/people/{pair.second_id}")


def kept_first(two: queries.Two, kept: uuid.UUID) -> queries.Two:
    """The two, the one whose record stays first."""
    return (two[1], two[0]) if kept == two[1].id else two


def page(person: Person, form: Form) -> tuple[str, int]:
    """The page of a person."""
    g.region, records = person.region, [] if person.merged_into else queries.records_of(person.id)
    ids = [record.id for record in records] or [person.id]
    return render_template(
        "registry/people/show.html",
        person=person,
        facts=facts.facts(person),
        compared=facts.compared,
        pairs=queries.pairs("open", ids),
        merges=queries.pairs("same", ids) if records else [],
        different=queries.pairs("different", ids),
        may_edit=actor().can("person.edit", person.region),
        may_disclose=actor().can("person.disclose", person.region),
        form=form,
        **phone_of(person),
    ), form.status


def phone_of(person: Person) -> dict[str, Any]:
    """The phone of a person, shown or not, and who was shown it before."""
    if not person.phone_sealed or not actor().can("phone.reveal", person.region):
        return {"masked": "", "phone": "", "reveals": []}
    masked = queries.masked(person.secret_key, person.phone_sealed)
    return {"masked": masked, "phone": queries.shown_phone(person), "reveals": queries.reveals(person)}
