"""How a history is told: by names people know."""

from __future__ import annotations

import re

from sqlalchemy import text

from shared.acts.changes import Change
from shared.acts.history import Act
from shared.acts.words import Words, name_of, of_others, reason
from shared.clock import now
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


def test_a_page_tells_nothing_of_other_objects_that_one_act_changed() -> None:
    """Two applications are decided in one sitting: one refused, one given a grant in two parts."""
    act = sitting()
    assert told(act, "award") == ["Application; State: new → awarded", "+ Tranche", "+ Tranche"]
    assert told(act, "given") == ["+ Award", "+ Tranche", "+ Tranche"]
    assert told(act, "refused") == []
    assert len(told(act, "")) == 4, "the page of who did it tells all"


def test_a_reason_stands_with_the_row_it_was_written_on() -> None:
    act = sitting()
    assert [reason(act, about) for about in ("refused", "", "contest")] == ["Too few points"] * 3
    assert [reason(act, about) for about in ("given", "award")] == ["", ""]


def sitting() -> Act:
    """One act over the applications of a contest."""
    changes = (
        Change("applications", "refused", "changed", {"why": [None, "Too few points"]}, on=["contest"]),
        Change("applications", "given", "changed", {"status": ["new", "awarded"]}, on=["contest"]),
        Change("awards", "award", "made", on=["given"]),
        *(Change("tranches", f"part {number}", "made", on=["award"]) for number in (1, 2)),
    )
    return Act(1, now(), "Somebody", "user", "page", "decide", "contest", "Too few points", changes, ())


def told(act: Act, about: str) -> list[str]:
    """What the page of an object tells of what else an act changed."""
    called = {
        "applications": Words("Application", {"why": "Why", "status": "State"}),
        "awards": Words("Award"),
        "tranches": Words("Tranche"),
    }
    return list(of_others(act, called, about))
