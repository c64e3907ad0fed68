"""The demo programme: eight months of 2022 told as data, seen on 30 September 2022.
Every person in it is invented.

places, people            where and who
gatherings, publications, contest    what happened, day by day
papers, pictures, printing           the files that prove it, made while loading
accounts, loading         who signs in, and how the story gets into the services
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read_demo(home: Path) -> dict[str, Any]:
    """What the demo programme left for the launcher: {today, accounts: [{role, login, password}],
    first: [words]}; {} without it."""
    try:
        return json.loads((home / "demo.json").read_text())
    except FileNotFoundError:
        return {}


def load(env: dict[str, str]) -> str:
    """Load it in this process with the services' environment;
    says what came of it: loaded, there or occupied."""
    os.environ.update(env)  # The queue reads its address from the process's environment when it is imported.
    from deploy.demo.loading import load_demo

    return load_demo(env)
