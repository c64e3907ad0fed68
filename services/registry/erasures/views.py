"""Pages of what is held of a person: he may read it, and have it erased."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template
from flask_babel import gettext as _

from services.registry.backups.queries import known
from services.registry.erasures import queries, wording
from services.registry.erasures.operations import erase_person
from services.registry.erasures.queries import ERASE, READ
from services.registry.erasures.schemas import ErasureIn
from shared.access import in_scope, requires
from shared.doors.api import respond
from shared.doors.export import at_once, send_workbook
from shared.doors.form import Form
from shared.files import disposition
from shared.office.paper.printing import sent
from shared.office.papers import in_asked_language
from shared.office.regional import Regional
from shared.plugins.specifications import ERASE as REGIONS_ERASE

views = Blueprint("erasures", __name__)


@views.get("/people/<uuid:person_id>/held")
@requires(READ)
def show_held(person_id: uuid.UUID) -> str:
    """Show everything that is held of a person."""
    records = queries.get_records(person_id, READ)
    g.region = records[0].region
    return render_template(
        "registry/erasures/held.html",
        person=records[0],
        held=queries.held_of(records),
        erased_on=queries.since(records),
        may_erase=all(in_scope(ERASE, record.region) for record in records),
    )


@views.get("/people/<uuid:person_id>/held.pdf")
@requires(READ)
def print_held(person_id: uuid.UUID) -> Response:
    """Give it as a paper for the person, in the language he reads."""
    records = queries.get_records(person_id, READ)
    with in_asked_language():
        described = wording.paper_of(records[0], queries.held_of(records))
        return sent(described, "pdf", wording.file_name(records[0]), Regional())


@views.get("/people/<uuid:person_id>/held.xlsx")
@requires(READ)
def held_workbook(person_id: uuid.UUID) -> Response:
    """Give it as a workbook."""
    records = queries.get_records(person_id, READ)
    with in_asked_language():
        rows, name = wording.lines(queries.held_of(records)), wording.file_name(records[0])
        return send_workbook(name, wording.columns(), len(rows), at_once(lambda: rows))


@views.get("/people/<uuid:person_id>/held.json")
@requires(READ)
def held_data(person_id: uuid.UUID) -> Response:
    """Give it as data he may take elsewhere."""
    records = queries.get_records(person_id, READ)
    with in_asked_language():
        everything = queries.held_of(records)
        name = f"{wording.file_name(records[0])}.json"
    told = {"parts": queries.as_data(everything), "silent": everything.silent}
    return respond(told, Content_Disposition=disposition("attachment", name))


@views.route("/people/<uuid:person_id>/erasure", methods=["GET", "POST"])
@requires(ERASE)
def erase(person_id: uuid.UUID) -> Any:
    """Say what goes and what stays, and erase the person once that was read."""
    records = queries.get_records(person_id, ERASE)
    seen = queries.held_of(records, ERASE, REGIONS_ERASE)
    form = Form(ErasureIn(), {"seen": seen.mark})
    if form.run(erase_person, person_id, seen):
        flash(_("The person is erased. The other services follow within seconds."), "success")
        return redirect(f"/registry/people/{records[0].id}/held")
    g.region = records[0].region
    return render_template(
        "registry/erasures/erase.html",
        person=records[0],
        held=seen,
        erased_on=queries.since(records),
        backups=known(),
        form=form,
    ), form.status
