"""Who tells whom what: the sender and the recipients of every kind of record in this composition.

A service neither knows nor asks who listens. A region's home (ASAR_UPSTREAM) has one recipient more for what
is counted above it; an installation may give a map of its own in ASAR_ROUTES.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from shared.language.above import AT_HOME

ROUTES = {
    "project": ("registry", ("events", "grants", "reports")),
    "centre": ("registry", ("events", "reports")),
    "memorandum": ("registry", ("reports",)),
    "obligation": ("registry", ("events", "reports")),
    "initiative_group": ("registry", ("grants", "reports")),
    "village_plan": ("registry", ("reports",)),
    "person": ("registry", ("events", "reports")),
    "identity": ("registry", ("reports",)),
    "erasure": ("registry", ("events", "grants")),
    "region_setting": ("registry", ("registry", "events", "grants", "reports")),
    "deployment": ("registry", ("reports",)),
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
    "fund_handover": ("grants", ("registry",)),
    "fund_statement": ("registry", ("grants",)),
}


ABOVE = "centre"


def upwards() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The map of a region's home: what reports hear of here is told above too."""
    return {
        kind: (sender, (*told, ABOVE) if "reports" in told and kind not in AT_HOME else told)
        for kind, (sender, told) in ROUTES.items()
    }


def routes(env: Mapping[str, str]) -> str:
    """What the services are told about it, as JSON: the environment's own map, or the one above."""
    return env.get("ASAR_ROUTES") or json.dumps(upwards() if env.get("ASAR_UPSTREAM") else ROUTES)
