"""Mail in the queue."""

from __future__ import annotations

import uuid
from typing import Any

from services.registry.db import db
from services.registry.reminders.operations.mailing import mail_reminder
from services.registry.reminders.operations.sending import MAIL
from shared.queue import jobs
from shared.queue.jobs import Progress


@jobs.task(MAIL, db)
def send_reminder(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Send one reminder by mail."""
    return {"state": mail_reminder(uuid.UUID(data["reminder"]))}
