"""What the pages say about files."""

from __future__ import annotations

import uuid

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.evidence.models import Evidence
from services.events.evidence.operations import Attached
from services.events.evidence.queries import also_on
from services.events.gatherings.models import Gathering
from services.events.publications.models import Publication
from services.events.publications.queries import reachable
from shared.forms import Form
from shared.i18n import format_short_date


def say(outcome: Attached, form: Form) -> bool:
    """Say what became of the files; whether all of them were kept, or else the form has the reasons."""
    if outcome.kept:
        flash(
            ngettext("%(num)s file is attached.", "%(num)s files are attached.", len(outcome.kept)), "success"
        )
    others = elsewhere(outcome.kept)
    for item in outcome.kept:
        for other in others.get(item.id, []):
            flash(
                _(
                    "“%(name)s” already proves “%(other)s”. Check that it is the right file.",
                    name=item.name,
                    other=other["title"],
                ),
                "warning",
            )
    if outcome.refused:
        flash(
            ngettext("%(num)s file was not taken.", "%(num)s files were not taken.", len(outcome.refused)),
            "error",
        )
    form.errors += [
        {"field": "file", "message": f"{name}: {refusal.message}"}
        for name, refusal in outcome.refused.items()
    ]
    return not outcome.refused


def elsewhere(files: list[Evidence]) -> dict[uuid.UUID, list[dict[str, str]]]:
    """What else these files prove, {title, href}, by file;
    what the actor may not see has neither name nor link."""
    return {key: [named(owner) for owner in owners] for key, owners in also_on(files).items()}


def named(owner: Gathering | Publication) -> dict[str, str]:
    """A record as a link."""
    noun, on = (
        ("gathering", owner.starts_on) if isinstance(owner, Gathering) else ("publication", owner.issued_on)
    )
    if not reachable(f"{noun}.view", owner.region):
        return {"title": _("a record of another region"), "href": ""}
    return {"title": f"{owner.title}, {format_short_date(on)}", "href": f"/events/{noun}s/{owner.id}"}
