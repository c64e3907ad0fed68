"""deploy/FUZZ.md: what the calls were asked and how they answered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from deploy.fuzz.told import Found, Line, Told
from deploy.settings import ROOT

PAGE = ROOT / "deploy/FUZZ.md"
SHOWN = 8  # faults of one call; the rest is counted
HEAD = """# What was asked that nobody would ask

Written by `./asar fuzz --write` on {day}: {cases} cases in {minutes:.0f} minutes (seed {seed}; load
{load:.1f} on {cores} cores) over a private suite with the demo programme. Cases come from the four OpenAPI
documents by schemathesis, half after the document, half against it, and most name ids that exist; most of
those after it say what a row of the demo says. Each is asked as it was made, and once more bent (a value, the
body, its kind, headers, address, method), which counts as a case too. The lead, a tool, a tool of one region,
nobody and a wrong token ask. An answer is wrong with
5xx or none, with a status, kind of content, header, body or refusal code its document does not show, and
where it is not JSON.

{verdict}

| call | cases | 2xx | 4xx | 5xx or none | wrong | slowest |
|---|---|---|---|---|---|---|
"""


def line(told: Line) -> str:
    """One call for whoever looks on, with what was wrong and a line for the shell that repeats it."""
    answers = f"{told.of(2):6} 2xx {told.of(4):6} 4xx {failed(told):4} 5xx or none"
    below = [
        f"    {found.times} × {wrong.kind}: {wrong.words}{repeated(found)}"
        for wrong, found in list(told.found.items())[:SHOWN]
    ]
    more = [f"    and {len(told.found) - SHOWN} kinds more"] if len(told.found) > SHOWN else []
    return "\n".join([f"{told.cases:6} cases: {answers}  {told.slowest:5.1f} s  {told.name}", *below, *more])


def repeated(found: Found) -> str:
    """How it is asked again, and what was answered."""
    return f"\n      {found.curl}\n      -> {found.answer}"


def failed(told: Line) -> int:
    """How many got no answer, or 5xx."""
    return told.of(5) + told.of(0)


def words(told: Told) -> Iterator[str]:
    """A run for whoever looked on."""
    yield verdict(told)
    yield f"in {told.seconds / 60:.1f} min, seed {told.plan.seed}"


def verdict(told: Told) -> str:
    """What a run has shown, in one sentence."""
    errors = sum(map(failed, told.lines))
    wrong = sum(found.times for line in told.lines for found in line.found.values())
    kinds = sum(len(line.found) for line in told.lines)
    said = f"{told.cases} cases of {len(told.lines)} calls: {errors} answered 5xx or not at all"
    return f"{said}, {wrong} answers wrong in {kinds} ways."


def row(told: Line) -> str:
    """One call as a line of the table."""
    wrong = "; ".join(f"{found.times} × {one.kind}: {one.words}" for one, found in told.found.items())
    figures = (told.cases, told.of(2), told.of(4), failed(told), wrong.replace("|", "/") or 0)
    return f"| `{told.name}` | " + " | ".join(map(str, figures)) + f" | {told.slowest:.1f} s |"


def write(told: Told) -> None:
    """Write the page."""
    head = HEAD.format(
        day=datetime.now(UTC).date(),
        cases=told.cases,
        minutes=told.seconds / 60,
        seed=told.plan.seed,
        load=os.getloadavg()[2],
        cores=os.cpu_count(),
        verdict=verdict(told),
    )
    PAGE.write_text(head + "\n".join(map(row, told.lines)) + "\n", "utf-8")
