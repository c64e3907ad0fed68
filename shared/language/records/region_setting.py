"""What an administrator set for a region: its face, and which plugins speak for it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import msgspec

from shared.language.records.record import Record


class FacePartner(msgspec.Struct, frozen=True, kw_only=True):
    """A partner whose logo stands beside the region's own: what it is called by language, its SVG text.
    Example: FacePartner(name={"ru": "…", "kk": "…"}, logo="<svg …")"""

    name: dict[str, str]
    logo: str


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """A face field by field; an empty one was not said. `accent` is #rrggbb, `logo` SVG text, the others by
    language.
    Example: Face(name={"ru": "…", "kk": "…"}, accent="#1b5e94")"""

    name: dict[str, str] = {}
    accent: str = ""
    logo: str = ""
    letterhead: dict[str, list[str]] = {}
    contacts: str = ""
    disclaimer: dict[str, str] = {}
    partners: tuple[FacePartner, ...] = ()


class RegionSetting(Record, frozen=True, kw_only=True):
    """One setting of a region, None: of the programme; the one with the highest `number` is in force.
    `face` is what was typed, `worn` what papers wear from `since` on; `locked` names fields of the
    programme's face that no region changes; plugins are named in `off` and, as they are asked, in `ordered`;
    `values` are those of a plugin's settings, by its name and their keys.
    Example: RegionSetting(id="01…", page="…", region="turkistan", number=2, since=datetime(…),
    face=Face(accent="#1b5e94"), worn=Face(…), off=("atyrau",))"""

    KIND: ClassVar[str] = "region_setting"
    region: str | None
    number: int
    since: datetime
    face: Face
    worn: Face
    locked: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    values: dict[str, dict[str, str | int | bool]] = {}
