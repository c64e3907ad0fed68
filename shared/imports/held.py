"""Rows that were not entered and name somebody: shown with what else is held of him, emptied with it, unless
they contradict what is known of him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from shared.clock import local_day
from shared.i18n import format_date
from shared.imports import correcting
from shared.language.personal import NOTHING, is_nameless
from shared.personal.holding import Held, Part, People
from shared.personal.masking import masked


@dataclass(frozen=True)
class Known:
    """By what the other rows of a service know somebody: names, regions, years of birth."""

    names: frozenset[str]
    regions: frozenset[str]
    years: frozenset[str]

    @classmethod
    def by(cls, held: Sequence[Held], people: People) -> Known:
        """What these rows say of these people."""
        every = [(each, row) for each in held for row in each.of(people)]
        names = (name for each, row in every for name in each.named(row, people))
        years = (getattr(row, "birth_year", None) for _each, row in every)
        return cls(
            frozenset(name for name in names if not is_nameless(name)),
            frozenset(filter(None, (each.region(row) for each, row in every))),
            frozenset(str(year) for year in years if year),
        )

    def is_another(self, row: Any) -> bool:
        """Whether a row that says his name says another region or another year of birth than his."""
        year = str(row.cells.get("birth_year", "")).strip()
        elsewhere = bool(self.regions) and row.region is not None and row.region not in self.regions
        return elsewhere or bool(self.years and year and year not in self.years)


def rows_naming(held: Sequence[Held]) -> tuple[Held, Held]:
    """How rows to correct are somebody's, and those that may be another's of his name: nobody knows, so they
    are shown and stay for their days, and whoever erases may put them away."""

    def of(people: People, *, another: bool) -> list[Any]:
        """The waiting rows that name these people; mostly none waits, and nothing else is asked."""
        if not (waiting := correcting.all_waiting()):
            return []
        known = Known.by(held, people)
        return [row for row in correcting.naming(known.names, waiting) if known.is_another(row) == another]

    def nobody(row: Any, people: People) -> dict[str, str]:
        """No name: others know these rows by their marks."""
        return {}

    his = Held(lambda people: of(people, another=False), nobody, part, forget)
    others = Held(lambda people: of(people, another=True), nobody, doubtful, leave, alone=False)
    return his, others


def part(row: Any, stays: str = "") -> Part:
    """A row as it is shown to whose it may be: what its cells say."""
    page = f"/{current_app.name}/imports/{row.noun}/rows/{row.id}"
    said = [("", masked(str(text))) for text in row.cells.values()]
    called = _("A row of a table that was not entered")
    return Part(called, row.file, page, local_day(row.created_at), said, stays)


def doubtful(row: Any) -> Part:
    """A row that may be another's."""
    day = format_date(correcting.until(row))
    why = _(
        "It says another region or year of birth, so it may be about somebody else of this name. "
        "It is kept until %(day)s at most; if it is about this person, put it away on its page.",
        day=day,
    )
    return part(row, why)


def forget(row: Any, people: People) -> None:
    """Put a row away with nothing of what it said: nobody can enter it any more."""
    correcting.close(row, NOTHING)


def leave(row: Any, people: People) -> None:
    """Nothing is taken out of a row that may be another's."""
