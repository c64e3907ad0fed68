"""Scans in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.events.scans.queries.scans import ASIDE, FILED, WAITING
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language.evidence import UNOPENED

SHAPES = {WAITING: "warn", FILED: "ok", ASIDE: "plain"}


def words() -> dict[str, Any]:
    """What templates say of scans."""
    return {
        "scan_states": scan_states(),
        "scan_shapes": SHAPES,
        "place_kinds": place_kinds(),
        "closed_why": why,
    }


@once_a_language
def scan_states() -> Mapping[str, str]:
    """How a scan stands."""
    return {WAITING: _("waits to be filed"), FILED: _("filed"), ASIDE: _("set aside")}


@once_a_language
def place_kinds() -> Mapping[str, str]:
    """Kinds of records a scan may belong to."""
    return {
        "gathering": _("Gathering"),
        "publication": _("Publication"),
        "journal_month": _("Month of a consultation journal"),
        "survey": _("Survey"),
        "social_review": _("Review in a social network"),
        "edition_entry": _("Entry of a brochure’s register"),
        "edition": _("Brochure"),
    }


def why(unopened: str | None) -> str:
    """Why a file does not open; "" for one that does."""
    return said(UNOPENED[unopened]) if unopened else ""


def told() -> Words:
    """A scan in words."""
    fields = {"aside_because": _("Why it is set aside"), "filed_kind": _("Filed under")}
    return Words(_("Scan"), fields, {"filed_kind": place_kinds()})
