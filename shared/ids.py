"""Identifiers that sort by the time they were made."""

from __future__ import annotations

import os
import threading
import time
import uuid

VERSION, VARIANT = 0x7 << 76, 0x2 << 62
lock = threading.Lock()
last = 0


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits;
    later ones of a process are always greater."""
    global last
    with lock:
        fresh = int(time.time() * 1000) << 74 | int.from_bytes(os.urandom(10)) >> 6
        last = fresh if fresh > last else last + 1
        high, middle, low = last >> 74, last >> 62 & 0xFFF, last & (1 << 62) - 1
    return uuid.UUID(int=high << 80 | VERSION | middle << 64 | VARIANT | low)
