"""What a region's conditions put on the page of an application."""

from __future__ import annotations

from flask import render_template

from services.grants.applications.models import Application
from services.grants.conditions.operations import changed, findings
from shared.plugins.asking import in_words


def on_application(application: Application) -> str:
    """Give every condition of the region with its mark, while the application waits; nothing where the
    region has none."""
    if application.status != "registered":
        return ""
    told = {"found": findings(application), "changed": changed(application), "application": application}
    card = "grants/conditions/card.html"
    return render_template(card, in_words=in_words, **told) if told["found"] or told["changed"] else ""
