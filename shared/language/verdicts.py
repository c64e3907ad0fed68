"""What is said of a promise."""

from __future__ import annotations

VERDICTS = ("met", "exceeded", "on_track", "behind", "at_risk", "not_met", "no_data", "no_target")
DONE = ("met", "exceeded")
WORRYING = ("at_risk", "not_met", "behind")
