"""What a home was set up as (the command `init`): settings that hold unless the environment says otherwise.
Standard library only: it is read before there are any packages."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from deploy.trouble import Trouble

LINE = re.compile(r"(ASAR_[A-Z_]+)=(\S*)")


def settings_file(home: Path) -> Path:
    """Where they stand."""
    return home / "settings.env"


def write_settings(home: Path, values: Mapping[str, str]) -> None:
    """Write them, whole or not at all."""
    home.mkdir(parents=True, exist_ok=True)
    fresh = home / ".settings.env.new"
    fresh.write_text("".join(f"{name}={value}\n" for name, value in values.items()), "utf-8")
    fresh.rename(settings_file(home))


def read_home(home: Path) -> dict[str, str]:
    """What a home was set up as; Trouble for a line that is no setting."""
    if not settings_file(home).exists():
        return {}
    found = {}
    for line in settings_file(home).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        matched = LINE.fullmatch(line.strip())
        if not matched:
            raise Trouble(f"{settings_file(home)} says {line!r}, which is no setting (NAME=value)")
        found[matched[1]] = matched[2]
    return found


def take_up(home: Path) -> None:
    """Let these settings hold in this process where its environment has none."""
    for name, value in read_home(home).items():
        os.environ.setdefault(name, value)
