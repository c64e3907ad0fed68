"""The suite as a region's home: below a centre, which paired it for some regions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from deploy.routes import upwards
from services.registry.deployments.rules import signing
from shared.routes import Route
from tests.registry.homes import URL
from tests.suite import Suite


@contextmanager
def at_home(suite: Suite, *regions: str) -> Iterator[None]:
    """The suite below a centre that paired it for these regions; what was before comes back."""
    ways = msgspec.convert(upwards(), dict[str, Route])
    before = {name: app.extensions["routes"] for name, app in suite.apps.items()}
    paired(suite, regions)
    for app in suite.apps.values():
        app.config["ASAR_UPSTREAM"], app.extensions["routes"] = URL, ways
        app.extensions["introspection"].known.clear()
    try:
        yield
    finally:
        for name, app in suite.apps.items():
            app.config["ASAR_UPSTREAM"], app.extensions["routes"] = "", before[name]
            app.extensions["introspection"].known.clear()


def paired(suite: Suite, regions: tuple[str, ...]) -> None:
    """The centre above, which knows this home by these regions."""
    from services.registry.deployments.models import Deployment

    key = signing.public_of(signing.new_private())
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        session.query(Deployment).filter_by(side="above").delete()
        said = {"name": "above", "side": "above", "url": URL, "public_key": key, "state": "paired"}
        session.add(Deployment(regions=list(regions), **said))
        session.commit()
