"""People counted once: of everybody's attendances the first, as a fact of its own for each line that asks.

A person counts at the first date, so a reported month never changes when the person comes again;
a visit outside the project's days is the first only of who never came within them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text

from services.reports.copies.models import ProjectCopy
from services.reports.copies.queries import projects
from services.reports.facts.operations.moved import Moved
from services.reports.facts.operations.writing import removing, writing
from shared.language.expressions import Expression, parse
from shared.language.records.project import Project
from shared.tables import Sessions

FIRST = writing(
    """
    SELECT DISTINCT ON (person_id) project_id, :measure, subtype, activity_id, source, occurred_on, region,
        settlement, centre_id, 1, NULL::numeric, person_id, category, sex, birth_year,
        CAST(:rule AS int) FROM facts
    WHERE project_id = :project AND measure = :facts AND activity_id = :activity AND person_id <> ''
      AND (CAST(:people AS text[]) IS NULL OR person_id = ANY(:people))
      AND (:any_type OR subtype = ANY(:subtypes)) AND (:anybody OR category = ANY(:categories))
    ORDER BY person_id, occurred_on NOT BETWEEN :opens AND :closes, occurred_on, source""",
    # "person_id <> ''" again, or the index of people's facts is not theirs to the planner.
    """f.project_id = :project AND f.measure = :measure AND f.activity_id = :activity AND f.person_id <> ''
      AND (CAST(:people AS text[]) IS NULL OR f.person_id = ANY(:people))""",
)
KNOWN = text("""SELECT DISTINCT measure || '/' || activity_id FROM source_sums
    WHERE project_id = :project AND measure LIKE '%[%'""")
Days = tuple[date | None, date | None]
STALE = removing("""f.project_id = :project AND f.measure LIKE '%[%'
    AND NOT (f.measure || '/' || f.activity_id = ANY(:asked))""")


@dataclass(frozen=True)
class Scope:
    """Whom one line of a plan counts once."""

    project_id: str
    activity_id: str
    expression: Expression
    opens: date = date.min
    closes: date = date.max

    @property
    def measure(self) -> str:
        """The measure under which its facts are kept: as the plan writes it."""
        return kept_as(self.expression)

    @property
    def key(self) -> str:
        """Its measure and its line, as STALE tells them apart."""
        return f"{self.measure}/{self.activity_id}"


def kept_as(expression: Expression) -> str:
    """The measure of a line's own first visits: always narrowed, so that no other measure is called so."""
    return expression.text if "[" in expression.text else f"{expression.text}[]"


def scopes_of(project: Project) -> Iterator[Scope]:
    """Each line of a project that counts people once."""
    for activity in project.activities:
        for written in sorted({indicator.measure or "" for indicator in activity.indicators}):
            expression = parse(written)
            if expression.unique and expression.delivered:
                days = project.period_from or date.min, project.period_to or date.max
                yield Scope(project.id, activity.id, expression, *days)


def count_once(session: Sessions, moved: Moved) -> Moved:
    """Find the first visits of people whose attendances moved, and what that moved."""
    found = Moved()
    for project_id in sorted({project for project, _person in moved.people}):
        people = sorted(person for project, person in moved.people if project == project_id)
        for scope in known_scopes(project_id):
            found = found.and_also(find_first(session, scope, people))
    return found


def known_scopes(project_id: str) -> list[Scope]:
    """The scopes of a project whose plan has come; none before."""
    return [scope for project in projects.all() if project.id == project_id for scope in scopes_of(project)]


def find_first(session: Sessions, scope: Scope, people: Collection[str] | None) -> Moved:
    """Bring a line's first visits up to date: of everybody (None), or of these people."""
    asked = scope.expression
    values = {
        "project": scope.project_id,
        "activity": scope.activity_id,
        "measure": scope.measure,
        "facts": asked.facts,
        "rule": asked.rule,
        "people": None if people is None else list(people),
        "opens": scope.opens,
        "closes": scope.closes,
        "any_type": not asked.subtypes,
        "subtypes": list(asked.subtypes),
        "anybody": not asked.categories,
        "categories": list(asked.categories),
    }
    return Moved.of(session.execute(FIRST, values))


def days_of(session: Sessions, project_ids: Iterable[str]) -> dict[str, Days]:
    """First and last day of projects, as they are kept."""
    kept = select(ProjectCopy.id, ProjectCopy.period_from, ProjectCopy.period_to)
    rows = session.execute(kept.where(ProjectCopy.id.in_(list(project_ids))))
    return {row.id: (row.period_from, row.period_to) for row in rows}


def follow_plan(
    session: Sessions, changed: Iterable[Project], before: Mapping[str, Days] | None = None
) -> Moved:
    """After a project changed: first visits of lines that are new are found, and of all lines where its
    days are others than `before`; those of lines that are gone are dropped."""
    found = Moved()
    for project in changed:
        same = (before or {}).get(project.id) == (project.period_from, project.period_to)
        known = set(session.scalars(KNOWN, {"project": project.id})) if same else set()
        scopes = {scope.key: scope for scope in scopes_of(project)}
        stale = {"project": project.id, "asked": sorted(scopes)}
        found = found.and_also(Moved.of(session.execute(STALE, stale)))
        for key in sorted(scopes.keys() - known):
            found = found.and_also(find_first(session, scopes[key], None))
    return found
