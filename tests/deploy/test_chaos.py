"""What `./asar chaos` counts with: the ledger, the comparison, the outages; and a strike is seen."""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from deploy.bench.product import Product
from deploy.chaos import faults, page
from deploy.chaos.faults import FAULTS
from deploy.chaos.ledger import Ledger, Reckoning, reckon
from deploy.chaos.load import Line
from deploy.chaos.running import Plan, Told
from deploy.chaos.target import OFF, family
from deploy.commands.chaos import TWINS, configure
from deploy.commands.chaos import run as command
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
    faults.sent(faults.signal.SIGKILL, family(process.pid))
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


def test_a_frozen_part_stands_still_and_goes_on(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(faults.time, "sleep", lambda seconds: seen.append(state(family(product.pid)[1])))
    FAULTS["freeze"].strike(product, Random(1))
    assert seen == ["T"] and state(family(product.pid)[1]) == "S"


def test_every_twin_has_its_protection_and_its_harm() -> None:
    assert set(TWINS) == set(OFF) - {""}
    assert all(set(harm) <= set(FAULTS) for harm in TWINS.values())


def test_an_unknown_harm_is_refused_before_anything_starts() -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    with pytest.raises(Trouble, match="flood. There are: kill, kill below, freeze, wipe, half-sent"):
        command(parser.parse_args(["--only", "flood"]))
