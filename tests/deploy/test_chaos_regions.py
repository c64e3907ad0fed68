"""What `./asar chaos --regions` counts with: figures compared, promises said, a line that is down, the
page."""

from __future__ import annotations

import importlib
import re
import socket
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from deploy.chaos import page as whole_page
from deploy.chaos.cutting import Proxy
from deploy.chaos.ledger import Reckoning
from deploy.chaos.regions import page
from deploy.chaos.regions.figures import differing
from deploy.chaos.regions.recording import PEOPLE, WALKERS, people
from deploy.chaos.regions.running import AT_CENTRE, AT_HOME, TWINS, Plan, Told
from deploy.chaos.running import Plan as WholePlan
from deploy.chaos.running import Told as WholeTold
from tests.deploy.test_chaos import answered, echo

KEPT: dict[str, Any] = {"promised": 9, "compared": 4, "was_asked": True}


def test_a_figure_that_differs_or_is_nowhere_is_named() -> None:
    single = {("", "4.1.1"): ("7",), ("zhambyl", "4.1.1"): ("3",)}
    assert differing(single, single) == []
    ours = {("", "4.1.1"): ("8",), ("", "5.1"): ("1",)}
    assert differing(ours, single) == [
        "4.1.1 in all: 8, in one installation 7",
        "5.1 in all: 1, in one installation nothing",
        "4.1.1 zhambyl: nothing, in one installation 3",
    ]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"lost": ["zhambyl 00001"]},
        {"doubled": 1},
        {"named": 1},
        {"differing": ["4.1.1 in all: 8, in one installation 7"]},
        {"was_asked": False},
        {"stuck": True},
        {"given_up": 1},
        {"promised": 0},
        {"compared": 0},
    ],
)
def test_each_broken_promise_is_said(spoilt: dict[str, Any]) -> None:
    assert Told(Plan(1, 1), **KEPT).is_kept
    told = Told(Plan(1, 1), **(KEPT | spoilt))
    assert not told.is_kept and page.row(told).endswith("| no |")
    assert Told(Plan(1, 1, "resume"), **(KEPT | {"was_asked": False})).is_kept  # nothing is restored there
    assert "NOT kept" in "\n".join(page.words(told))


def test_every_twin_takes_off_a_protection_that_there_is() -> None:
    assert set(TWINS) == {"resume", "question", "names"}
    for code in (*AT_HOME.values(), *AT_CENTRE.values()):
        found = re.match(r"import (\S+) as \w; \w\.(\w+) = ", code)
        assert found and callable(getattr(importlib.import_module(found[1]), found[2]))


def test_some_people_are_known_to_every_region() -> None:
    here, there = ({row["phone"] for row in people(region, 3)} for region in ("turkistan", "zhambyl"))
    assert (len(here), len(here & there)) == (PEOPLE, WALKERS)


def test_nobody_gets_through_a_line_that_is_down() -> None:
    with echo() as server:
        proxy = Proxy(server.getsockname()[1])
        port = int(proxy.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as held:
            proxy.take_down()
            assert answered(port) == 0
            with suppress(ConnectionError):
                assert held.recv(1) == b""  # what was open is cut
        proxy.put_up()
        assert answered(port) == 1000
        proxy.close()


def test_the_section_and_the_page_leave_one_another_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for written in (page, whole_page):
        monkeypatch.setattr(written, "PAGE", tmp_path / "CHAOS.md")
    good: dict[str, Any] = {"reading": 9.0, "writing": 9.0, "reckoning": Reckoning(9, 0, 0, 0)}
    whole_page.write([WholeTold(WholePlan(1, 1), **good)])
    page.write([Told(Plan(1, 1), Counter(kill=3), **KEPT), Told(Plan(1, 1, "resume"))])
    page.write([Told(Plan(1, 8), **KEPT)])
    whole_page.write([WholeTold(WholePlan(1, 7), **good)])
    text = (tmp_path / "CHAOS.md").read_text()
    assert [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| ")] == [
        "| run",
        "| all protections",
        "| run",
        "| all protections",
        "| without resume",
    ]
    assert [line.split(" | ")[11] for line in text.splitlines() if "protections" in line][1] == "8"
