"""deploy/BENCH.md, written by the command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from deploy.bench.judging import (
    MEGABYTES,
    MORE_IS_BETTER,
    RATE,
    RATIO,
    SHARE,
    Reading,
    Verdict,
    amount_of,
)
from deploy.bench.profiling import Profile
from deploy.bench.running import Failure, Outcome
from deploy.bench.sizes import SIZES, Size
from deploy.settings import ROOT

PAGE = ROOT / "deploy/BENCH.md"
HEAD = """# Speed

Written by `./asar bench --write` on {day}: {cores} cores, load {load:.1f} while it ran.

Rows that earlier runs over the same homes measured stand here too (`--only`, `--sizes`).
The product runs as `./asar up` starts it, over a seeded home, and is asked over HTTP ({sizes}).
Beside it, under the same gunicorn settings, over the same database, in turns with it: Flask with SQLAlchemy
Core and orjson or Jinja that answer the same bytes. A time is the least of many runs, so that other work on
the machine counts as little as it can; read the ratios. "× bare" is the time in bare lists of fifty of the
same run. `deploy/bench/former.json` holds what was measured before: the command fails when a promise is not
kept, and when a ratio is worse than before by more than noise.
"""


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The rows with what was promised, smallest and largest size, growth, and the bare twin."""
    yield "| row | promised | measured | kept | growth | bare twin, or × bare | beside |"
    yield "|---|---|---|---|---|---|---|"
    for verdict in verdicts:
        yield "| " + " | ".join(cells(verdict)) + " |"


def cells(verdict: Verdict) -> Iterator[str]:
    """One row."""
    promise = verdict.promise
    yield promise.words
    yield promised(verdict)
    yield "; ".join(f"{shown(verdict, reading)} at {reading.size}" for reading in verdict.readings)
    yield ("yes" if verdict.kept else "**no**") + ("" if verdict.as_before else ", worse than before")
    yield f"{verdict.growth:.2f} ×" if verdict.growth and promise.unit != RATE else "–"
    yield beside(verdict)
    yield verdict.last.note or "–"


def promised(verdict: Verdict) -> str:
    """A promise in words."""
    promise = verdict.promise
    sign = "≥" if promise.unit in MORE_IS_BETTER else "≤"
    grows = f", growth ≤ {promise.growth} ×" if promise.growth else ""
    return f"{sign} {amount(promise.unit, promise.limit)}{grows}"


def shown(verdict: Verdict, reading: Reading) -> str:
    """A reading in the unit of its promise."""
    found = amount(verdict.promise.unit, amount_of(verdict.promise, reading))
    return f"{found} ({seconds(reading.amount)})" if verdict.promise.unit == RATIO else found


def beside(verdict: Verdict) -> str:
    """The bare twin's time, or how many bare lists a time is."""
    last = verdict.last
    if last.bare is None or verdict.promise.unit == RATE:
        return "–"
    return seconds(last.bare) if verdict.promise.unit == RATIO else f"{last.amount / last.bare:.1f} × bare"


def amount(unit: str, value: float) -> str:
    """An amount with its unit."""
    said = {
        RATIO: f"{value:.2f}",
        RATE: f"{value:,.0f}/s",
        SHARE: f"{value:.1%} of a core",
        MEGABYTES: f"{value:.0f} MB",
    }
    return said[unit] if unit in said else seconds(value)


def seconds(value: float) -> str:
    """Seconds as people read them."""
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"


def whole(outcome: Outcome, verdicts: Sequence[Verdict], load: float) -> str:
    """The page."""
    day = datetime.now(UTC).date().isoformat()
    parts = [
        HEAD.format(day=day, cores=cores(), load=load, sizes=sizes_of(SIZES.values())),
        *table(verdicts),
        "",
    ]
    if outcome.failures:
        parts += ["Not measured:", "", *map(failed, outcome.failures), ""]
    for profile in needed(outcome.profiles, verdicts):
        parts += [f"## Where the time goes: {profile.name} at {profile.size}", ""]
        parts += ["```", profile.text.rstrip(), "```", ""]
    return "\n".join(parts)


def failed(failure: Failure) -> str:
    """A row that could not be measured."""
    return f"- {failure.name} at {failure.size}: {failure.why}"


def needed(profiles: Sequence[Profile], verdicts: Sequence[Verdict]) -> Iterator[Profile]:
    """The profiles of what is not kept, at the size that is judged."""
    broken = {(each.promise.name, each.last.size) for each in verdicts if not each.kept}
    yield from (profile for profile in profiles if (profile.name, profile.size) in broken)


def sizes_of(sizes: Iterable[Size]) -> str:
    """The sizes in words."""
    told = (f"{each.name}: {each.attendances:,} attendances, {each.people:,} people" for each in sizes)
    return "; ".join(told)


def cores() -> int:
    """How many processors there are to run on."""
    return len(os.sched_getaffinity(0))


def write(text: str, file: Path = PAGE) -> None:
    """Keep the page."""
    file.write_text(text, "utf-8")
