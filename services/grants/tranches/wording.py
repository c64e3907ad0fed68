"""Tranches in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.grants.tranches.models import ACCEPTANCE, SIGNING
from services.grants.tranches.queries import tranches_of
from shared.acts.words import Words
from shared.i18n import once_a_language


@once_a_language
def moments() -> Mapping[str, str]:
    """When a tranche is paid."""
    return {
        SIGNING: _("after the agreement is signed"),
        ACCEPTANCE: _("after the sub-project is accepted"),
    }


def words() -> dict[str, Any]:
    """What pages are given."""
    return {"moments": moments(), "tranches_of": tranches_of}


def tranche() -> Words:
    """A tranche in words."""
    fields = {"number": _("Number"), "amount": _("Amount"), "after": _("Paid"), "paid": _("Paid so far")}
    return Words(_("Tranche"), fields, {"after": moments()})
