"""What the forms of a region's face and of its plugins start from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from flask import request
from flask_babel import gettext as _

from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.operations import former_face
from services.registry.region_settings.rules import logo_of
from shared.doors.form import Form
from shared.i18n import format_number
from shared.language.records.region_setting import Face
from shared.plugins.asking import in_words
from shared.plugins.loading import Absent, Loaded
from shared.plugins.pictures import MOST_PARTNERS
from shared.plugins.reading import LANGUAGES
from shared.plugins.values import CHECKBOX, NUMBER, SettingDef, Value

PLACE, SET = "place.", "set."
PARTNER = ("ru", "kk", "place", "was")
LISTS = ("locked", *(f"partner_{name}" for name in PARTNER))


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
    return {
        **words,
        **lines,
        **partners_begun(face),
        "accent": face.accent,
        "contacts": face.contacts,
        "locked": locked(item),
    }


def partners_begun(face: Face) -> dict[str, Any]:
    """The partners of a face as columns of the form."""
    places = [str(place) for place, _partner in enumerate(face.partners)]
    return {
        "partner_ru": [each.name.get("ru", "") for each in face.partners],
        "partner_kk": [each.name.get("kk", "") for each in face.partners],
        "partner_place": [str(int(place) + 1) for place in places],
        "partner_was": places,
    }


def partner_rows(form: Form) -> list[dict[str, str]]:
    """The lines of partners as they were typed, and a free one while there is room."""
    columns = (form.value(f"partner_{name}", []) for name in PARTNER)
    rows = [dict(zip(PARTNER, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    said = [row for row in rows if any(row.values())]
    return [*said, dict.fromkeys(PARTNER, "")][:MOST_PARTNERS]


def locked(item: RegionSetting | None) -> list[str]:
    """The fields that are the same in all regions."""
    return list(item.locked) if item else []


def sent_drawings() -> dict[str, Any]:
    """The drawings that were sent with the form: {logo} where one was, {partner_logos: {line: drawing}}.
    LogoUnfit."""
    own = sent_drawing("logo")
    lines = {number: sent_drawing(f"partner_logo_{number}") for number in range(1, MOST_PARTNERS + 1)}
    beside = {number: logo for number, logo in lines.items() if logo}
    return ({"logo": own} if own else {}) | {"partner_logos": beside}


def sent_drawing(name: str) -> str | None:
    """The drawing of an input, None for none. LogoUnfit."""
    file = request.files.get(name)
    return logo_of(file.read(), name.replace("_logo", "")) if file and file.filename else None


def lines(found: Sequence[Loaded | Absent], item: RegionSetting | None) -> list[Line]:
    """The plugins of a region in their order."""
    ordered, off = (item.ordered, item.off) if item else ([], [])
    places = {name: place for place, name in enumerate(ordered, start=1)}
    rows = sorted(found, key=lambda plugin: places.get(plugin.name, len(places) + 1))
    return [
        Line(plugin, plugin.name not in off, place, getattr(plugin, "reason", ""))
        for place, plugin in enumerate(rows, start=1)
    ]


def values_sent(settings: Sequence[SettingDef]) -> dict[str, Any]:
    """What was typed for each setting, of its type; what is of none stays a text, which does not fit."""
    return {each.key: value_of(each, request.form.get(SET + each.key, "")) for each in settings}


def value_of(setting: SettingDef, typed: str) -> Value:
    """A typed value: a whole number, yes or no, or the text as it is."""
    text = "".join(typed.split()) if setting.type == NUMBER else typed.strip()
    if setting.type == CHECKBOX:
        return bool(text)
    return int(text) if setting.type == NUMBER and re.fullmatch(r"-?[0-9]{1,15}", text) else text


def inputs(settings: Sequence[SettingDef], values: Mapping[str, Any], form: Any) -> list[dict[str, Any]]:
    """The settings as inputs of a form, with their bounds in words."""
    return [
        {
            "name": SET + each.key,
            "type": each.type,
            "label": in_words(each.label),
            "hint": " ".join(filter(None, (in_words(each.hint) if each.hint else "", bounds(each)))),
            "options": [(choice.value, in_words(choice.label)) for choice in each.choices],
            "value": request.form.get(SET + each.key, "") if form.errors else values[each.key],
            "error": form.error(SET + each.key),
        }
        for each in settings
    ]


def bounds(setting: SettingDef) -> str:
    """Between what a number may be, and what holds while nobody set it."""
    if setting.type != NUMBER:
        return ""
    said = [
        _("At least %(least)s.", least=format_number(setting.least)) if setting.least is not None else "",
        _("At most %(most)s.", most=format_number(setting.most)) if setting.most is not None else "",
        _("By the plugin: %(value)s.", value=format_number(setting.default)),
    ]
    return " ".join(filter(None, said))


def places_sent() -> dict[str, str]:
    """The place typed beside each plugin."""
    return {
        name.removeprefix(PLACE): value
        for name, value in request.form.items()
        if name.startswith(PLACE) and value.strip()
    }
