"""Files of other deployments in words."""

from __future__ import annotations

from services.registry.distant_files.operations.taking import REASONS
from shared.opening import TYPES

ENDINGS = {mime: ending for ending, mime in reversed(TYPES.items())}  # of several the one named first


def reason(code: str) -> str:
    """Why a file is kept out."""
    return REASONS[code].words() if code in REASONS else code


def type_of(mime: str) -> str:
    """The ending of a name by the type of the file."""
    return ENDINGS.get(mime, "")
