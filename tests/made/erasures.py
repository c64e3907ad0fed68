"""What is posted to erase a person."""

from __future__ import annotations

SERVICE = "registry"
BODIES = {"erasure": {"reason": "заявление № 7", "seen": "0", "sure": True}}
