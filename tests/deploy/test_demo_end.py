"""The demo told to its end: the last day of the project, some figures missed and said why."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.conftest import new_home
from tests.deploy.test_demo import COMMAND, environment, run

LINE = re.compile(r"(?m)^(\w+\.\d+\.\d+)\s+.*?\s([\d.]+)\s+([a-z_]+)\s+(\d+)\s+(\d+)$")
MISSED = {"2.1.3", "4.1.3", "4.1.5"}


@pytest.fixture(scope="module")
def ended() -> Iterator[Path]:
    """A home with the whole story, no suite running."""
    with new_home() as home:
        subprocess.run(
            [*COMMAND, "demo", "--home", str(home), "--through", "2022-11-30"],
            env=environment(),
            cwd="/",
            check=True,
            timeout=300,
        )
        yield home


@pytest.fixture(scope="module")
def figures(ended: Path) -> dict[str, tuple[str, str]]:
    """Figure and verdict of every indicator, by its code."""
    shown = run("figures", "show", "--home", str(ended)).stdout
    return {code: (figure, verdict) for code, figure, verdict, *_ in LINE.findall(shown)}


def test_all_but_three_figures_are_met_in_the_end(figures: dict[str, tuple[str, str]]) -> None:
    assert len(figures) == 41
    assert {code for code, (_, verdict) in figures.items() if verdict not in ("met", "no_target")} == MISSED
    final = {"1.1.2": "4", "1.1.4": "8", "2.1.3": "15", "3.1.5": "2", "4.1.3": "206", "5.1.2": "162"}
    assert {code: figures[code][0] for code in final} == final
    assert {figures[code] for code in ("F.2.1", "F.2.2", "I.2.1")} == {("1", "met")}


def test_final_report_is_sealed_with_the_reasons(ended: Path) -> None:
    (report,) = [row for row in reports(ended) if row["period"]["to"] == "2022-11-30"]
    cells = [
        cell
        for section in report["sections"]
        for line in section["activities"]
        for cell in line["indicators"]
    ]
    assert {cell["code"] for cell in cells if cell["deviation_reason"]} >= MISSED
    assert {row["number"] for row in report["results"]} >= set(range(1, 11))


def test_calendar_of_the_home_stands_at_the_end(ended: Path) -> None:
    assert json.loads((ended / "demo.json").read_text())["today"] == "2022-11-30"


def test_story_is_told_up_to_known_days_only(tmp_path: Path) -> None:
    answer = run("demo", "--home", str(tmp_path), "--through", "2022-10-15")
    assert answer.returncode == 2 and "2022-11-30" in answer.stdout


def reports(home: Path) -> list[dict[str, object]]:
    """The sealed snapshots of a home whose servers run for the command only."""
    query = "SELECT json_agg(snapshot) FROM reports"
    asked = (
        "import os, sys, psycopg\n"
        "from deploy.databases import libpq\n"
        "from deploy.environment import prepared\n"
        "with prepared(sys.argv[1]) as env:\n"
        "    with psycopg.connect(libpq(env['ASAR_REPORTS_DATABASE_URL'])) as connection:\n"
        f"        sys.stdout.write(__import__('json').dumps(connection.execute('{query}').fetchone()[0]))\n"
    )
    done = subprocess.run(
        [COMMAND[0], "-P", "-c", asked, str(home)],
        env=environment(),
        cwd="/",
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: list[dict[str, object]] = json.loads(done.stdout[done.stdout.index("[") :])
    return found
