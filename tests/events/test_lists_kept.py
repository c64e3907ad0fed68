"""How long the files of lists are kept, and what becomes of whoever asks for one after that."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from sqlalchemy import select, update

from services.events.db import Job, db
from services.events.participants.operations import forgetting
from services.events.participants.operations.forgetting import FORGETS, READS
from shared.clock import now
from shared.doors.errors import NotFound
from shared.files import files
from shared.queue.jobs import queue_unless_waiting
from tests.events.forms import import_list, people, recorded, sheet, text_of
from tests.events.test_lists_that_ask import SAID, UNKNOWN, asks
from tests.suite import Browser, Suite

LIST = [["ФИО", "Телефон"], ["Ким Анна", "+7 701 000 00 01"], ["Пак Вера", "12"]]


def night(suite: Suite, older: bool = True) -> list[dict[str, Any]]:
    """What jobs say of their lists after a night, `older`: thirty-one days later."""
    with suite.apps["events"].app_context():
        if older:
            past = now() - forgetting.KEPT - (forgetting.KEPT / 30)
            db.session.execute(update(Job).where(Job.kind == READS).values(created_at=past))
            db.session.commit()
        queue_unless_waiting(db.session, FORGETS)
        db.session.commit()
    suite.settle()
    return [{**job.input, **job.result} for job in every(suite)]


def every(suite: Suite) -> list[Job]:
    """The jobs that read lists."""
    with suite.apps["events"].app_context():
        return list(db.session.scalars(select(Job).where(Job.kind == READS).order_by(Job.id)))


def is_kept(suite: Suite, sha256: str) -> bool:
    """Whether the store has these bytes."""
    with suite.apps["events"].app_context():
        try:
            return bool(files().get(sha256))
        except NotFound:
            return False


def test_a_list_and_its_refused_rows_go_after_thirty_days_its_people_stay(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    job = import_list(suite, lead, gathering, sheet([*LIST, ["?", ""]]))
    (before,) = [{**one.input, **one.result} for one in every(suite)]
    named, entered = before["sha256"], people(suite, gathering)
    assert is_kept(suite, named) and night(suite, older=False) == [before]
    (after,) = night(suite)
    assert not is_kept(suite, named) and after["sha256"] is None and after["problems"] == []
    if before["bad_rows"]:
        assert not is_kept(suite, before["bad_rows"]) and lead.get(f"{job}/bad-rows").status_code == 404
    assert people(suite, gathering) == entered and lead.get(job).status_code == 200
    assert {name: after[name] for name in ("added", "name")} == {
        name: before[name] for name in ("added", "name")
    }


def test_a_list_that_still_asks_is_to_be_brought_in_again(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    page = asks(suite, lead, gathering, UNKNOWN)
    night(suite)
    lead.cookies["asar_locale"] = "ru"
    answer = lead.get(page)
    assert answer.status_code == 409 and "Загрузите его заново" in text_of(answer)
    assert lead.post(page, SAID).status_code == 409 and people(suite, gathering) == []


def test_bytes_that_a_younger_list_came_in_stay_as_long_as_that_one(
    suite: Suite, lead: Browser, project: str
) -> None:
    data = sheet(LIST).getvalue()
    import_list(suite, lead, recorded(lead, project), BytesIO(data))
    with suite.apps["events"].app_context():
        db.session.execute(update(Job).values(created_at=now() - 2 * forgetting.KEPT))
        db.session.commit()
    import_list(suite, lead, recorded(lead, project, title="Другая", settlement="Шаян"), BytesIO(data))
    first, second = night(suite, older=False)
    assert first["sha256"] is None and is_kept(suite, second["sha256"])
    night(suite)
    assert not is_kept(suite, second["sha256"])


def test_the_store_says_nothing_of_a_list_nor_of_its_rows_given_back(
    suite: Suite, lead: Browser, project: str
) -> None:
    rows = "ФИО;Телефон\nКим Анна;87010000001\n?;87010000002"
    job = import_list(suite, lead, recorded(lead, project), BytesIO(rows.encode()))
    (said,) = [{**one.input, **one.result} for one in every(suite)]
    with suite.apps["events"].app_context():
        kept = [files().get(said[name]) for name in ("sha256", "bad_rows")]
        assert not any("Ким".encode() in data or data.startswith(b"PK") for data in kept)
        assert forgetting.content_of(said["sha256"]).decode() == rows
    assert lead.get(f"{job}/bad-rows").data.startswith(b"PK")


def test_a_list_that_was_kept_before_lists_were_sealed_is_read(suite: Suite) -> None:
    with suite.apps["events"].app_context():
        plain = files().keep("ФИО".encode(), "list.csv")
        assert forgetting.content_of(plain.sha256).decode() == "ФИО"
