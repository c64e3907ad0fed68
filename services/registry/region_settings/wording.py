"""Settings of regions in words, and how their history is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.queries import MOST_TOLD
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
        "partners": _("Logos of partners"),
    }


def changes(settings: Sequence[RegionSetting]) -> list[tuple[RegionSetting, str]]:
    """Settings, the latest first, each with what it changed in the one before."""
    former: list[RegionSetting | None] = [*settings[1:], None]
    return [(item, changed(item, before)) for item, before in zip(settings, former, strict=False)][:MOST_TOLD]


def changed(item: RegionSetting, before: RegionSetting | None) -> str:
    """The fields in which a setting says something else than the one before it, in one line."""
    then, now = fields_said(before), fields_said(item)
    labels = {**face_fields(), **setting().fields}
    return ", ".join(labels[key] for key, words in now.items() if words != then.get(key))


def fields_said(item: RegionSetting | None) -> dict[str, object]:
    """What a setting says by its fields, None where one was left empty; nothing where there is no setting."""
    if item is None:
        return {}
    ordered = item.ordered[1:]  # one plugin alone has no order; of several the rest tells the first
    said = {**item.face, "locked": item.locked, "off": item.off, "ordered": ordered}
    said["values"] = item.values
    return {key: words or None for key, words in said.items()}


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
        "values": _("Settings of plugins"),
        "why": _("Reason"),
    }
    return Words(_("Face of a region"), fields, {"region": dict(region_options(None))})
