"""Plugins written for a test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from shared.plugins.asking import Plugins
from shared.plugins.trying import APPLICATION, ASKED, CONTEST, GATHERING, TODAY

__all__ = ["APPLICATION", "CONTEST", "GATHERING", "TODAY"]

MANIFEST = '[plugin]\nname = "{name}"\ntitle = "{name}"\nversion = "1"\napi = "{api}"\nregions = {regions}\n'
ENTRY = (
    '[project]\nname = "asar-{name}"\nversion = "1"\n'
    '[project.entry-points."asar.plugins"]\n{name} = "asar_{name}"\n'
)
CODE = '''"""Test."""
from datetime import date
from decimal import Decimal
from shared.plugins.specifications import *
from shared.plugins.specifications import hookimpl
'''
WORDS = '{"ru": "а", "kk": "а"}'
COLUMN = f"SheetColumn({WORDS}, 9)"
# Answers too large to be taken, where a list of that many entries is not what is answered.
HUGE = {
    "document_template": ("return DocumentTemplate('1', typst='x' * 10**6)", "1000000 characters"),
    "compute_indicator": ("return Computed(Decimal(10) ** 40)", "below a million million"),
    "branding": ("return Branding(contacts='x' * 10**6)", "1000000 characters"),
    "route_notification": ("return NotificationRoute(('mail',) * 10**6)", "has 1000000 entries"),
    "attendance_sheet": (f"return AttendanceSheet({WORDS}, (None,) * 10**6)", "has 1000000 entries"),
}
numbers: Iterator[int] = count()
QUESTIONS: dict[str, dict[str, Any]] = {name: dict(asked[0]) for name, asked in ASKED.items()}


def write(
    folder: Path,
    data: str = "",
    code: str = "",
    *,
    name: str = "",
    api: str = "~=1.0",
    regions: str = '["atyrau"]',
) -> str:
    """Write a plugin into a folder; its name, which no other plugin of the process has."""
    name = name or f"made{next(numbers)}"
    package = folder / name / f"asar_{name}"
    package.mkdir(parents=True)
    (folder / name / "pyproject.toml").write_text(ENTRY.format(name=name))
    (package / "__init__.py").write_text(CODE + code + "\n")
    (package / "region.toml").write_text(MANIFEST.format(name=name, api=api, regions=regions) + data)
    return name


def made(folder: Path, data: str = "", code: str = "", **more: Any) -> Plugins:
    """The plugins of a process that has one of them."""
    return Plugins([write(folder, data, code, **more)], folder)


def hook(name: str, body: str) -> str:
    """The code of a plugin that answers one hook."""
    return f"@hookimpl\ndef {name}({', '.join(['region', *QUESTIONS[name]])}):\n    {body}\n"


def ask(plugins: Plugins, name: str, region: str = "atyrau") -> Any:
    """What the plugins answer to the usual question."""
    return plugins.ask(name, region, **QUESTIONS[name])
