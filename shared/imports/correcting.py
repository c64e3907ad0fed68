"""Rows that were not entered, kept until somebody corrects them or puts them away, thirty days at most."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, text

from shared.access import actor, scope
from shared.acts import doer as acting
from shared.clock import local_day
from shared.doors.errors import Conflict, NotFound
from shared.doors.transaction import carry_out, session
from shared.imports.declaring import Brings, floor
from shared.imports.entering import (
    ASKED,
    ENTERED,
    QUESTIONS,
    REFUSED,
    THERE,
    Fate,
    Marked,
    Work,
    fate_of,
    knowing,
    marked,
    sum_of,
    try_one,
)
from shared.imports.lines import Line, read_line
from shared.imports.mended import corrected
from shared.imports.operations import Brought
from shared.imports.revealing import written

WAITING, DONE, PUT_AWAY = "waiting", "entered", "put_away"
DAYS, MOST = 30, 200
FORGET_ROWS = text("DELETE FROM rows_to_correct WHERE created_at < now() - make_interval(days => :days)")


class AlreadySeenTo(Conflict):
    """Somebody has corrected this row or put it away meanwhile."""

    code = "row_already_seen_to"


def keep_rows(work: Work, brought: Brought, fates: Iterable[Fate]) -> list[int]:
    """Keep the rows that were refused or asked about, each once however often it is sent; those that stand
    in the register by now wait no longer. The numbers of those that came in corrected."""
    fate_at = {fate.row: fate for fate in fates}
    every = list(marked(work, brought.lines.lines))
    rows = [(one, fate_at[one.line.row]) for one in every if one.line.row in fate_at]
    marks = [one.mark for one in every]
    known = {row.mark: row for row in session().scalars(waiting_under(work, marks))}
    for one, fate in rows:
        if fate.state in (REFUSED, ASKED):
            keep(brought, known.get(one.mark), one, fate)
        elif one.mark in known:
            close(known[one.mark])
    stand = [one.line for one, fate in rows if fate.state in (ENTERED, THERE)]
    return close_corrected(brought, marks, stand)


def close_corrected(brought: Brought, marks: Sequence[str], stand: Sequence[Line]) -> list[int]:
    """Close the rows that wait no longer because they were corrected in their workbook; their numbers. Those
    that stand in this table as they were wait on."""
    kept, job = floor().to_correct, brought.job
    mine = kept.about == job.input["about"], kept.job_id != job.id, kept.mark.not_in(marks)
    closed = corrected(
        brought, waiting_rows(brought.brings, *mine, lock=True), stand, entering(brought, marks)
    )
    for row in closed:
        close(row)
    session().flush()
    return [row.number for row in closed]


def entering(brought: Brought, marks: Sequence[str]) -> set[uuid.UUID]:
    """The works that entered rows under these marks."""
    kept = floor().brought
    found = select(kept.job_id).where(kept.noun == brought.brings.noun, kept.mark.in_(marks)).distinct()
    return set(session().scalars(found))


def waiting_under(work: Work, marks: Sequence[str]) -> Select[tuple[Any]]:
    """The waiting rows of a noun that say what these marks stand for."""
    kept: Any = floor().to_correct
    return select(kept).where(kept.noun == work.brings.noun, kept.state == WAITING, kept.mark.in_(marks))


def keep(brought: Brought, row: Any, one: Marked, fate: Fate) -> None:
    """Keep one row, or say of one that waits already where it stands now and why it is not entered."""
    job, sheet = brought.job, brought.table.sheet
    where = {"job_id": job.id, "file": job.input["name"], "sheet": sheet, "number": one.line.row}
    told = where | {"wrong": [one.told() for one in fate.wrong], "like": one.like}
    if row is None:
        made: Any = floor().to_correct
        row = made(noun=brought.brings.noun, about=job.input["about"], mark=one.mark)
        row.cells, row.region, row.brought_by = dict(one.line.cells), region_of(one.line), actor().id
        session().add(row)
    for name, value in told.items():
        setattr(row, name, value)


def region_of(line: Line) -> str | None:
    """The region a row says it is of."""
    said = line.values.get("region")
    return said if isinstance(said, str) else None


def close(row: Any, because: str | None = None) -> None:
    """A row has its last word: it stands in the register, or is put away for a reason. What it said goes."""
    row.state, row.because = (PUT_AWAY, because) if because else (DONE, None)
    row.closed_by, row.cells, row.wrong = acting.doer(), {}, []


def mine(brings: Brings) -> list[ColumnElement[bool]]:
    """Which rows of a noun the actor may see: those he sent, and those of his regions."""
    kept, regions = floor().to_correct, scope(brings.permission)
    if regions is None:
        return [kept.noun == brings.noun]
    return [kept.noun == brings.noun, or_(kept.brought_by == actor().id, kept.region.in_(regions))]


def waiting_rows(brings: Brings, *conditions: ColumnElement[bool], lock: bool = False) -> Sequence[Any]:
    """The rows of a noun that wait and the actor may see, the oldest table first."""
    found = waiting([brings], *conditions)
    held = found.with_for_update().execution_options(populate_existing=True)
    return session().scalars(held if lock else found).all()


def waiting_of(nouns: Sequence[Brings], *conditions: ColumnElement[bool]) -> dict[str, list[Any]]:
    """The rows of several nouns that wait and the actor may see, by noun, asked at once."""
    found: dict[str, list[Any]] = {}
    for row in session().scalars(waiting(nouns, *conditions)) if nouns else ():
        found.setdefault(row.noun, []).append(row)
    return found


def waiting(nouns: Sequence[Brings], *conditions: ColumnElement[bool]) -> Select[tuple[Any]]:
    """The question for the rows of nouns that wait and the actor may see, the oldest table first."""
    kept: Any = floor().to_correct
    seen = or_(*(and_(*mine(one)) for one in nouns))
    asked = select(kept).where(seen, kept.state == WAITING, *conditions)
    return asked.order_by(kept.created_at, kept.job_id, kept.number)


def put_away_rows(brings: Brings) -> Sequence[Any]:
    """The rows of a noun that were put away and the actor may see, the latest first."""
    kept = floor().to_correct
    found = select(kept).where(*mine(brings), kept.state == PUT_AWAY)
    return session().scalars(found.order_by(kept.created_at.desc(), kept.number).limit(MOST)).all()


def get_row(brings: Brings, row_id: uuid.UUID, lock: bool = False) -> Any:
    """A row that waits, or had its last word; NotFound where the actor may not see it."""
    kept = floor().to_correct
    asked = select(kept).where(*mine(brings), kept.id == row_id).execution_options(populate_existing=True)
    found = session().scalar(asked.with_for_update() if lock else asked)
    if found is None:
        raise NotFound
    return found


def until(row: Any) -> date:
    """The last day a row is kept."""
    return local_day(row.created_at) + timedelta(days=DAYS)


def save_cells(work: Work, row_id: uuid.UUID, cells: Mapping[str, str]) -> Any:
    """Keep what somebody wrote into the cells of a row, whatever becomes of it then; AlreadySeenTo,
    MaskChanged."""
    row = get_row(work.brings, row_id, lock=True)
    if row.state != WAITING:
        raise AlreadySeenTo
    cells = written(work.known, cells, row.cells)
    line = line_of(work, row, cells)
    if (sum_ := sum_of(work, line.values)) != row.mark.partition(":")[0]:
        row.mark, row.like = f"{sum_}:1", None
    row.cells, row.region = cells, region_of(line) or row.region
    session().flush()
    return row


def line_of(work: Work, row: Any, cells: Mapping[str, str] | None = None) -> Line:
    """A kept row as the noun's schema takes it; cells of what a column cannot mean any more are left out."""
    said = row.cells if cells is None else cells
    known = {key: str(text) for key, text in said.items() if key in work.known}
    return read_line(row.number, known, work.known, work.brings, work.about)


def try_row(work: Work, row: Any) -> Fate:
    """What would become of a row now, in the reader's language."""
    return try_one(work, Marked(line_of(work, row), row.mark, row.like))


def enter_kept(work: Work, row: Any) -> Fate:
    """Enter a row as the import does; once it stands in the register, it waits no longer. The reasons of one
    that is refused again are kept."""
    one = Marked(line_of(work, row), row.mark, row.like)
    fate = fate_of(knowing(work, [one]), one)
    carry_out(note_fate, work, row.id, fate)
    return fate


def note_fate(work: Work, row_id: uuid.UUID, fate: Fate) -> None:
    """Keep what became of a row that was tried again."""
    row = get_row(work.brings, row_id, lock=True)
    if row.state != WAITING:
        return
    if fate.state in (ENTERED, THERE):
        close(row)
    else:
        row.wrong = [one.told() for one in fate.wrong]


def answers_of(brings: Brings, fate: Fate) -> list[str]:
    """The field that says yes to the question a row is asked, none where it is asked none."""
    return [(QUESTIONS | {**brings.asks})[fate.code]] if fate.state == ASKED else []


def put_away(brings: Brings, row_id: uuid.UUID, values: Mapping[str, Any]) -> Any:
    """Put a row away: it is not entered, for a reason; AlreadySeenTo."""
    row = get_row(brings, row_id, lock=True)
    if row.state != WAITING:
        raise AlreadySeenTo
    close(row, values["reason"])
    return row


def put_table_away(brings: Brings, job_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """Put every waiting row of a table away for one reason: they came back corrected in a workbook, say."""
    kept = floor().to_correct
    for row in waiting_rows(brings, kept.job_id == job_id, lock=True):
        close(row, values["reason"])


def all_waiting() -> Sequence[Any]:
    """The waiting rows of every noun."""
    made = floor().to_correct
    return session().scalars(select(made).where(made.state == WAITING)).all()


def naming(names: Iterable[str], rows: Iterable[Any]) -> list[Any]:
    """Those rows whose cells say one of these names, as whole words."""
    words = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in names if name]
    if not words:
        return []
    found = re.compile("|".join(words), re.IGNORECASE)
    return [row for row in rows if any(found.search(str(text)) for text in row.cells.values())]
