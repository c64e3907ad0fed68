"""Records on lines that are no longer in the plan: each service lists its own and moves those chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.suite import Suite

GONE = "00000000-0000-7000-8000-000000000001"


def a_gathering(suite: Suite, project: str) -> str:
    """A training; its id."""
    return suite.gathering(project, 0, evidence=())


def a_contest(suite: Suite, project: str) -> str:
    """A contest that is being prepared; its id."""
    asked = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    return str(suite.ok("POST", "/grants/api/v1/contests", json=asked)["id"])


def a_centre(suite: Suite, project: str) -> str:
    """A planned centre; its id."""
    form = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    made = suite.browser("project_lead").post("/registry/centres/new", form)
    return str(made.headers["Location"].rsplit("/", 1)[1])


def line_of(suite: Suite, service: str, table: str, record: str, line: str = "") -> str:
    """The line a record stands on, after it was put on `line`."""
    with suite.apps[service].app_context():
        session = suite.apps[service].extensions["sqlalchemy"].session
        if line:
            session.execute(
                text(f"UPDATE {table} SET activity_id = :line WHERE id = :id"), {"line": line, "id": record}
            )
            session.commit()
        found = session.scalar(text(f"SELECT activity_id FROM {table} WHERE id = :id"), {"id": record})
        return str(found)


@pytest.mark.parametrize(
    ("service", "table", "make"),
    [
        ("events", "gatherings", a_gathering),
        ("grants", "contests", a_contest),
        ("registry", "centres", a_centre),
    ],
)
def test_stray_record_is_listed_and_moved_to_a_line(
    suite: Suite, project: str, service: str, table: str, make: Callable[[Suite, str], str]
) -> None:
    record, lead, address = make(suite, project), suite.browser("project_lead"), f"/{service}/lines"
    line = line_of(suite, service, table, record)
    line_of(suite, service, table, record, GONE)
    chosen = re.findall(
        r'name="records" value="([^"]+)"', lead.get(f"{address}?project={project}").get_data(as_text=True)
    )
    assert len(chosen) == 1 and chosen[0].endswith(record)
    form = {"project_id": project, "activity": line}
    refused = lead.post(address, form)
    assert refused.status_code == 422 and chosen[0] in refused.get_data(as_text=True)
    moved = lead.post(address, {**form, "records": chosen})
    assert moved.headers["Location"].endswith(f"/reports/lines?project={project}")
    assert line_of(suite, service, table, record) == line
    assert "Перенесена 1 запись." in lead.get(moved.headers["Location"]).get_data(as_text=True)
