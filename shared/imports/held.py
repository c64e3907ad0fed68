"""Rows that were not entered and name somebody: shown with what else is held of him, emptied with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from shared.clock import local_day
from shared.imports import correcting
from shared.language.personal import NOTHING, is_nameless
from shared.personal.holding import Held, Part, People
from shared.personal.masking import masked


def rows_naming(held: Sequence[Held]) -> Held:
    """How rows to correct are somebody's: they say a name by which other rows of the service know him."""

    def of(people: People) -> list[Any]:
        """The waiting rows that name these people."""
        found = (name for each in held for row in each.of(people) for name in each.named(row, people))
        return correcting.naming({name for name in found if not is_nameless(name)})

    return Held(of=of, named=lambda row, people: {}, part=part, forget=forget)


def part(row: Any) -> Part:
    """A row as it is shown to whose it may be: what its cells say."""
    page = f"/{current_app.name}/imports/{row.noun}/rows/{row.id}"
    said = [("", masked(str(text))) for text in row.cells.values()]
    return Part(_("A row of a table that was not entered"), row.file, page, local_day(row.created_at), said)


def forget(row: Any, people: People) -> None:
    """Put a row away with nothing of what it said: nobody can enter it any more."""
    correcting.close(row, NOTHING)
