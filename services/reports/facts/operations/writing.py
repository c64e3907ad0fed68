"""The one statement that makes facts what a query says they are."""

from __future__ import annotations

from sqlalchemy import TextClause, text

COLUMNS = (
    "project_id",
    "measure",
    "subtype",
    "activity_id",
    "source",
    "occurred_on",
    "region",
    "settlement",
    "centre_id",
    "numerator",
    "denominator",
    "person_id",
    "category",
    "sex",
    "birth_year",
    "state",
)
KEY = ("source", "measure", "person_id")
CHANGING = tuple(name for name in COLUMNS if name not in KEY)
WRITE = """
    WITH fresh ({columns}) AS ({fresh}), gone AS (
        DELETE FROM facts f WHERE {place}
            AND NOT EXISTS (SELECT FROM fresh n WHERE n.source = f.source AND n.measure = f.measure
                AND n.person_id = f.person_id)
        RETURNING f.project_id, f.source, f.person_id
    ), written AS (
        INSERT INTO facts AS f ({columns}) SELECT {columns} FROM fresh
        ON CONFLICT (source, measure, person_id) DO UPDATE SET ({changing}) = ROW({excluded})
        WHERE ({present}) IS DISTINCT FROM ({excluded})
        RETURNING f.project_id, f.source, f.person_id
    ) SELECT * FROM gone UNION SELECT * FROM written"""


def writing(fresh: str, place: str) -> TextClause:
    """Facts become what a query (its columns as COLUMNS) says; of those at `place`, others go.

    A fact that is as before is not written again, so `known_since` stays.
    Answers what moved: project, source, person.
    """
    return text(
        WRITE.format(
            columns=", ".join(COLUMNS),
            fresh=fresh,
            place=place,
            changing=", ".join(CHANGING),
            excluded=", ".join(f"excluded.{name}" for name in CHANGING),
            present=", ".join(f"f.{name}" for name in CHANGING),
        )
    )
