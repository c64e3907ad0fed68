"""What a tiny registry declares."""

from __future__ import annotations

from services.tiny import SERVICE

__all__ = ["SERVICE"]
