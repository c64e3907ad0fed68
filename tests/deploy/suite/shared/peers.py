"""Questions inside the process or over HTTP, whichever deploy chose."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

IN_PROCESS: dict[str, Any] = {}
FETCH: Callable[[str], bytes] | None = None


def mount(apps: Mapping[str, Any]) -> None:
    """Remember the apps of this process."""
    IN_PROCESS.update(apps)


def ask(service: str, env: Mapping[str, str]) -> dict[str, Any]:
    """The neighbour's index page and the way it was reached."""
    if service in IN_PROCESS:
        return {"way": "in process", **IN_PROCESS[service].test_client().get(f"/{service}/").get_json()}
    return {"way": "http", **json.loads(FETCH(json.loads(env["ASAR_PEERS"])[service] + f"/{service}/"))}
