"""Pages of editions: the list, a brochure with its register, an entry with its proof, the public page."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.editions import listing, operations, queries
from services.events.editions.models import Edition
from services.events.editions.schemas import EditionFields, EditionIn, EntryIn, EntryWithdrawn
from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from shared.access import public, requires, scope, signed_in
from shared.clock import today
from shared.doors.form import Form, untouched
from shared.doors.transaction import carry_out
from shared.files import files
from shared.i18n import format_short_date
from shared.language.publications import BROCHURE_HANDOUT, OF_EDITIONS
from shared.language.records.project import Project
from shared.proofs.wording import proofs_on
from shared.reach import reachable
from shared.spoken import spoken, title_in, title_of

views = Blueprint("editions", __name__)
FIELDS = tuple(EditionFields().fields.keys() - {"outside", "kazakh"})


@views.get("/editions")
@requires("publication.view")
def edition_list() -> str:
    """List the brochures with what became of them."""
    found = queries.edition_page(None, None, queries.MOST)
    return render_template("events/editions/list.html", editions=found, may_record=may_record())


@views.get("/editions.xlsx")
@requires("publication.view")
def export_editions() -> Response:
    """Give the brochures with what became of them, as a workbook."""
    return listing.export()


@views.get("/editions/<uuid:edition_id>/entries.xlsx")
@requires("publication.record")
def export_entries(edition_id: uuid.UUID) -> Response:
    """Give the register of a brochure with the names in it, to those who keep it."""
    return listing.export_register(queries.get_edition(edition_id))


def may_record() -> bool:
    """Whether the actor keeps what concerns the whole project."""
    return reachable(queries.RECORD, None) and bool(projects.offered(queries.RECORD))


@views.route("/editions/new", methods=["GET", "POST"])
@requires("publication.record")
def record_edition() -> Any:
    """Show and take the form of a brochure."""
    project = projects.chosen(request.values.get("project_id"), queries.RECORD)
    if project is None:
        title, known = _("Record a brochure"), projects.offered(queries.RECORD)
        return render_template("events/projects/choose.html", projects=known, title=title, href=request.path)
    form = Form(EditionIn(), {"project_id": project.id})
    if done := form.run(operations.record_edition):
        flash(_("Recorded. Now attach its file."), "success")
        return redirect(f"/events/editions/{done.id}#evidence")
    return edition_form(form, project)


@views.route("/editions/<uuid:edition_id>/edit", methods=["GET", "POST"])
@requires("publication.record")
def change_edition(edition_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a brochure."""
    item = queries.get_edition(edition_id, queries.RECORD, lock=request.method == "POST")
    form = Form(EditionFields(), {name: getattr(item, name) for name in FIELDS})
    if form.run(operations.change_edition, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/editions/{edition_id}")
    return edition_form(form, projects.get(item.project_id), item)


def edition_form(form: Form, project: Project, item: Edition | None = None) -> tuple[str, int]:
    """The form of a brochure."""
    return render_template(
        "events/editions/form.html", form=form, project=spoken(project), item=item
    ), form.status


@views.get("/editions/<uuid:edition_id>")
@requires("publication.view")
def show_edition(edition_id: uuid.UUID) -> str:
    """Show a brochure, what it counts, its register."""
    item = queries.get_edition(edition_id)
    return render_template(
        "events/editions/show.html",
        item=item,
        sums=queries.sums_of(item),
        entries=queries.entries_of(item),
        days=queries.days_of(item),
        proofs=proofs_on(item),
        offered=item.offered and queries.offered_file(item),
        may_change=reachable(queries.RECORD, None),
    )


@views.route("/editions/<uuid:edition_id>/entries/new", methods=["GET", "POST"])
@requires("publication.record")
def record_entry(edition_id: uuid.UUID) -> Any:
    """Show and take the form of an entry of the register."""
    edition = queries.get_edition(edition_id, queries.VIEW, lock=request.method == "POST")
    asked = request.args.get("kind")
    kind = asked if asked in OF_EDITIONS else BROCHURE_HANDOUT
    form = Form(EntryIn(), {"kind": kind, "issued_on": today().isoformat()})
    if done := form.run(lambda values: operations.record_entry(edition, values)):
        flash(_("Recorded. Now attach what proves it."), "success")
        return redirect(f"/events/edition-entries/{done.id}#evidence")
    mine = scope(queries.RECORD)
    return render_template(
        "events/editions/entry_form.html",
        form=form,
        edition=edition,
        regions=region_options(mine),
        everywhere=mine is None,
        gathering_options=[gathering_option(row) for row in queries.gatherings_with_people(edition)],
    ), form.status


def gathering_option(row: queries.Found) -> tuple[str, str]:
    """A gathering to choose: its day, its title, how many were present."""
    return str(row.id), f"{format_short_date(row.starts_on)} · {title_of(row)} ({row.attended})"


@views.get("/edition-entries/<uuid:edition_entry_id>")
@requires("publication.view")
def show_entry(edition_entry_id: uuid.UUID) -> tuple[str, int]:
    """Show an entry with what proves it."""
    return entry_page(edition_entry_id, untouched())


@views.post("/edition-entries/<uuid:edition_entry_id>/withdrawal")
@requires("publication.record")
def withdraw_entry(edition_entry_id: uuid.UUID) -> Any:
    """Take the reason for which an entry is struck off."""
    item, form = queries.get_entry(edition_entry_id, queries.RECORD, lock=True), Form(EntryWithdrawn())
    if form.run(operations.withdraw_entry, item):
        flash(_("Struck off: it counts nowhere."), "success")
        return redirect(f"/events/edition-entries/{edition_entry_id}")
    return entry_page(edition_entry_id, form)


def entry_page(entry_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of an entry; names are for those who keep the register."""
    item = queries.get_entry(entry_id)
    g.region = item.region
    return render_template(
        "events/editions/entry.html",
        item=item,
        form=form,
        proofs=proofs_on(item),
        may_record=reachable(queries.RECORD, item.region),
    ), form.status


@views.get("/brochures/<uuid:edition_id>")
@public
def offer_edition(edition_id: uuid.UUID) -> str:
    """Offer a brochure to everybody, without a sign-in."""
    item = queries.offered_edition(edition_id)
    title, file = title_in(item.title, item.title_kk), queries.offered_file(item)
    return render_template("events/editions/offer.html", item=item, title=title, file=file)


@views.post("/brochures/<uuid:edition_id>/file")
@public
def download_edition(edition_id: uuid.UUID) -> Response:
    """Give the file of an offered brochure; a visitor counts once a day, robots and the team do not."""
    item = queries.offered_edition(edition_id)
    found, agent = queries.offered_file(item), request.user_agent.string
    assert found is not None
    if operations.is_person(agent) and signed_in() is None:
        carry_out(operations.count_download, item, request.remote_addr or "", agent)
    return files().send(found.sha256, found.mime, found.name)
