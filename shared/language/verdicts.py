"""What is said of a promise."""

from __future__ import annotations

OVERDUE, PROJECT_WIDE = "overdue", "project_wide"
VERDICTS = (
    "met",
    "exceeded",
    "on_track",
    "behind",
    "at_risk",
    "not_done",
    OVERDUE,
    "not_met",
    "not_due",
    "no_data",
    "no_target",
)
DONE = ("met", "exceeded")
WORRYING = (OVERDUE, "not_met", "not_done", "at_risk", "behind")  # the worst first
