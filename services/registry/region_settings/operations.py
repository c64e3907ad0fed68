"""Setting the face of a region and which plugins speak for it; nothing that was set is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace

from services.registry.db import db
from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.queries import (
    ONE_BY_ONE,
    all_in_force,
    in_force,
    of_project,
    plugins_for,
    said,
    worn,
)
from services.registry.region_settings.record import publish_setting
from services.registry.region_settings.rules import FIELDS, typed
from shared.clock import now as this_moment
from shared.doors.errors import Invalid
from shared.language.records.region_setting import Face
from shared.language.records.region_setting import RegionSetting as SettingRecord
from shared.plugins import plugins
from shared.plugins.asking import in_words
from shared.plugins.exchanged import Branding
from shared.plugins.loading import Loaded
from shared.plugins.reading import Wrong
from shared.plugins.settings import face_of


class PluginNotHere(Invalid):
    """The plugin “%(plugin)s” does not speak for this region."""

    code = "plugin_not_here"


class SettingUnfit(Invalid):
    """“%(label)s” cannot be so: see what is allowed beside it."""

    code = "setting_unfit"


class SettingsUnread(Invalid):
    """With these values the plugin cannot be read: %(reason)s."""

    code = "settings_unread"


class PlaceTaken(Invalid):
    """Two plugins stand at place %(place)s. Give each a place of its own."""

    code = "place_taken"


def set_face(region: str | None, values: dict[str, Any]) -> RegionSetting:
    """Keep a face as it was typed; what stands empty the plugins say, what the programme locked stays as it
    was. FaceUnfit, ColourUnread, BothLanguages."""
    former = in_force(region, lock=True)
    face = but_for_locked(region, typed(values, former_face(former)), former_face(former))
    locked = [name for name in FIELDS if name in values.get("locked", ())] if region is None else []
    return follow_after(written(region, former, face=to_builtins(face), locked=locked, why=values["why"]))


def but_for_locked(region: str | None, face: Face, former: Face) -> Face:
    """A face in which a region changes nothing that the programme keeps the same."""
    programme = in_force(None) if region else None
    locked = programme.locked if programme else []
    return replace(face, **{name: getattr(former, name) for name in locked})


def former_face(former: RegionSetting | None) -> Face:
    """What was typed before."""
    return convert(former.face, Face) if former else Face()


def arrange_plugins(region: str | None, values: dict[str, Any]) -> RegionSetting:
    """Say which plugins speak for a region, and in which order they are asked. PluginNotHere."""
    former, known = in_force(region, lock=True), [plugin.name for plugin in plugins_for(region)]
    for name in values["on"]:
        if name not in known:
            raise PluginNotHere(field="on", plugin=name)
    check_places({name: values["places"].get(name) for name in values["on"]})
    off = [name for name in known if name not in values["on"]]
    ordered = sorted(known, key=lambda name: values["places"].get(name, len(known)))
    return follow_after(written(region, former, off=off, ordered=ordered, why=values["why"]))


def set_values(region: str | None, plugin: Loaded, values: dict[str, Any]) -> RegionSetting:
    """Set a plugin's settings in a region; the file must be readable with them. SettingUnfit."""
    former, why = in_force(region, lock=True), values.pop("why", None)
    for setting in plugin.file.settings:
        if not setting.fits(values.get(setting.key)):
            raise SettingUnfit(field=f"set.{setting.key}", label=in_words(setting.label))
    try:
        plugin.valued(values)
    except Wrong as error:
        raise SettingsUnread(reason=str(error)) from error
    known = dict(former.values) if former else {}
    return follow_after(written(region, former, values={**known, plugin.name: values}, why=why))


def check_places(places: Mapping[str, int | None]) -> None:
    """Refuse two plugins at one place: nobody could say which is asked first. PlaceTaken."""
    for name, place in places.items():
        if place is not None and [*places.values()].count(place) > 1:
            raise PlaceTaken(field=f"place.{name}", place=place)


def written(region: str | None, former: RegionSetting | None, **changed: Any) -> RegionSetting:
    """A new setting that carries on whatever was not changed, with what the region wears by it."""
    kept = ("face", "locked", "off", "ordered", "values")
    start = {name: getattr(former, name) for name in kept} if former else {}
    empty: dict[str, Any] = {"face": {}, "locked": [], "off": [], "ordered": [], "values": {}}
    number = former.number + 1 if former else 1
    said = {**empty, **start, **changed}
    item = RegionSetting(region=region, number=number, worn={}, created_at=this_moment(), **said)
    db.session.add(item)
    db.session.flush()
    item.worn = to_builtins(face_of(worn(region)))
    publish_setting(item)
    return item


def follow_after(item: RegionSetting) -> RegionSetting:
    """A change of the programme's face reaches the regions that wear it."""
    if item.region is None:
        follow_faces(of_project())
    return item


def follow_faces(regions: Iterable[str | None]) -> int:
    """Write down what each region wears where that is another than was written last (a plugin was changed):
    papers of a day keep the face of that day. How many."""
    db.session.execute(ONE_BY_ONE)
    now = all_in_force()
    changed = [region for region in regions if wears_another(region, now)]
    for region in changed:
        written(region, now.get(region), why=None)
    return len(changed)


def wears_another(region: str | None, now: Mapping[str | None, RegionSetting]) -> bool:
    """Whether a region wears another face than was written last."""
    former = now.get(region)
    return former is None or convert(former.worn, Face) != face_of(worn(region, now))


def as_typed(region: str | None, values: dict[str, Any]) -> Branding:
    """The face a region would wear if this were saved. ColourUnread, BothLanguages."""
    former = in_force(region)
    face = typed(values, former_face(former))
    start = said(former) or SettingRecord(
        id="", page="", region=region, number=0, since=this_moment(), face=face, worn=face
    )
    seen = replace(start, face=face, locked=tuple(values["locked"]) if region is None else ())
    return plugins().worn(region, seen if region is None else said(in_force(None)), seen)
