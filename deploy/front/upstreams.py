"""Further servers of a service on other hosts, for the nginx before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from deploy.trouble import Trouble

WHERE = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\[[0-9A-Fa-f:]{2,45}\]):(?P<port>[0-9]{1,5})"
)
NOT_UNDERSTOOD = "{0}: {1!r} is not understood; write host:port, several with commas between them"
TWICE = "{0}: {1} stands there twice"


def read_upstreams(env: Mapping[str, str], services: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`host:port` of the further servers of each service; Trouble naming the variable otherwise."""
    return {name: read_list(env, f"ASAR_UPSTREAMS_{name.upper()}") for name in services}


def read_list(env: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """The servers that one variable names."""
    said = [part.strip() for part in env.get(variable, "").split(",")] if env.get(variable) else []
    for server in said:
        match = WHERE.fullmatch(server)
        if not match or not 0 < int(match["port"]) < 65536:
            raise Trouble(NOT_UNDERSTOOD.format(variable, server))
        if said.count(server) > 1:
            raise Trouble(TWICE.format(variable, server))
    return tuple(said)
