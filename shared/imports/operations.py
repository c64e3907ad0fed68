"""A table from its upload to its rows: kept for a while, understood, said what it means, entered by a job."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app
from flask_babel import get_locale
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from werkzeug.datastructures import FileStorage

from shared.access import actor
from shared.doors.errors import Invalid, NotFound
from shared.doors.export import portrait
from shared.doors.transaction import let_go, session
from shared.files import LARGEST, FileMissing, check_size, files, safe_name
from shared.ids import new_id
from shared.imports import heading
from shared.imports.declaring import Brings, Meaning, floor, meanings
from shared.imports.entering import QUESTIONS
from shared.imports.heading import Layout, Meanings
from shared.imports.lines import Lines, Said, lines_of
from shared.imports.reading import Table, Tables, read_tables
from shared.limited import ChildCrashed, LimitExceeded, Unreadable
from shared.queue import jobs


class TableUnreadable(Invalid):
    """This file cannot be read as a table. Send .xlsx, .docx or .csv with a row of titles."""

    code = "table_unreadable"


class HiddenUnsaid(Invalid):
    """Say whether the rows that the file hides are to be entered."""

    code = "hidden_unsaid"


class NoRows(Invalid):
    """There are no rows below the titles: choose the row with the titles or another sheet."""

    code = "no_rows"


class NothingChosen(Invalid):
    """Tick a row that is to be entered."""

    code = "nothing_chosen"


@dataclass(frozen=True)
class Brought:
    """A table on its way: the noun, the object its rows belong to, the job, the file's tables, how it is
    read, what its columns may mean, and its rows."""

    brings: Brings
    about: Any
    job: Any
    tables: Tables
    table: Table
    said: Said
    known: Meanings
    lines: Lines


def kept(file: FileStorage | None, text: str) -> tuple[bytes, str]:
    """The bytes and the name of what was sent, a file or a pasted text; FileMissing, FileTooLarge."""
    if file:
        data, name = file.stream.read(LARGEST + 1), safe_name(file.filename or "file")
    elif text.strip():
        data, name = text.encode(), "table.txt"
    else:
        raise FileMissing(field="file")
    check_size(data)
    return data, name


def received(file: FileStorage | None, text: str) -> tuple[bytes, str]:
    """What was sent, once a child has read it; FileMissing, FileTooLarge, TableUnreadable."""
    sent = kept(file, text)
    tables_in(*sent)
    return sent


def begin(brings: Brings, about: str, sent: tuple[bytes, str]) -> Any:
    """Keep a table for a while and a job that waits for somebody to say what its columns mean."""
    data, name = sent
    job_id = new_id()
    files().lay_aside(str(job_id), data)
    told = {"noun": brings.noun, "about": about, "name": name, "file": str(job_id), **asked_by()}
    job = floor().jobs(id=job_id, kind=kind(), state="asks", input=told, created_by=actor().id)
    session().add(job)
    session().flush()
    return job


def asked_by() -> dict[str, Any]:
    """Who asks and in which language: the work is done with his rights, and refuses in his words."""
    return {"actor": portrait(actor()), "locale": str(get_locale())}


def kind() -> str:
    """The kind of these jobs in the present service."""
    return f"{current_app.name}.bring_in"


def my_job(brings: Brings, job_id: uuid.UUID) -> Any:
    """A job of this noun that the actor started himself; NotFound."""
    job = jobs.get_job(session(), floor().jobs, job_id)
    if job.kind == kind() and job.created_by == actor().id and job.input["noun"] == brings.noun:
        return job
    raise NotFound


def opened(brings: Brings, job: Any, said: Mapping[str, Any] | None = None) -> Brought:
    """A table as it is said to be read, or as tables of such titles were, or as its titles say;
    TableUnreadable, NotFound when its time is over."""
    told, about = said or job.input.get("said"), brings.found(job.input["about"])
    known, tables = meanings(brings, about), tables_of(job)
    if told is None:
        table = likeliest(tables, known)
        means = first_said(brings, table, known)
    else:
        table = next((one for one in tables.shown if one.sheet == told.get("sheet")), tables.shown[0])
        means = said_of(table, told, known)
    with in_words():
        lines = lines_of(table, means, known, brings, about)
    return Brought(brings, about, job, tables, table, means, known, lines)


def tables_of(job: Any) -> Tables:
    """The tables of a job's file; TableUnreadable, NotFound when its time is over."""
    return tables_in(content_of(job), job.input["name"])


def content_of(job: Any) -> bytes:
    """A job's file as it was sent; NotFound when its time is over."""
    return files().laid_aside(job.input["file"])


def tables_in(content: bytes, name: str) -> Tables:
    """The tables of a file, read in a limited child while nothing is held; TableUnreadable."""
    let_go()
    with in_words():
        return read_tables(content, name)


@contextmanager
def in_words() -> Iterator[None]:
    """Refuse in words what a child could not read; TableUnreadable."""
    try:
        yield
    except Unreadable as error:
        raise TableUnreadable(field="file", detail={"why": error.code}) from error
    except (LimitExceeded, ChildCrashed) as error:
        raise TableUnreadable(field="file", detail={"why": "limits"}) from error


def likeliest(tables: Tables, known: Meanings) -> Table:
    """The sheet with the most titles that are known, the first of several."""
    return max(tables.shown, key=lambda table: len(heading.understood(table, known).columns))


def first_said(brings: Brings, table: Table, known: Meanings) -> Said:
    """How a table is read before anybody said anything."""
    layout = heading.understood(table, known)
    titles = heading.sum_of(heading.titles_of(table, layout.heading))
    kept_ones = floor().layouts
    mine = kept_ones.noun == brings.noun, kept_ones.titles == titles
    columns = session().scalar(select(kept_ones.columns).where(*mine))
    if columns is None:
        return Said(table.sheet, layout)
    told = {int(place): name for place, name in columns.items() if name in known}
    return Said(table.sheet, replace(layout, columns=told))


def said_of(table: Table, told: Mapping[str, Any], known: Meanings) -> Said:
    """What somebody said of a table: {sheet, heading, columns: {place: meaning}, for_all, hidden}; under
    another heading than was shown the titles say what they mean."""
    number = int(told.get("heading") or 0)
    columns = {int(place): name for place, name in told["columns"].items() if name in known}
    if told.get("shown") not in (None, [table.sheet, number]):
        columns = heading.claimed(heading.titles_of(table, number), known)
    given = {name: text for name, text in told["for_all"].items() if name in known}
    return Said(table.sheet, Layout(number, columns), given, told.get("hidden") or None)


def missing(brought: Brought) -> list[str]:
    """What no column says and nobody said of all rows, of what no row is entered without: labels."""
    return [brought.known[name].field.label for name in unclaimed(brought)]


def lost(brought: Brought) -> list[str]:
    """Labels of what is missing and differs from row to row: without it nothing of a table is entered."""
    found = (brought.known[name].field for name in unclaimed(brought))
    return [field.label for field in found if not field.for_all]


def unclaimed(brought: Brought) -> list[str]:
    """What is missing, by key."""
    said = {*brought.said.layout.columns.values(), *brought.said.for_all}
    return [name for name, one in brought.known.items() if one.needed and name not in said]


def looks_like(brought: Brought) -> Brings | None:
    """Another noun whose table this rather is: it has all that differs from row to row, and more of its
    titles are known there; no fewer, where nothing could be entered here, twice as many, where nothing
    is missing."""
    mine = len(heading.understood(brought.table, brought.known).columns)
    least = max(mine if lost(brought) else mine + 1 if missing(brought) else 2 * mine + 1, 3)
    others = (one for one in floor().nouns.values() if one.noun != brought.brings.noun)
    fits = {one.noun: titles_known(one, brought.table) for one in others}
    best = max(fits, key=lambda noun: fits[noun], default="")
    return floor().nouns[best] if best and fits[best] >= least else None


def titles_known(brings: Brings, table: Table) -> int:
    """How many titles of a table a noun knows; none where rows of it belong to something else, or where what
    differs from row to row is not among them."""
    if brings.about is not None:
        return 0
    known = meanings(brings, None)
    columns = heading.understood(table, known).columns
    every = (name for name, one in known.items() if one.needed and not one.field.for_all)
    return len(columns) if set(every) <= set(columns.values()) else 0


def go_on(brought: Brought, told: Mapping[str, Any]) -> Any:
    """Enter a table as it was said to be read; HiddenUnsaid, NoRows. A second click finds it under way."""
    if brought.lines.hidden and brought.said.hidden is None:
        raise HiddenUnsaid(field="hidden")
    if not brought.lines.lines:
        raise NoRows(field="heading")
    job = session().get_one(floor().jobs, brought.job.id, with_for_update=True, populate_existing=True)
    if job.state != "asks":
        return job
    remember(brought)
    return jobs.resume(session(), job, {"said": dict(told), **asked_by()})


def remember(brought: Brought) -> None:
    """Keep what the columns under such titles mean; the last word counts."""
    titles = heading.sum_of(heading.titles_of(brought.table, brought.said.layout.heading))
    columns = {str(place): name for place, name in brought.said.layout.columns.items()}
    model = floor().layouts
    values = {"id": new_id(), "noun": brought.brings.noun, "titles": titles, "columns": columns}
    statement = insert(model).values(values)
    newest = {"columns": statement.excluded.columns, "created_at": func.now()}
    session().execute(statement.on_conflict_do_update(index_elements=["noun", "titles"], set_=newest))


def answer(brings: Brings, job: Any, rows: Sequence[int]) -> Any:
    """Enter rows of a finished work whose question is answered with yes; NothingChosen."""
    asked = {fate["row"]: fate["code"] for fate in job.result.get("fates", []) if fate["state"] == "asked"}
    chosen = {row: (QUESTIONS | {**brings.asks})[asked[row]] for row in rows if row in asked}
    if not chosen:
        raise NothingChosen(field="row")
    former = job.input.get("answers", {})
    told = {str(row): [*former.get(str(row), []), name] for row, name in chosen.items()}
    data = job.input | {"answers": told, **asked_by()}
    return jobs.enqueue(session(), floor().jobs, kind(), data, actor().id)


def unsaid(brought: Brought) -> list[Meaning]:
    """What no column says and may be said once for all rows."""
    taken = set(brought.said.layout.columns.values())
    return [one for name, one in brought.known.items() if one.field.for_all and name not in taken]
