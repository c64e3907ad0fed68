"""Reports: what is proven."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(env: Mapping[str, str] | None = None) -> Flask:
    """The service as a Flask app; `env` defaults to the process environment."""
    # Child processes that parse and render import this package and must stay light.
    from services.reports.service import SERVICE

    return SERVICE.app(env)
