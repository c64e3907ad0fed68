"""Memoranda in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.memoranda.queries import PROVEN, UNPROVEN, WITHDRAWN
from services.registry.organisations.models import Organisation
from services.registry.organisations.wording import organisation_name
from services.registry.regions.wording import region_options
from shared.acts.words import Words
from shared.i18n import once_a_language
from shared.language.organisations import GRANTEE

SHAPES = {PROVEN: "ok", UNPROVEN: "risk", WITHDRAWN: "plain"}


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"memorandum_states": memorandum_states(), "memorandum_shapes": SHAPES}


@once_a_language
def memorandum_states() -> Mapping[str, str]:
    """States of a memorandum."""
    return {
        PROVEN: pgettext("memorandum", "proven"),
        UNPROVEN: pgettext("memorandum", "not proven"),
        WITHDRAWN: pgettext("memorandum", "withdrawn"),
    }


def with_whom(parties: Sequence[Organisation]) -> str:
    """With whom it was signed, in the reader's language: all but the grantee, if there is anybody else."""
    others = [item for item in parties if item.kind != GRANTEE]
    return ", ".join(map(organisation_name, others or parties))


def memorandum() -> Words:
    """A memorandum in words."""
    fields = {
        "signed_on": _("Signed on"),
        "valid_until": _("Valid until"),
        "region": _("Region"),
        "subject": _("What it is about"),
        "withdrawn_because": _("Withdrawn"),
    }
    return Words(_("Memorandum"), fields, {"region": dict(region_options(None))})


def party() -> Words:
    """A party of a memorandum in words."""
    return Words(_("Party"))
