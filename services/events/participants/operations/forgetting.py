"""Lists of people are kept as they came, and their refused rows, for thirty days: long enough to look again
at what was read, and no longer. What was read of them stays; bytes that prove something stay as well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Text, cast, or_, select

from services.events.db import Job, db
from shared.clock import now
from shared.doors.errors import Conflict
from shared.doors.transaction import carry_out
from shared.files import Stored, check_size, files
from shared.plugins.retention import forget_file
from shared.sealing import open_file, seal_file

READS, FORGETS = "events.import_participants", "events.forget_lists"
KEPT, AT_ONCE = timedelta(days=30), 100
ENDED = ("done", "failed", "asks")


class ListGone(Conflict):
    """Lists are kept for thirty days, and this one is gone. Bring it in again."""

    code = "list_gone"


def check_kept(job: Job) -> None:
    """ListGone where a job's list was let go."""
    if not job.input["sha256"]:
        raise ListGone


def list_of(job: Job) -> bytes:
    """The list of a job as it came; ListGone."""
    check_kept(job)
    return content_of(job.input["sha256"])


def keep_sealed(data: bytes, name: str) -> Stored:
    """Keep a list, or rows of one, so that only this service reads it; FileEmpty, FileTooLarge."""
    check_size(data)
    return files().keep(seal_file(data), name)


def content_of(sha256: str) -> bytes:
    """A list, or rows of one, as it came; NotFound."""
    return open_file(files().get(sha256))


def forget_lists() -> int:
    """Let go of lists that were kept for as long as they may, some a transaction; how many."""
    forgotten = 0
    while gone := carry_out(let_go_of_some):
        forgotten += len(gone)
        for sha256 in set().union(*gone):
            forget_bytes(sha256)
    return forgotten


def let_go_of_some() -> list[set[str]]:
    """Have some jobs name their lists no longer, nor what stood in a cell; the files of each."""
    rows = (
        select(Job)
        .where(Job.kind == READS, Job.state.in_(ENDED), Job.created_at < now() - KEPT)
        .where(Job.input["sha256"].astext.is_not(None))
        .order_by(Job.id)
        .limit(AT_ONCE)
    )
    return [let_go(job) for job in db.session.scalars(rows.with_for_update(skip_locked=True))]


def let_go(job: Job) -> set[str]:
    """Have a job name its list no longer; the files it named."""
    named = {job.input["sha256"], job.result.get("bad_rows")} - {None}
    job.input = {**job.input, "sha256": None}
    cells: dict[str, Any] = {"problems": [], "left_out": [], "bad_rows": None, "questions": []}
    job.result = {name: cells.get(name, said) for name, said in job.result.items()}
    return named


def forget_bytes(sha256: str) -> None:
    """Take a list out of the store, where no younger job reads it and it proves nothing."""
    naming = or_(cast(Job.input, Text).contains(sha256), cast(Job.result, Text).contains(sha256))
    if db.session.scalar(select(Job.id).where(naming).limit(1)) is None:
        forget_file(db.session, sha256)
