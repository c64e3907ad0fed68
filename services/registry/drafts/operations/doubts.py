"""Doubts and unread cells of a draft: each is settled by a correction or kept
as it is, by somebody with a name."""

from __future__ import annotations

import uuid
from typing import Any

from services.registry.plans.models import Plan
from services.registry.plans.queries import notes
from services.registry.reader.words.notes import Said
from shared.acts.doer import doer
from shared.clock import today


def numbered(notes: list[Said]) -> list[Said]:
    """Notes of the reader with an id each, so that a page can settle one."""
    return [{"id": uuid.uuid4().hex[:8], "settled": False, **note} for note in notes]


def settle_about(plan: Plan, code: str) -> None:
    """Settle what is doubted about an indicator, an activity or a part of the passport:
    it was corrected or checked."""
    change(
        plan,
        [doubt["id"] for doubt in notes(plan) if doubt.get("code") == code and not doubt.get("settled")],
        settled(kept=False),
    )


def settle(plan: Plan, doubt_id: str, words: str = "") -> None:
    """Keep one thing as it was understood; the words say why, where a doubt asks for them."""
    change(plan, [doubt_id], settled(kept=True) | ({"explanation": words} if words else {}))


def settled(kept: bool) -> dict[str, Any]:
    """That somebody settles a note now; `kept` as it was understood."""
    return {"settled": True, "settled_by": doer().name, "settled_on": today().isoformat(), "kept": kept}


def reopen(plan: Plan, doubt_id: str) -> None:
    """Doubt it again."""
    change(plan, [doubt_id], {"settled": False, "settled_by": None, "settled_on": None, "kept": None})


def change(plan: Plan, ids: list[str], values: dict[str, Any]) -> None:
    """Write values to the notes with these ids; a column of JSON is replaced only where something changes."""
    for column in ("doubts", "unread"):
        rows = getattr(plan, column)
        if any(row["id"] in ids for row in rows):
            setattr(plan, column, [{**row, **values} if row["id"] in ids else row for row in rows])
