"""Published records survive a dead neighbour, arrive once in effect,
and are parked with a reason when refused."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from services.events.db import Job
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.registry.memoranda.models import Memorandum
from shared import peers
from shared.acts.changes import FOLDED, KEY, Change, Changes, collected, tell
from shared.language import records
from shared.language.records.publication import Publication
from shared.queue import jobs, outbox, posting, receiving
from shared.queue.broker import doorbell
from shared.queue.waiting import status
from tests.suite import Suite


def waiting(suite: Suite, service: str) -> list[dict[str, Any]]:
    """Rows of an outbox."""
    with suite.apps[service].app_context():
        session = suite.apps[service].extensions["sqlalchemy"].session
        return [dict(row) for row in session.execute(text("SELECT * FROM outbox ORDER BY id")).mappings()]


def run(suite: Suite, service: str, statement: str) -> None:
    """One statement in a service's database."""
    with suite.apps[service].app_context():
        session = suite.apps[service].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()


def deliver(suite: Suite, service: str) -> int:
    """One delivery."""
    with suite.apps[service].app_context():
        return outbox.deliver(suite.apps[service].extensions["sqlalchemy"].session)


def test_records_wait_while_the_neighbour_is_down(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(peers.IN_PROCESS, "reports")
    suite.gathering(project, 3, evidence=())
    assert deliver(suite, "events") == 0
    monkeypatch.undo()
    run(suite, "events", "UPDATE outbox SET due_at = now()")
    suite.apps["events"].extensions["peers"].breakers.clear()
    suite.settle()
    assert waiting(suite, "events") == [] and suite.figure(project, "4.1.3")["actual"] == 3


def test_newer_state_replaces_the_one_that_waits(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    versions = [row["version"] for row in waiting(suite, "events") if row["kind"] == "gathering"]
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/completion")
    rows = [row for row in waiting(suite, "events") if row["kind"] == "gathering"]
    assert len(versions) == len(rows) == 1 and rows[0]["version"] > versions[0]


def test_state_changed_during_delivery_goes_out_again(suite: Suite, project: str) -> None:
    suite.gathering(project, 0, evidence=())
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        claimed = outbox.claim(session)
        session.execute(
            text("UPDATE outbox SET version = nextval('outbox_version_seq'), claimed_until = NULL")
        )
        session.commit()
        outbox.send(session, "reports", claimed)
    assert len(waiting(suite, "events")) == 1


def test_refused_record_is_parked_with_its_reason_and_the_rest_stand(suite: Suite, project: str) -> None:
    suite.gathering(project, 2, evidence=())
    run(
        suite,
        "events",
        "UPDATE outbox SET state = state || '{\"starts_on\": \"never\"}' WHERE kind = 'gathering'",
    )
    deliver(suite, "events")
    parked = waiting(suite, "events")
    assert [row["kind"] for row in parked] == ["gathering"] and "record_unreadable" in parked[0][
        "parked_reason"
    ]
    assert status(suite.apps["events"])[0].parked == 1


def test_record_of_a_later_shape_is_parked_and_nothing_is_lost(suite: Suite, project: str) -> None:
    suite.gathering(project, 2, evidence=())
    run(suite, "events", "UPDATE outbox SET state = state || '{\"schema\": 99}' WHERE kind = 'gathering'")
    deliver(suite, "events")
    parked = waiting(suite, "events")
    assert "record_too_new" in parked[0]["parked_reason"] and parked[0]["state"]["schema"] == 99


def test_unknown_kind_is_refused_not_dropped(suite: Suite) -> None:
    app = suite.apps["reports"]
    with app.app_context():
        refused = receiving.receive(
            app.extensions["sqlalchemy"].session,
            app.extensions["inbox"],
            [{"kind": "x", "key": "1", "version": 1}],
            "events",
        )
    assert "unknown_kind" in refused[0]


def test_later_publisher_with_a_new_field_is_understood(suite: Suite, project: str) -> None:
    suite.gathering(project, 2, evidence=())
    run(
        suite,
        "events",
        "UPDATE outbox SET state = state || '{\"weather\": \"sun\"}' WHERE kind = 'gathering'",
    )
    suite.settle()
    assert suite.figure(project, "4.1.1")["actual"] == 1


def settle_while_two_rows_are_written(suite: Suite, project: str) -> BaseException | None:
    """Settle a delivered batch while a user's transaction writes its rows in the other order;
    what went wrong for either."""
    suite.gathering(project, 1, evidence=())
    app = suite.apps["events"]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        batch = outbox.claim(session)
    first, last = batch[0].id, batch[-1].id
    trouble: list[BaseException] = []

    def settle() -> None:
        try:
            with app.app_context():
                outbox.settle(app.extensions["sqlalchemy"].session, batch, {})
        except OperationalError as error:
            trouble.append(error)

    settling = threading.Thread(target=settle)
    with app.app_context():
        writing = app.extensions["sqlalchemy"].session
        writing.execute(text("UPDATE outbox SET version = version + 1000 WHERE id = :id"), {"id": last})
        settling.start()
        settling.join(0.6)  # it has ended, or holds the first row and waits for the last
        try:
            writing.execute(text("UPDATE outbox SET version = version + 1000 WHERE id = :id"), {"id": first})
            writing.commit()
        except OperationalError as error:
            writing.rollback()
            trouble.append(error)
    settling.join(10)
    return trouble[0] if trouble else None


def test_settling_never_waits_for_a_writer(suite: Suite, project: str) -> None:
    assert settle_while_two_rows_are_written(suite, project) is None


def test_settling_that_waits_meets_a_deadlock(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        outbox,
        "DONE",
        text(outbox.DONE.text.replace("SKIP LOCKED", "").replace("FOR UPDATE", "ORDER BY o.id FOR UPDATE")),
    )
    assert "deadlock" in str(settle_while_two_rows_are_written(suite, project))


def issued(key: str, version: int, **more: Any) -> dict[str, Any]:
    """A publication as it travels."""
    record = Publication(
        **{
            "id": key,
            "page": f"/events/publications/{key}",
            "project_id": "p",
            "activity_id": "I.3",
            "kind": "social_post",
            "title": "Пост",
            "region": None,
            "issued_on": date(2022, 4, 15),
            "quantity": 1,
            "status": "published",
            "link": "https://example.kz/1",
            **more,
        }
    )
    return {"kind": "publication", "key": f"centre:{key}", "version": version, "state": records.state(record)}


def received(suite: Suite, *wire: dict[str, Any], sender: str = "events") -> dict[int, str]:
    """What reports refuses of a batch."""
    app = suite.apps["reports"]
    with app.app_context():
        refused = receiving.receive(
            app.extensions["sqlalchemy"].session, app.extensions["inbox"], list(wire), sender
        )
        app.extensions["sqlalchemy"].session.commit()
    return refused


def facts(suite: Suite) -> list[tuple[str, int]]:
    """Facts of reports by their source."""
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        return [
            (row.source, int(row.numerator))
            for row in session.execute(text("SELECT source, numerator FROM facts ORDER BY source"))
        ]


def test_neighbour_cannot_speak_for_another(suite: Suite) -> None:
    assert "unknown_kind" in received(suite, issued("a", 1), sender="grants")[0]
    assert received(suite, issued("a", 1)) == {}


def test_older_state_never_replaces_a_newer_one(suite: Suite) -> None:
    received(suite, issued("a", 5, quantity=5))
    received(suite, issued("a", 4, quantity=4))
    assert facts(suite) == [("publication/centre:a", 5)]


def test_good_record_beside_a_bad_one_counts_once(suite: Suite) -> None:
    assert list(received(suite, issued("good", 1), issued("bad", 2, kind="podcast"))) == [1]
    received(suite, issued("good", 3, quantity=2))
    assert facts(suite) == [("publication/centre:good", 2)]


def test_neighbour_that_is_away_for_weeks_is_tried_on(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 0, evidence=())
    run(suite, "events", "UPDATE outbox SET attempts = 5000, due_at = now()")
    monkeypatch.delitem(peers.IN_PROCESS, "reports")
    assert deliver(suite, "events") == 0
    monkeypatch.undo()
    run(suite, "events", "UPDATE outbox SET due_at = now()")
    suite.apps["events"].extensions["peers"].breakers.clear()
    assert deliver(suite, "events") > 0


def poisoned(suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, status_code: int) -> str:
    """Several records wait for reports, which answers the status to every batch with one of them in it;
    the key of that one."""
    for _one in range(3):
        suite.gathering(project, 2, evidence=())
    bad = str(waiting(suite, "events")[0]["key"])
    ask = peers.Peers.ask

    def refusing(self: peers.Peers, service: str, path: str, data: Any = None, **more: Any) -> peers.Reply:
        if path.endswith("/messages") and any(row["key"] == bad for row in data["records"]):
            return peers.Reply(status_code, b'{"code": "broken", "message": "no place"}')
        return ask(self, service, path, data, **more)

    monkeypatch.setattr(peers.Peers, "ask", refusing)
    return bad


@pytest.mark.parametrize("status_code", [400, 413, 422, 500])
def test_one_record_that_is_refused_for_ever_waits_alone(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, status_code: int
) -> None:
    bad = poisoned(suite, project, monkeypatch, status_code)
    assert deliver(suite, "events") > 0
    left = {(row["key"], row["parked_reason"]) for row in waiting(suite, "events")}
    assert left == {(bad, f"{status_code} broken no place")}
    browser = suite.browser("admin")
    page = browser.get("/registry/deliveries").get_data(as_text=True)
    assert bad in page and "broken no place" in page
    monkeypatch.undo()
    assert browser.post("/registry/deliveries/again", {}).status_code == 302
    deliver(suite, "events")
    assert waiting(suite, "events") == []


def test_nothing_here_is_locked_while_neighbours_are_asked_to_send_again(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    suite.browser("project_lead").post("/registry/centres/new", centre)
    seen: list[int] = []

    def another(*_any: Any, **_more: Any) -> None:
        with suite.apps["registry"].extensions["sqlalchemy"].engine.begin() as beside:
            seen.append(len(beside.execute(text("SELECT id FROM outbox FOR UPDATE NOWAIT")).all()))
        raise peers.NeighbourDown

    monkeypatch.setattr(peers, "ask", another)
    assert suite.browser("admin").post("/registry/deliveries/again", {}).status_code == 302
    assert len(seen) == 3 and min(seen) > 0


def test_refused_whole_and_not_halved_it_blocks_all_others(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned(suite, project, monkeypatch, 500)
    monkeypatch.setattr(posting.Sending, "answer_to", posting.Sending.post)
    before = len(waiting(suite, "events"))
    assert deliver(suite, "events") == 0 and len(waiting(suite, "events")) == before > 3


def test_a_recipient_that_refuses_everything_parks_nothing(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 2, evidence=())
    monkeypatch.setattr(peers.Peers, "ask", lambda *_any, **_more: peers.Reply(500, b"<html>"))
    assert deliver(suite, "events") == 0
    assert {row["parked_reason"] for row in waiting(suite, "events")} == {None}


def test_a_refused_record_goes_out_again_when_it_changes(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = suite.gathering(project, 0, evidence=())
    run(suite, "events", "UPDATE outbox SET parked_reason = 'x'")
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/completion")
    assert {row["parked_reason"] for row in waiting(suite, "events") if row["kind"] == "gathering"} == {None}


def gathering_told(suite: Suite, undone: bool) -> list[str]:
    """What waits after a gathering was told as “До”, after a savepoint as “После”, and committed; the
    savepoint stands or is undone."""
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        gathering = session.scalars(select(Gathering)).one()
        gathering.title = "До"
        publish_gathering(gathering)
        point = session.begin_nested()
        gathering.title = "После"
        publish_gathering(gathering)
        point.rollback() if undone else point.commit()
        session.commit()
    return [row["state"]["title"] for row in waiting(suite, "events") if row["kind"] == "gathering"]


def test_what_was_told_after_a_savepoint_stands_or_falls_with_it(suite: Suite, project: str) -> None:
    suite.gathering(project, 0, evidence=())
    assert gathering_told(suite, undone=True) == ["До"]
    assert gathering_told(suite, undone=False) == ["После"]


def test_nobody_is_rung_for_before_the_end_of_the_transaction(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(doorbell, "ring", lambda task, *_args: rung.append(task.actor_name))
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        jobs.enqueue(session, Job, "events.resend", {})
        session.info["ring"] = True
        with session.begin_nested():
            pass
        assert rung == []
        session.commit()
    assert sorted(rung) == ["events.deliver", "events.resend"]


def test_rows_beyond_those_an_act_keeps_are_told_anew_too() -> None:
    session, rows = Session(), list(map(str, range(FOLDED + 3)))
    shown = outbox.Shown(Memorandum, frozenset({"subject"}), lambda _id: ())
    told, silent = {"subject": ("a", "b")}, {"region": ("a", "b")}
    for row in rows:
        tell(session, Change("memoranda", row, "changed", dict(told)))
    for fields in (silent, told):
        tell(session, Change("memoranda", "later", "changed", dict(fields)))
    tell(session, Change("memoranda", "other", "changed", dict(silent)))
    assert sorted(outbox.changed(session, shown)) == sorted([*rows, "later"])


def test_rows_beyond_those_a_savepoint_keeps_are_told_anew_too() -> None:
    session, inner, rows = Session(), Changes(), list(map(str, range(FOLDED + 3)))
    for row in rows:
        inner.add(Change("memoranda", row, "changed", {"subject": ("a", "b")}))
    session.info[KEY] = Changes()
    collected(session).take(inner)
    shown = outbox.Shown(Memorandum, frozenset({"subject"}), lambda _id: ())
    assert sorted(outbox.changed(session, shown)) == sorted(rows)
