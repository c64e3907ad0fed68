"""Who may send a kind of record, and to whom it goes: told by the composition, known by no service."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Flask, current_app

ABOVE = "centre"  # the recipient of a region's home: the installation above it, by way of its own registry
RELAY, RELAYED_AT = "registry", "/registry/internal/above"


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


def address(recipient: str) -> tuple[str, str]:
    """The service that takes records for a recipient, and where."""
    return (RELAY, RELAYED_AT) if recipient == ABOVE else (recipient, f"/{recipient}/messages")


def goes_above(kind: str) -> bool:
    """Whether records of a kind leave this home for the installation above it."""
    return kind in current_app.extensions["routes"] and ABOVE in recipients(kind)


def sender_of(kind: str) -> str:
    """The service that speaks of such things; RouteMissing."""
    try:
        return current_app.extensions["routes"][kind].sender
    except KeyError:
        raise RouteMissing(kind) from None


def may_send(sender: str, kind: str, key: str = "") -> bool:
    """Whether this is the service that speaks of such things; of those of another installation, whose name
    their key begins with, only the registry does, which let them in."""
    route = current_app.extensions["routes"].get(kind)
    if route is None:
        return False
    return sender == (RELAY if is_foreign(key) else route.sender)


def is_foreign(key: str) -> bool:
    """Whether a record is of another installation."""
    here, named, _id = str(key).partition(":")
    return bool(named) and here != current_app.config["ASAR_DEPLOYMENT"]
