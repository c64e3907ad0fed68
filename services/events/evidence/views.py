"""Pages of evidence: attach files to a gathering, open one, take a wrong one off."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.db import db
from services.events.evidence import operations, queries
from services.events.evidence.wording import say
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, missing_evidence, needed
from services.events.gatherings.schemas import EvidenceIn
from services.events.pages import evidence_kinds
from services.events.participants.queries import counts_of
from shared.access import actor, requires
from shared.files import files
from shared.forms import Form

views = Blueprint("evidence", __name__)
OFFERED = (
    "signed_list",
    "photo",
    "protocol",
    "programme",
    "feedback",
    "presentation",
    "screenshot",
    "recording",
    "report",
    "other",
)


@views.route("/gatherings/<uuid:gathering_id>/evidence/new", methods=["GET", "POST"])
@requires("evidence.attach")
def attach_evidence(gathering_id: uuid.UUID) -> Any:
    """Show and take the form of new files; good ones are kept, the others are named with the reason."""
    gathering = get_gathering(gathering_id, "evidence.attach", lock=request.method == "POST")
    missing = missing_evidence(gathering)
    form = Form(EvidenceIn(), {"kind": request.args.get("kind") or first_of(missing), "quantity": 1})
    sent, outcome = request.files.getlist("file"), []
    if form.accept(
        db.session,
        lambda values: outcome.append(
            operations.attach_all(gathering, sent, values["kind"], values["quantity"], actor().id)
        ),
    ) and say(outcome[0], form):
        return redirect(f"/events/gatherings/{gathering_id}#evidence")
    g.region = gathering.region
    return render_template(
        "events/evidence/new.html",
        form=form,
        gathering=gathering,
        missing=missing,
        kinds=kind_cards(gathering),
        counts=counts_of(gathering.id),
    ), form.status


@views.get("/evidence/<uuid:evidence_id>")
@requires("evidence.view")
def send_evidence(evidence_id: uuid.UUID) -> Response:
    """Give a file."""
    item = queries.get_evidence(evidence_id)
    return files().send(item.sha256, item.mime, item.name)


@views.post("/evidence/<uuid:evidence_id>/detachment")
@requires("evidence.attach")
def detach_evidence(evidence_id: uuid.UUID) -> Any:
    """Take a file off what it was attached to."""
    item = queries.get_evidence(evidence_id, "evidence.attach")
    owner = queries.owner_of(item)
    operations.detach(item)
    db.session.commit()
    flash(_("The file “%(name)s” is taken off.", name=item.name), "success")
    return redirect(
        f"/events/{'gatherings' if isinstance(owner, Gathering) else 'publications'}/{owner.id}#evidence"
    )


def first_of(missing: list[str]) -> str:
    """The kind that is most likely at hand: the signed list,
    which proves the most figures, then what the type needs."""
    return next((kind for kind in ("signed_list", *missing) if kind in missing), "other")


def kind_cards(gathering: Gathering) -> list[dict[str, str]]:
    """Kinds to choose from: first what this type of gathering needs."""
    present = {item.kind for item in queries.of_gathering(gathering.id)}
    wanted, words = needed(gathering.type, gathering.mode), evidence_kinds()
    hints = {kind: _("there, one more can be added") if kind in present else _("missing") for kind in wanted}
    return [
        {"value": kind, "label": words[kind], "hint": hints.get(kind, "")}
        for kind in dict.fromkeys([*wanted, *OFFERED])
    ]
