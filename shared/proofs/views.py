"""Pages of evidence: attach files to a record, open one, take a wrong one off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from shared.access import requires
from shared.doors.form import Form
from shared.files import LARGEST, files
from shared.proofs.api import asked
from shared.proofs.declaring import ATTACH, VIEW, Proven, floor
from shared.proofs.operations import Attached, attach_all, detach
from shared.proofs.queries import get_evidence, lacking_of, present_in, suggested, visible_files
from shared.proofs.schemas import EvidenceForm
from shared.proofs.taking import Sent, all_taken
from shared.proofs.wording import proofs_on, say, sized


def pages(nouns: Iterable[Proven]) -> Blueprint:
    """The pages of the nouns of a service."""
    views = Blueprint("evidence", __name__)
    for noun in nouns:
        rule = f"/{noun.path}/<uuid:{noun.kind}_id>/evidence"
        views.add_url_rule(f"{rule}/new", view_func=attach_evidence, methods=["GET", "POST"])
        views.add_url_rule(rule, view_func=attach_evidence, methods=["POST"])
    views.add_url_rule("/evidence/<uuid:evidence_id>", view_func=send_evidence)
    views.add_url_rule("/evidence/<uuid:evidence_id>/detachment", view_func=detach_evidence, methods=["POST"])
    views.app_context_processor(lambda: {"size_words": sized, "largest_file": LARGEST})
    return views


@requires(ATTACH)
def attach_evidence(**named: uuid.UUID) -> Any:
    """Show and take the form of new files; good ones are kept, the others are named with the reason."""
    sent = all_taken(request.files.getlist("file"))
    record = asked(named, ATTACH, lock=request.method == "POST")
    form = Form(EvidenceForm(), {"kind": wanted(record)})
    done = form.run(keep, record, sent)
    if done and (done.made is None or say(done.made, form)):
        return redirect(place_of(record))
    return page(record, form)


def keep(record: Any, sent: list[Sent], values: dict[str, Any]) -> Attached:
    """Keep the sent files as the form says."""
    return attach_all(record, sent, values["kind"], values["again"], values["both_sides"])


def page(record: Any, form: Form) -> tuple[str, int]:
    """The page of the form."""
    noun = floor().of(record)
    g.region = getattr(record, "region", None)
    return render_template(
        noun.template,
        form=form,
        here=floor().page(record),
        title=noun.title(record),
        listed=noun.listed(),
        proofs=proofs_on(record),
        kinds=kind_cards(record),
        **noun.context(record),
    ), form.status


def wanted(record: Any) -> str:
    """The kind the address asks for, else the one most likely at hand."""
    asked_for = request.args.get("kind", "")
    return asked_for if asked_for in floor().of(record).kinds else suggested(record)


def kind_cards(record: Any) -> list[dict[str, str]]:
    """Kinds to choose from: first what the record needs, with what lacks of it."""
    present, noun = present_in(visible_files(record)), floor().of(record)
    words = noun.words()
    needed = [kind for need in noun.needs(record) for kind in need.kinds]
    lack = {kind for need in lacking_of(record) for kind in need.kinds}
    return [
        {"value": kind, "label": words[kind], "hint": hint(kind, needed, lack, present)}
        for kind in dict.fromkeys([*needed, *noun.kinds])
    ]


def hint(kind: str, needed: Iterable[str], lack: Iterable[str], present: Mapping[str, int]) -> str:
    """Whether a needed kind is there."""
    if kind not in needed:
        return ""
    if present.get(kind):
        return _("there, one more can be added")
    return _("missing") if kind in lack else ""


def place_of(record: Any) -> str:
    """Where a record's page shows its files."""
    return f"{floor().page(record)}#{floor().of(record).anchor}"


@requires(VIEW)
def send_evidence(evidence_id: uuid.UUID) -> Response:
    """Give a file."""
    item = get_evidence(evidence_id)
    return files().send(item.sha256, item.mime, item.name)


@requires(ATTACH)
def detach_evidence(evidence_id: uuid.UUID) -> Any:
    """Take a file off what it was attached to."""
    item, form = get_evidence(evidence_id), Form()
    name = item.name
    record = floor().nouns[item.owner_kind].find(item.owner_id, VIEW, lock=True)
    if form.run(detach, item, record):
        flash(_("The file “%(name)s” is taken off.", name=name), "success")
    for error in form.errors:
        flash(error["message"], "error")
    return redirect(place_of(record))
