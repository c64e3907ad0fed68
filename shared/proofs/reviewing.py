"""A job looks at the files nobody has looked at yet: those kept before that was done, and those for which a
door had no time. It goes on where it was broken off, because what it has seen stands in the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from shared.doors.errors import NotFound
from shared.doors.transaction import carry_out, let_go
from shared.files import files
from shared.language.evidence import BROKEN, WAITING
from shared.looking import look_again
from shared.proofs.declaring import floor
from shared.proofs.rules import sheets_in
from shared.queue import jobs
from shared.queue.jobs import Progress

PART = 100


def kind_of_job(service: str) -> str:
    """The kind of the job of a service."""
    return f"{service}.look_at_files"


def declare(service: str, db: Any) -> None:
    """Give the service its job."""

    def look_at_files(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
        """Look at the files nobody has looked at."""
        return look_at_all(advance)

    jobs.task(kind_of_job(service), db)(look_at_files)


def look_later() -> None:
    """Let the job look, in the caller's transaction: a door had no time for it."""
    jobs.queue_unless_waiting(floor().session, kind_of_job(floor().service))


def look_at_all(advance: Progress) -> dict[str, int]:
    """Look at each file once, however often it is attached: {looked, unopened}."""
    total, looked, closed = waiting(), 0, 0
    for sha256 in unseen():
        let_go()  # no transaction waits for the child that looks
        seen = seen_of(sha256)
        carry_out(mark, sha256, seen)
        looked, closed = looked + 1, closed + bool(seen.why)
        advance(looked, max(total, looked))
    return {"looked": looked, "unopened": closed}


@dataclass(frozen=True)
class Found:
    """Why a kept file does not open, "" when it does; its type, size in bytes and pages, "", 0 and
    None of one that is gone."""

    why: str
    mime: str = ""
    size: int = 0
    pages: int | None = None


def seen_of(sha256: str) -> Found:
    """What a kept file is; one that is gone from the store does not open."""
    try:
        data = files().get(sha256)
    except NotFound:
        return Found(BROKEN)
    seen = look_again(data)
    return Found(seen.unopened or "", seen.mime, len(data), seen.pages)


def not_seen() -> Any:
    """The condition that nobody has looked at a file."""
    return or_(floor().table.unopened.is_(None), floor().table.unopened == WAITING)


def waiting() -> int:
    """How many files wait to be looked at."""
    counted = select(func.count(floor().table.sha256.distinct())).where(not_seen())
    return int(floor().session.scalar(counted) or 0)


def unseen() -> Iterator[str]:
    """The hashes of files nobody has looked at, in their order, each once."""
    last = ""
    while part := part_after(last):
        yield from part
        last = part[-1]


def part_after(last: str) -> list[str]:
    """The next hashes after one."""
    column = floor().table.sha256
    asked = select(column).where(not_seen(), column > last).distinct().order_by(column).limit(PART)
    return list(floor().session.scalars(asked))


def mark(sha256: str, seen: Found) -> None:
    """Write what was seen of a file beside each record it is attached to, and tell the others where that
    changes what proves it."""
    table = floor().table
    ids = select(table.id).where(table.sha256 == sha256, not_seen()).order_by(table.id)
    for item_id in list(floor().session.scalars(ids)):
        mark_one(item_id, seen)


def mark_one(item_id: Any, seen: Found) -> None:
    """Write what was seen beside one record; its row is locked first, as whoever attaches a file does."""
    session = floor().session
    found: Any = session.get(floor().table, item_id)
    noun = floor().nouns[found.owner_kind]
    record = session.get(noun.model, found.owner_id, with_for_update={"key_share": True})
    item = session.get(floor().table, item_id, populate_existing=True)
    if record is None or item is None:
        return
    counted, item.unopened = proving(item), seen.why
    describe(item, seen)
    if item.kind == noun.sheets and seen.pages is not None:
        item.quantity = sheets_in(seen.pages, item.pages_each, item.quantity)
    session.flush()
    if counted != proving(item):
        noun.tell(record)


def proving(item: Any) -> int:
    """How much a file counts for now."""
    return 0 if item.unopened else item.quantity


def describe(item: Any, seen: Found) -> None:
    """Write type and size beside a file that came without: a letter of before it was evidence did."""
    if not item.size and seen.size:
        item.size, item.mime = seen.size, seen.mime or item.mime
