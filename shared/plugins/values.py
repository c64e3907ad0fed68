"""Settings a plugin asks an administrator for: typed in its region.toml, their values filled in wherever the
file says {setting = "key"}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import fields, validates_schema

from shared.plugins.exchanged import Choice, Words
from shared.plugins.reading import (
    NAME,
    ListOf,
    OneOf,
    Said,
    Shape,
    Text,
    Tuple,
    Unread,
    Whole,
    Wrong,
    load,
    nearest,
)
from shared.plugins.shapes import ChoiceShape

Value = str | int | bool
Values = dict[str, Value]
TEXT, NUMBER, CHECKBOX, CHOICE = "text", "number", "checkbox", "choice"
TYPES: dict[str, type] = {TEXT: str, NUMBER: int, CHECKBOX: bool, CHOICE: str}
LONGEST, LOWEST, HIGHEST = 300, -(10**12), 10**12
POINTER = "setting"


@dataclass(frozen=True)
class SettingDef:
    """One setting: what it is called, what it may be, and what holds while nobody set it."""

    key: str
    type: str
    label: Words
    default: Value
    hint: Words = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    choices: tuple[Choice, ...] = ()

    def fits(self, value: object) -> bool:
        """Whether it may have this value."""
        if type(value) is not TYPES[self.type]:
            return False
        if isinstance(value, int) and self.type == NUMBER:
            least, most = (
                LOWEST if self.least is None else self.least,
                HIGHEST if self.most is None else self.most,
            )
            return least <= value <= most
        if isinstance(value, str):
            return value in {each.value for each in self.choices} if self.choices else len(value) <= LONGEST
        return True


class AsWritten(fields.Field[Any]):
    """A default; what it may be its setting says."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return value


class SettingShape(Shape):
    """[[settings]]."""

    of = SettingDef
    key = Text(40, NAME, required=True, metadata={"example": "largest_group"})
    type = OneOf(TYPES, required=True)
    label = Said(required=True)
    default = AsWritten(required=True)
    hint = Said()
    least = Whole(LOWEST, HIGHEST)
    most = Whole(LOWEST, HIGHEST)
    choices = Tuple(fields.Nested(ChoiceShape))

    @validates_schema
    def whole(self, data: dict[str, Any], **more: Any) -> None:
        """The default is of the type and within its bounds; only a choice has something to choose from."""
        if (data["type"] == CHOICE) != bool(data.get("choices")):
            raise Unread({"choices": ["go with type “choice”, and with no other"]})
        known = {name: data[name] for name in self.fields if name in data}
        if not SettingDef(**known).fits(data["default"]):
            raise Unread({"default": [f"“{data['default']}” is not what type and bounds allow"]})


class SettingsShape(Shape):
    """The settings of a file, by themselves: the rest is read with their values."""

    settings = ListOf(fields.Nested(SettingShape), load_default=list)


def settings_of(data: Mapping[str, Any]) -> list[SettingDef]:
    """What the file asks an administrator for. Wrong."""
    read: list[SettingDef] = load(SettingsShape(), {"settings": data.get("settings", [])}, "")["settings"]
    keys = [each.key for each in read]
    if twice := [key for key in keys if keys.count(key) > 1]:
        raise Wrong(f"settings: “{twice[0]}” is there twice")
    return read


def chosen(settings: Iterable[SettingDef], kept: Mapping[str, Any]) -> Values:
    """The value of each setting: what was set where it still fits, else its default."""
    return {each.key: kept[each.key] if each.fits(kept.get(each.key)) else each.default for each in settings}


def unfit(settings: Iterable[SettingDef], kept: Mapping[str, Any]) -> str:
    """What was set and holds no more, as the plugin is now; "" where all of it holds."""
    known = {each.key: each for each in settings}
    gone = [f"there is no setting “{key}” any more" for key in kept if key not in known]
    wrong = [
        f"“{key}” cannot be “{kept[key]}” any more, “{each.default}” holds"
        for key, each in known.items()
        if key in kept and not each.fits(kept[key])
    ]
    return "; ".join(gone + wrong)


def filled(data: Any, values: Values, place: str = "") -> Any:
    """The tables with values in place of {setting = "key"}. Wrong names the place of an unknown key."""
    if isinstance(data, dict) and [*data] == [POINTER]:
        if (key := data[POINTER]) not in values:
            raise Wrong(f"{place}: there is no setting “{key}”; {nearest(key, values)}")
        return values[key]
    if isinstance(data, dict):
        return {key: filled(each, values, f"{place}.{key}".lstrip(".")) for key, each in data.items()}
    if isinstance(data, list):
        return [filled(each, values, f"{place}[{number}]") for number, each in enumerate(data)]
    return data
