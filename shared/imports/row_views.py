"""Pages of rows that were not entered: all of a noun by their tables, one to correct or to put away."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import Schema

from shared.access import actor
from shared.doors.errors import Invalid, NotFound
from shared.doors.form import Form, untouched
from shared.imports import correcting, revealing, wording
from shared.imports.correcting import MOST, WAITING
from shared.imports.declaring import Brings, Meaning, floor, meanings
from shared.imports.entering import ENTERED, THERE, Fate, Work
from shared.imports.revealing import REVEAL
from shared.validation import Words

CELL, YES = "cell-", "yes"


class PuttingAwayIn(Schema):
    """Why a row is not entered at all."""

    reason = Words(500, "Say why it is put away.", required=True)


class RevealIn(Schema):
    """What the personal data of a row are needed for."""

    reason = Words(200, "Say what you need them for.", required=True)


@dataclass(frozen=True)
class Told:
    """A kept row, what it begins with, why it was not entered."""

    row: Any
    first: str
    why: str


def list_rows(brings: Brings) -> Any:
    """Show the rows of a noun that wait, by their tables, and those that were put away."""
    return rows_page(brings, untouched())


def rows_page(brings: Brings, form: Form) -> Any:
    """The page of the rows of a noun; rows whose object is not open to the actor any more are left out."""
    rows = [row for row in correcting.waiting_rows(brings) if is_open(brings, row)]
    tables = [(job, list(of)) for job, of in groupby(rows, key=attrgetter("job_id"))]
    return render_template(
        "ui/imports/rows.html",
        form=form,
        here=rows_of(brings),
        title=brings.title(),
        home=home_of(brings, rows[0].about if rows else ""),
        tables=[(job, list(told(brings, of[:MOST])), len(of)) for job, of in tables],
        away=correcting.put_away_rows(brings),
        others=elsewhere(brings),
        until=correcting.until,
    ), form.status


def is_open(brings: Brings, row: Any) -> bool:
    """Whether what a row belongs to is open to the actor still."""
    try:
        brings.found(row.about)
    except NotFound:
        return False
    return True


def home_of(brings: Brings, about: str) -> str:
    """The list of a noun; "" where rows would belong to an object and there is none."""
    return "" if brings.about and not about else brings.home(brings.found(about))


def rows_of(brings: Brings) -> str:
    """The address of the rows of a noun."""
    return f"{request.path.partition('/imports/')[0]}/imports/{brings.noun}/rows"


def elsewhere(brings: Brings) -> list[tuple[str, str, int]]:
    """Other nouns of the service with rows that wait: titles, addresses, how many."""
    others = [one for one in floor().nouns.values() if one is not brings and actor().can(one.permission)]
    waiting = correcting.waiting_of(others)
    return [(one.title(), rows_of(one), len(waiting[one.noun])) for one in others if one.noun in waiting]


def told(brings: Brings, rows: Sequence[Any]) -> Iterator[Told]:
    """Rows as their list says them: the first cells, by which one is known again, and why it was refused."""
    known = {about: meanings(brings, brings.found(about)) for about in {row.about for row in rows}}
    for row in rows:
        cells = revealing.hidden(known[row.about], row.cells)
        said = (cells.get(name, "").strip() for name in known[row.about])
        first = [text[:40] for text in said if text][:4]
        yield Told(row, " · ".join(first), wording.reason(row.wrong, known[row.about]))


def correct_row(brings: Brings, row_id: uuid.UUID) -> Any:
    """Show a row with what is wrong with it, and enter it as it is written now."""
    row = correcting.get_row(brings, row_id)
    if row.state != WAITING:
        return redirect(rows_of(brings))
    work, form = work_of(brings, row), Form()
    saved = form.run(correcting.save_cells, work, row_id, typed(work)) if form.sent else None
    if saved and said_of_fate(fate := correcting.enter_kept(work, correcting.get_row(brings, row_id))):
        return redirect(rows_of(brings))
    return row_page(work, row_id, form, fate if saved else None)


def work_of(brings: Brings, row: Any) -> Work:
    """The work of entering one kept row, with the answer to what it is asked."""
    about = brings.found(row.about)
    yes = [name for name in request.form.getlist(YES) if name]
    return Work(brings, about, meanings(brings, about), row.job_id, {row.number: yes})


def typed(work: Work) -> dict[str, str]:
    """The cells as the form says them."""
    names = (name for name in work.known if request.form.get(CELL + name, "").strip())
    return {name: request.form[CELL + name].strip() for name in names}


def said_of_fate(fate: Fate) -> bool:
    """Say that a row stands in the register now; whether it does."""
    words = {ENTERED: _("The row is entered."), THERE: _("This stands in the register already.")}
    if fate.state in words:
        flash(words[fate.state], "success")
    return fate.state in words


def row_page(work: Work, row_id: uuid.UUID, form: Form, fate: Fate | None) -> Any:
    """The page of a row: what is wrong with it now, in the reader's language."""
    fate = fate or correcting.try_row(work, correcting.get_row(work.brings, row_id))
    row = correcting.get_row(work.brings, row_id)  # what was only tried is rolled back
    wrong = {one.key: one.told()["text"] for one in fate.wrong}
    if form.sent and not form.errors:
        form.errors = [{"field": key, "message": words} for key, words in wrong.items()]
    return render_template(
        "ui/imports/row.html",
        form=form,
        row=row,
        known=controls(work, cells := cells_of(work, row)),
        cells=cells,
        wrong=wrong,
        asks=correcting.answers_of(work.brings, fate),
        **around(work, row),
    ), form.status


def cells_of(work: Work, row: Any) -> dict[str, str]:
    """What a row says, as it is shown to the actor now."""
    return dict(row.cells) if revealing.is_shown(row) else revealing.hidden(work.known, row.cells)


def controls(work: Work, kept: Mapping[str, str]) -> list[tuple[str, Meaning, str]]:
    """The fields of a row and what stands in each: what was just typed, else what is kept."""
    cells = typed(work) if any(name.startswith(CELL) for name in request.form) else kept
    return [(name, one, shown(one, cells.get(name, ""))) for name, one in work.known.items()]


def around(work: Work, row: Any) -> dict[str, Any]:
    """Where the page of a row stands, how long it will, and whether something of it is hidden."""
    back, offered = rows_of(work.brings), partial(wording.offered, work.brings)
    place = {"here": f"{back}/{row.id}", "back": back, "until": correcting.until(row)}
    named = {"title": work.brings.title(), "home": work.brings.home(work.about), "offered": offered}
    return {**place, **named, "personal": personal_of(work, row)}


def personal_of(work: Work, row: Any) -> str:
    """Whether what a row hides is `hidden` or `shown` for a while; "" for nothing, or nothing to be shown."""
    if not (revealing.hides(work.known, row) and actor().can(REVEAL, row.region)):
        return ""
    return "shown" if revealing.is_shown(row) else "hidden"


def show_personal(brings: Brings, row_id: uuid.UUID) -> Any:
    """Show what a row hides for some minutes, once it is said what for."""
    form, row = Form(RevealIn()), correcting.get_row(brings, row_id)
    if form.run(revealing.reveal_row, work_of(brings, row).known, row):
        return redirect(f"{rows_of(brings)}/{row_id}")
    return row_page(work_of(brings, row), row_id, form, None)


def shown(meaning: Meaning, text: str) -> str:
    """What stands in a control: of a field with words the code that the text means, else the text itself."""
    if not meaning.field.words or not text:
        return text
    try:
        return str(meaning.read(text))
    except Invalid:
        return ""


def put_row_away(brings: Brings, row_id: uuid.UUID) -> Any:
    """Put a row away with a reason."""
    form, row = Form(PuttingAwayIn()), correcting.get_row(brings, row_id)
    if form.run(correcting.put_away, brings, row_id):
        flash(_("The row is put away."), "success")
        return redirect(rows_of(brings))
    return row_page(work_of(brings, row), row_id, form, None)


def put_table_away(brings: Brings, import_id: uuid.UUID) -> Any:
    """Put all waiting rows of a table away with a reason; NotFound where none of it waits for the actor."""
    form, of_table = Form(PuttingAwayIn()), floor().to_correct.job_id == import_id
    count = len(correcting.waiting_rows(brings, of_table))
    if not count:
        raise NotFound
    if form.run(correcting.put_table_away, brings, import_id):
        words = "%(num)s row is put away.", "%(num)s rows are put away."
        flash(ngettext(*words, count), "success")
        return redirect(rows_of(brings))
    return rows_page(brings, form)
