"""The demo told to its end: the last day of the project, some figures missed and said why.
The first load of this home was killed: a load is whole or nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.home.prepared import prepared
from tests.deploy.conftest import new_home
from tests.deploy.test_demo import COMMAND, addresses, environment, run

LINE = re.compile(r"(?m)^(\w+\.\d+\.\d+)\s+.*?\s([\d.]+)\s+([a-z_]+)\s+(\d+)\s+(\d+)$")
MISSED = {"2.1.3", "4.1.3", "4.1.5"}


@pytest.fixture(scope="module")
def ended() -> Iterator[Path]:
    """A home with the whole story, no suite running; the first who told it was killed."""
    with new_home() as home:
        kill_a_load(home)
        told = run("demo", "--home", str(home), "--through", "2022-11-30", seconds=300)
        assert told.returncode == 0, told.stdout
        yield home


def kill_a_load(home: Path) -> None:
    """Begin to load the demo, and be killed when two services hold something of it."""
    command = [*COMMAND, "demo", "--home", str(home)]
    ends = time.monotonic() + 200
    with subprocess.Popen(command, env=environment(), cwd="/", start_new_session=True) as load:
        try:
            while not holds(home, "registry", "projects") or not holds(home, "events", "gatherings"):
                assert load.poll() is None and time.monotonic() < ends
                time.sleep(0.1)
        finally:
            os.killpg(load.pid, signal.SIGKILL)
    assert (home / "demo.loading").exists() and not (home / "demo.json").exists()


def holds(home: Path, service: str, table: str) -> bool:
    """Whether a table has a row; not as long as nobody answers or there is no such table."""
    try:
        with psycopg.connect(addresses(home)[service]) as connection:
            return bool(connection.execute(f"SELECT FROM {table} LIMIT 1").rowcount)
    except (OSError, psycopg.Error):
        return False


@pytest.fixture(scope="module")
def figures(ended: Path) -> dict[str, tuple[str, str]]:
    """Figure and verdict of every indicator, by its code."""
    shown = run("figures", "show", "--home", str(ended)).stdout
    return {code: (figure, verdict) for code, figure, verdict, *_ in LINE.findall(shown)}


@pytest.fixture(scope="module")
def urls(ended: Path, figures: dict[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """The databases, their servers up for all questions together once the command has shown the figures."""
    with prepared(ended):
        yield addresses(ended)


def test_all_but_three_figures_are_met_in_the_end(figures: dict[str, tuple[str, str]]) -> None:
    assert len(figures) == 41
    assert {code for code, (_, verdict) in figures.items() if verdict not in ("met", "no_target")} == MISSED
    final = {"1.1.2": "4", "1.1.4": "8", "2.1.3": "15", "3.1.5": "2", "4.1.3": "206", "5.1.2": "162"}
    assert {code: figures[code][0] for code in final} == final
    assert {figures[code] for code in ("F.2.1", "F.2.2", "I.2.1")} == {("1", "met")}


def test_final_report_is_sealed_with_the_reasons(urls: dict[str, str]) -> None:
    sealed = asked(urls, "reports", "SELECT json_agg(snapshot) FROM reports")
    (report,) = [row for row in sealed if row["period"]["to"] == "2022-11-30"]
    cells = [
        cell
        for section in report["sections"]
        for line in section["activities"]
        for cell in line["indicators"]
    ]
    assert {cell["code"] for cell in cells if cell["deviation_reason"]} >= MISSED
    assert {row["number"] for row in report["results"]} >= set(range(1, 11))


def test_killed_load_is_begun_anew(
    ended: Path, urls: dict[str, str], figures: dict[str, tuple[str, str]]
) -> None:
    assert not (ended / "demo.loading").exists()
    assert asked(urls, "registry", "SELECT json_build_array(count(*)) FROM projects") == [1]
    once = "count(DISTINCT (activity_id, title, region, settlement, starts_on))"
    assert asked(urls, "events", f"SELECT json_build_array(count(*) - {once}) FROM gatherings") == [0]
    assert figures["4.1.3"][0] == "206"


def test_calendar_of_the_home_stands_at_the_end(ended: Path) -> None:
    assert json.loads((ended / "demo.json").read_text())["today"] == "2022-11-30"


def test_story_is_told_up_to_known_days_only(tmp_path: Path) -> None:
    answer = run("demo", "--home", str(tmp_path), "--through", "2022-10-15")
    assert answer.returncode == 2 and "2022-11-30" in answer.stdout


def asked(urls: dict[str, str], service: str, query: str) -> list[Any]:
    """The list that a service's database answers."""
    with psycopg.connect(urls[service]) as connection:
        row = connection.execute(query).fetchone()
        found: list[Any] = row[0] if row else []
        return found
