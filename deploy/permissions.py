"""Which roles hold which permission of which service: the menu of one leads to the pages of all.

Each service declares its own in its nouns; only the composition knows all four, so it tells them.
"""

from __future__ import annotations

import importlib
import json

from deploy.settings import SERVICES


def permissions() -> str:
    """What the services are told about it, as JSON: {service: {permission: [role, …]}}."""
    services = {name: importlib.import_module(f"services.{name}.service").SERVICE for name in SERVICES}
    return json.dumps({name: {**service.permissions} for name, service in services.items()})
