"""How many people stand beside a gathering equals what an independent sum says."""

from __future__ import annotations

import random
import uuid
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from services.events.gatherings.models import Gathering
from services.events.participants import inbox, queries
from services.events.participants.models import Participant
from services.events.participants.operations.attendance import tell
from shared.queue.receiving import Envelope
from tests.events.forms import recorded
from tests.migrations import older
from tests.suite import SURNAMES, Browser, Suite

WRONG = text("""
    SELECT count(*) FROM gatherings g
    LEFT JOIN (
        SELECT gathering_id, count(*) AS listed, count(*) FILTER (WHERE came) AS attended
        FROM (SELECT p.gathering_id, bool_or(p.attended) AS came FROM participants p
              LEFT JOIN person_copies c ON c.id = p.person_id::text
              GROUP BY p.gathering_id, coalesce(c.same_as, p.person_id::text)) AS people
        GROUP BY gathering_id) AS found ON found.gathering_id = g.id
    WHERE g.listed <> coalesce(found.listed, 0) OR g.attended <> coalesce(found.attended, 0)""")


@pytest.fixture
def events(suite: Suite) -> Flask:
    """The service."""
    return suite.apps["events"]


def wrong(app: Flask) -> int:
    """How many gatherings count otherwise than their lists do."""
    with app.app_context():
        return app.extensions["sqlalchemy"].session.scalar(WRONG)


def counts_as(app: Flask, person: str, other: str | None, version: int) -> None:
    """Say as the registry does whom a person counts as."""
    state = {"id": person, "page": f"/registry/people/{person}", "same_as": other}
    told = {"kind": "person", "key": f"centre:{person}", "version": version, "state": state}
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        inbox.keep_people(session, [Envelope(told)])
        session.commit()


class Life:
    """What may happen to two lists."""

    def __init__(self, suite: Suite, lead: Browser, project: str, seed: int) -> None:
        self.suite, self.lead, self.chance = suite, lead, random.Random(seed)
        self.gatherings = [recorded(lead, project) for _one in range(2)]
        self.versions = iter(range(1_000, 2_000))

    def lines(self, gathering: str) -> list[dict[str, Any]]:
        """A list as it is."""
        return self.suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")

    def enter(self, gathering: str) -> None:
        """Enter some people, some of them again."""
        names = self.chance.sample(SURNAMES, 4)
        rows = [
            {"name": f"{name} Ерлан", "birth_year": 1980, "attended": self.chance.random() < 0.7}
            for name in names
        ]
        self.suite.ok(
            "POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": rows}
        )

    def mark(self, gathering: str) -> None:
        """Correct who was there."""
        shown = [line["id"] for line in self.lines(gathering)]
        present = [line for line in shown if self.chance.random() < 0.5]
        self.lead.post(f"/events/gatherings/{gathering}/attendance", {"shown": shown, "present": present})

    def take_off(self, gathering: str) -> None:
        """Take somebody off."""
        if lines := self.lines(gathering):
            line = self.chance.choice(lines)["id"]
            self.lead.post(f"/events/gatherings/{gathering}/participants/{line}/removal", {})

    def merge(self, gathering: str) -> None:
        """Merge two of a list, or part one from whom he counted as."""
        people = [line["person_id"] for line in self.lines(gathering)]
        if len(people) > 1:
            one, other = self.chance.sample(people, 2)
            whom = self.chance.choice([other, None])
            counts_as(self.suite.apps["events"], one, whom, next(self.versions))


@pytest.mark.parametrize("seed", [1, 2])
def test_counts_follow_a_random_life(
    suite: Suite, lead: Browser, project: str, events: Flask, seed: int
) -> None:
    life = Life(suite, lead, project, seed)
    for gathering in life.gatherings:
        life.enter(gathering)
    for _step in range(14):
        happens = life.chance.choice([life.enter, life.mark, life.take_off, life.merge, life.merge])
        happens(life.chance.choice(life.gatherings))
        assert wrong(events) == 0, happens.__name__


def test_merged_people_count_once_and_parted_ones_twice(
    suite: Suite, lead: Browser, project: str, events: Flask
) -> None:
    gathering = recorded(lead, project)
    rows = [{"name": f"{name} Ерлан", "attended": True} for name in SURNAMES[:2]]
    path = f"/events/api/v1/gatherings/{gathering}"
    suite.ok("POST", f"{path}/participants", json={"participants": rows})
    one, other = (line["person_id"] for line in suite.ok("GET", f"{path}/participants"))
    counts_as(events, one, other, 1_000)
    merged = suite.ok("GET", path)["attended"]
    counts_as(events, one, None, 1_001)
    assert (merged, suite.ok("GET", path)["attended"]) == (1, 2)


@pytest.mark.parametrize("protected", [True, False])
def test_who_is_merged_while_his_list_is_written_counts_once(
    suite: Suite,
    lead: Browser,
    project: str,
    events: Flask,
    monkeypatch: pytest.MonkeyPatch,
    protected: bool,
) -> None:
    """Without the lock the merge does not see the new line, and the list not the merge."""
    if not protected:
        monkeypatch.setattr(inbox, "hold_merging", lambda: None)
    key, one, other = uuid.UUID(recorded(lead, project)), uuid.uuid4(), uuid.uuid4()
    with events.app_context(), ThreadPoolExecutor(1) as hands:
        session = events.extensions["sqlalchemy"].session
        queries.hold_people()
        gathering = session.get_one(Gathering, key, with_for_update=True)
        lines = [
            Participant(gathering_id=key, person_id=person, name="Оспанов", attended=True)
            for person in (one, other)
        ]
        session.add_all(lines)
        tell(gathering, lines)
        merging = hands.submit(counts_as, events, str(one), str(other), 1_000)
        with suppress(TimeoutError):
            merging.result(timeout=0.5)
        session.commit()
        merging.result(timeout=10)
    assert wrong(events) == (0 if protected else 1)


def test_old_lists_are_counted_by_the_migration(suite: Suite) -> None:
    full, empty, one, other = (uuid.uuid4() for _one in range(4))
    with older(suite.env, "events", "0011") as tables:
        for gathering in (full, empty):
            tables.add(
                "gatherings",
                id=gathering,
                project_id=uuid.uuid4(),
                activity_id="a",
                type="training",
                title="Т",
                region="abai",
                starts_on="2022-04-12",
                mode="offline",
                created_by="me",
            )
        for person, came in ((one, True), (other, True), (uuid.uuid4(), False)):
            tables.add(
                "participants", id=uuid.uuid4(), gathering_id=full, person_id=person, name="О", attended=came
            )
        tables.add("person_copies", key=f"centre:{one}", id=str(one), version=1, same_as=str(other))
        tables.move("upgrade", "0012")
        counted = dict(tables.rows("SELECT id, ARRAY[listed, attended] FROM gatherings"))
        assert counted == {full: [2, 1], empty: [0, 0]}
        tables.move("downgrade", "0011")
