"""How people are counted once where several deployments know them, and of whom that is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, text

from services.reports.db import db
from services.reports.identities.models import IdentityDecision
from shared.doors.errors import NotFound

REGISTER, PSEUDONYMS = "register", "pseudonyms"
# A home whose newest key is older than the one before the newest shares no generation with the others.
HOMES = text("""
    WITH homes AS (SELECT DISTINCT split_part(key, ':', 1) AS home FROM gathering_copies
        WHERE project_id = :project AND status = 'held'),
    known AS (SELECT home, coalesce((SELECT max(generation) FROM identity_copies i
        WHERE i.home = homes.home), 0) AS newest FROM homes)
    SELECT home, newest > 0 AND newest >= max(newest) OVER () - 1 AS tells FROM known ORDER BY home""")
# People of two deployments who meet by something, do not count as one, and whom nobody has told apart.
PAIRS = """
    WITH met AS (
        SELECT coalesce(one.counted_as, m.first_id) AS one, coalesce(two.counted_as, m.second_id) AS two,
            m.kinds
        FROM identity_meetings m
        LEFT JOIN counted_people one ON one.person_id = m.first_id
        LEFT JOIN counted_people two ON two.person_id = m.second_id),
    apart AS (
        SELECT coalesce(one.counted_as, d.first_id) AS one, coalesce(two.counted_as, d.second_id) AS two
        FROM identity_decisions d
        LEFT JOIN counted_people one ON one.person_id = d.first_id
        LEFT JOIN counted_people two ON two.person_id = d.second_id
        WHERE d.verdict = 'different'),
    open AS (
        SELECT least(one, two) AS first_id, greatest(one, two) AS second_id,
            array_agg(DISTINCT kind) AS kinds
        FROM met CROSS JOIN unnest(kinds) AS k(kind)
        WHERE one <> two
            AND (least(one, two), greatest(one, two)) NOT IN (
                SELECT least(one, two), greatest(one, two) FROM apart)
        GROUP BY 1, 2)"""
OPEN = text(PAIRS + " SELECT * FROM open ORDER BY cardinality(kinds) DESC, first_id, second_id LIMIT :most")
HOW_MANY = text(PAIRS + " SELECT count(*) FROM open")
ABOUT = text("""
    SELECT i.id, i.home, i.region, i.sex, i.birth_year, i.page, came.gatherings, came.first, came.last,
        i.name
    FROM identity_copies i CROSS JOIN LATERAL (
        SELECT count(DISTINCT g.key) AS gatherings, min(g.starts_on) AS first, max(g.starts_on) AS last
        FROM attendance_copies a JOIN gathering_copies g ON g.id = a.gathering_id AND g.status = 'held'
        WHERE a.attended AND split_part(a.key, ':', 1) = i.home AND a.person_id IN (
            SELECT i.id UNION SELECT person_id FROM counted_people WHERE counted_as = i.id)) came
    WHERE i.id = ANY(:people)""")
NAMES = text("""
    SELECT g.key, i.name FROM gathering_copies g
    JOIN attendance_copies a ON a.gathering_id = g.id AND a.attended
        AND split_part(a.key, ':', 1) = split_part(g.key, ':', 1)
    JOIN identity_copies i ON i.id = a.person_id AND i.home = split_part(a.key, ':', 1)
    WHERE g.key = ANY(:keys) AND i.name IS NOT NULL ORDER BY g.key, i.name""")
MOST = 50


@dataclass(frozen=True)
class Mode:
    """How people of a project are counted once: by the register of the only one of `homes`, or by pseudonyms;
    of those `silent` tell none that could be compared."""

    homes: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The mode in a word."""
        return PSEUDONYMS if len(self.homes) > 1 else REGISTER


@dataclass(frozen=True)
class Someone:
    """A person of a deployment as far as may be told, with a name only where his home tells it; where he was
    within it."""

    id: str
    home: str
    region: str | None
    sex: str | None
    birth_year: int | None
    page: str
    gatherings: int
    first: date | None
    last: date | None
    name: str | None = None


@dataclass(frozen=True)
class Pair:
    """Two people of two deployments, and the kinds of pseudonyms they share; or what was decided of them."""

    first: Someone
    second: Someone
    kinds: Sequence[str] = ()
    verdict: str = ""


def mode_of(project_id: str) -> Mode:
    """How people of a project are counted once."""
    rows = db.session.execute(HOMES, {"project": project_id}).all()
    silent = [row.home for row in rows if not row.tells] if len(rows) > 1 else []
    return Mode(tuple(row.home for row in rows), tuple(silent))


def open_pairs(most: int = MOST) -> list[Pair]:
    """Pairs who may be one person, those who share most first."""
    rows = db.session.execute(OPEN, {"most": most}).all()
    return [Pair(one, two, row.kinds) for row, one, two in described(rows)]


def count_open() -> int:
    """How many pairs may be one person."""
    return db.session.scalar(HOW_MANY) or 0


def decided_pairs(most: int = MOST) -> list[Pair]:
    """What was decided, the newest first."""
    item = IdentityDecision
    columns = select(item.first_id, item.second_id, item.verdict).where(item.verdict != "open")
    rows = db.session.execute(columns.order_by(item.created_at.desc()).limit(most)).all()
    return [Pair(one, two, verdict=row.verdict) for row, one, two in described(rows)]


def described(rows: Sequence[Any]) -> Iterator[tuple[Any, Someone, Someone]]:
    """Rows of two people whose identities have come, with both."""
    known = people({name for row in rows for name in (row.first_id, row.second_id)}) if rows else {}
    for row in rows:
        if row.first_id in known and row.second_id in known:
            yield row, known[row.first_id], known[row.second_id]


def people(ids: set[str]) -> dict[str, Someone]:
    """What may be told of these people, by id."""
    return {row.id: Someone(*row) for row in db.session.execute(ABOUT, {"people": sorted(ids)})}


def get_two(one: str, other: str) -> tuple[Someone, Someone]:
    """Two people of two deployments, the smaller id first; NotFound."""
    found = people({one, other})
    if len(found) < 2 or found[one].home == found[other].home:
        raise NotFound
    return found[min(found)], found[max(found)]


def names_at(keys: Iterable[str]) -> dict[str, list[str]]:
    """What those are called who came to gatherings of homes, by the gathering's key; only where the home and
    this centre agree that it is told."""
    found: dict[str, list[str]] = {}
    for key, name in db.session.execute(NAMES, {"keys": sorted(keys)}):
        found.setdefault(key, []).append(name)
    return found


def decision_of(first: str, second: str) -> IdentityDecision | None:
    """What was decided about these two, if anything."""
    item = IdentityDecision
    return db.session.scalar(select(item).where(item.first_id == first, item.second_id == second))
