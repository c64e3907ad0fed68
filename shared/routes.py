"""Who may send a kind of record, and to whom it goes: told by the composition, known by no service."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Flask, current_app


class Route(msgspec.Struct, frozen=True, array_like=True):
    """One kind's way: its sender and its recipients."""

    sender: str
    recipients: tuple[str, ...]


class RouteMissing(LookupError):
    """A record is published of which ASAR_ROUTES does not say where it goes."""


def init_app(app: Flask, env: Mapping[str, str]) -> None:
    """Read the map of ASAR_ROUTES: {kind: [sender, [recipient, …]]}."""
    app.extensions["routes"] = msgspec.json.decode(env["ASAR_ROUTES"], type=dict[str, Route])


def recipients(kind: str) -> tuple[str, ...]:
    """Where records of a kind go; RouteMissing."""
    try:
        return current_app.extensions["routes"][kind].recipients
    except KeyError:
        raise RouteMissing(kind) from None


def may_send(sender: str, kind: str) -> bool:
    """Whether this is the service that speaks of such things."""
    route = current_app.extensions["routes"].get(kind)
    return route is not None and route.sender == sender
