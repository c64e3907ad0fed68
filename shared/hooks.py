"""Everything a plugin may say: all hook specifications, and the frozen data they exchange.

The first argument is always the region the question is about;
the caller asks only plugins of that region, so a hook never checks it. `None` means no opinion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pluggy

API_VERSION = "1.0"
hookspec = pluggy.HookspecMarker("asar")
hookimpl = pluggy.HookimplMarker("asar")


@dataclass(frozen=True)
class Branding:
    """A region's face; an empty field means no opinion. `accent` is #rrggbb, `logo` is SVG text."""

    name: dict[str, str] = field(default_factory=dict)
    accent: str = ""
    logo: str = ""
    letterhead: dict[str, list[str]] = field(default_factory=dict)
    contacts: str = ""
    disclaimer: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation; `label` is a msgid; with `roles`, only they see it."""

    group: str
    label: str
    href: str
    icon: str
    order: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldDef:
    """One extra field on a form, stored under `<plugin>.<key>`.
    `type`: text, number, date, choice, checkbox."""

    key: str
    type: str
    label: dict[str, str]
    required: bool = False
    choices: tuple[tuple[str, dict[str, str]], ...] = ()
    hint: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BudgetCap:
    """The most one mini-grant may be, in tenge, and why (ru, kk, en)."""

    amount: Decimal
    reason: dict[str, str]


class Specifications:
    """The hooks. Each is called in one place, through `shared.plugins`."""

    @hookspec
    def branding(self, region: str | None) -> Branding | None:
        """Say how pages and documents of the region look; merged field by field, core last."""

    @hookspec
    def navigation(self, region: str | None, service: str, actor: Any) -> list[NavItem] | None:
        """Add entries to the navigation; all are shown, sorted by order."""

    @hookspec
    def extra_fields(
        self, region: str | None, service: str, entity: str, subtype: str | None, on_date: date
    ) -> list[FieldDef] | None:
        """Add fields to a form, for example ("events", "gathering", "training")."""

    @hookspec
    def budget_caps(
        self, region: str | None, contest: dict[str, Any], application: dict[str, Any]
    ) -> list[BudgetCap] | None:
        """Limit one mini-grant; the strictest cap wins, so a plugin can only tighten."""
