"""What no installation tells the one above it."""

from __future__ import annotations

# What came down from there, what is about the centre alone, how this very installation is set.
AT_HOME = frozenset({"project", "obligation", "centre_report", "deployment", "region_setting"})
