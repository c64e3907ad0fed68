"""Organisations in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.registry.regions.wording import region_options
from shared.acts.words import Words
from shared.i18n import once_a_language, said
from shared.language.organisations import KINDS
from shared.spoken import label_in_kazakh, words_of


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"organisation_kinds": organisation_kinds(), "organisation_name": organisation_name}


@once_a_language
def organisation_kinds() -> Mapping[str, str]:
    """Kinds of organisations."""
    return {name: said(kind) for name, kind in KINDS.items()}


def organisation_name(item: Any) -> str:
    """Its name in the reader's language; the Russian one is marked where there is no other."""
    return words_of(item.name_ru, item.name_kk)


def organisation() -> Words:
    """An organisation in words."""
    fields = {
        "kind": _("Kind"),
        "name_ru": _("Name in Russian"),
        "name_kk": _("Name in Kazakh"),
        "bin": _("BIN"),
        "region": _("Region"),
        "address": _("Address"),
        "phone": _("Phone"),
        "email": _("Mail"),
        "signatory": _("Who signs"),
        "signatory_post": _("Post of who signs"),
        "signatory_post_kk": label_in_kazakh("signatory_post", _("Post of who signs")),
        "extra": _("Asked by the region"),
    }
    return Words(
        _("Organisation"), fields, {"kind": organisation_kinds(), "region": dict(region_options(None))}
    )
