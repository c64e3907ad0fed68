"""What a region's conditions put on the page of an application."""

from __future__ import annotations

from flask import render_template

from services.grants.applications.models import Application
from services.grants.conditions.operations import findings
from shared.plugins.asking import in_words


def on_application(application: Application) -> str:
    """Give every condition of the region with its mark, while the application waits; nothing where the
    region has none."""
    found = findings(application) if application.status == "registered" else []
    return render_template("grants/conditions/card.html", found=found, in_words=in_words) if found else ""
