"""Personal values of waiting rows: masked wherever a row is shown, whole for some minutes to who says what
for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, cast, func, select, text
from sqlalchemy.dialects.postgresql import JSONB

from shared.access import actor, require
from shared.acts.words import Words
from shared.doors.errors import Conflict, Invalid
from shared.doors.transaction import session
from shared.imports.declaring import floor
from shared.imports.heading import Meanings
from shared.personal.masking import MaskChanged, masked, personal_values, restored

REVEAL = "phone.reveal"
MOST, AN_HOUR, OPEN_FOR = 20, timedelta(hours=1), timedelta(minutes=10)
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('rows shown ' || :who))")


class NothingHidden(Conflict):
    """Nothing of this row is hidden."""

    code = "nothing_hidden"


class TooManyRows(Invalid):
    """You have looked at the personal data of %(most)s rows within an hour.
    Wait a little: the table itself is with who sent it."""

    code, status, again_after = "too_many_rows_shown", 429, 600


def is_personal(known: Meanings, name: str) -> bool:
    """Whether a field is somebody's own whatever it says."""
    return name in known and known[name].field.personal


def hidden(known: Meanings, cells: Mapping[str, Any]) -> dict[str, str]:
    """Cells with the ends alone of what is somebody's own."""
    return {name: masked(str(words), is_personal(known, name)) for name, words in cells.items()}


def written(known: Meanings, typed: Mapping[str, str], kept: Mapping[str, Any]) -> dict[str, str]:
    """Cells as they were typed, with what is kept where its mask was left; MaskChanged."""
    return {name: put_back(name, words, str(kept.get(name, "")), known) for name, words in typed.items()}


def put_back(name: str, typed: str, kept: str, known: Meanings) -> str:
    """One cell; MaskChanged at its field."""
    try:
        return restored(typed, kept, is_personal(known, name))
    except MaskChanged as refusal:
        raise MaskChanged(field=name) from refusal


def hides(known: Meanings, row: Any) -> bool:
    """Whether something of a row is not shown."""
    return any(personal_values(str(words), is_personal(known, name)) for name, words in row.cells.items())


def reveal_row(known: Meanings, row: Any, values: Mapping[str, Any]) -> Any:
    """Show the actor what a row hides, and keep what for; Forbidden, NothingHidden, TooManyRows."""
    require(REVEAL, row.region)
    if not hides(known, row):
        raise NothingHidden
    session().execute(ONE_BY_ONE, {"who": actor().id})
    made: Any = floor().reveals
    if session().scalars(select(made.id).where(shown_within(AN_HOUR)).limit(MOST)).all()[MOST - 1 :]:
        raise TooManyRows(most=MOST)
    item = made(row_id=row.id, reason=values["reason"])
    session().add(item)
    session().flush()
    return item


def shown_within(time: timedelta) -> ColumnElement[bool]:
    """The condition that a row was shown to the actor this short while ago."""
    made = floor().reveals
    mine = cast(made.entered_by, JSONB)["id"].astext == actor().id
    return and_(mine, made.created_at.between(func.now() - time, func.now()))  # the clock may be put back


def is_shown(row: Any) -> bool:
    """Whether the actor said some minutes ago what he needs a row's personal data for."""
    made = floor().reveals
    found = select(made.id).where(made.row_id == row.id, shown_within(OPEN_FOR))
    return session().scalar(found.limit(1)) is not None


def told() -> Words:
    """How it is told that a row was shown."""
    return Words(_("Personal data of a waiting row were shown"))
