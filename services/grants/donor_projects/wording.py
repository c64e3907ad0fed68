"""Projects funded by donors in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.grants.donor_projects.queries import PROVEN, UNPROVEN, WAITING, WITHDRAWN
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language.donors import ORIGINS

SHAPES = {PROVEN: "ok", UNPROVEN: "risk", WAITING: "pace", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "donor_project_states": donor_project_states(),
        "donor_project_shapes": SHAPES,
        "donor_origins": donor_origins(),
    }


@once_a_language
def donor_project_states() -> Mapping[str, str]:
    """States of a project taken to a donor."""
    return {
        PROVEN: pgettext("donor_project", "funded"),
        UNPROVEN: pgettext("donor_project", "funded, no letter"),
        WAITING: pgettext("donor_project", "waits for the decision"),
        WITHDRAWN: pgettext("donor_project", "withdrawn"),
    }


@once_a_language
def donor_origins() -> Mapping[str, str]:
    """Where donors are from."""
    return {code: said(words) for code, words in ORIGINS.items()}


def donor_project() -> Words:
    """A project funded by a donor in words."""
    fields = {
        "title": _("Title of the project"),
        "title_kk": _("Title in Kazakh"),
        "participant": _("Whose project"),
        "settlement": _("Settlement"),
        "donor": _("Donor"),
        "origin": _("Where the donor is from"),
        "amount": _("Amount"),
        "decided_on": _("Donor’s decision"),
        "withdrawn_because": _("Why it is withdrawn"),
    }
    return Words(_("Donor project"), fields, {"origin": donor_origins()})
