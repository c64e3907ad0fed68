"""What the passport promises as a whole, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable

from services.reports.documents import snapshot as sealed
from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.printed import Outcome
from services.reports.documents.programme_report.tasks import bound

# The verdict whose mark and colour a state wears.
MARKS = {
    "achieved": "met",
    "partly": "behind",
    "not_achieved": "not_met",
    "behind": "at_risk",
    "under_way": "on_track",
    "unproven": "behind",
    "open": "no_data",
}


def outcomes(found: Iterable[sealed.Result], words: Words) -> tuple[Outcome, ...]:
    """The results by their numbers, then promises by where they are written."""
    return tuple(outcome(one, words) for one in found)


def outcome(one: sealed.Result, words: Words) -> Outcome:
    """One of them; a promise says where it is written, what a person said says how many files prove it."""
    return Outcome(
        number="" if one.number is None else str(one.number),
        text=one.text,
        place=words.say("promise", origin=one.origin) if one.number is None else "",
        shown=tuple(map(bound, one.measured)) or spoken(one, words),
        mark=MARKS[one.state],
        state=one.state_text,
    )


def spoken(one: sealed.Result, words: Words) -> tuple[str, ...]:
    """What a person said of a result, and by how many files it is proven."""
    files = words.say("proven_by", count=len(one.evidence)) if one.evidence else ""
    return tuple(filter(None, (one.reason, files)))
