"""People who come: compared with nothing locked, whoever writes meanwhile; a bounded number for each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from services.registry.people import internal
from services.registry.people.operations import arrivals, candidates
from services.registry.people.operations.arrivals import Arrival
from services.registry.people.rules import matching
from shared.doors import transaction
from tests.suite import Suite

SERIK = {"name": "Ахметов Серик Болатович", "birth_year": 1985, "phone": "+77000000001"}
OPEN = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
REGION = "turkistan"
FATHERS = ("Нурлан", "Ерлан", "Кайрат", "Мурат", "Самат", "Арман", "Азамат", "Тимур", "Айдын", "Асхат")
COMPARE = Arrival.compare


def ask(suite: Suite, people: list[dict[str, Any]], key: str, region: str = REGION) -> list[dict[str, Any]]:
    """Who these people are, as events ask it."""
    with suite.apps["events"].app_context():
        peers = suite.apps["events"].extensions["peers"]
        asked = {"people": people, "region": region, "key": key}
        return peers.ask("registry", "/registry/internal/people/matches", asked, deadline=60).json()


def scalar(suite: Suite, statement: Any, **given: Any) -> Any:
    """A value of the registry's database, asked over a connection of its own."""
    with (
        suite.apps["registry"].app_context(),
        suite.apps["registry"].extensions["sqlalchemy"].engine.begin() as own,
    ):
        return own.execute(text(statement) if isinstance(statement, str) else statement, given).scalar()


def people_of(suite: Suite) -> int:
    """How many people are known."""
    return scalar(suite, "SELECT count(*) FROM people")


def meanwhile(monkeypatch: pytest.MonkeyPatch, *works: Callable[[], Any]) -> list[Any]:
    """Let something happen in another thread the moment people are compared, once for each turn;
    what became of it."""
    left, became = list(works), []

    def compare(self: Arrival) -> None:
        COMPARE(self)
        if left and threading.current_thread() is main:
            work = left.pop(0)
            thread = threading.Thread(target=lambda: became.append(work()))
            thread.start()
            thread.join(20)

    main = threading.current_thread()
    monkeypatch.setattr(Arrival, "compare", compare)
    return became


def test_no_transaction_is_open_while_people_are_compared(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    became = meanwhile(monkeypatch, lambda: scalar(suite, OPEN))
    ask(suite, [SERIK], "a")
    assert became == [0]


def test_without_letting_go_a_transaction_would_stay_open(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(internal, "let_go", lambda: None)
    became = meanwhile(monkeypatch, lambda: scalar(suite, OPEN))
    ask(suite, [SERIK], "a")
    assert became == [1]


def test_person_who_comes_on_two_lists_at_once_is_one(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    became = meanwhile(monkeypatch, lambda: ask(suite, [SERIK], "other"))
    (mine,) = ask(suite, [SERIK], "mine")
    assert (mine["verdict"], mine["person_id"]) == ("same", became[0][0]["person_id"])
    assert people_of(suite) == 1


def test_without_looking_again_the_person_would_be_two(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: what is written meanwhile is not asked for."""
    monkeypatch.setattr(arrivals, "changed", lambda known, incoming: {})
    meanwhile(monkeypatch, lambda: ask(suite, [SERIK], "other"))
    ask(suite, [SERIK], "mine")
    assert people_of(suite) == 2


def test_only_those_written_meanwhile_are_compared_again(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = [{"name": f"Ахметов Серик {father}ович", "birth_year": 1985} for father in FATHERS]
    ask(suite, crowd, "known")
    compared: list[tuple[str, str]] = []
    real = matching.compare
    monkeypatch.setattr(
        matching, "compare", lambda a, b: compared.append((a.facts.id, b.facts.id)) or real(a, b)
    )
    other = {**SERIK, "name": "Ахметов Серик Жомартович", "phone": "+77000000002"}
    became = meanwhile(monkeypatch, lambda: (len(compared), ask(suite, [other], "other"), len(compared)))
    ask(suite, [SERIK], "mine")
    before, _answer, after = became[0]
    assert before >= len(FATHERS) and len(compared) - after == 1


def test_merge_and_correction_made_meanwhile_are_seen(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    known = [
        ask(suite, [SERIK], "a")[0]["person_id"],
        ask(suite, [{"name": "Ли Виктор"}], "b")[0]["person_id"],
    ]

    def merge() -> None:
        app = suite.apps["registry"]
        with app.app_context():
            from services.registry.people.models import Person
            from services.registry.people.operations.merging import merge_people
            from services.registry.people.queries import LOCK

            session = app.extensions["sqlalchemy"].session
            session.execute(LOCK)
            merge_people(*(session.get_one(Person, person) for person in reversed(known)))
            session.commit()

    meanwhile(monkeypatch, merge)
    (mine,) = ask(suite, [SERIK], "mine")
    assert (mine["verdict"], mine["person_id"]) == ("same", known[1])


def test_where_people_are_written_at_every_turn_the_last_turn_waits_for_nobody(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [{**SERIK, "name": f"Ахметов Серик {father}ович", "phone": None} for father in FATHERS]
    others = [*others[: internal.TURNS - 1], SERIK]
    became = meanwhile(
        monkeypatch, *(lambda other=other: ask(suite, [other], other["name"]) for other in others)
    )
    (mine,) = ask(suite, [SERIK], "mine")
    assert len(became) == internal.TURNS
    assert (mine["verdict"], mine["person_id"]) == ("same", became[-1][0]["person_id"])


def test_same_question_under_the_same_key_is_answered_without_comparing(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(suite, [SERIK], "a")
    monkeypatch.setattr(Arrival, "compare", None)
    assert ask(suite, [SERIK], "a") == first


@contextmanager
def statements(suite: Suite) -> Iterator[list[str]]:
    """The statements the registry sends."""
    sent: list[str] = []
    with suite.apps["registry"].app_context():
        engine = suite.apps["registry"].extensions["sqlalchemy"].engine

    def note(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def near_namesakes(count: int) -> list[dict[str, Any]]:
    """A list of people whose names differ by a letter or two, of one year and one place."""
    letters = "абвгдежзиклмнопрстуфхцчшэюя"
    return [
        {
            "name": f"Ахмет{letters[n % 27]}в Серик {letters[n // 27 % 27]}{letters[n // 729]}лович",
            "birth_year": 1985,
            "settlement": "Кентау",
        }
        for n in range(count)
    ]


def test_a_list_of_near_namesakes_asks_as_little_as_a_short_one(suite: Suite) -> None:
    counts = []
    for count in (20, 400):
        with statements(suite) as sent:
            ask(suite, near_namesakes(count), f"list of {count}")
        counts.append(len(sent))
    assert counts[1] <= counts[0]


def test_each_of_five_thousand_near_namesakes_is_compared_with_few(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = [0]
    real = matching.compare

    def counted(left: Any, right: Any) -> Any:
        compared[0] += 1
        return real(left, right)

    monkeypatch.setattr(matching, "compare", counted)
    people = near_namesakes(5000)
    for start in range(0, len(people), 400):
        ask(suite, people[start : start + 400], str(start))
    most = candidates.FEW + matching.MOST_OF_LIST
    assert len(people) < compared[0] <= most * len(people)


KNOWN = """
    WITH made AS (
        INSERT INTO people (id, name, sort_key, birth_year, region, secret_key)
        SELECT gen_random_uuid(), 'Ахметов Серик', 'ахметов серик', 1950 + mod(n, 50),
            (ARRAY['abai', 'turkistan', 'atyrau'])[1 + mod(n, 3)], ''
        FROM generate_series(%(since)s::int, %(until)s::int) AS n
        RETURNING id, birth_year, region)
    INSERT INTO person_blocks (block, person_id, region)
    SELECT block, id, region
    FROM made, LATERAL unnest(ARRAY['s:ахмт:с', 't:срк:ах', 'g:срк:' || birth_year]) AS block"""


ALL_PAGES = "SELECT sum(relpages) FROM pg_class WHERE relname IN ('people', 'person_blocks')"


def plans(suite: Suite, coming: int = 1) -> list[dict[str, Any]]:
    """How the database chooses candidates for so many who arrive."""
    rows = [{"name": "Ахметов Серик", "birth_year": 1950 + number % 50} for number in range(coming)]
    incoming = [arrivals.facts_of_row(f"row{place}", row, REGION) for place, row in enumerate(rows)]
    seen: list[tuple[str, Any]] = []
    app = suite.apps["registry"]
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        keep = lambda _c, _k, statement, given, *_m: seen.append((statement, given))  # noqa: E731
        event.listen(engine, "before_cursor_execute", keep)
        candidates.candidates(incoming, REGION)
        event.remove(engine, "before_cursor_execute", keep)
        with engine.begin() as connection:
            return [plan_of(connection, *each) for each in seen]


def plan_of(connection: Any, statement: str, given: Any) -> dict[str, Any]:
    """What the database did for a statement."""
    told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", given)
    plan: dict[str, Any] = told.scalar()[0]["Plan"]
    return plan


def touched(suite: Suite) -> tuple[int, int]:
    """Rows and pages that the choice of candidates for one who arrives touches."""
    found = plans(suite)
    pages = sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in found)
    return sum(map(scanned, found)), pages


def scanned(plan: dict[str, Any]) -> int:
    """Rows that the scans of a plan look at."""
    own = 0
    if "Scan" in plan["Node Type"] and "Relation Name" in plan:
        own = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    return int(own) + sum(scanned(below) for below in plan.get("Plans", ()))


def test_who_arrives_costs_the_same_at_ten_and_at_a_hundred_thousand_people(suite: Suite) -> None:
    costs = []
    address = suite.env["ASAR_REGISTRY_DATABASE_URL"].replace("+psycopg", "")
    for since, until in ((1, 10_000), (10_001, 100_000)):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(KNOWN, {"since": since, "until": until})
            connection.execute("VACUUM ANALYZE people, person_blocks")
            everything = connection.execute(ALL_PAGES).fetchone()[0]
        costs.append(touched(suite))
    (few, pages), (many, more_pages) = costs
    assert few and many <= 1.3 * few
    # at ten thousand the planner may read the few pages there are; a scan of all never passes
    assert more_pages <= max(2 * pages, everything / 10), (pages, more_pages, everything)


def test_a_long_list_is_ranked_in_memory(suite: Suite) -> None:
    address = suite.env["ASAR_REGISTRY_DATABASE_URL"].replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(KNOWN, {"since": 1, "until": 10_000})
        connection.execute("VACUUM ANALYZE people, person_blocks")
    found = plans(suite, coming=400)
    assert len(found) == 3
    assert not [plan for plan in found if plan["Temp Written Blocks"]]


def test_the_door_lets_go_by_committing() -> None:
    assert internal.let_go is transaction.let_go
