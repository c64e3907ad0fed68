"""Migrations of reports."""

from services.reports.models import db
from shared.migrating import run

run(db.metadata)
