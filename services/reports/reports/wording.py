"""Reports in words: what their pages are given, who signs, how their history is told."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from services.reports.reports import listing
from services.reports.reports.rules.signatories import members
from shared.acts.words import Words
from shared.i18n import said
from shared.language.records.project import Project
from shared.language.team import BY_CODE


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"report_states": listing.states(), "report_region": listing.region_word}


def choices(project: Project) -> list[dict[str, str]]:
    """The roles of the team to choose from, with the names that are known here."""
    names: dict[str, list[str]] = {}
    for code, member in members(project):
        names.setdefault(code, []).append(member.name or "")
    return [
        {"value": code, "label": ", ".join(filter(None, (said(BY_CODE[code].words), *found)))}
        for code, found in names.items()
    ]


def in_words(signatures: list[dict[str, str]]) -> str:
    """Who signed a sealed report; one sealed before names travelled says the roles alone."""
    return "; ".join(
        ", ".join(filter(None, (signer["role"], signer.get("name", "")))) for signer in signatures
    )


def report() -> Words:
    """A report in words."""
    return Words(_("Report"), {"state": _("State")}, {"state": listing.states()})


def document() -> Words:
    """A document of a report in words."""
    return Words(_("Document"))
