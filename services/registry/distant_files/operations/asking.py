"""Asking another deployment for a file: one by a person's button, or all by setting."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from services.registry.db import db
from services.registry.deployments.queries import paired_above
from services.registry.distant_files.models import ASKED, REFUSED, DistantFile
from services.registry.distant_files.queries import Known, papers, row_of
from shared.acts.doer import doer

# Of records that came up, each file once; its place there is the end of its address here.
ALL_BELOW = text("""
    INSERT INTO distant_files (id, deployment_id, sha256, page)
    SELECT DISTINCT ON (f.deployment_id, p->>'sha256') gen_random_uuid(), f.deployment_id, p->>'sha256',
        substring(p->>'page' FROM '/[a-z]+/evidence/[^/]+$')
    FROM foreign_records f CROSS JOIN LATERAL jsonb_array_elements(f.state->'evidence') p
    WHERE jsonb_typeof(f.state->'evidence') = 'array' AND f.aside_at IS NULL
        AND p->>'page' LIKE '/registry/distant-files/%/evidence/%'
    ON CONFLICT DO NOTHING""")


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


def ask_for_all() -> None:
    """Ask for every file that another deployment named."""
    db.session.execute(ALL_BELOW)
    if above := paired_above():
        for sha256, page in set(papers(above.name, came=True)):
            row = insert(DistantFile).values(deployment_id=above.id, sha256=sha256, page=page)
            db.session.execute(row.on_conflict_do_nothing())
