"""The paper of an application, offered on its page."""

from __future__ import annotations

from flask import render_template

from services.grants.applications.models import Application


def on_application(application: Application) -> str:
    """Where the application is printed, in both languages."""
    return render_template("grants/application_forms/card.html", application=application)
