"""What the other services publish, as reports keep it."""

from __future__ import annotations

from services.reports.copies.models import (
    AttendanceCopy,
    GatheringCopy,
    PersonCopy,
    ProjectCopy,
    RecordCopy,
)
from shared.web.service import Noun

COPIES = Noun("copies", tables=(ProjectCopy, GatheringCopy, AttendanceCopy, PersonCopy, RecordCopy))
