"""What a tiny grants declares."""

from __future__ import annotations

from services.tiny import SERVICE

__all__ = ["SERVICE"]
