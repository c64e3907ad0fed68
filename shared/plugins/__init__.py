"""The hooks' floor: what a region's plugin may say, how it is loaded, called, and kept from harming the
rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from shared.plugins.asking import Plugins


def plugins() -> Plugins:
    """The present app's plugins."""
    return current_app.extensions["plugins"]
