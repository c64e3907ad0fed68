"""deploy/CHAOS.md: the figures of a run, and of the twins in which a protection is off."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from deploy.chaos.running import LONGEST_OUTAGE, Told
from deploy.settings import ROOT

PAGE = ROOT / "deploy/CHAOS.md"
SECTION = "\n## Two regions' homes and a centre\n"  # written by deploy/chaos/regions/page.py
HEAD = """# What was struck and what held

Written by `./asar chaos --write`: a private suite (demo programme; embedded unless it says separate) works
while its parts are killed, frozen, wiped and held by half-sent requests; on a small disk that is filled,
databases too; with a proxy between the services that cuts their answers. Three writers record gatherings,
a fourth sends photos of one, and all repeat what is not answered (one answer in twenty is thrown away on
purpose); a reader asks five times a second. What was answered is in a ledger, never on the disk that is
filled; at the end it is compared with the databases, and each photo byte for byte. Promised: nothing lost,
doubled or stuck, no outage above {0:.0f} s, nothing that needs a hand. Each twin has one protection off and
must break that.

| run | minutes | strikes | recorded | lost | doubled | stuck | outage (r, w) | by hand | seed | load | kept |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""
FOOT = "\nLoad is that of the machine, on {0} cores: a run on a busy one waits for its turn.\n"


def row(told: Told) -> str:
    """One run as a line of the table."""
    plan, reckoning = told.plan, told.reckoning
    cells = [
        plan.name,
        f"{told.minutes:.1f}",
        strikes(told.strikes),
        reckoning.promised,
        reckoning.lost,
        reckoning.doubled,
        reckoning.stuck,
        f"{told.reading:.1f} s, {told.writing:.1f} s",
        "yes" if told.by_hand else "no",
        plan.seed,
        f"{os.getloadavg()[2]:.1f}",
        "yes" if told.is_kept else "no",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def strikes(done: Counter[str]) -> str:
    """How often each harm was done."""
    named = ", ".join(f"{count} {name}" for name, count in done.items())
    return f"{done.total()}: {named}" if named else "none"


def words(told: Told) -> Iterator[str]:
    """One run for whoever looks on."""
    reckoning = told.reckoning
    yield f"{strikes(told.strikes)} in {told.minutes:.1f} min (seed {told.plan.seed})"
    yield f"{told.served} requests served, {told.refused} not; {told.given_up} given up"
    yield "not served: " + (", ".join(f"{count} × {why}" for why, count in told.why.most_common()) or "none")
    yield (
        f"{reckoning.promised} records promised: {reckoning.lost} lost, {reckoning.doubled} doubled, "
        f"{reckoning.stuck} stuck"
    )
    yield f"longest outage: reading {told.reading:.1f} s, writing {told.writing:.1f} s"
    yield ("kept" if told.is_kept else "NOT kept") + (", and it needs a hand" if told.by_hand else "")


def write(runs: Sequence[Told]) -> None:
    """Write the page: these runs in the place of older ones of the same name, the others as they are."""
    rows = {line.split("|")[1].strip(): line for line in known_rows()}
    rows |= {told.plan.name: row(told) for told in runs}
    head, foot = HEAD.format(LONGEST_OUTAGE), FOOT.format(os.cpu_count())
    PAGE.write_text(head + "\n".join(rows.values()) + "\n" + foot + section(), "utf-8")


def known_rows() -> list[str]:
    """The runs of the page as it is."""
    lines = present().partition(SECTION)[0].splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| run ")]


def section() -> str:
    """The section about regions' homes as it is."""
    _before, mark, after = present().partition(SECTION)
    return mark + after


def present() -> str:
    """The page as it is."""
    return PAGE.read_text("utf-8") if PAGE.exists() else ""
