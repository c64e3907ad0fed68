"""What the tests' tables are filled with again: exactly what was kept, however it was touched meanwhile."""

from __future__ import annotations

import pytest

from tests.suite import Known, Suite

FIRST = "WHERE id = (SELECT id FROM activities ORDER BY id LIMIT 1)"
TOUCHED = {
    "changed": f"UPDATE activities SET title = 'X' {FIRST}",
    "removed": f"DELETE FROM activities {FIRST}",
    "replaced": f"CREATE TEMP TABLE one AS SELECT * FROM activities {FIRST}; DELETE FROM activities {FIRST}; "
    "UPDATE one SET id = gen_random_uuid(); INSERT INTO activities SELECT * FROM one; DROP TABLE one",
    "large": "DO $$ BEGIN FOR n IN 1..400 LOOP UPDATE activities SET title = title || 'x'; END LOOP; END $$",
}


def rows(known: Known) -> dict[tuple[str, str], list[bytes]]:
    """The rows of each table, wherever on the disk they are."""
    return {
        (service, name): sorted(text.splitlines())
        for service, kept in known.rows.items()
        for name, text in kept.rows.items()
    }


@pytest.mark.parametrize("how", TOUCHED)
def test_a_touched_table_holds_what_was_kept(suite: Suite, project: str, how: str) -> None:
    tables, known = suite.tables("registry"), suite.keep(project)
    suite.put(known)
    tables.connection.execute(TOUCHED[how])
    assert bool(tables.look()[1]) == (how == "large")
    suite.put(known)
    assert rows(suite.keep(project)) == rows(known)


def test_a_table_nobody_touched_is_left_alone(suite: Suite, project: str) -> None:
    tables, known = suite.tables("registry"), suite.keep(project)
    suite.put(known)
    before = tables.look()[0]
    suite.browser("project_lead")
    suite.put(known)
    after = tables.look()[0]
    assert after["activities"] == before["activities"] and after["users"] == (0, 0)
    assert rows(suite.keep(project)) == rows(known)


def test_no_row_is_left_where_nothing_was_kept(suite: Suite, project: str) -> None:
    suite.put()
    assert not any(suite.tables(service).is_filled() for service in suite.apps)
