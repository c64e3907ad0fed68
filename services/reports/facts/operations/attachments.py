"""Which files speak for which records: one that speaks for two is found without reading all of them."""

from __future__ import annotations

from sqlalchemy import text

from shared.tables import Sessions

OF_RECORDS = """
    SELECT DISTINCT 'gathering/' || g.key AS source, e->>'sha256' AS sha256, g.project_id, g.region
    FROM gathering_copies g, jsonb_array_elements(g.evidence) e
    WHERE g.status <> 'cancelled' AND e->>'sha256' IS NOT NULL AND {gatherings}
    UNION
    SELECT r.key, e->>'sha256', r.project_id, r.state->>'region'
    FROM record_copies r, jsonb_array_elements(r.state->'evidence') e
    WHERE coalesce(r.state->>'status', '') NOT IN ('cancelled', 'dropped')
        AND e->>'sha256' IS NOT NULL AND {others}"""
EVERY = f"""
    SELECT a.*, count(*) OVER (PARTITION BY project_id, sha256) > 1 AS repeated
    FROM ({OF_RECORDS.format(gatherings="true", others="true")}) a"""
THESE = OF_RECORDS.format(gatherings="g.key = ANY(:keys)", others="r.key = ANY(:sources)")
ATTACH = text(f"""
    WITH fresh AS ({THESE}), gone AS (
        DELETE FROM attachments a WHERE a.source = ANY(:sources) AND NOT EXISTS (
            SELECT FROM fresh n WHERE n.source = a.source AND n.sha256 = a.sha256)
        RETURNING a.project_id, a.sha256
    ), left_behind AS (
        SELECT a.project_id, a.sha256 FROM attachments a JOIN fresh n USING (source, sha256)
        WHERE a.project_id <> n.project_id
    ), written AS (
        INSERT INTO attachments AS a (source, sha256, project_id, region)
        SELECT source, sha256, project_id, region FROM fresh
        ON CONFLICT (source, sha256) DO UPDATE SET project_id = excluded.project_id, region = excluded.region
        WHERE (a.project_id, a.region) IS DISTINCT FROM (excluded.project_id, excluded.region)
        RETURNING a.project_id, a.sha256
    ) SELECT * FROM gone UNION SELECT * FROM left_behind UNION SELECT * FROM written""")
REPEATED = text("""
    UPDATE attachments a SET repeated = of.several FROM (
        SELECT project_id, sha256, count(*) > 1 AS several FROM attachments
        WHERE project_id = ANY(:projects) AND sha256 = ANY(:files) GROUP BY project_id, sha256) of
    WHERE of.project_id = a.project_id AND of.sha256 = a.sha256 AND a.repeated <> of.several""")


def attach(session: Sessions, sources: list[str]) -> None:
    """Know the files of these records anew, and which of them speak for others too."""
    if not sources:
        return
    gatherings = [name.partition("/")[2] for name in sources if name.startswith("gathering/")]
    moved = session.execute(ATTACH, {"keys": gatherings, "sources": sources}).all()
    if moved:
        projects, files = ({row[place] for row in moved} for place in (0, 1))
        session.execute(REPEATED, {"projects": sorted(projects), "files": sorted(files)})
