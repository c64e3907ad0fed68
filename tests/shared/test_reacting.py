"""What plugins note on records: after the fact, each text once, tried again, parked and told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from secrets import token_bytes
from typing import Any

import pytest

from services.events.service import SERVICE
from shared.language.doer import Doer
from shared.language.records import KINDS
from shared.language.records.award import Award
from shared.language.records.record import Proof
from shared.notes import reacting
from shared.plugins import recorded
from shared.plugins.asking import Plugins
from shared.plugins.loading import FOLDER
from shared.plugins.recorded import TOLD, facts_of
from shared.queue import outbox
from tests.shared.plugin_making import hook, write
from tests.shared.test_outbox import run, waiting
from tests.suite import PDF, Suite

HELD = "return [Note({'ru': f'Была {state.title}: {state.status}', 'kk': 'Өтті'})]"
REGION = '["turkistan"]'


@pytest.fixture
def plugged(suite: Suite, tmp_path: Path) -> Iterator[Any]:
    """Let a plugin with such a rule speak for the region in events; its name."""
    apps = [suite.apps[service] for service in ("registry", "events")]
    before = [app.extensions["plugins"] for app in apps]

    def with_rule(body: str, code: str = "") -> str:
        name = write(tmp_path, code=code + hook("on_record", body), regions=REGION)
        for app, own in zip(apps, before, strict=True):
            app.extensions["plugins"] = Plugins([name], tmp_path, engine=own.state.engine)
        return name

    yield with_rule
    for app, own in zip(apps, before, strict=True):
        app.extensions["plugins"] = own


def react(suite: Suite) -> None:
    """What the worker does when the bell rings, at a time when everything is due."""
    run(suite, "events", "UPDATE outbox SET due_at = now(), claimed_until = NULL")
    with suite.apps["events"].app_context():
        reacting.react(suite.apps["events"].extensions["sqlalchemy"].session)


def notes(suite: Suite, gathering: str) -> list[str]:
    """The notes on a gathering."""
    found = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/notes")
    return [note["text"] for note in found]


def told(suite: Suite, name: str) -> list[dict[str, Any]]:
    """Rows that wait for a plugin."""
    return [row for row in waiting(suite, "events") if row["recipient"] == f"plugin:{name}"]


def publish_anew(suite: Suite, gathering: str) -> None:
    """One more state of a gathering: a file of it."""
    file = (BytesIO(PDF + token_bytes(4)), "photo.pdf")
    asked = {"file": file, "kind": "other"}
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/evidence", data=asked)


def test_what_a_plugin_notes_stands_on_the_record_once(suite: Suite, project: str, plugged: Any) -> None:
    name = plugged(HELD)
    gathering = suite.gathering(project, 2)
    assert told(suite, name) and notes(suite, gathering) == []
    for _ in range(2):
        react(suite)
        run(suite, "events", "UPDATE notes SET struck_because = 'ошибка'")
        publish_anew(suite, gathering)
    react(suite)
    (note,) = notes(suite, gathering)
    assert note.startswith("Өтті / Была ") and told(suite, name) == []


def test_a_record_that_cannot_be_read_holds_up_no_other(suite: Suite, project: str, plugged: Any) -> None:
    name = plugged(HELD)
    suite.gathering(project, 1)
    run(suite, "events", f"UPDATE outbox SET state = '[]', id = -1 WHERE recipient = 'plugin:{name}'")
    other = suite.gathering(project, 1, day="2022-07-14", prefix="Другой")
    react(suite)
    (left,) = told(suite, name)
    assert len(notes(suite, other)) == 1 and left["state"] == [] and left["attempts"] == 1
    run(suite, "events", "UPDATE outbox SET attempts = 8")
    react(suite)
    assert told(suite, name)[0]["parked_reason"]


def test_nobody_else_waits_for_a_plugin(suite: Suite, project: str, plugged: Any) -> None:
    name = plugged("import time; time.sleep(1)")
    suite.gathering(project, 1)
    suite.settle()
    assert len(told(suite, name)) == 1 and len(waiting(suite, "events")) == 1


def test_killed_in_the_middle_it_is_asked_again_and_nothing_stands_twice(
    suite: Suite, project: str, plugged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = plugged(HELD)
    gathering = suite.gathering(project, 1)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(outbox, "forget", killed)  # its notes are written, and not committed
        with pytest.raises(KeyboardInterrupt):
            react(suite)
    assert notes(suite, gathering) == [] and told(suite, name)
    react(suite)
    assert len(notes(suite, gathering)) == 1 and told(suite, name) == []


def test_a_process_the_rule_ends_leaves_the_record_to_the_next(
    suite: Suite, project: str, plugged: Any, tmp_path: Path
) -> None:
    once = str(tmp_path / "once")
    ends = f"path = pathlib.Path({once!r})\n    if not path.exists(): path.touch(); os._exit(7)\n    {HELD}"
    name = plugged(ends, "import os, pathlib\n")
    gathering = suite.gathering(project, 1)
    if not (worker := os.fork()):
        with suite.apps["events"].app_context():  # connections of the parent are not the child's
            suite.apps["events"].extensions["sqlalchemy"].engine.dispose(close=False)
        react(suite)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == 7
    (row,) = told(suite, name)
    assert row["claimed_until"] and row["attempts"] == 1 and notes(suite, gathering) == []
    react(suite)
    assert len(notes(suite, gathering)) == 1 and told(suite, name) == []


def test_a_rule_that_fails_is_tried_again_and_then_waits_on_the_page(
    suite: Suite, project: str, plugged: Any, tmp_path: Path
) -> None:
    mended = tmp_path / "mended"
    body = (
        f"calls.append(1)\n    if not pathlib.Path({str(mended)!r}).exists(): raise ValueError('no line')\n"
    )
    name = plugged(f"{body}    {HELD}", "import pathlib\ncalls = []\n")
    gathering = suite.gathering(project, 1)
    for _ in range(reacting.MOST_TRIES + 3):
        react(suite)
    (own,) = suite.apps["events"].extensions["plugins"].loaded[0].answering("on_record")
    assert len(own.function.__globals__["calls"]) == reacting.MOST_TRIES
    assert "breaks off with ValueError: no line" in told(suite, name)[0]["parked_reason"]
    browser = suite.browser("admin")
    browser.get("/registry/plugins?locale=ru")
    page = browser.get("/registry/plugins")
    assert "Плагин не принял 1 запись" in page.text and "no line" in page.text
    mended.touch()
    browser.post(f"/registry/plugins/{name}/again", {}, page="/registry/plugins")
    react(suite)
    assert len(notes(suite, gathering)) == 1 and told(suite, name) == []


def test_a_plugin_that_is_gone_is_said_to_be(suite: Suite, project: str, plugged: Any) -> None:
    name = plugged(HELD)
    suite.gathering(project, 1)
    plugged("return None")
    react(suite)
    assert "not loaded" in told(suite, name)[0]["parked_reason"]


def test_another_region_is_told_nothing(suite: Suite, project: str, plugged: Any) -> None:
    name = plugged(HELD)
    suite.gathering(project, 1, region="atyrau")
    assert told(suite, name) == []


def test_neighbours_that_lost_their_copies_are_told_anew_and_plugins_not(
    suite: Suite, project: str, plugged: Any
) -> None:
    name = plugged(HELD)
    suite.gathering(project, 1)
    react(suite)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        for sends in (kind for noun in SERVICE.nouns for kind in noun.sends):
            outbox.send_anew(session, sends)
    assert waiting(suite, "events") and told(suite, name) == []


PERSON = Doer("user", "01", "Айгүл Сәрсенова")
AWARD = Award(
    **dict.fromkeys(("id", "page", "project_id", "contest_id", "application_id", "activity_id"), "1"),
    **dict.fromkeys(("region", "settlement", "group"), "kyzylorda"),
    amount=Decimal(1),
    awarded_on=date(2022, 6, 24),
    completed_on=None,
    status="awarded",
    evidence=(Proof(id="1", kind="agreement", sha256="", quantity=1, page="", name="Айгүл.pdf", by=PERSON),),
    entered_by=PERSON,
)


def test_a_plugin_sees_no_names_of_people() -> None:
    facts = facts_of(AWARD)
    assert facts and "Айгүл" not in str(facts) and facts.proven_by == ("agreement",)
    unseen = {KINDS[kind] for kind in ("person", "identity", "attendance", "social_review")}
    assert not unseen & TOLD.keys() and {"entered_by", "evidence"}.isdisjoint(
        field.name for field in fields(facts)
    )


@pytest.mark.parametrize("kind", TOLD)
def test_every_record_that_is_told_takes_notes(suite: Suite, kind: Any) -> None:
    nouns = [app.extensions["notes"].nouns for app in suite.apps.values()]
    assert any(kind.KIND in each for each in nouns)
    told = recorded.TOLD[kind]
    assert {"region", "status", "evidence", told.title, told.day} <= set(kind.__struct_fields__)


def test_kyzylorda_says_by_when_an_awarded_group_is_visited() -> None:
    plugins, facts = Plugins(["kyzylorda"], FOLDER), facts_of(AWARD)
    assert facts
    asked = ("kyzylorda", "award", "here:1", 1, facts)
    (note,) = plugins.on_record("kyzylorda", *asked)
    assert "24.07.2022" in note.text["ru"] and "24.07.2022" in note.text["kk"]
    asked = ("kyzylorda", "award", "here:1", 2, replace(facts, status="completed"))
    assert "24.06.2023" in plugins.on_record("kyzylorda", *asked)[0].text["kk"]
    assert plugins.on_record("kyzylorda", "kyzylorda", "application", "here:1", 1, facts) == []
    assert plugins.reacting("kyzylorda") == ["kyzylorda"] and plugins.reacting("atyrau") == []
