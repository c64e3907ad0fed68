"""Keeping what people are known by, and whom each counts as since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import orjson
from msgspec import to_builtins
from sqlalchemy import text

from services.reports.identities.models import DIFFERENT, SAME, IdentityCopy
from services.reports.identities.rules.grouping import Decided, Known, grouped
from shared.acts.doer import doer
from shared.language.pseudonyms import ASKING, SURE, generation_of, kind_of
from shared.language.records.identity import Identity
from shared.queue.receiving import Envelope, newer, newest, own_key
from shared.tables import Sessions

# Everybody whom any of these may be one with: by a register's word, by a human's, by what was counted so far.
BESIDE = text("""
    SELECT same_as FROM person_copies WHERE id = ANY(:people) AND same_as IS NOT NULL
    UNION SELECT id FROM person_copies WHERE same_as = ANY(:people)
    UNION SELECT counted_as FROM counted_people WHERE person_id = ANY(:people)
    UNION SELECT person_id FROM counted_people WHERE counted_as = ANY(:people)
    UNION SELECT second_id FROM identity_decisions WHERE verdict = 'same' AND first_id = ANY(:people)
    UNION SELECT first_id FROM identity_decisions WHERE verdict = 'same' AND second_id = ANY(:people)
    UNION SELECT id FROM identity_copies WHERE pseudonyms && CAST(:sure AS text[])""")
SAID = text("SELECT DISTINCT unnest(pseudonyms) FROM identity_copies WHERE id = ANY(:people)")
EVERYBODY = text("SELECT id FROM person_copies UNION SELECT id FROM identity_copies")
DESCRIBED = text("""
    SELECT coalesce(p.id, i.id) AS id, split_part(coalesce(p.key, i.key), ':', 1) AS home,
        coalesce(p.same_as, p.id, i.id) AS root, i.sex, i.birth_year,
        coalesce(i.pseudonyms, '{}') AS pseudonyms
    FROM (SELECT * FROM person_copies WHERE id = ANY(:people)) p
    FULL JOIN (SELECT * FROM identity_copies WHERE id = ANY(:people)) i ON i.id = p.id""")
DECIDED = text("""
    SELECT first_id, second_id, verdict FROM identity_decisions
    WHERE verdict <> 'open' AND (first_id = ANY(:people) OR second_id = ANY(:people))""")
COUNTED = text("SELECT person_id, counted_as FROM counted_people WHERE person_id = ANY(:people)")
COUNT_AS = text("""
    INSERT INTO counted_people (id, person_id, counted_as)
    SELECT gen_random_uuid(), r.person, r.root
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(person text, root text)
    ON CONFLICT (person_id) DO UPDATE SET counted_as = excluded.counted_as""")
# Where one deployment alone tells of people there is nobody to meet: nothing is read.
MEET = text("""
    INSERT INTO identity_meetings (first_id, second_id, kinds)
    SELECT least(i.id, o.id), greatest(i.id, o.id), array_agg(DISTINCT split_part(p.said, ':', 2))
    FROM identity_copies i CROSS JOIN unnest(i.pseudonyms) AS p(said)
    JOIN identity_copies o ON o.home <> i.home AND o.pseudonyms @> ARRAY[p.said]
    WHERE (SELECT min(home) <> max(home) FROM identity_copies)
        AND split_part(p.said, ':', 2) = ANY(:kinds) AND i.id = ANY(:people) GROUP BY 1, 2
    ON CONFLICT (first_id, second_id) DO UPDATE SET kinds = excluded.kinds""")
MEET_ALL = text("""
    INSERT INTO identity_meetings (first_id, second_id, kinds)
    WITH told AS (SELECT id, home, unnest(pseudonyms) AS said FROM identity_copies
        WHERE (SELECT min(home) <> max(home) FROM identity_copies))
    SELECT i.id, o.id, array_agg(DISTINCT split_part(i.said, ':', 2))
    FROM told i JOIN told o ON o.said = i.said AND o.home <> i.home AND o.id > i.id
    WHERE split_part(i.said, ':', 2) = ANY(:kinds) GROUP BY 1, 2""")
PART = text("DELETE FROM identity_meetings WHERE first_id = ANY(:people) OR second_id = ANY(:people)")
PART_ALL = text("DELETE FROM identity_meetings")
# Of somebody who was erased nobody could say again whom he counts as: it is kept as if it had been decided,
# so that no figure moves with it. Who was corrected or set aside may be known again: he counts by himself.
HELD_FAST = text("""
    WITH mine AS (
        SELECT i.id, coalesce(c.counted_as, i.id) AS root
        FROM jsonb_to_recordset(CAST(:erased AS jsonb)) AS e(key text, version bigint)
        JOIN identity_copies i ON i.key = e.key AND i.version < e.version
        LEFT JOIN counted_people c ON c.person_id = i.id
        WHERE cardinality(i.pseudonyms) > 0),
    others AS (
        SELECT person_id AS id, counted_as AS root FROM counted_people
        WHERE counted_as IN (SELECT root FROM mine)
        UNION SELECT root, root FROM mine)
    INSERT INTO identity_decisions (id, first_id, second_id, verdict, entered_by)
    SELECT gen_random_uuid(), first_id, second_id, 'same', CAST(:by AS jsonb) FROM (
        SELECT DISTINCT least(mine.id, others.id) AS first_id, greatest(mine.id, others.id) AS second_id
        FROM mine JOIN others USING (root) WHERE mine.id <> others.id) AS pairs
    ON CONFLICT DO NOTHING""")
COUNT_ALONE = text("DELETE FROM counted_people WHERE person_id = ANY(:people)")


@dataclass(frozen=True)
class Recounted:
    """People who count as somebody else than before, and everybody whom they counted as or count as now."""

    people: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()


def keep_identities(session: Sessions, envelopes: list[Envelope]) -> list[Envelope]:
    """Keep what people are known by, and whom of another deployment each meets; those that were newer. Who
    was erased counts as he did."""
    hold_fast(session, newest(envelopes, own_key).values())
    changed = newer(session, IdentityCopy, envelopes, of_identity)
    meet(session, {envelope.record.id for envelope in changed})
    return changed


def hold_fast(session: Sessions, told: Iterable[Envelope]) -> None:
    """Let those who were erased count as they did; a word that comes late says nothing."""
    erased = [{"key": each.key, "version": each.version} for each in told if each.record.erased]
    if erased:
        by = orjson.dumps(to_builtins(doer())).decode()
        session.execute(HELD_FAST, {"erased": orjson.dumps(erased).decode(), "by": by})


def meet(session: Sessions, people: Collection[str] | None) -> None:
    """Find anew with whom of another deployment these people (None: all) share what they are known by."""
    session.flush()
    given: dict[str, object] = {} if people is None else {"people": sorted(people)}
    session.execute(PART_ALL if people is None else PART, given)
    session.execute(MEET_ALL if people is None else MEET, {**given, "kinds": [*SURE, *ASKING]})


def of_identity(record: Identity) -> dict[str, object]:
    """An identity as its copy keeps it."""
    plain = {name: getattr(record, name) for name in ("region", "sex", "birth_year", "page", "name")}
    newest = max(map(generation_of, record.pseudonyms), default=0)
    return {**plain, "pseudonyms": list(record.pseudonyms), "generation": newest}


def regroup(session: Sessions, people: Collection[str] | None) -> Recounted:
    """Find anew whom these people (None: all) count as, and everybody who may be one with them."""
    every = sorted(session.scalars(EVERYBODY) if people is None else around(session, people))
    if not every:
        return Recounted()
    after = grouped(described(session, every), decided(session, every))
    before = {row.person_id: row.counted_as for row in session.execute(COUNTED, {"people": every})}
    moved = {who: after.get(who, who) for who in every if after.get(who, who) != before.get(who, who)}
    write(session, moved)
    roots = {before.get(who, who) for who in moved} | set(moved.values())
    return Recounted(frozenset(moved), frozenset(roots))


def write(session: Sessions, moved: dict[str, str]) -> None:
    """Keep whom people count as; who counts as himself has no row."""
    elsewhere = [{"person": who, "root": root} for who, root in sorted(moved.items()) if who != root]
    if elsewhere:
        session.execute(COUNT_AS, {"rows": orjson.dumps(elsewhere).decode()})
    if len(elsewhere) < len(moved):
        session.execute(COUNT_ALONE, {"people": [who for who, root in moved.items() if who == root]})


def around(session: Sessions, people: Iterable[str]) -> set[str]:
    """These people with all who may be one with any of them, however far."""
    found: set[str] = set()
    fresh = set(people)
    while fresh:
        found |= fresh
        asked = {"people": sorted(fresh)}
        sure = [said for said in session.scalars(SAID, asked) if kind_of(said) in SURE]
        fresh = set(session.scalars(BESIDE, asked | {"sure": sure})) - found
    return found


def described(session: Sessions, people: list[str]) -> list[Known]:
    """What is known of these people."""
    rows = session.execute(DESCRIBED, {"people": people})
    return [Known(who, home, root, sex, year, frozenset(said)) for who, home, root, sex, year, said in rows]


def decided(session: Sessions, people: list[str]) -> Decided:
    """What humans said of any of them."""
    said: dict[str, set[frozenset[str]]] = {SAME: set(), DIFFERENT: set()}
    for row in session.execute(DECIDED, {"people": people}):
        said[row.verdict].add(frozenset((row.first_id, row.second_id)))
    return Decided(said[SAME], said[DIFFERENT])
