"""One dated gathering of the story, and who enters it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from deploy.demo.people import Person
from deploy.demo.places import in_kazakh

Proofs = dict[str, int]


@dataclass(frozen=True)
class Meeting:
    """One dated gathering; `proofs` says how many of each kind of evidence there are,
    `absent` who was listed and did not come."""

    type: str
    activity: str
    region: str
    settlement: str
    day: date
    title: str
    by: str
    kazakh: bool = False
    mode: str = "offline"
    people: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    proofs: Proofs = field(default_factory=dict)
    strangers: tuple[dict[str, object], ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    status: str = "held"
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others."""
        return self.type, self.region, self.day.isoformat()

    @property
    def place(self) -> str:
        """The settlement in the language of the gathering."""
        return in_kazakh(self.settlement) if self.kazakh else self.settlement


def recorder(region: str, number: int) -> str:
    """Who enters the gatherings of a region: its partner, or the coordinator and the assistant in turn."""
    return (
        f"partner-{region}"
        if region in ("turkistan", "kyzylorda")
        else ("coordinator", "assistant")[number % 2]
    )
