"""Everything derived anew from the copies: facts, then the sums of them; what was kept otherwise is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import TextClause, select, text

from services.reports.copies.models import GatheringCopy, RecordCopy
from services.reports.copies.queries import projects
from services.reports.db import Job
from services.reports.facts.operations import attachments
from services.reports.facts.operations.gatherings import derive_attendances, derive_gatherings
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.others import derive_records
from services.reports.facts.operations.parts import MARKS
from services.reports.facts.operations.proofs import EVERY, PROVING, SAID
from services.reports.facts.operations.sealing import everything_moves
from services.reports.facts.operations.tallies import (
    BY_PLACE,
    BY_SIZE,
    COUNTED,
    OF_PLACE,
    OF_SIZE,
    SUMS_OF,
    beat,
    of_facts,
)
from services.reports.facts.operations.unique import follow_plan
from services.reports.facts.operations.unused import FRESH, every_line, follow_lines
from services.reports.facts.operations.writing import removing
from services.reports.identities.operations import meet, regroup
from shared.doors.transaction import take_time
from shared.language import records
from shared.queue.turns import TAKE_TURNS
from shared.tables import Sessions

CHECK, AT_ONCE = "reports.check_figures", 500
# Copies that came in bulk a moment ago were counted by nobody: by the statistics of empty tables a hundred
# thousand attendances took three minutes.
COUNTED_FIRST = text("ANALYZE gathering_copies, attendance_copies, record_copies")
ORPHANS = removing("""NOT EXISTS (SELECT FROM record_copies r WHERE r.key = f.source)
    AND NOT EXISTS (SELECT FROM gathering_copies g WHERE 'gathering/' || g.key = f.source)""")
WITH_PROOFS = f"""
    SELECT s.*, coalesce({SAID}, '{{}}') AS proofs
    FROM ({of_facts("true")}) s LEFT JOIN ({EVERY}) p ON p.source = s.source"""
DIFFERENT = """
    WITH fresh AS ({fresh}), kept AS (SELECT * FROM {table} WHERE {counts})
    SELECT concat_ws(' ', {key}) AS name, k.{told} AS kept, n.{told} AS derived
    FROM kept k FULL JOIN fresh n USING ({key})
    WHERE ({kept}) IS DISTINCT FROM ({derived}) ORDER BY name"""


@dataclass(frozen=True)
class Difference:
    """Something that was kept otherwise than the copies say."""

    table: str
    name: str
    kept: Decimal | bool | date | None = None
    derived: Decimal | bool | date | None = None


@dataclass(frozen=True)
class Kept:
    """A table of sums: what its rows are known by, what they say, and the query that says it anew."""

    table: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    fresh: str
    told: str
    counts: str = "true"
    given: Mapping[str, str] = field(default_factory=dict)

    def different(self) -> TextClause:
        """The statement that finds rows which are kept otherwise."""
        return text(
            DIFFERENT.format(
                fresh=self.fresh,
                table=self.table,
                counts=self.counts,
                told=self.told,
                key=", ".join(self.key),
                kept=", ".join(compared("k", name) for name in self.values),
                derived=", ".join(compared("n", name) for name in self.values),
            )
        )

    def anew(self) -> TextClause:
        """The statement that writes all rows."""
        return text(f"INSERT INTO {self.table} ({', '.join((*self.key, *self.values))}) {self.fresh}")


def compared(side: str, name: str) -> str:
    """A column as it is compared: a base of nothing is no base."""
    return f"nullif({side}.{name}, 0)" if name == "denominator" else f"{side}.{name}"


SUMS = (
    Kept(
        "source_sums",
        SUMS_OF[:2],
        (*SUMS_OF[2:], "proofs"),
        WITH_PROOFS,
        told="numerator",
        given={**MARKS, **PROVING},
    ),
    Kept(
        "tallies",
        OF_PLACE,
        COUNTED,
        BY_PLACE.format(sign="", which="true"),
        told="numerator",
        counts="records <> 0",
    ),
    Kept(
        "sizes",
        OF_SIZE,
        ("records",),
        BY_SIZE.format(sign="", which="true"),
        told="records",
        counts="records <> 0",
    ),
    Kept(
        "attachments",
        ("source", "sha256"),
        ("project_id", "region", "repeated"),
        attachments.EVERY,
        told="repeated",
    ),
)
UNUSED = FRESH.format(which="true")
UNUSED_TALLIES = f"""SELECT project_id, measure, activity_id, region, count(*) AS records
    FROM ({UNUSED}) u GROUP BY project_id, measure, activity_id, region"""


def unused() -> tuple[Kept, ...]:
    """The tables of what the lines of today's plans do not count."""
    lines = {"lines": every_line()}
    key, place = ("source", "measure", "activity_id"), ("project_id", "measure", "activity_id", "region")
    return (
        Kept(
            "unused_gatherings",
            key,
            ("project_id", "region", "occurred_on"),
            UNUSED,
            "occurred_on",
            given=lines,
        ),
        Kept("unused_tallies", place, ("records",), UNUSED_TALLIES, "records", "records <> 0", lines),
    )


def rebuild(session: Sessions) -> list[Difference]:
    """Derive everything anew and keep it, while no record is let in; what was otherwise before."""
    session.execute(TAKE_TURNS)
    take_time(session)
    session.execute(COUNTED_FIRST)
    moved = derive_all(session)
    found = [Difference("facts", source) for source in sorted(moved.sources)]
    found += [wrong for kept in (*SUMS, *unused()) for wrong in add_up_anew(session, kept)]
    follow_lines(session, projects.all())
    if found:
        everything_moves(session)
        beat(session, [(project.id, None) for project in projects.all()])
    return found


def compare(session: Sessions) -> list[Difference]:
    """What a rebuild would change; nothing is."""
    with session.begin_nested() as trial:
        found = rebuild(session)
        trial.rollback()
    return found


def last_found(session: Sessions) -> int:
    """How many differences the last nightly comparison found."""
    checks = select(Job.result).where(Job.kind == CHECK, Job.state == "done").order_by(Job.created_at.desc())
    return int((session.scalar(checks.limit(1)) or {}).get("differences", 0))


def derive_all(session: Sessions) -> Moved:
    """Bring all facts up to date with the copies; facts without a copy go."""
    meet(session, None)
    regroup(session, None)
    moved = Moved.of(session.execute(ORPHANS))
    for page in pages(session, GatheringCopy):
        keys = [copy.key for copy in page]
        people = derive_attendances(session, keys, None)
        moved = moved.and_also(derive_gatherings(session, keys)).and_also(people)
    for page in pages(session, RecordCopy):
        states = {copy.key: records.read(copy.kind, copy.state) for copy in page}
        moved = moved.and_also(derive_records(session, states))
    return moved.and_also(follow_plan(session, projects.all()))


def pages(session: Sessions, copies: type[Any]) -> Iterator[list[Any]]:
    """All copies of a table by their keys, some hundreds at a time."""
    last = ""
    while page := list(
        session.scalars(select(copies).where(copies.key > last).order_by(copies.key).limit(AT_ONCE))
    ):
        yield page
        last = page[-1].key


def add_up_anew(session: Sessions, kept: Kept) -> list[Difference]:
    """Add a table of sums up anew where it differs; the rows that differed."""
    rows = session.execute(kept.different(), kept.given).all()
    if rows:
        session.execute(text(f"DELETE FROM {kept.table}"))
        session.execute(kept.anew(), kept.given)
    return [Difference(kept.table, row.name, row.kept, row.derived) for row in rows]
