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
from services.reports.facts.operations.unique import Scope, count_once, find_first, scopes_of
from services.reports.facts.operations.unused import mark_lines, settle_some, unknown_lines
from shared.language import records
from shared.language.expressions import parse
from shared.language.measures import measures
from shared.language.records.project import Project
from shared.queue.turns import TAKE_TURNS
from shared.tables import Sessions

FOLLOW = "reports.follow_rules"
# What one transaction derives: records wait for no more than they would for a batch of their own.
AT_ONCE, FACTS_AT_ONCE, PEOPLE_AT_ONCE = 200, 2_000, 500
KEPT = text("SELECT DISTINCT measure, rule FROM tallies WHERE records <> 0")
OLD = text("""
    SELECT source FROM (
        SELECT source, sum(facts) OVER (ORDER BY source) - facts AS before FROM (
            SELECT s.source, sum(s.facts) AS facts FROM source_sums s
            JOIN unnest(CAST(:measures AS text[]), CAST(:rules AS int[])) AS now(measure, rule)
                ON now.measure = s.measure AND now.rule <> s.rule
            WHERE s.source > :after GROUP BY s.source ORDER BY s.source LIMIT :most) old) counted
    WHERE before < :facts ORDER BY source""")
PEOPLE = text("""
    SELECT DISTINCT person_id FROM facts
    WHERE project_id = :project AND measure IN (:facts, :measure) AND person_id > :after
    ORDER BY person_id LIMIT :most""")
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
    asked = {"measures": names, "rules": [old[name] for name in names], "after": after}
    sources = list(session.scalars(OLD, asked | {"most": AT_ONCE, "facts": FACTS_AT_ONCE}))
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


def old_scopes(old: Mapping[str, int]) -> list[Scope]:
    """The lines whose people were counted once by an older rule."""
    return [scope for project in projects.all() for scope in scopes_of(project) if scope.measure in old]


def find_some_again(session: Sessions, scope: Scope, after: str) -> str:
    """Count some of a line's people by the rule of today, those after one; the last of them, "" when none are
    left."""
    session.execute(TAKE_TURNS)
    named = {"project": scope.project_id, "facts": scope.expression.facts, "measure": scope.measure}
    people = list(session.scalars(PEOPLE, named | {"after": after, "most": PEOPLE_AT_ONCE}))
    if people:
        tally(session, find_first(session, scope, people))
    return people[-1] if people else ""


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
