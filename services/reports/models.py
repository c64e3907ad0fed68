"""Every table of reports, for migrations."""

from services.reports.copies.models import AttendanceCopy, GatheringCopy, PersonCopy, ProjectCopy, RecordCopy
from services.reports.db import IdempotencyKey, Job, Outbox, db
from services.reports.figures.models import Fact
from services.reports.reports.models import Report, ReportFile

__all__ = [
    "AttendanceCopy",
    "Fact",
    "GatheringCopy",
    "IdempotencyKey",
    "Job",
    "Outbox",
    "PersonCopy",
    "ProjectCopy",
    "RecordCopy",
    "Report",
    "ReportFile",
    "db",
]
