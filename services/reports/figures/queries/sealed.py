"""The records behind a cell of a sealed report, as they were when it was sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping, text

from services.reports.db import db
from services.reports.documents.snapshot import Behind

# The state of a record under a seal is the newest of those kept until then.
RECORDS = text("""
    SELECT v.source, v.occurred_on, nullif(v.region, '') AS region, v.evidence,
        CASE WHEN v.occurred_on BETWEEN :opens AND :closes THEN v.numerator ELSE 0 END AS numerator,
        CASE WHEN v.occurred_on BETWEEN :opens AND :closes THEN v.denominator END AS denominator
    FROM sealed_records v
    WHERE v.project_id = :project AND v.measure = :measure AND v.source > :after AND v.seal <= :seal
        AND NOT v.gone AND v.occurred_on <= :until
        AND (CAST(:activity AS text) IS NULL OR v.activity_id = :activity)
        AND (cardinality(CAST(:subtypes AS text[])) = 0 OR v.subtype = ANY(:subtypes))
        AND (CAST(:region AS text) IS NULL OR v.region = :region)
        AND NOT EXISTS (SELECT FROM sealed_records newer WHERE newer.source = v.source
            AND newer.measure = v.measure AND newer.seal > v.seal AND newer.seal <= :seal)
    ORDER BY v.source LIMIT CAST(:most AS bigint)""")


def sealed_records(
    project_id: str, seal: int, asked: Behind, after: str = "", most: int | None = None
) -> Sequence[RowMapping]:
    """Records by their source, those after one, at most `most`: {source, occurred_on, region, numerator,
    denominator, evidence}; what lies outside the project's days brought nothing."""
    values = {
        "project": project_id,
        "seal": seal,
        "measure": asked.measure,
        "activity": asked.activity_id,
        "subtypes": list(asked.subtypes),
        "region": asked.region,
        "until": asked.until,
        "opens": asked.opens or date.min,
        "closes": asked.closes or date.max,
        "after": after,
        "most": most,
    }
    return db.session.execute(RECORDS, values).mappings().all()
