"""What is set for the regions, and what they wear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on

from services.registry.db import db
from services.registry.plans.queries import regions_in_force
from services.registry.region_settings.models import RegionSetting
from services.registry.region_settings.record import PROGRAMME, setting_record
from shared.doors.errors import NotFound
from shared.language.records.region_setting import RegionSetting as SettingRecord
from shared.language.regions import REGIONS
from shared.plugins import plugins
from shared.plugins.exchanged import Branding
from shared.plugins.loading import CORE, Absent, Loaded
from shared.plugins.reading import EVERYWHERE
from shared.plugins.values import Values, chosen

MOST_TOLD = 20
VIEW, EDIT = "region_setting.view", "region_setting.edit"
# Two who save at once come one after the other: each setting carries on what the other set.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('region_settings'))")


def region_of(name: str) -> str | None:
    """The region of an address, None for the programme; NotFound."""
    if name != PROGRAMME and name not in REGIONS:
        raise NotFound
    return None if name == PROGRAMME else name


def in_force(region: str | None, lock: bool = False) -> RegionSetting | None:
    """What is set for a region now; with a lock nobody else sets anything until the end."""
    if lock:
        db.session.execute(ONE_BY_ONE)
    mine = select(RegionSetting).where(RegionSetting.region.is_not_distinct_from(region))
    return db.session.scalars(mine.order_by(RegionSetting.number.desc()).limit(1)).first()


def settings_of(region: str | None) -> Sequence[RegionSetting]:
    """What was set for a region, the latest first: those that are told, and the one before them."""
    mine = select(RegionSetting).where(RegionSetting.region.is_not_distinct_from(region))
    return db.session.scalars(mine.order_by(RegionSetting.number.desc()).limit(MOST_TOLD + 1)).all()


def said(item: RegionSetting | None) -> SettingRecord | None:
    """A setting as plugins read it."""
    return setting_record(item) if item else None


def all_in_force() -> dict[str | None, RegionSetting]:
    """What is set now by region, None for the programme."""
    latest = select(RegionSetting).ext(distinct_on(RegionSetting.region))
    rows = db.session.scalars(latest.order_by(RegionSetting.region, RegionSetting.number.desc()))
    return {row.region: row for row in rows}


def worn(region: str | None, now: Mapping[str | None, RegionSetting] | None = None) -> Branding:
    """The face a region wears by what is set now."""
    now = all_in_force() if now is None else now
    return plugins().worn(region, said(now.get(None)), said(now.get(region)))


def of_project() -> list[str]:
    """Regions that have a face to be seen: those of the projects in force, with a plugin, or set before."""
    spoken = {region for plugin in every_plugin() for region in plugin.regions if region != EVERYWHERE}
    seen = regions_in_force() | spoken | set(db.session.scalars(select(RegionSetting.region).distinct()))
    return [code for code in REGIONS if code in seen]


def others() -> list[str]:
    """Regions nobody has set anything for and no project or plugin speaks of: an eighth one begins here."""
    seen = of_project()
    return [code for code in REGIONS if code not in seen]


def every_plugin() -> Sequence[Loaded | Absent]:
    """All plugins but core, those too that did not load."""
    found: list[Loaded | Absent] = [*plugins().loaded, *plugins().absent]
    return [plugin for plugin in found if plugin.name != CORE]


def loaded_for(region: str | None, name: str) -> Loaded:
    """A plugin of a region that asks for settings; NotFound."""
    for plugin in plugins_for(region):
        if plugin.name == name and isinstance(plugin, Loaded) and plugin.file.settings:
            return plugin
    raise NotFound


def values_in(region: str | None, plugin: Loaded) -> Values:
    """What its settings are in a region now."""
    item = in_force(region)
    return chosen(plugin.file.settings, item.values.get(plugin.name, {}) if item else {})


def plugins_for(region: str | None) -> Sequence[Loaded | Absent]:
    """Plugins made for a region, whether they are on or off."""
    return [plugin for plugin in every_plugin() if EVERYWHERE in plugin.regions or region in plugin.regions]
