"""What the centre does not take of a home: listed there with its reason, mended, sent again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from services.registry.deployments.operations import wire
from services.registry.deployments.schemas import Heard, Pulse, Said
from shared.language.version import VERSION
from tests.registry.region_home import at_home
from tests.suite import Suite

PAGE, AGAIN = "/registry/deployments/above/refused", "/registry/deployments/above/again"
OTHER, MINE = "mangystau", "turkistan"
WAIT = """
    INSERT INTO upwards (kind, key, version, state, since, due_at)
    VALUES (:kind, :key, 1, jsonb_build_object('page', CAST(:page AS text), 'title', CAST(:title AS text),
        'region', CAST(:region AS text)), now(), now())"""
HOLDERS = """
    SELECT state FROM pg_stat_activity JOIN pg_locks USING (pid)
    WHERE locktype = 'advisory' AND datname = current_database()"""
REFUSED = {"code": "deployment_region_of_another", "params": {"region": OTHER, "mine": MINE}}


def waiting(suite: Suite, *keys: str) -> None:
    """Gatherings of another region on their way up."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        for key in keys:
            said = {"key": key, "page": f"/events/gatherings/{key}", "title": f"Тренинг {key}"}
            session.execute(text(WAIT), {"kind": "gathering", "region": OTHER, **said})
        session.commit()


def go_up(suite: Suite) -> None:
    """What waits is sent."""
    from services.registry.deployments.operations.going_up import go_up as send

    with suite.apps["registry"].app_context():
        send()


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A centre that refuses everything; the keys of each batch it was sent."""
    import msgspec

    heard: list[list[str]] = []

    def answer(_above: Any, _path: str, pulse: Pulse, **_more: Any) -> wire.Reply:
        heard.append([sent.key for sent in pulse.records])
        refused = {place: Said(**REFUSED) for place in range(len(pulse.records))}
        return wire.Reply(200, msgspec.json.encode(Heard(version=VERSION, refused=refused)), "")

    monkeypatch.setattr(wire, "ask", answer)
    return heard


def test_what_is_refused_is_listed_with_its_reason_and_sent_again_one_by_one(
    suite: Suite, project: str, refusing: list[list[str]]
) -> None:
    with at_home(suite, MINE):
        waiting(suite, "g1", "g2")
        go_up(suite)
        lead = suite.browser("project_lead")
        shown = lead.get(PAGE).get_data(as_text=True)
        for words in ("Встреча: Тренинг g1", 'href="/events/gatherings/g2"', "Мангистауская область"):
            assert words in shown
        refusing.clear()
        assert lead.post(AGAIN, {"kind": "gathering", "key": "g1"}, page=PAGE).status_code == 302
        go_up(suite)
        assert refusing == [["g1"]]
        assert "Тренинг g1" in lead.get(PAGE).get_data(as_text=True)  # refused once more, and not lost
        assert lead.post(AGAIN, {"kind": "gathering", "key": "nobody"}, page=PAGE).status_code == 404
        refusing.clear()
        lead.post(AGAIN, {}, page=PAGE)
        go_up(suite)
        assert sorted(refusing[0]) == ["g1", "g2"]
        assert "2 записи" in lead.get("/registry/home?all=1").get_data(as_text=True)
        assert suite.browser("assistant").get(PAGE).status_code == 403


def test_no_transaction_waits_for_the_line_and_one_process_sends(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    from services.registry.db import db
    from services.registry.deployments.operations.alone import alone

    held: list[Any] = []

    def answer(*_given: Any, **_named: Any) -> wire.Reply:
        with alone("deployments going up") as mine, db.engine.connect() as connection:
            held.append((mine, list(connection.scalars(text(HOLDERS)))))
        return wire.Reply(200, msgspec.json.encode(Heard(version=VERSION)), "")

    monkeypatch.setattr(wire, "ask", answer)
    with at_home(suite, MINE):
        waiting(suite, "g1")
        go_up(suite)
    assert held == [(False, ["idle"])]


def test_the_week_counts_all_that_is_refused_and_leads_to_their_list(
    suite: Suite, project: str, refusing: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments import week

    monkeypatch.setattr(week, "MOST_NAMED", 2)
    with at_home(suite, MINE):
        waiting(suite, *(f"g{number}" for number in range(5)))
        go_up(suite)
        shown = suite.browser("project_lead").get("/registry/home?all=1").get_data(as_text=True)
        assert "5 записей" in shown and f'href="{PAGE}"' in shown


def test_every_kind_that_goes_up_has_a_word(suite: Suite) -> None:
    from services.registry.deployments.queries import kinds_below
    from services.registry.deployments.wording import record_kinds

    with suite.apps["registry"].test_request_context("/"):
        assert kinds_below() == set(record_kinds())


def test_every_refusal_of_a_call_has_words_on_the_page(suite: Suite) -> None:
    from services.registry.deployments.wording import SAYINGS
    from shared.doors.errors import Refusal

    refusals = [kind for kind in vars(wire).values() if isinstance(kind, type) and issubclass(kind, Refusal)]
    own = [kind for kind in refusals if kind.__module__ == wire.__name__]
    assert own and {kind.code for kind in own} <= SAYINGS.keys()
