"""A run of the bench: for each size a process of its own measures the suite over its seeded home."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.bench.homes import ready_home, written_mark
from deploy.bench.judging import Reading, Verdict
from deploy.bench.product import Product, running
from deploy.bench.profiling import Profile, profile, repeated
from deploy.bench.rows import PROMISES, Group, groups
from deploy.bench.sizes import SIZES
from deploy.settings import ROOT

Say = Callable[[str], object]
LONGEST = 200  # characters of a reason


@dataclass(frozen=True)
class Failure:
    """A row that could not be measured, and why."""

    name: str
    size: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What a run has measured, what it could not, and the profiles it took."""

    readings: tuple[Reading, ...] = ()
    failures: tuple[Failure, ...] = ()
    profiles: tuple[Profile, ...] = ()

    def and_also(self, other: Outcome) -> Outcome:
        """Both together."""
        return Outcome(
            self.readings + other.readings, self.failures + other.failures, self.profiles + other.profiles
        )

    def but(self, told: Collection[tuple[str, str]]) -> Outcome:
        """All of other rows and sizes than these."""
        return Outcome(
            tuple(each for each in self.readings if (each.name, each.size) not in told),
            tuple(each for each in self.failures if (each.name, each.size) not in told),
            tuple(each for each in self.profiles if (each.name, each.size) not in told),
        )


def measured(sizes: Sequence[str], wanted: Collection[str], folder: Path, say: Say) -> Outcome:
    """Measure the wanted rows, the smallest programme first."""
    outcome = Outcome()
    for size in sizes:
        if any(groups(size, wanted)):
            home = ready_home(SIZES[size], folder, say)
            outcome = outcome.and_also(in_a_process(size, wanted, home, say))
    return outcome


def with_former(outcome: Outcome, folder: Path) -> Outcome:
    """What was measured, beside what earlier runs over these homes measured of other rows and sizes; kept for
    the next."""
    file = folder / "readings.jsonl"
    former = Outcome()
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        former = former.and_also(read(line, silent))
    told = {(each.name, each.size) for each in outcome.readings}
    told |= {(each.name, each.size) for each in outcome.failures}
    whole = outcome.and_also(former.but(told))
    lines = [*map(dumped, whole.readings), *map(dumped, whole.failures), *map(dumped, whole.profiles)]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return whole


def silent(_words: str) -> None:
    """Say nothing."""


def dumped(told: Reading | Failure | Profile) -> str:
    """A line of JSON."""
    return json.dumps(asdict(told), ensure_ascii=False)


def in_a_process(size: str, wanted: Collection[str], home: Path, say: Say) -> Outcome:
    """Measure one size in a process that knows no other's servers."""
    command = [sys.executable, "-P", "-m", "deploy.bench.running", size, str(home), ",".join(wanted)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        outcome = Outcome()
        for line in child.stdout:
            outcome = outcome.and_also(read(line, say))
    if child.returncode:
        return outcome.and_also(Outcome(failures=(Failure("all", size, "the bench's process ended"),)))
    return outcome


def read(line: str, say: Say) -> Outcome:
    """A line a measuring process wrote."""
    told = json.loads(line)
    if "text" in told:
        return Outcome(profiles=(Profile(**told),))
    say(line.strip())
    if "why" in told:
        return Outcome(failures=(Failure(**told),))
    return Outcome(readings=(Reading(**told),))


def measure_here(size: str, home: Path, wanted: Collection[str]) -> Iterator[Reading | Failure | Profile]:
    """Start the suite of a home and measure row by row."""
    with running(home) as product:
        for group, mine in groups(size, wanted):
            if group.writes:
                written_mark(home).touch()
            for name in (row for row in group.rows if row in mine):
                yield from one_row(group, name, product, size)


def one_row(group: Group, name: str, product: Product, size: str) -> Iterator[Reading | Failure | Profile]:
    """Measure one row; where it cannot be, say why, and go on."""
    try:
        for reading in group.measure(product, size, {name}):
            yield reading
            yield from explained(product, reading)
    except Exception as error:
        yield Failure(name, size, f"{type(error).__name__}: {error}"[:LONGEST])


def explained(product: Product, reading: Reading) -> Iterator[Profile]:
    """Where the time goes, of a row that is not kept here."""
    promise = next(promise for promise in PROMISES if promise.name == reading.name)
    again = repeated(product, reading.name)
    if again and not Verdict(promise, (reading,)).kept:
        yield Profile(reading.name, reading.size, profile(again))


def main(size: str, home: str, wanted: str) -> None:
    """Write each reading as a line of JSON."""
    for told in measure_here(size, Path(home), wanted.split(",")):
        print(dumped(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:4])
