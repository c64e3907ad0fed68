"""The services inside a command: apps made over the running (or for now started) servers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from deploy.home.prepared import prepared
from deploy.trouble import Trouble

if TYPE_CHECKING:
    from flask import Flask


@contextmanager
def all_apps(home: str | None) -> Iterator[dict[str, Flask]]:
    """The four apps of a home; a refusal inside becomes words on the terminal."""
    with prepared(home) as env:
        os.environ.update(env)
        from deploy.wsgi import make_apps

        apps = make_apps(env)
        with in_words(apps["registry"]):
            yield apps


@contextmanager
def registry(home: str | None) -> Iterator[Any]:
    """The registry's app context."""
    with all_apps(home) as apps, apps["registry"].app_context():
        yield apps["registry"]


@contextmanager
def registry_alone(home: str | None) -> Iterator[Flask]:
    """The registry's database, language and acts without its rooms and neighbours: four services and their
    plugins are five seconds of imports, which a short command does not need."""
    with prepared(home) as env:
        os.environ.update(env)
        app = without_rooms(env)
        with in_words(app), app.app_context():
            yield app


def without_rooms(env: Mapping[str, str]) -> Flask:
    """An app that answers nothing and whose operations work."""
    from flask import Flask

    from services.registry.db import db
    from shared.web.language import init_language
    from shared.web.settings import configure

    app = Flask("registry", static_folder=None)
    configure(app, {**env, "ASAR_PERMISSIONS": "{}"})
    db.init_app(app)
    init_language(app)
    return app


@contextmanager
def in_words(app: Flask) -> Iterator[None]:
    """A refusal inside becomes words on the terminal."""
    from shared.doors.errors import Refusal

    try:
        yield
    except Refusal as refusal:
        with app.app_context():
            raise Trouble(refusal.message) from refusal
