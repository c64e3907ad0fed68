"""A list as a workbook: a short one at once, a long one by a job, with a page that shows how far it is.

The job opens the address of the workbook as whoever asked for it, with his rights of that moment; the
file is for him alone and is kept for two days.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, redirect, render_template, request
from flask_babel import get_locale
from sqlalchemy import text

from shared.access import Actor, actor, actor_from
from shared.acts.watching import file_name
from shared.clock import now, today
from shared.doors.errors import NotFound
from shared.doors.listing import Column, Shown, in_workbook
from shared.doors.transaction import carry_out, commit, session
from shared.files import disposition, files
from shared.office.sheets import workbook
from shared.queue import jobs, ticks

AT_ONCE = 2000  # rows that whoever asks waits for
SHEET = 1_000_000  # rows of one sheet; the format ends a little above
A4, NO_NAME = 9, re.compile(r"[\[\]:*?/\\\x00-\x1f]")
ASKED, FILE = "export", "file"  # in the address: which job is looked at, and that its file is wanted
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAME = text("""SELECT id FROM jobs WHERE kind = :kind AND created_by = :asked_by
    AND state IN ('queued', 'running') AND input ->> 'address' = :address AND input ->> 'locale' = :locale""")
OLD = text("SELECT id FROM jobs WHERE kind = :kind AND created_at < now() - interval '2 days'")
FORGET = text("DELETE FROM jobs WHERE id = :id")

Parts = Iterable[Sequence[Shown]]


def send_workbook(title: str, columns: Sequence[Column[Shown]], total: int, rows: Parts[Shown]) -> Response:
    """The list of the same address as an .xlsx: the columns it shows, each cell in words;
    `rows` come in parts and are not kept. A long list is left to a job, and its page is shown instead."""
    if ASKED in request.args:
        return of_job(title)
    if total > AT_ONCE and "advance" not in g:
        return leave_to_job()
    return filled(title, in_workbook(columns), rows, partial(g.get("advance", silent), total=total))


def at_once(read: Callable[[], Sequence[Shown]]) -> Parts[Shown]:
    """A list that never grows long, read whole when it is written."""
    yield read()


def silent(done: int, total: int) -> None:
    """Tell nobody how far it is: it is there at once."""


def filled(title: str, columns: Sequence[Column[Shown]], rows: Parts[Shown], advance: Any) -> Response:
    """The whole workbook."""
    fill = partial(fill_sheets, title=title, columns=columns, rows=rows, advance=advance)
    response = Response(workbook(fill, title=title, made_at=now(), streamed=True), mimetype=XLSX)
    response.headers["Content-Disposition"] = disposition("attachment", name_of(title))
    return response


def name_of(title: str) -> str:
    """The name of the file."""
    return f"{title} {today().isoformat()}.xlsx"


def fill_sheets(
    book: Any, title: str, columns: Sequence[Column[Shown]], rows: Parts[Shown], advance: Any
) -> None:
    """Write the rows as they come, line by line; a sheet that is full is followed by another."""
    begin = partial(begun, book, title, columns, looks(book))
    sheet, line, done = begin(), 0, 0
    for part in rows:
        for row in part:
            if line == SHEET:
                ended(sheet, line, columns)
                sheet, line = begin(), 0
            line += 1
            sheet.add_line(line, [column.said(row) for column in columns])
        done += len(part)
        advance(done)
    ended(sheet, line, columns)


def looks(book: Any) -> dict[str, Any]:
    """The looks of the cells of a book, by their names; "head" is that of the first line."""
    from shared.office.longsheet import LOOKS

    head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    return {name: book.add_format(look) for name, look in {"head": head, **LOOKS}.items()}


def begun(book: Any, title: str, columns: Sequence[Column[Shown]], found: dict[str, Any]) -> Any:
    """A sheet with its head, called as its list."""
    from shared.office.longsheet import LongSheet

    called = sheet_name(title, len(book.worksheets()) + 1)
    sheet = book.add_worksheet(called, worksheet_class=LongSheet)
    sheet.looks = found
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, found["head"])
    sheet.freeze_panes(1, 1)
    on_paper(sheet)
    return sheet


def sheet_name(title: str, number: int) -> str:
    """What a sheet is called: a name of Excel has at most 31 characters and none of its signs."""
    ending = f" {number}" if number > 1 else ""
    called = NO_NAME.sub(" ", title).strip("' ")[: 31 - len(ending)].rstrip("' ")
    return (called or "1") + ending


def on_paper(sheet: Any) -> None:
    """Let a sheet be printed as wide as a page, with its head and a number on each."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&R&P / &N")


def ended(sheet: Any, lines: int, columns: Sequence[Column[Shown]]) -> None:
    """Let every column of a sheet be filtered."""
    sheet.autofilter(0, 0, lines, max(len(columns) - 1, 0))


def leave_to_job() -> Response:
    """Let a worker make the workbook of this address; who asks twice gets one."""
    wanted = {"address": request.full_path.rstrip("?"), "locale": str(get_locale())}
    given = {"kind": f"{current_app.name}.export", "asked_by": actor().id, **wanted}
    waiting = session().execute(SAME, given).scalar()
    job_id = waiting or carry_out(enqueued, wanted | {"actor": portrait(actor())})
    query = urlencode([*request.args.items(multi=True), (ASKED, str(job_id))])
    return redirect(f"{request.path}?{query}", Response=Response)  # type: ignore[return-value]


def enqueued(wanted: dict[str, Any]) -> uuid.UUID:
    """A new job; its id."""
    model, kind = current_app.extensions["jobs"], f"{current_app.name}.export"
    made: uuid.UUID = jobs.enqueue(session(), model, kind, wanted, actor().id).id
    return made


def portrait(who: Actor) -> dict[str, Any]:
    """Who asks, as `actor_from` reads him."""
    return asdict(who) | {"scopes": sorted(who.scopes)}


def of_job(title: str) -> Response:
    """How far the workbook is, or the workbook."""
    job = my_job(request.args[ASKED])
    here = [(name, value) for name, value in request.args.items(multi=True) if name != FILE]
    if FILE in request.args:
        return taken(job)
    back = request.path.removesuffix(".xlsx") + "?" + urlencode([pair for pair in here if pair[0] != ASKED])
    alone = "HX-Request" in request.headers
    page = "ui/export_progress.html" if alone else "ui/export.html"
    return Response(
        render_template(page, job=job, title=title, here=f"{request.path}?{urlencode(here)}", back=back)
    )


def my_job(named: str) -> Any:
    """A job of this address that the actor started himself; NotFound."""
    try:
        job = jobs.get_job(session(), current_app.extensions["jobs"], uuid.UUID(named))
    except ValueError:
        raise NotFound from None
    mine = job.created_by == actor().id and job.kind == f"{current_app.name}.export"
    if mine and job.input["address"].partition("?")[0] == request.path:
        return job
    raise NotFound


def taken(job: Any) -> Response:
    """The file of a job that is done; NotFound."""
    if job.state != "done":
        raise NotFound
    response = Response(files().laid_aside(str(job.id)), mimetype=XLSX)
    response.headers["Content-Disposition"] = disposition("attachment", job.result["name"])
    return response


def make(given: Mapping[str, Any], advance: jobs.Progress) -> dict[str, Any]:
    """Fill a long workbook."""
    made, name = answered(given, advance)
    files().lay_aside(str(advance.job_id), made)
    return {"name": name}


def answered(given: Mapping[str, Any], advance: jobs.Progress) -> tuple[bytes, str]:
    """The file that whoever asked would get at the address, and its name."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    cookie = {"Cookie": f"asar_locale={given['locale']}"}
    with app.app_context(), app.test_request_context(given["address"], headers=cookie):
        g._login_user, g.advance = actor_from(given["actor"]), advance
        response = app.view_functions[request.endpoint](**(request.view_args or {}))
        return response.get_data(), file_name(response)


def forget(app: Flask) -> None:
    """Throw away what was kept for two days."""
    with app.app_context():
        for job_id in session().execute(OLD, {"kind": f"{app.name}.export"}).scalars().all():
            files().throw_away(str(job_id))
            session().execute(FORGET, {"id": job_id})
        commit()


def declare(service: str, db: Any) -> None:
    """Give a service its task in the queue that fills long workbooks."""
    jobs.task(f"{service}.export", db)(make)


def init_app(app: Flask, db: Any) -> None:
    """Know the table of jobs; forget once an hour what has served its time."""
    tables = (mapper.class_ for mapper in db.Model.registry.mappers)
    app.extensions["jobs"] = next(table for table in tables if table.__tablename__ == "jobs")
    app.extensions.setdefault("ticks", []).append(ticks.seldom(partial(forget, app), 3600))
