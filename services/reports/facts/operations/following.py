"""Rules of measures have versions: facts that an older version derived are derived again, some at a time."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, text

from services.reports.copies.models import RecordCopy
from services.reports.copies.queries import projects
from services.reports.facts.operations.gatherings import derive_attendances, derive_gatherings
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.others import derive_records
from services.reports.facts.operations.tallies import tally
from services.reports.facts.operations.unique import count_once, find_first, scopes_of
from services.reports.facts.operations.unused import mark_lines, settle_some, unknown_lines
from shared.language import records
from shared.language.expressions import parse
from shared.language.measures import measures
from shared.language.records.project import Project
from shared.queue.turns import TAKE_TURNS
from shared.tables import Sessions

FOLLOW, AT_ONCE = "reports.follow_rules", 500
KEPT = text("SELECT DISTINCT measure, rule FROM tallies WHERE records <> 0")
OLD = text("""
    SELECT DISTINCT s.source FROM source_sums s
    JOIN unnest(CAST(:measures AS text[]), CAST(:rules AS int[])) AS now(measure, rule)
        ON now.measure = s.measure AND now.rule <> s.rule
    WHERE s.source > :after ORDER BY s.source LIMIT :most""")
IN_FORCE = text("""
    INSERT INTO rules_in_force AS r (measure, rule)
    SELECT * FROM unnest(CAST(:measures AS text[]), CAST(:rules AS int[]))
    ON CONFLICT (measure) DO UPDATE SET rule = excluded.rule, since = now() WHERE r.rule <> excluded.rule""")


def old_measures(session: Sessions) -> dict[str, int]:
    """The measures some of whose facts an older rule derived, with the rule of today."""
    kept = session.execute(KEPT).all()
    return {row.measure: parse(row.measure).rule for row in kept if row.rule != parse(row.measure).rule}


def derive_some(session: Sessions, old: Mapping[str, int], after: str) -> str:
    """Derive records again whose facts an older rule derived, those after a source; the last of them, "" when
    none are left."""
    session.execute(TAKE_TURNS)
    names = [name for name in old if "[" not in name]
    asked = {"measures": names, "rules": [old[name] for name in names], "after": after, "most": AT_ONCE}
    sources = list(session.scalars(OLD, asked))
    moved = derive(session, sources)
    tally(session, moved.and_also(count_once(session, moved)))
    return sources[-1] if sources else ""


def derive(session: Sessions, sources: list[str]) -> Moved:
    """All facts of these records."""
    gatherings = [name.partition("/")[2] for name in sources if name.startswith("gathering/")]
    others = session.scalars(select(RecordCopy).where(RecordCopy.key.in_(sources)))
    told = {copy.key: records.read(copy.kind, copy.state) for copy in others}
    people = derive_attendances(session, gatherings, None)
    return derive_gatherings(session, gatherings).and_also(people).and_also(derive_records(session, told))


def find_first_again(session: Sessions, old: Mapping[str, int]) -> None:
    """People counted once by an older rule are counted by the rule of today."""
    session.execute(TAKE_TURNS)
    for project in projects.all():
        for scope in scopes_of(project):
            if scope.measure in old:
                tally(session, find_first(session, scope, None))


def look_at_some(session: Sessions, project: Project, after: str) -> str:
    """Find which gatherings lines bring nothing to, where nobody has looked: some of them, those after a key;
    the last of them, "" when all have been looked at."""
    session.execute(TAKE_TURNS)
    if not unknown_lines(session, project):
        return ""
    last = settle_some(session, project, after)
    if not last:
        mark_lines(session, project)
    return last


def put_in_force(session: Sessions) -> None:
    """Remember since when each rule is in force."""
    known = {measure.name: measure.version for measure in measures().values() if measure.delivered}
    session.execute(IN_FORCE, {"measures": sorted(known), "rules": [known[name] for name in sorted(known)]})
