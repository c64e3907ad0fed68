"""Pages of evidence: attach a file to a contest, an application or an award, and open one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.contests.models import Contest
from services.grants.evidence.kinds import ACCEPTED, KINDS
from services.grants.evidence.operations import EvidenceNeeded, attach, detach
from services.grants.evidence.owners import address, elsewhere, get_owner, owner_of, title_of
from services.grants.evidence.queries import LINKS, files_of, get_evidence
from services.grants.evidence.schemas import EvidenceIn
from shared.access import actor, requires
from shared.doors.form import Form
from shared.doors.transaction import carry_out
from shared.files import NAMES, files

views = Blueprint("evidence_pages", __name__)


@views.route("/contests/<uuid:contest_id>/evidence/new", methods=["GET", "POST"])
@views.route("/applications/<uuid:application_id>/evidence/new", methods=["GET", "POST"])
@views.route("/awards/<uuid:award_id>/evidence/new", methods=["GET", "POST"])
@requires("evidence.attach")
def attach_evidence(**named: uuid.UUID) -> Any:
    """Show and take the form of a file of the kind the address names,
    or else of the first one that is missing."""
    owner = get_owner(named, "evidence.attach", lock=request.method == "POST")
    here, form = address(owner), Form(EvidenceIn(), {"kind": request.args.get("kind")})
    g.region = getattr(owner, "region", None)
    if done := form.run(
        lambda v: attach(owner, request.files.get("file"), v["kind"], v["quantity"], actor().id)
    ):
        flash(_("The file is attached."), "success")
        kept = get_evidence(done.id)
        for other in elsewhere([kept]).get(kept.id, []):
            flash(
                _(
                    "“%(name)s” already proves “%(other)s”. Check that it is the right file.",
                    name=kept.name,
                    other=other["title"],
                ),
                "warning",
            )
        return redirect(f"{here}#{'milestones' if isinstance(owner, Contest) else 'evidence'}")
    known = KINDS[LINKS[type(owner)].removesuffix("_id")]
    present = {item.kind for item in files_of(owner)}
    kind = (
        form.value("kind")
        if form.value("kind") in known
        else next((name for name in known if name not in present), known[0])
    )
    return render_template(
        "grants/evidence/new.html",
        form=form,
        here=here,
        owner=title_of(owner),
        kind=kind,
        kinds=known,
        present=present,
        accepted=sorted(ACCEPTED[kind]),
        types=type_names(kind),
    ), form.status


def type_names(kind: str) -> str:
    """The types of file that can prove something, in words."""
    return ", ".join(sorted(NAMES[mime] for mime in ACCEPTED[kind]))


@views.get("/evidence/<uuid:evidence_id>")
@requires("evidence.view")
def download(evidence_id: uuid.UUID) -> Response:
    """Open a file."""
    item = get_evidence(evidence_id)
    return files().send(item.sha256, item.mime, item.name)


@views.post("/evidence/<uuid:evidence_id>/detachment")
@requires("evidence.attach")
def detach_evidence(evidence_id: uuid.UUID) -> Any:
    """Take a wrong file off."""
    item = get_evidence(evidence_id)
    owner = owner_of(item)
    here, name = address(owner), item.name
    try:
        carry_out(detach, item, owner)
        flash(_("The file “%(name)s” is taken off.", name=name), "success")
    except EvidenceNeeded as refusal:
        flash(refusal.message, "error")
    return redirect(here)
