"""What the records say of one centre in one month."""

from __future__ import annotations

from datetime import date

import msgspec

from shared.language.records.centre import Answer


class HeldThere(msgspec.Struct, frozen=True, kw_only=True):
    """A gathering at a centre; `people` are those who came."""

    day: date
    type: str
    title: str
    people: int
    page: str
    title_kk: str = ""


class Subproject(msgspec.Struct, frozen=True, kw_only=True):
    """A sub-project of the centre's region; `completed_on` only if that was by the end of the month."""

    group: str
    settlement: str
    amount: str
    awarded_on: date
    completed_on: date | None
    page: str
    group_kk: str = ""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A problem that a thematic session of the centre's region named in the month."""

    title: str
    votes: int
    settlement: str
    page: str
    title_kk: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a centre's month. `journal` is the state of its month: none, open, closed or empty
    (closed without entries, `empty_because`), `answers` are those to questions of its region."""

    centre_id: str
    name: str
    region: str
    settlement: str
    operator: str | None
    opened_on: date | None
    consultations: int
    unnamed: int
    people: int
    topics: dict[str, int]
    journal: str
    empty_because: str | None
    gatherings: tuple[HeldThere, ...]
    subprojects: tuple[Subproject, ...]
    problems: tuple[Named, ...] = ()
    name_kk: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def visitors(self) -> int:
        """Everybody who was there: at consultations and at gatherings."""
        return self.consultations + sum(item.people for item in self.gatherings)

    @property
    def closed(self) -> bool:
        """Whether the month of its journal is closed."""
        return self.journal in ("closed", "empty")
