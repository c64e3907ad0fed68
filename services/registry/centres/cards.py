"""What centres put on the page of an organisation."""

from __future__ import annotations

from flask import render_template

from services.registry.centres.queries import hosted_by
from services.registry.organisations.models import Organisation
from shared.access import actor


def on_organisation(item: Organisation) -> str:
    """Give the centres an organisation is the host of."""
    found = hosted_by(item) if actor().can("centre.view") else []
    return render_template("registry/centres/card.html", found=found) if found else ""
