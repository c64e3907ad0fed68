"""How a history is told: by names people know."""

from __future__ import annotations

import re

from sqlalchemy import text

from shared.acts.words import name_of
from tests.shared.test_acts import database
from tests.suite import Suite


def test_a_part_of_the_suite_is_not_called_as_in_the_code(suite: Suite) -> None:
    suite.gathering(suite.approved_project(), 3)
    with database(suite, "registry") as session:
        person = session.execute(text("SELECT id FROM people LIMIT 1")).scalar_one()
    page = suite.browser("project_lead").get(f"/registry/people/{person}").get_data(as_text=True)
    assert "по запросу другого сервиса" in page
    assert "Asar" in page and not re.search(r"\bevents\s+·", re.sub(r"<[^>]+>", " ", page))


def test_another_deployment_is_called_by_its_name(suite: Suite) -> None:
    with suite.apps["registry"].test_request_context():
        assert [name_of("service", name) for name in ("events", "turkistan")] == ["Asar", "turkistan"]
