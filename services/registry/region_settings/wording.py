"""Settings of regions in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.regions.wording import region_name, region_options
from shared.acts.words import Words
from shared.i18n import once_a_language


@once_a_language
def face_fields() -> Mapping[str, str]:
    """The fields of a face, as they may be locked."""
    return {
        "name": pgettext("region", "Name"),
        "accent": _("Colour"),
        "logo": _("Logo"),
        "letterhead": _("Letterhead"),
        "contacts": _("Contacts"),
        "disclaimer": _("Who pays for the project"),
    }


def called(region: str | None) -> str:
    """A region, or the programme."""
    return region_name(region) if region else _("The programme")


def setting() -> Words:
    """A setting in words."""
    fields = {
        "region": _("Region"),
        "number": _("Version"),
        "locked": _("The same in all regions"),
        "off": _("Plugins switched off"),
        "ordered": _("Order of plugins"),
        "why": _("Reason"),
    }
    return Words(_("Face of a region"), fields, {"region": dict(region_options(None))})
