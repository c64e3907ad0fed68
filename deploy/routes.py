"""Who tells whom what: the sender and the recipients of every kind of record in this composition.

A service neither knows nor asks who listens. An installation that publishes upwards gives its own map in
ASAR_ROUTES, with one recipient more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

ROUTES = {
    "project": ("registry", ("events", "grants", "reports")),
    "centre": ("registry", ("events", "reports")),
    "memorandum": ("registry", ("reports",)),
    "obligation": ("registry", ("events", "reports")),
    "initiative_group": ("registry", ("grants", "reports")),
    "village_plan": ("registry", ("reports",)),
    "person": ("registry", ("events", "reports")),
    "identity": ("registry", ("reports",)),
    "gathering": ("events", ("reports",)),
    "problem": ("events", ("registry", "grants", "reports")),
    "attendance": ("events", ("reports",)),
    "publication": ("events", ("reports",)),
    "consultation_journal": ("events", ("reports",)),
    "social_review": ("events", ("reports",)),
    "survey": ("events", ("reports",)),
    "centre_report": ("reports", ("reports",)),
    "public_report": ("reports", ("reports",)),
    "contest": ("grants", ("reports",)),
    "application": ("grants", ("reports",)),
    "award": ("grants", ("reports",)),
    "story": ("grants", ("reports",)),
    "donor_project": ("grants", ("reports",)),
}


def routes(env: Mapping[str, str]) -> str:
    """What the services are told about it, as JSON: the environment's own map, or the one above."""
    return env.get("ASAR_ROUTES") or json.dumps(ROUTES)
