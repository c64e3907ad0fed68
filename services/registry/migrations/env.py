"""Migrations of registry."""

from services.registry.models import db
from shared.migrating import run

run(db.metadata)
