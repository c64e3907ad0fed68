"""A tiny grants."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from services.tiny import make_service


def create_app(env: Mapping[str, str] | None = None) -> Flask:
    """The app."""
    return make_service("grants", env)
