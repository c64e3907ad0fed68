"""The registry: what was promised, by whom, where and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(env: Mapping[str, str] | None = None) -> Flask:
    """The registry as a Flask app; `env` defaults to the process environment."""
    from services.registry.app import (
        build,
    )  # the plan reader's child process imports this package and must stay light

    return build(env)
