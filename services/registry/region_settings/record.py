"""Settings of regions as every service keeps them."""

from __future__ import annotations

import msgspec

from services.registry.db import db
from services.registry.region_settings.models import RegionSetting
from shared.language.records.region_setting import Face
from shared.language.records.region_setting import RegionSetting as SettingRecord
from shared.queue.outbox import publish

PROGRAMME = "everywhere"


def publish_setting(item: RegionSetting) -> None:
    """Tell every service, this one too, what was set."""
    db.session.flush()
    publish(db.session, setting_record(item))


def setting_record(item: RegionSetting) -> SettingRecord:
    """Give a setting as it travels."""
    return SettingRecord(
        id=str(item.id),
        page=f"/registry/regions/{item.region or PROGRAMME}/face",
        region=item.region,
        number=item.number,
        since=item.created_at,
        face=msgspec.convert(item.face, Face),
        worn=msgspec.convert(item.worn, Face),
        locked=tuple(item.locked),
        off=tuple(item.off),
        ordered=tuple(item.ordered),
        values=item.values,
    )
