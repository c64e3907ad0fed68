"""Migrations of reports."""

from services.reports.service import SERVICE
from shared.migrating import run

run(SERVICE.db.metadata)
