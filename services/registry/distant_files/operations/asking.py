"""Asking another deployment for a file: one by a person's button, or all by setting."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from services.registry.db import db
from services.registry.deployments.queries import paired_above
from services.registry.distant_files.models import ASKED, REFUSED, DistantFile
from services.registry.distant_files.queries import Known, asked_for, papers, row_of
from shared.acts.doer import doer

# Of records that came up since it was asked last, each file once; its place there is the end of its address
# here. A record that comes anew is looked at anew.
ALL_BELOW = text("""
    WITH fresh AS (SELECT kind, key FROM foreign_records WHERE NOT files_asked AND aside_at IS NULL
        ORDER BY kind, key LIMIT :most FOR UPDATE SKIP LOCKED),
    looked AS (UPDATE foreign_records f SET files_asked = true FROM fresh
        WHERE f.kind = fresh.kind AND f.key = fresh.key RETURNING f.deployment_id, f.state),
    asked AS (INSERT INTO distant_files (id, deployment_id, sha256, page)
        SELECT DISTINCT ON (f.deployment_id, p->>'sha256') gen_random_uuid(), f.deployment_id, p->>'sha256',
            substring(p->>'page' FROM '/[a-z]+/evidence/[^/]+$')
        FROM looked f CROSS JOIN LATERAL jsonb_array_elements(
            CASE WHEN jsonb_typeof(f.state->'evidence') = 'array' THEN f.state->'evidence' ELSE '[]' END) p
        WHERE p->>'page' ~ '^/registry/distant-files/.*/[a-z]+/evidence/[^/]+$'
        ON CONFLICT DO NOTHING)
    SELECT count(*) FROM looked""")
AT_ONCE = 2000


def ask_for(file: Known) -> DistantFile:
    """Ask for a file; one that was refused begins anew."""
    found = row_of(file.deployment, file.sha256, lock=True)
    if found is None:
        found = DistantFile(deployment_id=file.deployment.id, sha256=file.sha256, page=file.page)
        found.asked_by = doer()
        db.session.add(found)
    elif found.state == REFUSED:
        found.state, found.why, found.got, found.size, found.asked_by = ASKED, None, 0, None, doer()
    db.session.flush()
    return found


def ask_for_all() -> int:
    """Ask for every file that a home below named since this was done last; how many records were looked at,
    at most AT_ONCE of them."""
    return int(db.session.scalar(ALL_BELOW, {"most": AT_ONCE}) or 0)


def ask_for_papers() -> None:
    """Ask the centre for the papers of what it handed down: they are needed here."""
    if (above := paired_above()) is None:
        return
    for sha256, page in sorted(set(papers(above.name, came=True)) - asked_for(above)):
        row = insert(DistantFile).values(deployment_id=above.id, sha256=sha256, page=page)
        db.session.execute(row.on_conflict_do_nothing())
