"""A plugin written as data: `region.toml`, checked key by key and fed through the same hooks as code."""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from shared.hooks import Branding, BudgetCap, FieldDef, hookimpl

LANGUAGES = {"ru", "kk", "en"}
KEYS: dict[str, set[str]] = {
    "": {"plugin", "branding", "caps", "extra_fields"},
    "plugin": {"name", "title", "version", "api", "regions"},
    "branding": {"name", "accent", "logo", "letterhead", "contacts", "disclaimer"},
    "caps": {"mini_grant", "reason"},
    "extra_fields": {"service", "entity", "subtype", "key", "type", "label", "hint", "required", "choices"},
}
FIELD_TYPES = {"text", "number", "date", "choice", "checkbox"}


class RegionFileError(ValueError):
    """A region.toml that cannot be used: names the file, the key and what was expected."""


def check_keys(file: Path, table: str, data: dict[str, Any]) -> None:
    """Refuse an unknown key by name, with the nearest known one."""
    for key in data:
        if key not in KEYS[table]:
            near = difflib.get_close_matches(key, KEYS[table], 1)
            hint = f", did you mean “{near[0]}”?" if near else f"; known: {', '.join(sorted(KEYS[table]))}"
            raise RegionFileError(f"{file.name}: unknown key “{f'{table}.' if table else ''}{key}”{hint}")


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_accent(file: Path, colour: str) -> str:
    """Refuse an accent that white text cannot be read on (contrast below 4.5 : 1)."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise RegionFileError(f"{file.name}: branding.accent must look like #0b6b5b, not “{colour}”")
    contrast = 1.05 / (luminance(colour) + 0.05)
    if contrast < 4.5:
        raise RegionFileError(
            f"{file.name}: branding.accent {colour} has contrast {contrast:.1f} : 1 with white, 4.5 is needed"
        )
    return colour


class RegionFile:
    """The plugin object made of one region.toml; `regions` says where it applies."""

    def __init__(self, file: Path) -> None:
        self.file = file
        data = self._read()
        check_keys(file, "", data)
        for table in ("plugin", "branding", "caps"):
            check_keys(file, table, data.get(table, {}))
        self.manifest = self._manifest(data.get("plugin", {}))
        self.face = self._branding(data.get("branding", {}))
        self.cap = self._cap(data.get("caps", {}))
        self.fields = [self._field(row) for row in data.get("extra_fields", [])]

    def _read(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RegionFileError(f"{self.file.name}: {error}") from error

    def _manifest(self, data: dict[str, Any]) -> dict[str, Any]:
        missing = KEYS["plugin"] - set(data)
        if missing:
            raise RegionFileError(f"{self.file.name}: [plugin] lacks {', '.join(sorted(missing))}")
        return data

    def _words(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or not {"ru", "kk"} <= set(value) <= LANGUAGES:
            raise RegionFileError(f"{self.file.name}: {key} needs ru and kk (en if you like)")
        return value

    def _branding(self, data: dict[str, Any]) -> Branding:
        values: dict[str, Any] = {
            key: self._words(f"branding.{key}", data[key])
            for key in ("name", "letterhead", "disclaimer")
            if key in data
        }
        if "accent" in data:
            values["accent"] = check_accent(self.file, data["accent"])
        if "logo" in data:
            values["logo"] = (self.file.parent / data["logo"]).read_text("utf-8")
        return Branding(contacts=data.get("contacts", ""), **values)

    def _cap(self, data: dict[str, Any]) -> BudgetCap | None:
        if not data:
            return None
        try:
            return BudgetCap(Decimal(str(data["mini_grant"])), self._words("caps.reason", data.get("reason")))
        except (InvalidOperation, KeyError) as error:
            raise RegionFileError(f"{self.file.name}: caps.mini_grant must be an amount in tenge") from error

    def _field(self, row: dict[str, Any]) -> tuple[tuple[str, str, str | None], FieldDef]:
        check_keys(self.file, "extra_fields", row)
        if row.get("type") not in FIELD_TYPES:
            raise RegionFileError(
                f"{self.file.name}: extra_fields.type must be one of {', '.join(sorted(FIELD_TYPES))}"
            )
        choices = tuple(
            (choice["value"], self._words("choices", choice["label"])) for choice in row.get("choices", [])
        )
        definition = FieldDef(
            f"{self.manifest['name']}.{row['key']}",
            row["type"],
            self._words("extra_fields.label", row.get("label")),
            row.get("required", False),
            choices,
            row.get("hint", {}),
        )
        return (row["service"], row["entity"], row.get("subtype")), definition

    @hookimpl
    def branding(self) -> Branding:
        """The face written in the file."""
        return self.face

    @hookimpl
    def extra_fields(self, service: str, entity: str, subtype: str | None, on_date: date) -> list[FieldDef]:
        """The file's fields for this form."""
        return [
            definition
            for (its_service, its_entity, its_subtype), definition in self.fields
            if (its_service, its_entity) == (service, entity) and its_subtype in (None, subtype)
        ]

    @hookimpl
    def budget_caps(self) -> list[BudgetCap]:
        """The file's cap on one mini-grant."""
        return [self.cap] if self.cap else []
