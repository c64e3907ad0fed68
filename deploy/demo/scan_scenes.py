"""What came by post is scanned and waits in the inbox of the assistant."""

from __future__ import annotations

from datetime import date

from deploy.demo.stage import Stage
from deploy.demo.waiting_scans import WAITING
from services.events.scans.operations import keep_scan

CAME = date(2022, 9, 28)


def scan_post(stage: Stage) -> None:
    """Keep the sheets, to be filed later."""
    with stage.acting("events", "assistant", CAME):
        for waiting in WAITING:
            keep_scan(stage.file(*waiting.key), waiting.meeting[1])
