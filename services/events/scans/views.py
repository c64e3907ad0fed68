"""Pages of scans: the inbox, one scan, filing."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.scans import forms, listing, operations
from services.events.scans.models import Scan
from services.events.scans.operations import Taken
from services.events.scans.queries import scans as queries
from services.events.scans.queries.places import filed_under, name_of, record_named
from services.events.scans.queries.scans import RECORD
from services.events.scans.schemas import FilingForm, ScansForm, SettingAsideIn
from shared.access import requires
from shared.doors.form import Form, press, untouched
from shared.files import files
from shared.proofs.declaring import VIEW, floor
from shared.proofs.taking import Sent, all_taken

views = Blueprint("scans", __name__)
INBOX = "/events/scans"


@views.route("/scans", methods=["GET"])
@requires("scan.view")
def scan_list() -> Any:
    """List the scans: those that wait, or others."""
    return inbox(untouched())


@views.post("/scans")
@requires("scan.record")
def keep_scans() -> Any:
    """Keep new scans, the good ones whatever the others are; script sends them one by one."""
    form = Form(ScansForm())
    sent = form.before(all_taken, request.files.getlist("file")) or []
    done = form.run(kept, sent)
    if request.headers.get("HX-Request"):
        return render_template("events/scans/taken.html", form=form, taken=done.made if done else None)
    if done and (done.made is None or say_taken(done.made, form)):
        return redirect(INBOX)
    return inbox(form)


def kept(sent: list[Sent], values: dict[str, Any]) -> Taken:
    """Keep the files of the form."""
    return operations.keep_scans(sent, forms.region_said(values["region"]))


def say_taken(taken: Taken, form: Form) -> bool:
    """Say how many were kept; whether all were, or else the form has the reasons."""
    if count := len(taken.kept):
        flash(
            ngettext("%(num)s scan waits to be filed.", "%(num)s scans wait to be filed.", count), "success"
        )
    for name, refusal in taken.refused.items():
        form.errors.append({"field": "file", "message": f"{name}: {refusal.message}"})
    return not taken.refused


def inbox(form: Form) -> Any:
    """The page of the list with the form of new scans."""
    shown = listing.page_of()
    return render_template("events/scans/list.html", form=form, regions=forms.regions(), **shown), form.status


@views.get("/scans.xlsx")
@requires("scan.view")
def export_scans() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.get("/scans/<uuid:scan_id>")
@requires("scan.view")
def show_scan(scan_id: uuid.UUID) -> Any:
    """Show a scan: what it is, where it may belong, where it went."""
    return page(queries.get_scan(scan_id), untouched())


def page(scan: Scan, form: Form) -> Any:
    """The page of a scan."""
    record = filed_under([scan]).get(scan.id)
    seen = record if record is not None and floor().of(record).may(VIEW, record) else None
    where = {"title": floor().of(seen).title(seen), "href": floor().page(seen)} if seen is not None else None
    return render_template(
        "events/scans/show.html",
        form=form,
        scan=scan,
        state=queries.state_of(scan),
        where=where,
        elsewhere=forms.known_elsewhere(scan),
        proposals=forms.search([scan])["proposals"],
    ), form.status


@views.get("/scans/<uuid:scan_id>/file")
@requires("scan.view")
def send_scan(scan_id: uuid.UUID) -> Response:
    """Give the file of a scan."""
    scan = queries.get_scan(scan_id)
    return files().send(scan.sha256, scan.mime, scan.name)


@views.route("/scans/filing", methods=["GET", "POST"])
@requires("scan.record")
def file_scans() -> Any:
    """Ask which record scans belong to and what they are there; then they are its files."""
    if not request.args.get("scan"):
        return inbox(untouched())
    if not request.args.get("to"):
        scans = forms.chosen()
        return render_template("events/scans/where.html", scans=scans, **forms.search(scans))
    sending = request.method == "POST"
    scans, record = forms.chosen(lock=sending), record_named(request.args["to"], lock=sending)
    offered, form = forms.kinds_of(record, scans), Form(FilingForm())
    if form.run(filed, scans, record):
        say_filed(len(scans), offered["title"])
        return redirect(INBOX)
    if not form.sent:
        form.values = {"kind": offered["said"]}
    here = url_for(request.endpoint or "", scan=[scan.id for scan in scans], to=name_of(record))
    return render_template(
        "events/scans/what.html", form=form, scans=scans, here=here, **offered
    ), form.status


def filed(scans: list[Scan], record: Any, values: dict[str, Any]) -> list[Any]:
    """File locked scans as the form says."""
    return operations.file_scans(scans, record, values["kind"], values["again"], values["both_sides"])


def say_filed(count: int, title: str) -> None:
    """Say where the scans went."""
    words = "%(num)s scan is filed under “%(title)s”.", "%(num)s scans are filed under “%(title)s”."
    flash(ngettext(*words, count, title=title), "success")


@views.post("/scans/<uuid:scan_id>/aside")
@requires("scan.record")
def set_scan_aside(scan_id: uuid.UUID) -> Any:
    """Set a scan aside with a reason."""
    scan, form = queries.get_scan(scan_id, RECORD, lock=True), Form(SettingAsideIn())
    if form.run(lambda values: operations.set_aside(scan, values["reason"])):
        flash(_("The scan is set aside. It is kept, and can be put back."), "success")
        return redirect(INBOX)
    return page(scan, form)


@views.post("/scans/<uuid:scan_id>/return")
@requires("scan.record")
def put_scan_back(scan_id: uuid.UUID) -> Any:
    """Let a scan that was set aside wait again."""
    press(operations.put_back, queries.get_scan(scan_id, RECORD, lock=True))
    flash(_("The scan waits to be filed again."), "success")
    return redirect(f"{INBOX}/{scan_id}")
