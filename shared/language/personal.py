"""What stands in place of a name once a person is erased."""

from __future__ import annotations

import re
from uuid import UUID

DIGITS = 8
NOTHING = "—"  # what is left of a note, a question, a reason
NAMELESS = re.compile(rf"№ [0-9A-F]{{{DIGITS}}}")


def nameless(person: UUID | str) -> str:
    """How rows of an erased person are called, the same in every language: "№ 5D7A02F1". It tells two of them
    apart on a list and says nothing of who they were."""
    return f"№ {UUID(str(person)).hex[-DIGITS:].upper()}"


def is_nameless(name: str) -> bool:
    """Whether this stands for an erased person."""
    return NAMELESS.fullmatch(name) is not None
