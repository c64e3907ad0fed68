"""Migrations of events."""

from services.events.service import SERVICE
from shared.migrating import run

run(SERVICE.db.metadata)
