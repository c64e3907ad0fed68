"""Doubts and unread cells of a draft: each is settled by a correction or kept
as it is, by somebody with a name."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
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


def with_codes(note: dict[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """A note about the same lines by other numbers, wherever it names one."""
    head, line = parted(note.get("code") or "")
    words = {name: renamed(note[name], codes) for name in ("where", "understood", "why") if name in note}
    said = note | words | {"code": head + codes.get(line, line) or None}
    return said | {"source": requoted(note, codes)} if note.get("source") else said


def parted(about: str) -> tuple[str, str]:
    """What a doubt is about as ("targets.region.", "4.1.3"); most are about a line itself."""
    parts = about.split(".", 2)
    return (f"targets.{parts[1]}.", parts[2]) if parts[0] == "targets" and len(parts) > 2 else ("", about)


def renamed(said: Any, codes: Mapping[str, str]) -> Any:
    """Words with their parameters, those that are numbers of lines by the other ones."""
    if not isinstance(said, dict):
        return said
    return {name: by_codes(name, value, codes) for name, value in said.items()}


def by_codes(name: str, value: Any, codes: Mapping[str, str]) -> Any:
    """One parameter."""
    if name == "code" and isinstance(value, str):
        return codes.get(value, value)
    if name == "codes" and isinstance(value, list):
        return [codes.get(code, code) for code in value]
    return renamed(value, codes)


def requoted(note: dict[str, Any], codes: Mapping[str, str]) -> str:
    """What a note quotes; where it is about several lines, each is quoted behind its number."""
    where = note.get("where")
    if not isinstance(where, dict) or "codes" not in where:
        return str(note["source"])
    return re.sub(
        r"(^|; )([\w.]+)(?= )", lambda found: found[1] + codes.get(found[2], found[2]), note["source"]
    )
