"""Migrations of events."""

from services.events.models import db
from shared.migrating import run

run(db.metadata)
