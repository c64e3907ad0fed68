"""Every night the figures are compared with what their records say; at a start they follow their rules."""

from __future__ import annotations

import logging
from typing import Any

from services.reports.copies.queries import projects
from services.reports.db import db
from services.reports.facts.operations.following import (
    FOLLOW,
    derive_some,
    find_some_again,
    look_at_some,
    old_measures,
    old_scopes,
    put_in_force,
)
from services.reports.facts.operations.rebuilding import CHECK, compare
from services.reports.facts.operations.sealing import KEEP, keep_some, turn
from services.reports.facts.operations.unique import Scope
from services.reports.facts.wording import in_words
from shared.doors.transaction import commit
from shared.queue import jobs
from shared.queue.jobs import Progress

log = logging.getLogger("asar.figures")
MOST_TOLD = 20


@jobs.task(CHECK, db)
def check(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Compare, raise an alarm on a difference: in the log here, in /healthz by what is answered."""
    lines = [in_words(difference) for difference in compare(db.session)]
    for line in lines[:MOST_TOLD]:
        log.error("figures differ from their records: %s", line)
    return {"differences": len(lines), "first": lines[:MOST_TOLD]}


@jobs.task(FOLLOW, db)
def follow_rules(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Derive again what older rules derived, some hundred records a transaction: records are let in between,
    and what a worker that was killed has done stands."""
    old, last, done = old_measures(db.session), "", 0
    while old and (last := derive_some(db.session, old, last)):
        commit()
        done += 1
        advance(done, done + 1)
    for scope in old_scopes(old):
        count_again(scope)
    look_at_lines()
    put_in_force(db.session)
    return {"derived": sorted(old)}


def count_again(scope: Scope) -> None:
    """Count the people of a line by the rule of today, some hundred a transaction."""
    last = ""
    while last := find_some_again(db.session, scope, last):
        commit()
    commit()


def look_at_lines() -> None:
    """Find what lines do not count where nobody has looked yet, some hundred gatherings a transaction."""
    for project in projects.all():
        last = ""
        while last := look_at_some(db.session, project, last):
            commit()
        commit()


@jobs.task(KEEP, db)
def keep_sealed(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Keep what has moved for the seal that comes, some thousand records a transaction: a report that is
    asked for finds little left to do."""
    kept = 0
    while some := kept_in_turn():
        kept += some
        advance(kept, kept + some)
    return {"kept": kept}


def kept_in_turn() -> int:
    """Some of what has moved, kept while nobody else seals."""
    with turn():
        some = keep_some(db.session)
        commit()
    return some
