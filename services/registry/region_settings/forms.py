"""What the forms of a region's face and of its plugins start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.operations import former_face
from services.registry.region_settings.rules import logo_of
from shared.plugins.loading import Absent, Loaded
from shared.plugins.reading import LANGUAGES

PLACE = "place."


@dataclass(frozen=True)
class Line:
    """A plugin as the form shows it."""

    plugin: Loaded | Absent
    on: bool
    place: int
    reason: str


def begun(item: RegionSetting | None) -> dict[str, Any]:
    """Start values of the form of a face: what was typed."""
    face = former_face(item)
    words = {
        f"{name}_{language}": said.get(language, "")
        for name, said in (("name", face.name), ("disclaimer", face.disclaimer))
        for language in LANGUAGES
    }
    lines = {f"letterhead_{code}": "\n".join(face.letterhead.get(code, [])) for code in LANGUAGES}
    return {**words, **lines, "accent": face.accent, "contacts": face.contacts, "locked": locked(item)}


def locked(item: RegionSetting | None) -> list[str]:
    """The fields that are the same in all regions."""
    return list(item.locked) if item else []


def sent_logo() -> str | None:
    """The drawing that was sent with the form, None for none. LogoUnfit."""
    file = request.files.get("logo")
    return logo_of(file.read()) if file and file.filename else None


def lines(found: Sequence[Loaded | Absent], item: RegionSetting | None) -> list[Line]:
    """The plugins of a region in their order."""
    ordered, off = (item.ordered, item.off) if item else ([], [])
    places = {name: place for place, name in enumerate(ordered, start=1)}
    rows = sorted(found, key=lambda plugin: places.get(plugin.name, len(places) + 1))
    return [
        Line(plugin, plugin.name not in off, place, getattr(plugin, "reason", ""))
        for place, plugin in enumerate(rows, start=1)
    ]


def places_sent() -> dict[str, str]:
    """The place typed beside each plugin."""
    return {
        name.removeprefix(PLACE): value
        for name, value in request.form.items()
        if name.startswith(PLACE) and value.strip()
    }
