"""The section of deploy/CHAOS.md about regions' homes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from deploy.chaos.page import PAGE, SECTION, strikes
from deploy.chaos.regions.ageing import DAYS
from deploy.chaos.regions.recording import PEOPLE
from deploy.chaos.regions.running import CUT, Told

HEAD = (
    SECTION
    + """
Written by `./asar chaos --regions --write`: a centre and two homes, each a suite of its own, record a
month of trainings (each with {0} people, two of them known to every region, and an article) over a line
that is good, then down for {1:.0%} of the run (what waits then is made {2} days older), then cut in the
middle of answers; all the while parts of every side are killed and queues wiped. Then a home goes on from
the backup of its first day: the centre has to see it and ask, and what is missing, entered again before
there is a line, counts once. In the end every indicator of the centre, of all and of each region, must be
that of one installation fed the same trainings; none lost, none twice, and no name of a participant, to
which the centre alone agrees. Each twin has one protection off (and no part killed) and must break that:
without resume a home believes that what was sent was taken (nothing is restored there: whoever sends
everything anew would hide it); without question nobody is asked about a restored home; without names both
sides take the centre's word for their own. A run takes some five minutes more than it records, on a busy
machine ten: it starts five suites, and who had no line tries again after a minute or more.

| run | min | strikes | held | people | lost | doubled | names | figures | differ | asked | seed | load | ok |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
"""
)


def row(told: Told) -> str:
    """One run as a line of the table."""
    plan = told.plan
    cells = [
        plan.name,
        f"{plan.minutes:.1f}",
        strikes(told.strikes),
        told.promised,
        told.records,
        len(told.lost),
        told.doubled,
        told.named,
        told.compared,
        len(told.differing),
        "yes" if told.was_asked else "no",
        plan.seed,
        f"{os.getloadavg()[2]:.1f}",
        "yes" if told.is_kept else "no",
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def words(told: Told) -> Iterator[str]:
    """One run for whoever looks on."""
    yield f"{strikes(told.strikes)}; the line was down for {told.cut:.0%} of {told.plan.minutes:.1f} min"
    yield (
        f"{told.promised} trainings promised, {told.records} attendances at the centre: {len(told.lost)} "
        f"lost, {told.doubled} doubled; {told.given_up} given up"
    )
    yield from (f"lost: {title}" for title in told.lost[:10])
    yield f"{told.named} names came that one side alone agrees to"
    yield f"{told.compared} figures compared, {len(told.differing)} differ"
    yield from told.differing[:10]
    yield f"asked about the backup: {'yes' if told.was_asked else 'no'}"
    yield ("kept" if told.is_kept else "NOT kept") + (", and something still waits" if told.stuck else "")


def write(runs: Sequence[Told]) -> None:
    """Write the section: these runs in the place of older ones of the same name; the rest of the page
    stays."""
    before, _mark, section = PAGE.read_text("utf-8").partition(SECTION)
    known = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| run ")]
    rows = {line.split("|")[1].strip(): line for line in known}
    rows |= {told.plan.name: row(told) for told in runs}
    PAGE.write_text(before + HEAD.format(PEOPLE, CUT, DAYS) + "\n".join(rows.values()) + "\n", "utf-8")
