"""Migrations of grants."""

from services.grants.service import SERVICE
from shared.migrating import run

run(SERVICE.db.metadata)
