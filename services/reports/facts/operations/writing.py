"""The one statement that makes facts what a query says they are."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import TextClause, text

from services.reports.facts.operations.parts import MARKS, amounts

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
    "rule",
)
KEY = ("source", "measure", "person_id")
CHANGING = tuple(name for name in COLUMNS if name not in KEY)
ABOUT = ("project_id", "subtype", "activity_id", "region", "occurred_on", "rule")
# NOT IN over columns that are never null is hashed whatever the planner guesses of a crowd's size.
WRITE = """
    WITH fresh ({columns}) AS ({fresh}), gone AS (
        DELETE FROM facts f WHERE {place}
            AND (f.source, f.measure, f.person_id) NOT IN (SELECT source, measure, person_id FROM fresh)
        RETURNING {of_fact}
    ), before AS (
        SELECT {of_fact} FROM facts f JOIN fresh n USING (source, measure, person_id)
        WHERE ({present}) IS DISTINCT FROM ({wanted})
    ), written AS (
        INSERT INTO facts AS f ({columns}) SELECT {columns} FROM fresh
        ON CONFLICT (source, measure, person_id) DO UPDATE SET ({changing}) = ROW({excluded})
        WHERE ({present}) IS DISTINCT FROM ({excluded})
        RETURNING {of_fact}
    ), moved AS (
        SELECT -1 AS sign, * FROM gone UNION ALL SELECT -1, * FROM before UNION ALL SELECT 1, * FROM written
    ) {told}"""
REMOVE = """
    WITH gone AS (DELETE FROM facts f WHERE {which} RETURNING {of_fact}),
    moved AS (SELECT -1 AS sign, * FROM gone) {told}"""
TOLD = """SELECT source, measure, {about}, sum(sign) AS facts, {amounts},
        array_agg(DISTINCT project_id) AS projects,
        array_agg(DISTINCT person_id) FILTER (WHERE person_id <> '') AS people
    FROM moved GROUP BY source, measure"""


def writing(fresh: str, place: str) -> TextClause:
    """Facts become what a query (its columns as COLUMNS) says; of those at `place`, others go.

    A fact that is as before is not written again, so `known_since` stays.
    Answers by record and measure how much more there is than before: ABOUT as it is now, `facts`, the
    amounts, `projects`, `people`.
    """
    return text(
        WRITE.format(
            columns=", ".join(COLUMNS),
            fresh=fresh,
            place=place,
            changing=", ".join(CHANGING),
            of_fact=of("f", COLUMNS),
            excluded=of("excluded", CHANGING),
            present=of("f", CHANGING),
            wanted=of("n", CHANGING),
            told=told(),
        )
    ).bindparams(**MARKS)


def removing(which: str) -> TextClause:
    """Some facts go; the answer is as of `writing`."""
    return text(REMOVE.format(which=which, of_fact=of("f", COLUMNS), told=told())).bindparams(**MARKS)


def of(table: str, columns: Iterable[str]) -> str:
    """Columns of a table."""
    return ", ".join(f"{table}.{name}" for name in columns)


def told() -> str:
    """The query that says how much more there is than before."""
    return TOLD.format(about=", ".join(map(newest, ABOUT)), amounts=amounts("sign * "))


def newest(name: str) -> str:
    """A column as what was written says it, else as what is gone did."""
    return f"(array_agg({name} ORDER BY sign DESC))[1] AS {name}"
