"""What the bulk of a seeded programme is, as SQL: the same rows whoever asks, in whichever database.

A gathering is known by its number: regions take turns, then types; the days go round the season.
`crowd` is a temporary table of the people (see `crowd.py`).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import TextClause, text

from deploy.bench.crowd import REGION_CODES
from deploy.bench.sizes import AT_EACH, REGIONS
from deploy.demo.places import PLACES
from shared.language import evidence
from shared.language.gatherings import HELD

FIRST_DAY, LAST_DAY = date(2022, 4, 1), date(2022, 10, 14)
TRAINING, MASTER_CLASS, SESSION = "training", "master_class", "thematic_session"
LINES = {TRAINING: "4.1", MASTER_CLASS: "3.1", SESSION: "1.2"}
SESSIONS_IN = ("turkistan", "kyzylorda", "west_kz", "almaty_obl")
TITLES = {TRAINING: "Тренинг для лидеров", MASTER_CLASS: "Мастер-класс", SESSION: "Тематическое заседание"}
CONSTANTS = {
    "regions": list(REGION_CODES),
    "towns": [place.town for place in PLACES.values()],
    "sessions_in": list(SESSIONS_IN),
    "first": FIRST_DAY,
    "days": (LAST_DAY - FIRST_DAY).days + 1,
    "lists": evidence.SIGNED_LIST,
    "programmes": evidence.PROGRAMME,
    "photos": evidence.PHOTO,
    "feedbacks": evidence.FEEDBACK,
    "held": HELD,
    **{name: name for name in (TRAINING, MASTER_CLASS, SESSION)},
    **{f"title_{name}": title for name, title in TITLES.items()},
}
NUMBERED = f"""numbered AS (
    SELECT n, n / {REGIONS} AS turn, n % {REGIONS} AS place,
        (CAST(:regions AS text[]))[n % {REGIONS} + 1] AS region
    FROM generate_series(0, :gatherings - 1) n)"""
GATHERINGS = f"""{NUMBERED}, typed AS (
    SELECT *, CASE WHEN turn % 5 = 3 THEN :master_class
        WHEN turn % 5 = 4 AND region = ANY(:sessions_in) THEN :thematic_session ELSE :training END AS type
    FROM numbered), planned AS (
    SELECT n, turn, place, region, type, md5('gathering ' || n)::uuid AS id,
        CAST(:project AS text) AS project_id, CAST(:lines AS jsonb)->>type AS activity_id,
        (CASE type WHEN :training THEN :title_training WHEN :master_class THEN :title_master_class
            ELSE :title_thematic_session END) || ' № ' || n AS title,
        (CAST(:towns AS text[]))[place + 1] AS settlement, CAST(:first AS date) + n * 37 % :days AS starts_on
    FROM typed)"""
FILES = """files AS (
    SELECT p.n, p.id AS gathering_id, kind, quantity, md5('file ' || p.n || ' ' || kind)::uuid AS id,
        encode(sha256(convert_to('file ' || p.n || ' ' || kind, 'UTF8')), 'hex') AS sha256
    FROM planned p CROSS JOIN LATERAL (VALUES
        (:lists, 1, turn % 4 <> 3), (:programmes, 1, turn % 2 = 0), (:photos, 1, turn % 5 <> 0),
        (:feedbacks, 3, type = :training AND turn % 3 = 0)) AS of(kind, quantity, there) WHERE there)"""
COMERS = f"""comers AS (
    SELECT p.n, p.id AS gathering_id, slot, (p.n + slot) % 20 <> 0 AS attended,
        md5('participant ' || p.n || ' ' || slot)::uuid AS line, c.*
    FROM planned p CROSS JOIN generate_series(0, {AT_EACH - 1}) slot
    JOIN crowd c ON c.number = (turn * {AT_EACH} + slot) % :people_a_region * {REGIONS} + place)"""
CROWD = """CREATE TEMPORARY TABLE crowd (number int PRIMARY KEY, person_id uuid, name text, sex text,
    birth_year int, settlement text, category text)"""
EVENTS = (
    f"""WITH {GATHERINGS} INSERT INTO gatherings (id, project_id, activity_id, type, title, region,
        settlement, starts_on, mode, status, listed, attended, entered_by)
    SELECT id, project_id::uuid, activity_id, type, title, region, settlement, starts_on, 'offline', :held,
        {AT_EACH}, (SELECT count(*) FROM generate_series(0, {AT_EACH - 1}) slot WHERE (n + slot) % 20 <> 0),
        CAST(:doer AS jsonb) FROM planned""",
    f"""WITH {GATHERINGS}, {FILES} INSERT INTO evidence (id, owner_kind, owner_id, kind, sha256,
        name, mime, size, quantity, attached_by, unopened)
    SELECT id, 'gathering', gathering_id, kind, sha256, kind || '-' || n || '.pdf', 'application/pdf', 20480,
        quantity, CAST(:doer AS jsonb), '' FROM files""",
    f"""WITH {GATHERINGS}, {COMERS} INSERT INTO participants (id, gathering_id, person_id, name, sex,
        birth_year, settlement, category, attended)
    SELECT line, gathering_id, person_id, name, sex, birth_year, settlement, category, attended
    FROM comers""",
    f"""WITH {GATHERINGS}, {COMERS} INSERT INTO marks (id, participant_id, checkpoint, present,
        source, marked_by)
    SELECT md5('mark ' || line)::uuid, line, 'whole', attended, 'list', :by FROM comers""",
)
REPORTS = (
    f"""WITH {GATHERINGS}, {FILES}, proofs AS (
        SELECT gathering_id, jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'sha256', sha256,
            'quantity', quantity, 'page', '/events/evidence/' || id, 'name', kind || '-' || n || '.pdf',
            'by', CAST(:doer AS jsonb))
            ORDER BY kind) AS evidence
        FROM files GROUP BY gathering_id)
    INSERT INTO gathering_copies (key, id, version, project_id, activity_id, type, title, region, settlement,
        starts_on, zone, status, page, evidence, entered_by)
    SELECT :deployment || ':' || id, id, 0, project_id, activity_id, type, title, region, settlement,
        starts_on, 'Asia/Almaty', :held, '/events/gatherings/' || id, coalesce(evidence, '[]'),
        CAST(:doer AS jsonb)
    FROM planned LEFT JOIN proofs ON gathering_id = id""",
    f"""WITH {GATHERINGS}, {COMERS} INSERT INTO attendance_copies (key, id, version, gathering_id, person_id,
        attended, sex, birth_year, category)
    SELECT :deployment || ':' || gathering_id || '/' || person_id, gathering_id || '/' || person_id, 0,
        gathering_id, person_id, attended, sex, birth_year, category FROM comers""",
)


def bound(statement: str) -> TextClause:
    """A statement with those constants that it names."""
    named = {name: value for name, value in CONSTANTS.items() if f":{name}" in statement}
    return text(statement).bindparams(**named)
