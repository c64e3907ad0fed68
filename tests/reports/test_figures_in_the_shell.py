"""`asar figures show`: from a line of the plan to its records, and from each to the file that proves it."""

from __future__ import annotations

import re

import pytest

from services.reports.figures.cli import FIRST, UNPROVEN, shown_figures
from services.reports.figures.queries.figures import IndicatorUnknown
from tests.suite import Suite

PEOPLE = "4.1.3"


def shown(suite: Suite, *codes: str) -> list[str]:
    """The printed lines."""
    with suite.apps["reports"].app_context():
        return list(shown_figures(codes))


def under(lines: list[str], code: str) -> list[str]:
    """What stands below a line of the plan."""
    begun = next(number for number, line in enumerate(lines) if line.startswith(f"{code} ")) + 1
    ended = next((n for n, line in enumerate(lines[begun:], begun) if line[0] != " "), len(lines))
    return lines[begun:ended]


def test_each_figure_leads_to_its_records_and_their_files(suite: Suite, project: str) -> None:
    proven = suite.gathering(project, 15)
    unproven = suite.gathering(project, 4, region="atyrau", prefix="Другой", day="2022-05-12", evidence=())
    suite.settle()
    first, second = under(shown(suite), PEOPLE)
    files = suite.ok("GET", f"/events/api/v1/gatherings/{proven}/evidence")
    assert proven in first and re.match(r" +2022-04-12 +15 ", first)
    assert "signed_list" in first and all(file["id"] in first for file in files)
    assert unproven in second and re.match(r" +2022-05-12 +4 ", second) and second.endswith(f"[{UNPROVEN}]")


def test_the_records_printed_are_the_figure(suite: Suite, project: str) -> None:
    for number in range(FIRST + 2):
        suite.gathering(project, 10 + number, day=f"2022-05-1{number}", prefix=f"Гость{number}")
    suite.settle()
    *few, more = under(shown(suite), PEOPLE)
    assert len(few) == FIRST and "2 more" in more and more.endswith(f"figures show {PEOPLE}")
    lines = shown(suite, PEOPLE)
    values = [int(line.split()[1]) for line in under(lines, PEOPLE)]
    assert sum(values) == suite.figure(project, PEOPLE)["actual"] == 60
    assert not [line for line in lines if line.startswith("4.1.1 ")]


def test_a_line_nobody_planned_is_said(suite: Suite, project: str) -> None:
    with pytest.raises(IndicatorUnknown):
        shown(suite, "99.9")
