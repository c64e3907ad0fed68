"""The demo programme: eight months of 2022 told as data, seen on 30 September 2022, or from its end.
Every person in it is invented.

places, people            where and who
gatherings, publications, contest    what happened, day by day
papers, pictures, printing           the files that prove it, made while loading
autumn                    how it ends
accounts, loading         who signs in, and how the story gets into the services
"""

from __future__ import annotations

import json
import os
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


def load(env: dict[str, str], through: str | None = None) -> str:
    """Load it in this process with the services' environment, up to a day of `accounts.DAYS`;
    says what came of it: loaded, there or occupied."""
    os.environ.update(env)  # The queue reads its address from the process's environment when it is imported.
    from deploy.demo.loading import load_demo

    return load_demo(env, through) if through else load_demo(env)
