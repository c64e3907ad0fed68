"""Sheets of feedback are numbered and counted from the files: nobody types how many there are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from shared.language.evidence import WAITING
from shared.limited import LimitExceeded
from shared.looking import look_at
from tests.events.test_unopened import look_again
from tests.papers import picture
from tests.suite import Browser, Suite, pdf

CODE = "4.1.5"


def feedback(suite: Suite, gathering: str, data: bytes, name: str = "отзывы.pdf", **more: str) -> Any:
    """Attach a file of feedback to a gathering."""
    page = f"/events/api/v1/gatherings/{gathering}/evidence"
    return suite.ok("POST", page, data={"kind": "feedback", "file": (BytesIO(data), name), **more})


def counted(suite: Suite, project: str) -> Any:
    """The figure of the plan's line."""
    suite.settle()
    return suite.figure(project, CODE)["actual"]


@pytest.fixture
def training(suite: Suite, project: str) -> str:
    """A training that was held, without feedback."""
    return suite.gathering(project, 15)


def test_every_page_is_a_sheet_and_every_sheet_has_a_number(
    suite: Suite, lead: Browser, project: str, training: str
) -> None:
    assert feedback(suite, training, pdf(5))["quantity"] == 5
    assert feedback(suite, training, picture("PNG"), "лист.png")["quantity"] == 1
    shown = lead.get(f"/events/gatherings/{training}").get_data(as_text=True)
    assert "листы № 1–5" in shown and "лист № 6" in shown
    assert counted(suite, project) == 6


def test_two_pages_of_a_sheet_scanned_on_both_sides_are_one(
    suite: Suite, project: str, training: str
) -> None:
    assert feedback(suite, training, pdf(5), both_sides="true")["quantity"] == 3
    assert counted(suite, project) == 3


def test_nobody_can_say_how_many_there_are(suite: Suite, project: str, training: str) -> None:
    given = {"kind": "feedback", "quantity": "15", "file": (BytesIO(pdf(1)), "отзыв.pdf")}
    answer = suite.call("POST", f"/events/api/v1/gatherings/{training}/evidence", data=given)
    assert answer.status_code == 422 and "quantity" in answer.get_data(as_text=True)
    assert counted(suite, project) is None or counted(suite, project) == 0


def test_a_scan_filed_from_the_inbox_is_counted_like_any_other(
    suite: Suite, project: str, training: str
) -> None:
    scan = suite.ok("POST", "/events/api/v1/scans", data={"file": (BytesIO(pdf(4)), "отзывы.pdf")})["id"]
    said = {"owner_kind": "gathering", "owner_id": training, "kind": "feedback", "both_sides": True}
    suite.ok("POST", f"/events/api/v1/scans/{scan}/filing", json=said)
    assert counted(suite, project) == 2


def test_what_a_door_had_no_time_to_count_counts_once_the_job_has(
    suite: Suite, project: str, training: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared import looking

    real = looking.run_limited

    def hurried(look: str, data: bytes, *, seconds: float, cpu_seconds: int) -> Any:
        if cpu_seconds == looking.CPU_SECONDS:
            raise LimitExceeded("cpu")
        return real(look, data, seconds=seconds, cpu_seconds=cpu_seconds)

    monkeypatch.setattr(looking, "run_limited", hurried)
    assert feedback(suite, training, pdf(6), both_sides="true")["unopened"] == WAITING
    assert counted(suite, project) == 3


@pytest.mark.parametrize(("typed", "pages", "counts"), [(15, 5, 5), (2, 4, 2), (3, 3, 3)])
def test_what_was_typed_before_falls_to_the_pages_there_are_and_never_rises(
    suite: Suite, project: str, training: str, typed: int, pages: int, counts: int
) -> None:
    feedback(suite, training, pdf(pages))
    connection = suite.tables("events").connection
    with connection.transaction():
        connection.execute("UPDATE evidence SET quantity = %s, pages_each = NULL", [typed])
    feedback(suite, training, pdf(1), "ещё один.pdf")
    assert counted(suite, project) == typed + 1  # as it was told before
    with connection.transaction():
        connection.execute("UPDATE evidence SET unopened = NULL")
    look_again(suite)
    assert counted(suite, project) == counts + 1


def test_looking_says_the_pages_of_what_opens() -> None:
    assert [look_at(data).pages for data in (pdf(7), picture("JPEG"), b"%PDF-1.4 torn")] == [7, 1, None]
