"""The services inside a command: apps made over the running (or for now started) servers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from deploy.environment import prepared
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from flask import Flask


@contextmanager
def all_apps(home: str | None) -> Iterator[dict[str, Flask]]:
    """The four apps of a home; a refusal inside becomes words on the terminal."""
    with prepared(home) as env:
        os.environ.update(env)
        from deploy.wsgi import make_apps
        from shared.doors.errors import Refusal

        apps = make_apps(env)
        try:
            yield apps
        except Refusal as refusal:
            with apps["registry"].app_context():
                raise Trouble(refusal.message) from refusal


@contextmanager
def registry(home: str | None) -> Iterator[Any]:
    """The registry's app context."""
    with all_apps(home) as apps, apps["registry"].app_context():
        yield apps["registry"]
