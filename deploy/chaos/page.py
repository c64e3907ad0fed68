"""deploy/CHAOS.md: the figures of a run, and of the twins in which a protection is off."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from deploy.chaos.running import LONGEST_OUTAGE, Told
from deploy.settings import ROOT

PAGE = ROOT / "deploy/CHAOS.md"
HEAD = """# What was struck and what held

Written by `./asar chaos --write`: a private suite (embedded, demo programme) works while its parts are
killed, frozen, wiped and held by half-sent requests. Three writers record gatherings and repeat what is
not answered (one answer in twenty is thrown away on purpose), a reader asks five times a second. What was
answered is on the disk in a ledger first and is compared with the databases at the end. Promised: nothing
lost, doubled or stuck, no outage above {0:.0f} s, nothing that needs a hand. Each twin has one protection off
and must break that.

| run | minutes | strikes | recorded | lost | doubled | stuck | longest outage (r, w) | by hand | kept |
|---|---|---|---|---|---|---|---|---|---|
"""


def row(told: Told) -> str:
    """One run as a line of the table."""
    plan, reckoning = told.plan, told.reckoning
    cells = [
        f"without {plan.off}" if plan.off else "all protections",
        f"{plan.minutes:g}",
        strikes(told),
        reckoning.promised,
        reckoning.lost,
        reckoning.doubled,
        reckoning.stuck,
        f"{told.reading:.1f} s, {told.writing:.1f} s",
        "yes" if told.by_hand else "no",
        "yes" if told.is_kept else "no",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def strikes(told: Told) -> str:
    """How often each harm was done."""
    return f"{told.strikes.total()}: " + ", ".join(f"{count} {name}" for name, count in told.strikes.items())


def words(told: Told) -> Iterator[str]:
    """One run for whoever looks on."""
    reckoning = told.reckoning
    yield f"{strikes(told)} in {told.plan.minutes:g} min (seed {told.plan.seed})"
    yield f"{told.served} requests served, {told.refused} not; {told.given_up} given up"
    yield "not served: " + (", ".join(f"{count} × {why}" for why, count in told.why.most_common()) or "none")
    yield (
        f"{reckoning.promised} records promised: {reckoning.lost} lost, {reckoning.doubled} doubled, "
        f"{reckoning.stuck} stuck"
    )
    yield f"longest outage: reading {told.reading:.1f} s, writing {told.writing:.1f} s"
    yield ("kept" if told.is_kept else "NOT kept") + (", and it needs a hand" if told.by_hand else "")


def write(runs: Sequence[Told]) -> None:
    """Write the page."""
    seeds = ", ".join(sorted({str(told.plan.seed) for told in runs}))
    foot = f"\nSeed {seeds}; load of the machine {os.getloadavg()[2]:.1f} on {os.cpu_count()} cores.\n"
    PAGE.write_text(HEAD.format(LONGEST_OUTAGE) + "\n".join(map(row, runs)) + "\n" + foot, "utf-8")
