"""A file that cannot be opened is kept and named, and proves nothing; a job finds out about earlier ones."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from shared.language.evidence import WAITING
from shared.limited import LimitExceeded
from tests.events.forms import text_of
from tests.papers import CLOSED, picture
from tests.suite import PDF, Browser, Suite

CODE = "4.1.3"
IDLE = """SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'
    AND datname = current_database() AND pid <> pg_backend_pid()"""
SCANS = ("обрывок.pdf", "с паролем.pdf", "точка.png", "обрезанное.jpg")


def attach(suite: Suite, gathering: str, name: str, data: bytes, kind: str = "signed_list") -> dict[str, Any]:
    """The file as the API has it once it is kept."""
    given = {"kind": kind, "file": (BytesIO(data), name)}
    return suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/evidence", data=given)


def proven(suite: Suite, project: str) -> int:
    """How many records behind the figure are proven, once all is delivered."""
    suite.settle()
    return suite.figure(project, CODE)["evidence"]["present"]


def run_sql(suite: Suite, words: str) -> None:
    """Write to the database of events past its rules."""
    connection = suite.tables("events").connection
    with connection.transaction():
        connection.execute(words)


def look_again(suite: Suite) -> None:
    """Let the job come that looks at files nobody has looked at, as it does when a worker starts."""
    from shared.proofs.reviewing import look_later

    with suite.apps["events"].app_context():
        look_later()
        suite.apps["events"].extensions["sqlalchemy"].session.commit()
    suite.settle()


@pytest.mark.parametrize("name", SCANS)
def test_a_file_that_does_not_open_is_kept_and_proves_nothing(suite: Suite, project: str, name: str) -> None:
    data, why = CLOSED[name]
    gathering = suite.gathering(project, evidence=())
    kept = attach(suite, gathering, name, data)
    assert (kept["unopened"], kept["size"], proven(suite, project)) == (why, len(data), 0)
    assert attach(suite, gathering, "лист.pdf", PDF)["unopened"] == ""
    assert proven(suite, project) == 1


def test_the_page_names_the_file_and_asks_for_another(suite: Suite, lead: Browser, project: str) -> None:
    gathering = suite.gathering(project, evidence=())
    page = f"/events/gatherings/{gathering}"
    given = {"kind": "signed_list", "file": (BytesIO(CLOSED["обрывок.pdf"][0]), "лист.pdf")}
    answer = lead.post(f"{page}/evidence/new", given, f"{page}/evidence/new")
    assert answer.status_code == 302
    shown = text_of(lead.get(page))
    assert "Файл «лист.pdf» сохранён, но не засчитывается: файл повреждён." in shown
    assert "Не засчитывается: файл повреждён" in shown and "не открывается: не засчитывается" in shown


def test_the_report_side_says_which_file_does_not_count(suite: Suite, lead: Browser, project: str) -> None:
    attach(suite, suite.gathering(project, evidence=()), "фото.png", CLOSED["точка.png"][0], "signed_list")
    suite.settle()
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/{CODE}/records")
    assert [(file["unopened"]) for file in rows[0]["evidence"]] == ["tiny"] and not rows[0]["proven"]
    assert "не засчитывается" in text_of(lead.get(f"/reports/indicators/{CODE}?project={project}"))


def test_files_kept_before_are_looked_at_by_a_job(suite: Suite, project: str) -> None:
    bad, good = (suite.gathering(project, evidence=(), prefix=name) for name in ("Один", "Два"))
    attach(suite, bad, "обрывок.pdf", CLOSED["обрывок.pdf"][0])
    attach(suite, good, "фото.png", picture("PNG"))
    run_sql(suite, "UPDATE evidence SET unopened = NULL")
    suite.ok("POST", f"/events/api/v1/gatherings/{bad}/evidence", data=photo())
    assert proven(suite, project) == 2  # as before, until somebody has looked
    look_again(suite)
    assert proven(suite, project) == 1
    assert states(suite) == {"обрывок.pdf": "broken", "фото.png": "", "снимок.jpg": ""}


def photo() -> dict[str, Any]:
    """One more file, with which a record is told anew."""
    return {"kind": "photo", "file": (BytesIO(picture()), "снимок.jpg")}


def states(suite: Suite) -> dict[str, str | None]:
    """What is known of each file by name."""
    connection = suite.tables("events").connection
    with connection.transaction():
        return dict(connection.execute("SELECT name, unopened FROM evidence").fetchall())


def test_the_job_goes_on_where_it_was_broken_off(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.proofs import reviewing

    gathering = suite.gathering(project, evidence=())
    for number in range(4):
        attach(suite, gathering, f"{number}.png", picture("PNG", 300 + number))
    run_sql(suite, "UPDATE evidence SET unopened = NULL")
    seen: list[bytes] = []
    real = reviewing.look_again

    def fragile(data: bytes) -> Any:
        seen.append(data)
        if len(seen) == 3:
            raise RuntimeError("the worker ends here")
        return real(data)

    monkeypatch.setattr(reviewing, "look_again", fragile)
    look_again(suite)
    assert list(states(suite).values()).count("") == 2
    run_sql(suite, "UPDATE jobs SET lease_until = now() WHERE state = 'queued'")  # its pause is over
    suite.settle()
    assert set(states(suite).values()) == {""} and len(seen) == 5  # one looked at twice, none four times


def test_a_file_a_door_had_no_time_for_waits_and_does_not_count(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared import looking

    gathering, real = suite.gathering(project, evidence=()), looking.run_limited

    def hurried(look: str, data: bytes, *, seconds: float, cpu_seconds: int) -> Any:
        if cpu_seconds == looking.CPU_SECONDS:
            raise LimitExceeded("cpu")
        return real(look, data, seconds=seconds, cpu_seconds=cpu_seconds)

    monkeypatch.setattr(looking, "run_limited", hurried)
    assert attach(suite, gathering, "фото.png", picture("PNG"))["unopened"] == WAITING
    assert suite.figure(project, CODE)["evidence"]["present"] == 0
    assert proven(suite, project) == 1  # the job came by itself


def test_no_transaction_is_open_while_a_file_is_looked_at(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared import looking

    gathering, real = suite.gathering(project, evidence=()), looking.run_limited
    lead = suite.browser("project_lead")
    found: list[int] = []

    def watched(look: str, data: bytes, **limits: Any) -> Any:
        connection = suite.tables("events").connection
        with connection.transaction():
            found.append(connection.execute(IDLE).fetchone()[0])
        return real(look, data, **limits)

    monkeypatch.setattr(looking, "run_limited", watched)
    page = f"/events/gatherings/{gathering}/evidence/new"
    attach(suite, gathering, "1.pdf", PDF + b"1")
    lead.post(page, {"kind": "photo", "file": (BytesIO(PDF + b"2"), "2.pdf")}, page)
    assert found == [0, 0]
