"""The job that enters a table, and what it leaves: what became of each row, for a month."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import text

from shared.access import actor, actor_from, require
from shared.acts import doer as acting
from shared.doors.transaction import carry_out, commit, session
from shared.files import files
from shared.imports.correcting import DAYS, FORGET_ROWS, keep_rows
from shared.imports.declaring import Brings, Floor, floor
from shared.imports.entering import ENTERED, THERE, Answers, Fate, Work, enter_all, try_all
from shared.imports.operations import Brought, opened
from shared.language.doer import Doer
from shared.queue import jobs, ticks

OLD = text("SELECT id FROM jobs WHERE kind = :kind AND created_at < now() - interval '30 days'")
FORGET = text("DELETE FROM jobs WHERE id = :id")


def bring_in(given: Mapping[str, Any], advance: jobs.Progress) -> dict[str, Any]:
    """Enter the rows of a table as who sent it, in his language; how many are entered, there, refused, asked,
    hidden and struck, `fates`: the rows that were not entered, and why, `corrected`: those that waited."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    cookie = {"Cookie": f"asar_locale={given['locale']}"}
    with app.app_context(), app.test_request_context("/", headers=cookie):
        g._login_user = actor_from(given["actor"])
        brings = floor().nouns[given["noun"]]
        require(brings.permission)
        job, who = jobs.get_job(session(), floor().jobs, advance.job_id), actor()
        with acting.work_of(Doer(who.kind, who.id, who.name), "bring_in"):
            brought = opened(brings, job)
            return entered(brought, advance) | brought.lines.left_out(brought.said)


def entered(brought: Brought, advance: jobs.Progress) -> dict[str, Any]:
    """Enter the rows of a table, of one that was answered about only those; what became of them, and which
    rows that waited came in `corrected`."""
    answers: Answers = {int(row): names for row, names in brought.job.input.get("answers", {}).items()}
    work = Work(brought.brings, brought.about, brought.known, advance.job_id, answers)
    lines = brought.lines.lines
    fates = enter_all(work, lines, advance, only=set(answers))
    return told(fates) | {"corrected": carry_out(keep_rows, work, brought, fates)}


def tried(brought: Brought) -> list[Fate]:
    """What would become of the rows of a table."""
    work = Work(brought.brings, brought.about, brought.known, uuid.UUID(int=0))
    return try_all(work, brought.lines.lines)


def told(fates: Iterable[Fate]) -> dict[str, Any]:
    """What became of the rows, as the job keeps it."""
    every = list(fates)
    counts = Counter(fate.state for fate in every)
    kept = [fate.told() for fate in every if fate.state not in (ENTERED, THERE)]
    return {**{state: counts[state] for state in counts}, "total": len(every), "fates": kept}


def declare(service: str, db: Any) -> None:
    """Give a service its task in the queue that enters tables."""
    jobs.task(f"{service}.bring_in", db)(bring_in)


def forget(app: Flask) -> None:
    """Throw away tables of a month ago, and what became of their rows: names and words of people stand in
    them. What was entered of them stays, with the mark by which it is known."""
    with app.app_context():
        for job_id in session().execute(OLD, {"kind": f"{app.name}.bring_in"}).scalars().all():
            files().throw_away(str(job_id))
            session().execute(FORGET, {"id": job_id})
        session().execute(FORGET_ROWS, {"days": DAYS})
        commit()


def init_app(app: Flask, db: Any, nouns: Iterable[Brings]) -> None:
    """Know the tables of the service and what its nouns bring in; forget once an hour what is over."""
    mine = {mapper.class_.__tablename__: mapper.class_ for mapper in db.Model.registry.mappers}
    app.extensions["imports"] = Floor(
        db,
        brought=mine["brought_rows"],
        layouts=mine["table_layouts"],
        to_correct=mine["rows_to_correct"],
        reveals=mine["row_reveals"],
        jobs=mine["jobs"],
        nouns={one.noun: one for one in nouns},
    )
    app.extensions.setdefault("ticks", []).append(ticks.seldom(partial(forget, app), 3600))
