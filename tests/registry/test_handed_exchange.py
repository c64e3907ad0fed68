"""The exchange between a centre and a region's home: signed on both sides, kept, repeated without harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import msgspec
import orjson
import pytest
from sqlalchemy import text

from services.registry.deployments.rules import signing as keys
from services.registry.deployments.schemas import Heard
from services.registry.handed.rules.signing import fingerprint, opened, signed
from services.registry.handed.schemas import Exchange
from shared.clock import now
from shared.language.version import VERSION
from tests.registry.homes import Home
from tests.suite import PDF, Suite

PATH = "/registry/deployments/handed"
CENTRE, REGION = "centre", "turkistan"


@pytest.fixture
def below(suite: Suite, project: str) -> Home:
    """A region's home paired with a centre that has an approved project."""
    return Home(suite).pair()


def answer(home: Home, **asked: Any) -> Exchange:
    """What the centre answers to a home."""
    got = home.call(PATH, Exchange(**asked))
    assert got.status_code == 200, got.get_data(as_text=True)
    return msgspec.json.decode(got.get_data(), type=Exchange)


def centre_key(suite: Suite) -> str:
    """By what the centre signs."""
    from services.registry.deployments.queries import own_key

    with suite.apps["registry"].app_context():
        return keys.public_of(own_key() or "")


def handover(**more: Any) -> dict[str, Any]:
    """What a home says of a fund."""
    return {
        "schema": 2,
        "id": "018f0000-0000-7000-8000-0000000000aa",
        "page": "/grants/handovers/1",
        "contest_id": "018f0000-0000-7000-8000-0000000000bb",
        "project_id": "018f0000-0000-7000-8000-0000000000cc",
        "activity_id": "a2",
        "region": REGION,
        "giver": CENTRE,
        "taker": REGION,
        "amount": "1000000.00",
        "state": "accepted",
        "reason": "",
        "terms": {
            "title": "Конкурс",
            "title_kk": "",
            "last_number": 0,
            "opens_on": "2022-05-01",
            "closes_on": "2022-06-01",
            "grant_cap": None,
            "average_warning": "400000",
            "average_limit": "500000",
            "prefix": "ТУР",
            "papers": [],
        },
        **more,
    }


def waiting(suite: Suite, kind: str) -> list[dict[str, Any]]:
    """Records on the way to grants."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        found = text("SELECT state FROM outbox WHERE kind = :kind ORDER BY id")
        return list(session.scalars(found, {"kind": kind}))


@contextmanager
def as_home(suite: Suite, home: Home) -> Iterator[Any]:
    """The registry as that of the region's home: nothing of the centre but its key and its name."""
    from services.registry.deployments.models import Deployment, OwnKey

    public, registry = centre_key(suite), suite.apps["registry"]
    suite.put()
    registry.config["ASAR_DEPLOYMENT"] = REGION
    try:
        with registry.app_context():
            session = registry.extensions["sqlalchemy"].session
            above = Deployment(
                name=CENTRE, side="above", url="http://127.0.0.1:1", regions=[REGION], state="paired"
            )
            above.public_key = public
            session.add_all([above, OwnKey(state="present", private_key=keys.seal(home.private))])
            session.commit()
            yield above
    finally:
        registry.config["ASAR_DEPLOYMENT"] = CENTRE


def test_plan_comes_signed_by_the_centre_and_once(suite: Suite, below: Home, project: str) -> None:
    first = answer(below)
    said = opened(first.said[0], centre_key(suite), CENTRE, REGION)
    assert said is not None and (said.kind, said.key) == ("plan", f"{CENTRE}:{project}")
    assert answer(below).said == first.said  # the very same signature
    assert answer(below, known={said.key: said.sha256}).said == []


def test_changed_word_or_other_recipient_is_not_believed(suite: Suite, below: Home) -> None:
    token, public = answer(below).said[0], centre_key(suite)
    assert opened(token, public, CENTRE, "mangystau") is None
    assert opened(token, keys.public_of(below.private), CENTRE, REGION) is None
    head, body, tail = token.split(".")
    assert opened(f"{head}.{body[:-4]}AAAA.{tail}", public, CENTRE, REGION) is None


def test_home_takes_what_the_centre_signed_and_nothing_else(suite: Suite, below: Home, project: str) -> None:
    from services.registry.handed.operations.exchanging import take_from
    from services.registry.handed.queries import known
    from shared.doors.transaction import carry_out

    told, strange = answer(below), keys.new_private()
    kind, body = "plan", {"project": {}}
    forged = signed(strange, CENTRE, REGION, kind, f"{CENTRE}:{project}", body, now())
    with as_home(suite, below) as above:
        rows = carry_out(take_from, above, Exchange(said=[forged, *told.said]))
        assert [(row.kind, row.state) for row in rows] == [("plan", "taken")]
        assert carry_out(take_from, above, told) and len(known(CENTRE)) == 1
    assert suite.ok("GET", "/registry/api/v1/projects")[0]["id"] == project


def test_pull_goes_on_when_there_is_a_line_and_harms_nothing_without(
    suite: Suite, below: Home, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations.wire import NoLine, Reply
    from services.registry.handed.operations import exchanging

    told = msgspec.json.encode(answer(below))
    lines: list[bytes | None] = [None, told, told]

    def ask(_above: Any, _path: str, _asked: Exchange) -> Reply:
        said = lines.pop(0)
        if said is None:
            raise NoLine
        return Reply(200, said, "")

    monkeypatch.setattr(exchanging, "ask", ask)
    with as_home(suite, below):
        assert [exchanging.pull() for _line in range(3)] == [0, 1, 1]
    assert [row["id"] for row in suite.ok("GET", "/registry/api/v1/projects")] == [project]
    assert len(suite.ok("GET", "/registry/api/v1/handed")) == 1


def newest_said(home: Home) -> str:
    """What the centre answers to the short question."""
    got = home.call(f"{PATH}/newest", {})
    assert got.status_code == 200, got.get_data(as_text=True)
    return str(orjson.loads(got.get_data())["sha256"])


def test_home_pulls_at_once_where_the_last_word_has_not_come(
    suite: Suite, below: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations.wire import NoLine, Reply
    from services.registry.handed.operations import exchanging

    assert newest_said(below) == ""
    told = msgspec.json.encode(answer(below))
    last, asked = newest_said(below), []
    lines: list[Any] = [None, b'{"sha256":""}', orjson.dumps({"sha256": last}), told]

    def ask(_above: Any, path: str, _asked: Any, **_named: Any) -> Reply:
        asked.append(path.removeprefix(PATH))
        if (said := lines.pop(0)) is None:
            raise NoLine
        return Reply(200, said, "")

    monkeypatch.setattr(exchanging, "ask", ask)
    with as_home(suite, below):
        assert [exchanging.look() for _time in range(3)] == [0, 0, 1]
        assert asked == ["/newest", "/newest", "/newest", ""]
        lines += [orjson.dumps({"sha256": last})]  # what has come is not pulled again
        assert exchanging.look() == 0 and not lines


def test_word_that_can_never_be_kept_is_pulled_at_once_a_single_time(
    suite: Suite, below: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations.wire import Reply
    from services.registry.handed.operations import exchanging

    asked, newest = [], ["a"]

    def ask(_above: Any, path: str, _asked: Any, **_named: Any) -> Reply:
        asked.append(path.removeprefix(PATH))
        said = {"sha256": newest[0]} if asked[-1] else {"known": {}, "said": []}
        return Reply(200, orjson.dumps(said), "")

    monkeypatch.setattr(exchanging, "ask", ask)
    with as_home(suite, below):
        assert [exchanging.look() for _time in range(3)] == [0, 0, 0]
        assert asked == ["/newest", "", "/newest", "/newest"]
        newest[0] = "b"  # the next word is asked for at once again
        exchanging.look()
        assert asked[4:] == ["/newest", ""]


def test_nobody_looks_while_another_does_or_the_last_call_did_not_go_through(
    suite: Suite, below: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations import going_up
    from services.registry.deployments.operations.alone import alone
    from services.registry.deployments.operations.wire import NoLine, Reply
    from services.registry.handed.operations import exchanging

    asked: list[str] = []

    def ask(_above: Any, path: str, _asked: Any, **_named: Any) -> Reply:
        asked.append(path)
        return Reply(200, b'{"sha256":""}', "")

    monkeypatch.setattr(exchanging, "ask", ask)
    with as_home(suite, below) as above:
        with alone("looking above"):
            exchanging.look()
        going_up.not_taken(above, [], NoLine())
        exchanging.look()
        assert not asked
        going_up.settled(above, [], Heard(version=VERSION))
        exchanging.look()
        assert asked == [f"{PATH}/newest"]


def test_a_home_that_looks_is_known_by_the_key_it_says(suite: Suite, below: Home) -> None:
    below.knows = "another"
    newest_said(below)
    known = suite.tables("registry").connection.execute("SELECT knows FROM deployment_news").fetchone()
    assert known == ("another",)


def test_two_processes_do_not_pull_the_same_at_once(
    suite: Suite, below: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations.alone import alone
    from services.registry.handed.operations import exchanging

    monkeypatch.setattr(exchanging, "coming", lambda: iter([1]))
    with as_home(suite, below):
        with alone("what comes down") as mine:
            assert mine and exchanging.pull() == 0
        assert exchanging.pull() == 1


def test_home_says_nothing_of_plans_and_speaks_of_funds(suite: Suite, below: Home, project: str) -> None:
    plan = signed(below.private, REGION, CENTRE, "plan", f"{REGION}:{project}", {"project": {}}, now())
    fund = signed(below.private, REGION, CENTRE, "fund_handover", f"{REGION}:1", handover(), now())
    known = answer(below, said=[plan, fund]).known
    assert known == {f"{REGION}:1": fingerprint(handover())}
    told = waiting(suite, "fund_statement")[-1]
    assert (told["by"], told["handover"]["state"]) == (REGION, "accepted")
    before = len(waiting(suite, "fund_statement"))
    answer(below, said=[plan, fund])
    assert len(waiting(suite, "fund_statement")) == before


def test_what_grants_says_is_signed_for_the_other_side(suite: Suite, below: Home) -> None:
    from services.registry.handed.inbox import HANDLERS
    from shared.queue.receiving import receive

    offer = handover(state="offered")
    record = {"kind": "fund_handover", "key": f"{CENTRE}:{offer['id']}", "version": 1, "state": offer}
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        for _twice in range(2):
            assert receive(session, HANDLERS, [record], "grants") == {}
        session.commit()
    signed_by = [opened(token, centre_key(suite), CENTRE, REGION) for token in answer(below).said]
    found = [one for one in signed_by if one and one.kind == "fund_handover"]
    assert len(found) == 1 and orjson.loads(orjson.dumps(found[0].body)) == offer
    assert waiting(suite, "fund_statement")[-1]["by"] == CENTRE


def test_stranger_is_told_nothing(suite: Suite, below: Home) -> None:
    thief = Home(suite, name="turkistan")
    assert thief.call(PATH, Exchange()).status_code == 403
    assert thief.call(f"{PATH}/newest", {}).status_code == 403
    assert suite.apps["registry"].test_client().post(PATH, json={}).status_code == 403


def test_page_lists_what_was_signed_in_the_readers_language(suite: Suite, below: Home) -> None:
    answer(below)
    lead = suite.browser("project_lead")
    for locale, words in (("ru", "кому: turkistan"), ("kk", "кімге: turkistan")):
        lead.get(f"/registry/handed?locale={locale}")
        assert words in lead.get("/registry/handed").get_data(as_text=True)


def test_grants_asks_which_homes_are_paired(suite: Suite, below: Home) -> None:
    from services.grants.handovers.queries import Home as Known
    from services.grants.handovers.queries import homes

    with suite.apps["grants"].test_request_context():
        assert homes({REGION, "atyrau"}) == [Known(REGION, (REGION,))]
        assert homes({"atyrau"}) == []


def obligation(suite: Suite, project: str, region: str) -> str:
    """An obligation no line counts."""
    body = {
        "project_id": project,
        "title": "Аренда зала",
        "region": region,
        "due_on": "2022-06-30",
        "owner": "partner_rep",
    }
    made: str = suite.ok("POST", "/registry/api/v1/obligations", json=body)["id"]
    return made


def fulfilment(name: str) -> dict[str, Any]:
    """What a home says of it."""
    file = {"id": name, "kind": "other", "sha256": "ab" * 32, "quantity": 1, "page": "/registry/evidence/1"}
    return {"obligation_id": name, "done_on": "2022-06-01", "evidence": [file]}


def test_what_the_region_fulfilled_counts_at_the_centre_and_has_one_owner(
    suite: Suite, below: Home, project: str
) -> None:
    ours, theirs = obligation(suite, project, REGION), obligation(suite, project, "atyrau")
    told = [
        signed(below.private, REGION, CENTRE, "fulfilment", f"{REGION}:{name}", fulfilment(name), now())
        for name in (ours, theirs)
    ]
    answer(below, said=told)
    row = suite.ok("GET", f"/registry/api/v1/obligations?project_id={project}")
    assert {item["id"]: item["done_on"] for item in row} == {ours: "2022-06-01", theirs: None}
    sent = next(state for state in waiting(suite, "obligation") if state["id"] == ours)
    assert sent["evidence"][0]["page"].startswith("https://turkistan.example.kz/registry/evidence/")
    states = {item["key"]: item["state"] for item in suite.ok("GET", "/registry/api/v1/handed")}
    assert states[f"{REGION}:{theirs}"] == "refused"


def test_region_says_above_what_it_fulfilled_with_a_file(suite: Suite, below: Home, project: str) -> None:
    from services.registry.handed.operations.exchanging import say_all, take_from
    from services.registry.handed.queries import fulfilled, last_of_each
    from shared.doors.transaction import carry_out

    name = obligation(suite, project, REGION)
    told = answer(below)
    with as_home(suite, below) as above:
        carry_out(take_from, above, told)
        path = f"/registry/api/v1/obligations/{name}"
        suite.ok("POST", f"{path}/evidence", data={"kind": "other", "file": (BytesIO(PDF), "зал.pdf")})
        suite.ok("POST", f"{path}/fulfilment", json={"done_on": "2022-06-01"})
        for _twice in range(2):
            carry_out(say_all, CENTRE, fulfilled(CENTRE))
        (row,) = last_of_each(CENTRE, came=False)
        assert (row.kind, row.body["done_on"]) == ("fulfilment", "2022-06-01")
        assert [(file["name"], file["by"]) for file in row.body["evidence"]] == [("", None)]
