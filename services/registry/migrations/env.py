"""Migrations of registry."""

from services.registry.service import SERVICE
from shared.migrating import run

run(SERVICE.db.metadata)
