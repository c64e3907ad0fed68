"""What the demo programme left in a home for the launcher. Light: every start reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SignIn:
    """Who may sign in to the demo programme; `role` is in words."""

    role: str
    login: str
    password: str


@dataclass(frozen=True)
class Demo:
    """What the demo programme left for the launcher: the day it stands at,
    who may sign in and what to click first."""

    today: str
    accounts: tuple[SignIn, ...] = ()
    first: tuple[str, ...] = ()


def read_demo(home: Path) -> Demo | None:
    """The demo programme of a home; None without it."""
    try:
        said = json.loads((home / "demo.json").read_text())
    except FileNotFoundError:
        return None
    accounts = tuple(SignIn(**account) for account in said.get("accounts", ()))
    return Demo(said["today"], accounts, tuple(said.get("first", ())))
