"""Checks that do not depend on one another, so that whoever is refused mends everything at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shared.doors.errors import Invalid, Refusal

APART = (401, 403, 404)  # say nothing beside them: not even whether the rest is right


def together(*checks: Callable[[], Any]) -> list[Any]:
    """What these checks give. Several wrong fields are refused at once; a question is asked only where
    nothing is wrong."""
    given, refused = [], []
    for check in checks:
        try:
            given.append(check())
        except Refusal as refusal:
            if refusal.status in APART:
                raise
            refused.append(refusal)
    if refused:
        raise joined(refused)
    return given


def joined(refused: Sequence[Refusal], called: type[Invalid] = Invalid) -> Refusal:
    """One refusal for several: of what is wrong, by fields; one alone stays what it is."""
    wrong = [refusal for refusal in refused if isinstance(refusal, Invalid)]
    if len(wrong) < 2:
        return (wrong or refused)[0]
    said: dict[str, list[Any]] = {}
    for refusal in wrong:
        own = refusal.detail.get("fields") or {refusal.field or "": refusal.message}
        for name, message in own.items():
            said.setdefault(name, []).append(message)
    return called(detail={"fields": said})
