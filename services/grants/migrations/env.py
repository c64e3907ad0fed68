"""Migrations of grants."""

from services.grants.models import db
from shared.migrating import run

run(db.metadata)
