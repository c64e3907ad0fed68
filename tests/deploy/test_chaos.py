"""What `./asar chaos` counts with: the ledger, the comparison, the outages; and a strike is seen."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from deploy.bench.product import Product
from deploy.chaos import faults, page, photos, running, target
from deploy.chaos.cutting import Proxy
from deploy.chaos.faults import FAULTS
from deploy.chaos.ledger import Ledger, Reckoning, reckon
from deploy.chaos.load import Line
from deploy.chaos.running import Plan, Told
from deploy.chaos.target import OFF, end, family, parts
from deploy.commands.chaos import TWINS, configure
from deploy.commands.chaos import run as command
from deploy.home.state import state_file
from deploy.trouble import Trouble


def test_every_promise_kept_once_is_clean(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    for mark, record in KEPT:
        ledger.promised(mark, record)
    ledger.close()
    assert reckon(ledger.read(), KEPT, ["a", "b"]) == Reckoning(2, 0, 0, 0)


KEPT = [("a", "1"), ("b", "2")]


@pytest.mark.parametrize(
    ("kept", "counted", "found"),
    [
        ([("a", "1")], ["a"], Reckoning(2, 1, 0, 0)),
        ([("a", "1"), ("b", "9")], ["a", "b"], Reckoning(2, 1, 0, 0)),
        ([*KEPT, ("b", "3")], ["a", "b"], Reckoning(2, 0, 1, 0)),
        (KEPT, ["a"], Reckoning(2, 0, 0, 1)),
        ([*KEPT, ("never answered", "4")], ["a", "b"], Reckoning(2, 0, 0, 1)),
    ],
)
def test_what_is_lost_doubled_or_stuck_is_found(
    kept: list[tuple[str, str]], counted: list[str], found: Reckoning
) -> None:
    assert reckon(dict(KEPT), kept, counted) == found


def test_a_photo_that_is_away_or_lacks_a_byte_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos_sent = [photos.photo(mark) for mark in "abc"]
    promised = [(hashlib.sha256(data).hexdigest(), str(number)) for number, data in enumerate(photos_sent)]
    for (sha256, _record), data in zip(promised[:2], (photos_sent[0], photos_sent[1][:-1]), strict=True):
        place = tmp_path / "files/events" / sha256[:2] / sha256
        place.parent.mkdir(parents=True)
        place.write_bytes(data)
    monkeypatch.setattr(Product, "rows", lambda self, service, statement, like: promised)
    there = list(photos.kept(Product(tmp_path, 1, {"ASAR_HOME": str(tmp_path)}, 0, 1), "run"))
    assert there == promised[:1] and reckon(dict(promised), there, [promised[0][0]]).lost == 2


def test_an_outage_that_does_not_end_is_one() -> None:
    line = Line()
    line.good()
    line.last -= 30
    line.bad()
    line.end()
    assert 30 <= line.longest < 31


@pytest.mark.parametrize(
    "spoilt",
    [
        {"reading": 11.0},
        {"writing": 11.0},
        {"given_up": 1},
        {"by_hand": True},
        {"reckoning": Reckoning(9, 1, 0, 0)},
        {"reckoning": Reckoning(9, 0, 1, 0)},
        {"reckoning": Reckoning(9, 0, 0, 1)},
        {"reckoning": Reckoning(0, 0, 0, 0)},
    ],
)
def test_each_broken_promise_is_said(spoilt: dict[str, object]) -> None:
    good = {"reading": 9.0, "writing": 9.0, "reckoning": Reckoning(9, 0, 0, 0)}
    assert Told(Plan(1, 1), **good).is_kept
    told = Told(Plan(1, 1), **(good | spoilt))
    assert not told.is_kept and page.row(told).endswith("| no |")


def test_the_same_seed_chooses_the_same_victims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "parts", lambda home: {"web": 1, "worker": 2, "postgres": 3, "valkey": 4})
    product = Product(Path("/nowhere"), 1, {}, 0, 1)

    def victims() -> list[str]:
        chance = Random(7)
        return [faults.chosen(product, chance)[0] for _ in range(20)]

    assert victims() == victims() and len(set(victims())) == 4


@pytest.fixture
def product(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Product]:
    """A suite that is one process with a child, which sleep."""
    process = subprocess.Popen(["sh", "-c", "sleep 60 & wait"], start_new_session=True)
    monkeypatch.setattr(faults, "parts", lambda home: {"web": process.pid})
    while len(family(process.pid)) < 2:
        time.sleep(0.01)
    yield Product(tmp_path, 1, {}, 0, process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # not by what tests take away: it slept its minute to the end
    process.wait()


def state(pid: int) -> str:
    """What the kernel says of a process."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def test_a_killed_part_is_dead(product: Product) -> None:
    assert FAULTS["kill"].strike(product, Random(1)) == "web"
    assert os.waitstatus_to_exitcode(os.waitpid(product.pid, 0)[1]) == -9


def test_only_what_is_below_is_killed_below(product: Product) -> None:
    below = family(product.pid)[1:]
    assert FAULTS["kill below"].strike(product, Random(1)) == "below web"
    time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() and state(pid) != "Z" for pid in below)


def test_only_children_of_the_suite_are_its_parts(product: Product) -> None:
    """A part that was killed is in the state till the suite has looked; its number may be another's."""
    mine, gone = family(product.pid)[1], 2**22 + 1
    children = {"web": mine, "worker": os.getpid(), "postgres": gone}
    state_file(product.home).write_text(json.dumps({"pid": product.pid, "children": children}))
    assert parts(product.home) == {"web": mine}


@pytest.mark.parametrize("name", ["kill", "kill below", "freeze"])
def test_where_nothing_runs_nothing_is_struck(
    product: Product, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It was everything: all processes of a machine come from number 0."""
    struck: list[int] = []
    monkeypatch.setattr(faults, "parts", lambda home: {})
    monkeypatch.setattr(faults.os, "kill", lambda pid, signum: struck.append(pid))
    monkeypatch.setattr(faults.time, "sleep", lambda seconds: None)
    FAULTS[name].strike(product, Random(1))
    assert not struck


def test_a_frozen_part_stands_still_and_goes_on(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    child = family(product.pid)[1]

    def look(seconds: float) -> None:
        """Note how the child is; the kernel stops it a moment after the signal."""
        for _time in range(100):
            if state(child) != "T":
                threading.Event().wait(0.01)
        seen.append(state(child))

    monkeypatch.setattr(faults.time, "sleep", look)
    FAULTS["freeze"].strike(product, Random(1))
    for _time in range(100):
        if state(child) != "S":
            threading.Event().wait(0.01)
    assert seen == ["T"] and state(child) == "S"


def test_every_twin_has_its_protection_and_its_harm() -> None:
    assert set(TWINS) == set(OFF) - {""}
    assert all(set(harm) <= set(FAULTS) for harm in TWINS.values())


def test_an_unknown_harm_is_refused_before_anything_starts() -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    with pytest.raises(Trouble, match="flood. There are: kill, kill below, freeze, wipe, half-sent"):
        command(parser.parse_args(["--only", "flood"]))


def echo() -> socket.socket:
    """A server that answers every connection with a thousand bytes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _from = listener.accept()
                with near, suppress(OSError):
                    near.recv(100)
                    near.sendall(b"x" * 1000)

    threading.Thread(target=serve, daemon=True).start()
    return listener


def answered(port: int) -> int:
    """How many bytes of an answer come; a reset ends it."""
    got = 0
    with socket.create_connection(("127.0.0.1", port), timeout=5) as near, suppress(ConnectionError):
        near.sendall(b"?")
        while piece := near.recv(4096):
            got += len(piece)
    return got


def test_an_answer_between_services_is_cut_for_a_while_and_comes_whole_again() -> None:
    with echo() as server:
        proxy = Proxy(server.getsockname()[1])
        port = int(proxy.address.rpartition(":")[2])
        assert answered(port) == 1000
        cutting = threading.Thread(target=proxy.cut, args=(1.0, 20))
        cutting.start()
        assert proxy.cutting.wait(5) and answered(port) <= 20
        cutting.join()
        assert answered(port) == 1000
        proxy.close()


def test_a_full_disk_is_full_for_a_while_and_has_room_after(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballast, seen = product.home / "ballast", list[bool]()
    ballast.symlink_to("/dev/full")  # the kernel's own disk without room
    monkeypatch.setattr(faults.time, "sleep", lambda seconds: seen.append(ballast.is_symlink()))
    assert FAULTS["full"].strike(product, Random(1)).startswith("for ")
    assert seen == [True] and not ballast.is_symlink()


def test_what_needs_a_suite_of_its_own_is_struck_only_when_asked_for() -> None:
    assert not {"full", "cut"} & set(Plan(1, 1).faults)
    assert Plan(1, 1, ("cut",)).name == "all protections, separate"
    assert Plan(1, 1, ("kill", "full"), strikes=200).name == "200 strikes, small disk"


def test_a_run_of_so_many_strikes_ends_with_the_last(
    monkeypatch: pytest.MonkeyPatch, product: Product
) -> None:
    monkeypatch.setattr(running.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(faults, "sent", lambda signum, pids: None)
    strikes: Counter[str] = Counter()
    plan = Plan(0, 1, ("kill",), strikes=20)
    running.strike_for(plan, product, strikes, lambda words: None, Line())
    assert strikes == {"kill": 20}


def test_a_run_of_so_many_records_goes_on_till_they_are_recorded(
    monkeypatch: pytest.MonkeyPatch, product: Product
) -> None:
    writes = Line()
    monkeypatch.setattr(running.time, "sleep", lambda seconds: writes.good())  # one between two strikes
    monkeypatch.setattr(faults, "sent", lambda signum, pids: None)
    strikes: Counter[str] = Counter()
    plan = Plan(0, 1, ("kill",), strikes=3, records=30)
    running.strike_for(plan, product, strikes, lambda words: None, writes)
    assert writes.served >= 30 and strikes.total() > 3
    assert plan.name == "3 strikes, 30 records"


def test_runs_of_another_name_stay_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "CHAOS.md")
    good = {"reading": 9.0, "writing": 9.0, "reckoning": Reckoning(9, 0, 0, 0)}
    page.write([Told(Plan(1, 1), **good), Told(Plan(1, 1, ("cut",)), **good)])
    page.write([Told(Plan(1, 7), **good)])
    rows = page.known_rows()
    assert [line.split(" | ")[0] for line in rows] == ["| all protections", "| all protections, separate"]
    assert [line.split(" | ")[9] for line in rows] == ["7", "1"]


def test_suite_that_hears_nothing_is_killed_with_all_that_came_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(target, "STOPPED", 0.2)
    deaf = "trap '' INT; sleep 60 & wait"
    with subprocess.Popen(["sh", "-c", deaf]) as child:
        while len(everybody := family(child.pid)) < 2:
            time.sleep(0.01)
        end(child)
    assert child.returncode == -signal.SIGKILL
    ends = time.monotonic() + 10
    while not all(map(is_gone, everybody)):
        assert time.monotonic() < ends
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Whether a process has ended, taken note of or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
