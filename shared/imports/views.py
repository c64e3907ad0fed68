"""Pages of imports, one set a noun: send a table, say what its columns mean, see what became of its rows."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _

from shared.access import requires
from shared.clock import now
from shared.doors.errors import NotFound, Refusal
from shared.doors.export import XLSX
from shared.doors.form import Form
from shared.files import LARGEST, disposition
from shared.imports import heading, operations, row_views, rows_back, wording
from shared.imports.declaring import Brings, meanings
from shared.imports.operations import Brought
from shared.imports.work import tried
from shared.office.sheets import workbook

View = Callable[..., Any]


def pages(brought: Iterable[Brings]) -> Blueprint:
    """The pages of what a service brings in."""
    views = Blueprint("imports", __name__)
    for brings in brought:
        rule, one = f"/imports/{brings.noun}", f"/imports/{brings.noun}/<uuid:import_id>"
        start = f"{rule}/of/<uuid:{brings.of}>" if brings.of else rule
        add(views, brings, start, send_table, "GET", "POST")
        add(views, brings, f"{start}/sample.xlsx", give_sample, "GET")
        add(views, brings, one, show_table, "GET", "POST")
        add(views, brings, f"{one}/answers", answer_questions, "POST")
        add(views, brings, f"{one}/rows.xlsx", give_rows_back, "GET")
        add(views, brings, f"{one}/aside", row_views.put_table_away, "POST")
        add(views, brings, f"{rule}/rows", row_views.list_rows, "GET")
        add(views, brings, f"{rule}/rows/<uuid:row_id>", row_views.correct_row, "GET", "POST")
        add(views, brings, f"{rule}/rows/<uuid:row_id>/aside", row_views.put_row_away, "POST")
        add(views, brings, f"{rule}/rows/<uuid:row_id>/personal", row_views.show_personal, "POST")
    return views


def add(views: Blueprint, brings: Brings, rule: str, view: View, *methods: str) -> None:
    """One page of a noun, open to who may record it."""
    named = wraps(view)(partial(view, brings))
    guarded = requires(brings.permission)(named)
    views.add_url_rule(rule, f"{view.__name__}_{brings.noun}", guarded, methods=list(methods))


def here(brings: Brings, job_id: object = "") -> str:
    """The address of one of a noun's imports."""
    return f"{request.path.partition('/imports/')[0]}/imports/{brings.noun}/{job_id}"


def start(brings: Brings, about: str) -> str:
    """Where a table of a noun is sent, of the object its rows belong to."""
    return here(brings, f"of/{about}" if brings.of else "").rstrip("/")


def send_table(brings: Brings, **of: uuid.UUID) -> Any:
    """Show and take the form of a table: a file or a pasted text."""
    named = "".join(map(str, of.values()))
    about, form = brings.found(named), Form()
    sent = form.before(operations.received, request.files.get("file"), request.form.get("text", ""))
    if done := form.run(operations.begin, brings, named, sent):
        return redirect(here(brings, done.id))
    tell_why(form)
    return render_template(
        "ui/imports/new.html",
        form=form,
        here=start(brings, named),
        largest=LARGEST,
        known=meanings(brings, about),
        **named_by(brings, about),
    ), form.status


def tell_why(form: Form) -> None:
    """Say beside the file why it could not be read."""
    why = wording.unreadable_words(form.detail)
    for error in form.errors:
        if error["field"] == "file" and why:
            error["message"] += f" {why}"


def named_by(brings: Brings, about: Any) -> dict[str, Any]:
    """What every page of a noun's imports says: what it brings in, where its list is, which words a
    field offers."""
    offered = partial(wording.offered, brings)
    return {"title": brings.title(), "home": brings.home(about), "offered": offered}


def give_sample(brings: Brings, **of: uuid.UUID) -> Response:
    """Give an empty table to fill in."""
    known = meanings(brings, brings.found("".join(map(str, of.values()))))
    labels = [(one.field.label, one.needed) for one in known.values()]

    def fill(book: Any) -> None:
        sheet, plain, bold = book.add_worksheet(), book.add_format(), book.add_format({"bold": True})
        for place, (label, needed) in enumerate(labels):
            sheet.write_string(0, place, label, bold if needed else plain)
            sheet.set_column(place, place, max(14, len(label) + 2))
        sheet.freeze_panes(1, 0)

    return sheet_named(workbook(fill, title=brings.title(), made_at=now()), brings.title())


def sheet_named(data: bytes, name: str) -> Response:
    """A workbook as a download."""
    response = Response(data, mimetype=XLSX)
    response.headers["Content-Disposition"] = disposition("attachment", f"{name}.xlsx")
    return response


def show_table(brings: Brings, import_id: uuid.UUID) -> Any:
    """Show how a table is understood, take what its columns mean, and then show what became of its rows."""
    job = operations.my_job(brings, import_id)
    if job.state != "asks":
        return state_page(brings, job)
    form, told = Form(), typed() if request.method == "POST" else None
    brought = opened_or_as_before(brings, job, told, form)
    if told and "enter" in request.form and form.run(operations.go_on, brought, told):
        return redirect(here(brings, import_id))
    return mapping_page(brought, form)


def opened_or_as_before(brings: Brings, job: Any, told: Any, form: Form) -> Brought:
    """A table as somebody says it is read; where that cannot be, as it was before, with the reason."""
    try:
        return operations.opened(brings, job, told)
    except Refusal as refusal:
        if told is None:
            raise
        form.refuse(refusal)
        return operations.opened(brings, job)


def typed() -> dict[str, Any]:
    """What the form of the mapping step says of a table."""
    given = request.form
    columns = {name[4:]: value for name, value in given.items() if name.startswith("col-") and value}
    number = given.get("heading", "")
    return {
        "sheet": given.get("sheet"),
        "heading": min(int(number), 1000) if number.isdecimal() else 0,
        "shown": [given.get("was_sheet"), int(was)]
        if (was := given.get("was_heading", "")).isdecimal()
        else None,
        "columns": {place: value for place, value in columns.items() if place.isdecimal()},
        "for_all": {name[4:]: value for name, value in given.items() if name.startswith("all-") and value},
        "hidden": given.get("hidden"),
    }


def mapping_page(brought: Brought, form: Form) -> tuple[str, int]:
    """How a table is understood, and what would become of its rows."""
    columns, first = wording.previewed(brought)
    return render_template(
        "ui/imports/mapping.html",
        form=form,
        brought=brought,
        here=here(brought.brings, brought.job.id),
        layout=heading.shown(brought.table, brought.said.layout),
        options=[(name, one.field.label) for name, one in brought.known.items()],
        unsaid=operations.unsaid(brought),
        missing=operations.missing(brought),
        lost=operations.lost(brought),
        columns=columns,
        first=first,
        rows_listed=wording.rows_listed,
        **of_another(brought),
        **of_fates(brought),
        **named_by(brought.brings, brought.about),
    ), form.status


def of_another(brought: Brought) -> dict[str, Any]:
    """Which other table this rather is, and where that is sent."""
    other = operations.looks_like(brought)
    return {"other": (other.title(), start(other, "")) if other else None}


def of_fates(brought: Brought) -> dict[str, Any]:
    """What would become of the rows, counted and in words."""
    fates = tried(brought)
    counted = Counter(fate.state for fate in fates)
    return {
        "fates": {fate.row: fate for fate in fates},
        "counted": counted,
        "figures": wording.figures(counted | brought.lines.left_out(brought.said), before=True),
        "state_words": wording.state_words(before=True),
        "reasons": wording.reasons_of(fates, brought.known),
        "shown_most": wording.MOST_SHOWN,
    }


def state_page(brings: Brings, job: Any) -> str:
    """How far a table is, and then what became of its rows; htmx asks for that part alone."""
    about = brings.found(job.input["about"])
    known, fates = meanings(brings, about), job.result.get("fates", [])
    listed = [fate | {"words": wording.reason(fate["wrong"], known)} for fate in fates]
    part = "HX-Request" in request.headers
    return render_template(
        "ui/imports/state.html" if part else "ui/imports/job.html",
        job=job,
        here=here(brings, job.id),
        again=start(brings, job.input["about"]),
        message=wording.failure_words(job) if job.state == "failed" else "",
        figures=wording.figures(job.result, before=False) if job.state == "done" else [],
        state_words=wording.state_words(before=False),
        listed=listed[: wording.MOST_SHOWN],
        more=max(len(fates) - wording.MOST_SHOWN, 0),
        rows_listed=wording.rows_listed,
        **named_by(brings, about),
    )


def answer_questions(brings: Brings, import_id: uuid.UUID) -> Any:
    """Enter the rows whose questions are answered with yes."""
    job, form = operations.my_job(brings, import_id), Form()
    rows = [int(row) for row in request.form.getlist("row") if row.isdecimal()]
    if done := form.run(operations.answer, brings, job, rows):
        return redirect(here(brings, done.id))
    raise form.refusal or NotFound


def give_rows_back(brings: Brings, import_id: uuid.UUID) -> Response:
    """Give the rows that were not entered, with the reasons, to correct and send again."""
    job = operations.my_job(brings, import_id)
    if job.state != "done" or not job.result.get("fates"):
        raise NotFound
    name = job.input["name"].rsplit(".", 1)[0]
    return sheet_named(rows_back.rows_back(brings, job), _("%(name)s, to correct", name=name))
