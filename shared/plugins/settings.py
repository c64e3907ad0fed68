"""What an administrator set for the regions, over what their plugins say: faces, plugins switched off, their
order.

Kept in the service's own database (`RegionSettingMixin`), so that all its processes know the same within
seconds; each holds a copy a few seconds old, which is also all there is when the database is away.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Protocol, TypeVar

import msgspec
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from shared.clock import ZONE
from shared.language.records.region_setting import Face, FacePartner, RegionSetting
from shared.plugins.exchanged import Branding, Partner
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import RegionSettingMixin, Sessions

log = logging.getLogger("asar.plugins")
FRESH_SECONDS = 5.0
READ = text("SELECT said FROM region_setting_copies ORDER BY number")
# Faces are large and change seldom: whether one came is asked, and only then are they read.
MARK = text("SELECT count(*), max(version) FROM region_setting_copies")


class Called(Protocol):
    """A plugin by its name."""

    @property
    def name(self) -> str:
        """What it is called."""


Named = TypeVar("Named", bound=Called)


def keep_settings(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep every setting there was: papers of its days wear its face."""
    newer(session, RegionSettingMixin, envelopes, kept)


def kept(setting: RegionSetting) -> dict[str, object]:
    """A setting as it is kept."""
    said = msgspec.to_builtins(setting)
    return {"region": setting.region, "number": setting.number, "said": said}


HANDLERS: dict[str, Handler] = {RegionSetting.KIND: keep_settings}


class Settings:
    """The copy of one process; `engine` gives the service's database, or None where there is none."""

    def __init__(self, engine: Callable[[], Engine] | None = None) -> None:
        self.engine, self.read_at = engine, float("-inf")
        self.known: dict[str | None, list[RegionSetting]] = {}
        self.mark: tuple[int, int | None] | None = None

    def now(self, region: str | None) -> RegionSetting | None:
        """What is in force for a region, None: for the programme."""
        self.refresh()
        found = self.known.get(region)
        return found[-1] if found else None

    def off(self, plugin: str) -> list[str]:
        """The regions in which a plugin is switched off."""
        return sorted(region for region, each in self.latest().items() if region and plugin in each.off)

    def latest(self) -> dict[str | None, RegionSetting]:
        """What is in force, by region."""
        self.refresh()
        return {region: each[-1] for region, each in self.known.items() if each}

    def worn_on(self, region: str | None, day: date) -> Branding | None:
        """The face a region's papers of that day wear; of days before all that is known what was worn first:
        no later change reaches them. None where nothing is known."""
        self.refresh()
        known = self.known.get(region, ())
        first = min(map(day_of, known), default=day)
        found = [each for each in known if day_of(each) <= max(day, first)]
        return branding_of(found[-1].worn) if found else None

    def refresh(self, age: float = FRESH_SECONDS) -> None:
        """Read what is kept, where the copy is old and something came since."""
        if self.engine is None or time.monotonic() - self.read_at < age:
            return
        self.read_at = time.monotonic()
        try:
            with self.engine().connect() as connection:
                count, newest = connection.execute(MARK).one()
                if (count, newest) == self.mark:
                    return
                said = [msgspec.convert(row, RegionSetting) for row in connection.scalars(READ)]
        except SQLAlchemyError as error:
            log.warning("settings of regions could not be read: %s", error)
            return
        self.known, self.mark = by_region(said), (count, newest)


def day_of(setting: RegionSetting) -> date:
    """The day since which a setting holds."""
    return setting.since.astimezone(ZONE).date()


def by_region(settings: Iterable[RegionSetting]) -> dict[str | None, list[RegionSetting]]:
    """Settings by their region, in their order."""
    found: dict[str | None, list[RegionSetting]] = {}
    for setting in settings:
        found.setdefault(setting.region, []).append(setting)
    return found


def branding_of(face: Face) -> Branding:
    """A face as plugins say one."""
    said = msgspec.structs.asdict(face)
    return Branding(**said | {"partners": tuple(Partner(each.name, each.logo) for each in face.partners)})


def face_of(branding: Branding) -> Face:
    """What plugins say as a face."""
    said = {item.name: getattr(branding, item.name) for item in fields(branding)}
    beside = tuple(FacePartner(name=each.name, logo=each.logo) for each in branding.partners)
    return Face(**said | {"partners": beside})


def locked(programme: RegionSetting | None, core: Branding) -> list[Branding]:
    """The programme's fields that no region changes, core's where the programme typed none."""
    if programme is None or not programme.locked:
        return []
    typed = branding_of(programme.face)
    return [Branding(**{name: getattr(typed, name) or getattr(core, name) for name in programme.locked})]


def arranged(plugins: Sequence[Named], setting: RegionSetting | None) -> list[Named]:
    """These plugins without those switched off, in the order that was set; what nobody placed, core the last
    of it, follows."""
    if setting is None:
        return list(plugins)
    places = {name: place for place, name in enumerate(setting.ordered)}
    left = [each for each in plugins if each.name not in setting.off]
    return sorted(left, key=lambda each: places.get(each.name, len(places)))
