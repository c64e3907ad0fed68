"""What is doubted outside the rows of indicators, each with the field where it is corrected."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.registry.drafts.forms.fields import Errors, Typed
from services.registry.plans.models import Activity, Plan, Section
from services.registry.plans.queries import activities, indicators
from services.registry.plans.rules.targets import BY
from services.registry.plans.wording.phrases import in_words
from services.registry.reader.words.notes import Said

AMOUNT = "passport.amount"
TEAM_FIELD = "member-0-name"


@dataclass(frozen=True)
class General:
    """Notes by where the page lists them."""

    amount: list[Said] = field(default_factory=list)
    unread: list[Said] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    settled: list[Said] = field(default_factory=list)


def general(plan: Plan, errors: Errors, typed: Typed) -> General:
    """Notes without a row of an indicator; those of a row only once they are settled."""
    said, places = General(), places_of(plan)
    own = {row.code for row in indicators(plan)}
    for kind, found in ((said.doubts, plan.doubts), (said.unread, plan.unread)):
        for note in found:
            if note.get("settled") or note.get("code") not in own:
                listed_in(said, kind, note).append(placed(note, places, errors, typed))
    return said


def listed_in(said: General, kind: list[Said], note: Said) -> list[Said]:
    """The list a note belongs to."""
    if note.get("settled"):
        return said.settled
    return said.amount if note.get("code") == AMOUNT else kind


def placed(note: Said, places: dict[str, str], errors: Errors, typed: Typed) -> Said:
    """A note in words with its field, its tick and its words as they were typed."""
    key = f"doubt-{note['id']}"
    shown = f"{key}-shown" in typed
    return in_words(note) | {
        "field": field_of(note, places),
        "ticked": bool(typed.get(key)) if shown else note.get("settled"),
        "words": typed.get(f"{key}-words", note.get("explanation") or ""),
        "error": errors.get(key, {}).get("words", ""),
    }


def places_of(plan: Plan) -> dict[str, str]:
    """The field of each line, by its code."""
    lines: list[Section | Activity] = [*plan.sections, *activities(plan)]
    titles = {row.code: f"{row.id}-title" for row in lines}
    names = {row.code: f"{row.id}-name" for row in indicators(plan)}
    divided = {f"targets.{by}.{row.code}": f"{row.id}-targets" for row in indicators(plan) for by in BY}
    return {**titles, **names, **divided, "team": TEAM_FIELD}


def field_of(note: Said, places: dict[str, str]) -> str:
    """The name of the field where a doubt is corrected, or nothing."""
    code = code_of(note)
    return code.replace(".", "-") if code.startswith("passport.") else places.get(code, "")


def code_of(note: Said) -> str:
    """What a doubt is about, else the line of the place where it was found."""
    where = note["where"]
    return note.get("code") or (where.get("code") if isinstance(where, dict) else None) or ""


def about_amount(doubts: list[Said]) -> int:
    """How many of these doubts are about the sum of the grant."""
    return sum(not elsewhere(doubt) for doubt in doubts)


def elsewhere(doubt: Said) -> bool:
    """The order of doubts: those about the sum of the grant come first."""
    return doubt.get("code") != AMOUNT
