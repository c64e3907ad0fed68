"""What the bench makes of its readings: promises, growth, former figures, the page; and how it times."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from deploy.bench import idle, judging, mixed, page
from deploy.bench.judging import RATE, RATIO, SECONDS, Promise, Reading, Verdict
from deploy.bench.product import Product
from deploy.bench.profiling import Profile
from deploy.bench.rows import GROUPS, NAMES, PROMISES, groups
from deploy.bench.running import Failure, Outcome, in_a_process, read, with_former
from deploy.bench.sizes import SIZES
from deploy.bench.twin_page import NoTable, template_of
from deploy.bench.wire import Answer, Refused, Wire, best_of

LIST = Promise("list", "a list", RATIO, 0.6)
SEEN = Promise("overview", "the overview", SECONDS, 0.1, 1.3)
INFLOW = Promise("records", "records", RATE, 2000)


def verdict(promise: Promise, *readings: Reading, former: float | None = None) -> Verdict:
    """What becomes of readings."""
    return Verdict(promise, readings, former)


@pytest.mark.parametrize(
    ("ours", "bare", "kept"), [(0.010, 0.006, True), (0.010, 0.0059, False), (0.010, 0.02, True)]
)
def test_a_ratio_is_kept_where_the_twin_takes_that_share_of_our_time(
    ours: float, bare: float, kept: bool
) -> None:
    found = verdict(LIST, Reading("list", "100k", ours, bare))
    assert (found.amount, found.kept) == (pytest.approx(bare / ours), kept)


def test_a_time_is_judged_at_the_largest_size() -> None:
    assert not verdict(SEEN, Reading("overview", "10k", 0.09), Reading("overview", "1m", 0.101)).kept
    assert verdict(SEEN, Reading("overview", "10k", 0.09), Reading("overview", "1m", 0.099)).kept


def test_a_time_that_grows_breaks_its_promise_however_short_it_is() -> None:
    found = verdict(SEEN, Reading("overview", "10k", 0.010), Reading("overview", "1m", 0.0131))
    assert found.growth == pytest.approx(1.31)
    assert not found.kept
    assert verdict(SEEN, Reading("overview", "10k", 0.010), Reading("overview", "1m", 0.0129)).kept


def test_a_rate_is_kept_from_its_limit_on() -> None:
    assert verdict(INFLOW, Reading("records", "1m", 2000.0)).kept
    assert not verdict(INFLOW, Reading("records", "1m", 1999.0)).kept


@pytest.mark.parametrize(
    ("promise", "reading", "former", "as_before"),
    [
        (LIST, Reading("list", "1m", 0.010, 0.0080), 1.0, True),
        (LIST, Reading("list", "1m", 0.010, 0.0070), 1.0, False),
        (SEEN, Reading("overview", "1m", 0.013, 0.001), 10.0, True),
        (SEEN, Reading("overview", "1m", 0.014, 0.001), 10.0, False),
        (INFLOW, Reading("records", "1m", 3000.0, 0.001), 4.1, False),
        (INFLOW, Reading("records", "1m", 3000.0, 0.001), 3.9, True),
        (SEEN, Reading("overview", "1m", 0.014), 10.0, True),
        (LIST, Reading("list", "1m", 0.010, 0.0070), None, True),
    ],
)
def test_what_is_worse_than_before_by_more_than_noise_is_told(
    promise: Promise, reading: Reading, former: float | None, as_before: bool
) -> None:
    assert verdict(promise, reading, former=former).as_before is as_before


def test_what_was_measured_is_kept_for_the_next_run_and_the_rest_stays(tmp_path: Path) -> None:
    file = tmp_path / "former.json"
    file.write_text('{"json 1m": 5.0}')
    readings = [Reading("list", "100k", 0.010, 0.0066), Reading("overview", "1m", 0.02, 0.002)]
    judging.keep(list(judging.judged((LIST, SEEN), readings, {})), file)
    assert json.loads(file.read_text()) == {"json 1m": 5.0, "list 100k": 0.66, "overview 1m": 10.0}
    again = judging.judged((LIST,), [Reading("list", "100k", 0.020, 0.0066)], judging.former_figures(file))
    assert [found.as_before for found in again] == [False]


def test_every_promise_of_the_issue_has_who_measures_it() -> None:
    assert sorted(NAMES) == sorted(name for group in GROUPS for name in group.rows)
    limits = {promise.name: (promise.limit, promise.growth) for promise in PROMISES}
    assert limits["list"] == (0.6, None) and limits["page"] == (0.5, None) and limits["write"] == (0.4, None)
    assert limits["overview"] == limits["indicator"] == limits["json"] == (0.1, 1.3)
    assert (limits["unique"], limits["report"], limits["records"]) == (
        (0.03, None),
        (3.0, None),
        (2000, None),
    )
    assert (limits["mark"], limits["import"], limits["long"]) == ((2.0, None), (600, None), (0.025, None))
    assert (limits["export"], limits["cpu"], limits["memory"]) == ((1.0, None), (0.05, None), (400, None))


def test_growth_is_measured_from_the_smallest_programme_to_the_largest() -> None:
    for promise in PROMISES:
        if promise.growth:
            mine = next(group for group in GROUPS if promise.name in group.rows)
            assert (mine.sizes[0], mine.sizes[-1]) == ("10k", "1m")


def test_only_wanted_rows_are_measured() -> None:
    assert [mine for _group, mine in groups("10k", {"list", "overview"})] == [{"overview"}, {"list"}]
    assert not list(groups("100k", {"overview"}))


def test_the_page_shows_what_is_not_kept_and_why() -> None:
    readings = (Reading("overview", "10k", 0.05, 0.002), Reading("overview", "1m", 0.2, 0.002, "a note"))
    profiles = (Profile("overview", "1m", "SQL: 9 statements"), Profile("overview", "10k", "not judged"))
    outcome = Outcome(readings, (Failure("mark", "1m", "no answer"),), profiles)
    text = page.whole(outcome, list(judging.judged((SEEN,), readings, {})), 1.5)
    promised, found = "≤ 100 ms, growth ≤ 1.3 ×", "50.0 ms at 10k; 200 ms at 1m"
    assert f"| the overview | {promised} | {found} | **no** | 4.00 × | 100.0 × bare | a note |" in text
    assert "- mark at 1m: no answer" in text
    assert "SQL: 9 statements" in text and "not judged" not in text


def test_a_line_of_a_measuring_process_is_read_as_what_it_is() -> None:
    told: list[str] = []
    assert read('{"name": "a", "size": "1m", "amount": 1.0, "bare": null, "note": ""}', told.append).readings
    assert read('{"name": "a", "size": "1m", "why": "b"}', told.append).failures
    assert read('{"name": "a", "size": "1m", "text": "b"}', told.append).profiles
    assert len(told) == 2


def test_a_measuring_process_that_ends_badly_is_a_failure(tmp_path: Path) -> None:
    outcome = in_a_process("no such size", ["list"], tmp_path / "nowhere", lambda words: None)
    assert [failure.name for failure in outcome.failures] == ["all"]


ROWS = [
    {"id": 1, "title": "Тренинг <1>", "settlement": "г. Тараз", "type": "training", "starts_on": None},
    {"id": 2, "title": "Тренинг <2>", "settlement": "г. Актау", "type": "session", "starts_on": None},
]


def test_a_bare_page_has_the_products_bytes_around_rows_of_its_own() -> None:
    from datetime import date

    from jinja2 import Environment

    rows = [row | {"starts_on": date(2022, 4, 1 + place)} for place, row in enumerate(ROWS)]
    words = {"type": {"training": "Тренинг", "session": "Заседание"}}
    html = (
        "<p>{{ left alone }}</p><tbody role='x'><tr><td>Тренинг &lt;1&gt; г. Тараз Тренинг 01.04.2022</td>"
        "</tr><tr><td>Тренинг &lt;2&gt; г. Актау Заседание 02.04.2022</td></tr></tbody><i>end</i>"
    )
    made = (
        Environment(autoescape=True)
        .from_string(template_of(html, rows, words))
        .render(rows=rows, total=2, words=words)
    )
    assert made == html + "<!-- 2 -->"


def test_a_page_without_its_rows_has_no_twin() -> None:
    with pytest.raises(NoTable):
        template_of("<p>refused</p>", ROWS, {})
    with pytest.raises(NoTable):
        template_of("<tbody><tr></tr></tbody>", ROWS, {})


def answering(*answers: bytes) -> int:
    """The port of a server that gives these answers, each after a whole head was read."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, listener.accept()[0] as peer:
            for answer in answers:
                while b"\r\n\r\n" not in peer.recv(65536):
                    pass
                for at in range(0, len(answer), 7):
                    peer.sendall(answer[at : at + 7])

    threading.Thread(target=serve, daemon=True).start()
    return int(listener.getsockname()[1])


def test_the_wire_reads_answers_that_come_in_pieces_one_after_another() -> None:
    wire = Wire(
        answering(
            b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-One: 1\r\n\r\nhello world",
            b"HTTP/1.1 404 NOT FOUND\r\ncontent-length: 2\r\n\r\nno",
        )
    )
    first = wire.get("/")
    assert (first.status, first.body, first.header("x-one")) == (200, b"hello world", "1")
    with pytest.raises(Refused, match="404 no"):
        wire.get("/")
    wire.close()


def test_several_are_timed_in_turns_and_the_least_counts() -> None:
    turns: list[str] = []
    times = best_of([lambda: turns.append("a"), lambda: turns.append("b")], least=3)
    assert turns[:6] == ["a", "b", "a", "b", "a", "b"]
    assert len(times) == 2 and all(time >= 0 for time in times)


def test_sizes_and_rows_go_together() -> None:
    assert {size for group in GROUPS for size in group.sizes} == set(SIZES)


def test_what_is_accepted_sends_head_and_body_without_waiting_for_one_another() -> None:
    from deploy.front.listening import open_listener

    with open_listener("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted = listener.accept()[0]
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_home_is_brought_back_only_where_it_was_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from deploy.bench import homes
    from deploy.bench.sizes import SMALL

    home = homes.home_of(SMALL, tmp_path)
    home.mkdir()
    (home / "seed.txt").write_text(homes.seed_mark(SMALL))
    done: list[Path] = []
    monkeypatch.setattr(homes, "own_servers", lambda home: nullcontext({}))
    monkeypatch.setattr(homes, "bring_back", lambda settings: done.append(settings.home))
    assert homes.ready_home(SMALL, tmp_path) == home
    assert done == []
    homes.written_mark(home).touch()
    homes.ready_home(SMALL, tmp_path)
    homes.ready_home(SMALL, tmp_path)
    assert done == [home]


def test_who_writes_says_so() -> None:
    reading = {
        "start",
        "cpu",
        "memory",
        "overview",
        "indicator",
        "json",
        "unique",
        "report",
        "long",
        "export",
    }
    assert {name for group in GROUPS if not group.writes for name in group.rows} == reading


def test_rows_of_earlier_runs_stay_until_they_are_measured_again(tmp_path: Path) -> None:
    first = Outcome(
        (Reading("list", "10k", 0.1), Reading("page", "1m", 0.2)),
        (Failure("mark", "1m", "no answer"),),
        (Profile("list", "10k", "slow"),),
    )
    assert with_former(first, tmp_path) == first
    again = Outcome((Reading("list", "10k", 0.3), Reading("mark", "1m", 0.4)))
    whole = with_former(again, tmp_path)
    assert {(each.name, each.amount) for each in whole.readings} == {
        ("list", 0.3),
        ("mark", 0.4),
        ("page", 0.2),
    }
    assert whole.failures == () and whole.profiles == ()
    assert with_former(Outcome(), tmp_path) == whole


def test_sizes_stand_in_their_order_whenever_they_were_measured() -> None:
    readings = [Reading("overview", "1m", 0.02), Reading("overview", "10k", 0.01)]
    assert [each.size for each in next(judging.judged((SEEN,), readings, {})).readings] == ["10k", "1m"]


def test_what_a_process_that_ended_took_is_not_taken_off() -> None:
    """A share of a core was once below nothing: PostgreSQL had ended some who rested."""
    burn = "sum(range(20_000_000))"
    parent = (
        "import subprocess, sys; "
        f"child = subprocess.Popen([sys.executable, '-c', 'print(1, flush=True); {burn}; input()'], "
        "stdin=subprocess.PIPE, stdout=subprocess.PIPE); "
        "child.stdout.readline(); sys.stdin.readline(); child.communicate(b'x'); "
        "print('ended', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as family:
        assert family.stdin and family.stdout
        while (before := idle.spent(family.pid)) < 0.2:
            pass
        print("end", file=family.stdin, flush=True)
        assert family.stdout.readline() == "ended\n"
        assert idle.spent(family.pid) >= before
        family.communicate("x")


def asked(answers: list[int], many: int) -> mixed.Told:
    """What a steady pace tells of answers with these statuses, in turns."""
    product = SimpleNamespace(port=0, reader=Wire(0), tool=Wire(0))

    def answering(status: int) -> mixed.Ask:
        return lambda _browser, _tool: Answer(status, b"", b"")

    each = [answering(status) for status in answers]
    return mixed.at_a_pace(cast(Product, product), each, many)


def test_at_a_steady_pace_every_answer_is_timed_from_when_it_was_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixed, "A_SECOND", 1000)
    told = asked([200, 200], 150)
    assert (len(told.seconds), told.broken) == (150, {})
    assert all(seconds > 0 for seconds in told.seconds)


def test_a_failure_among_thousands_is_no_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixed, "A_SECOND", 1000)
    told = asked([200, 200, 200, 503], 40)
    assert sum(told.broken.values()) == 10
    monkeypatch.setattr(mixed, "mixture", lambda _product: [])
    monkeypatch.setattr(mixed, "at_a_pace", lambda *_more: told)
    with pytest.raises(Refused, match="10 of 40 answers"):
        list(mixed.measure(cast(Product, None), "100k", set()))


def test_of_a_hundred_answers_the_five_slowest_are_left_out() -> None:
    told = mixed.Told([float(number) for number in range(100, 0, -1)])
    assert (mixed.within(told, 0.95), mixed.within(told, 0.5), mixed.within(told, 1)) == (96, 51, 100)
