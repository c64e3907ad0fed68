"""What the form of a publication begins with, what a pasted link puts into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from services.events.projects.wording import region_options
from services.events.publications.models import Publication
from services.events.publications.reader import Proposal, channel_of, day_in, proposal
from services.events.publications.schemas import PublicationFields, PublicationIn
from services.events.publications.wording import publication_kinds, publication_statuses
from shared.clock import stands, today
from shared.doors.form import Form
from shared.language.publications import DOCUMENTS, ITEMS, PLANNED, PUBLISHED, SOCIAL_POST
from shared.language.records.project import Project
from shared.projects import activity_titles

READ = "read"  # the button that reads the pasted link
FIELDS = tuple(PublicationFields().fields.keys() - {"activity", "outside", "kazakh"})
NEW = {"status": PUBLISHED, "kind": SOCIAL_POST}


def begun() -> dict[str, Any]:
    """Start values of a new publication: published today, or as the board of the media plan asks for it."""
    status = request.args.get("status")
    if status in PLANNED:
        return {**NEW, "status": status}
    return {**NEW, "issued_on": today().isoformat()}


def read_link(form: Form) -> Proposal | None:
    """What the pasted link proposes, put where nothing was written; today, which nobody wrote, gives way.
    A demo opens no page: there the link alone is read."""
    link = PublicationIn(only=("link",)).load({"link": form.values.get("link") or None})["link"]
    if not link:
        return None
    found = Proposal(channel_of(link), day=day_in(link)) if stands() else proposal(link)
    for name, value in {"channel": found.channel, "title": found.title}.items():
        form.values[name] = form.values.get(name) or value
    if form.values.get("issued_on") in (None, "", today().isoformat()):
        form.values["issued_on"] = found.day.isoformat() if found.day else ""
    return found


def present(item: Publication) -> dict[str, Any]:
    """Start values of the form that corrects a publication."""
    return {"activity": item.activity_id, **{name: getattr(item, name) for name in FIELDS}}


def kinds(item: Publication | None) -> list[tuple[str, str]]:
    """Kinds to choose from: what a media plan is made of, documents, and whatever this one is already."""
    known = (*ITEMS, *DOCUMENTS, *((item.kind,) if item else ()))
    return [(name, word) for name, word in publication_kinds().items() if name in known]


def words(project: Project) -> Mapping[str, Mapping[str, str]]:
    """What stands for the codes of the form's choices."""
    return {
        "kind": publication_kinds(),
        "status": publication_statuses(),
        "region": dict(region_options(None)),
        "activity": activity_titles(project),
    }
