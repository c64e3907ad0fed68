"""A run: the suite is struck for so many minutes while it works, and then everything is counted."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deploy.bench.product import UNDER_WAY, Product
from deploy.chaos import photos
from deploy.chaos.faults import CUT, FAULTS, FULL, USUAL
from deploy.chaos.ledger import Ledger, Reckoning, reckon
from deploy.chaos.load import Line, Work
from deploy.chaos.target import home_of_its_own, parts, small_disk, suite
from deploy.settings import SERVICES

LONGEST_OUTAGE = 10.0
PAUSE = (0.6, 1.8)
SETTLED_SECONDS = 120
KEPT = "SELECT title, id::text FROM gatherings WHERE title LIKE %s"
COUNTED = "SELECT title FROM gathering_copies WHERE title LIKE %s"
WAITING = "SELECT count(*) FROM outbox"
Say = Callable[[str], object]


@dataclass(frozen=True)
class Plan:
    """How long, from which seed, with which kinds of harm, and which protection is off; with `strikes`, until
    there were so many, and so many `records` beside them."""

    minutes: float
    seed: int
    faults: Sequence[str] = USUAL
    off: str = ""
    strikes: int = 0
    records: int = 0

    @property
    def name(self) -> str:
        """What the page calls such a run."""
        if self.off:
            return f"without {self.off}"
        topology = ", separate" if CUT in self.faults else ""
        disk = ", small disk" if FULL in self.faults else ""
        records = f", {self.records} records" if self.records else ""
        return (f"{self.strikes} strikes" if self.strikes else "all protections") + records + topology + disk

    def is_over(self, strikes: int, records: int, ends: float) -> bool:
        """Whether it was struck for long enough; `ends` is of the monotonic clock."""
        if self.strikes:
            return strikes >= self.strikes and records >= self.records
        return time.monotonic() >= ends

    @property
    def mark(self) -> str:
        """How the title of everything recorded in this run begins."""
        return f"chaos {self.seed} {self.off or 'all'} "


@dataclass
class Told:
    """What a run has shown. Outages in seconds: of reading and of writing."""

    plan: Plan
    strikes: Counter[str] = field(default_factory=Counter)
    minutes: float = 0.0
    served: int = 0
    refused: int = 0
    reading: float = 0.0
    writing: float = 0.0
    given_up: int = 0
    reckoning: Reckoning = field(default_factory=lambda: Reckoning(0, 0, 0, 0))
    by_hand: bool = False
    why: Counter[str] = field(default_factory=Counter)

    @property
    def is_kept(self) -> bool:
        """Whether everything promised was kept."""
        within = max(self.reading, self.writing) <= LONGEST_OUTAGE
        worked = self.reckoning.promised > 0 and not self.given_up
        return within and worked and self.reckoning.is_clean and not self.by_hand


def run(plan: Plan, home: Path | None, say: Say) -> Told:
    """One run in a home of its own, which goes afterwards unless it was named."""
    with home_of_its_own("chaos", home) as folder, small_disk(folder, FULL in plan.faults) as place:
        (folder / "ledger.jsonl").unlink(missing_ok=True)
        with (
            closing(Ledger(folder / "ledger.jsonl")) as ledger,
            suite(place, plan.off, CUT in plan.faults) as product,
        ):
            say(f"ready at port {product.port}, home {place}, seed {plan.seed}")
            return struck(plan, product, ledger, say)


def struck(plan: Plan, product: Product, ledger: Ledger, say: Say) -> Told:
    """Strike while it works, let it settle, count."""
    told, work = Told(plan), Work(product, ledger, plan.mark, keyed=plan.off != "keys")
    workers, begun = work.begin(), time.monotonic()
    strike_for(plan, product, told.strikes, say, work.writes)
    told.minutes = (time.monotonic() - begun) / 60
    time.sleep(3)
    work.reads.end()
    work.writes.end()
    work.over.set()
    for worker in workers:
        worker.join(120)
    told.by_hand = not settled(product)
    told.reckoning = counted(product, ledger, plan.mark, told.by_hand)
    note(told, work)
    return told


def note(told: Told, work: Work) -> None:
    """Who was served and who was not."""
    told.served = work.reads.served + work.writes.served
    told.refused = work.reads.refused + work.writes.refused
    told.why = work.why
    told.reading, told.writing, told.given_up = work.reads.longest, work.writes.longest, work.given_up


def strike_for(plan: Plan, product: Product, strikes: Counter[str], say: Say, writes: Line) -> None:
    """One harm after another; the halves are held beside the others."""
    chance, ends = Random(plan.seed), time.monotonic() + plan.minutes * 60
    weights = [FAULTS[name].weight for name in plan.faults]
    beside: list[threading.Thread] = []
    while not plan.is_over(strikes.total(), writes.served, ends):
        fault = FAULTS[chance.choices(list(plan.faults), weights)[0]]
        strikes[fault.name] += 1
        if fault.name == "half-sent":
            beside.append(threading.Thread(target=fault.strike, args=(product, Random(plan.seed))))
            beside[-1].start()
        else:
            say(f"{fault.name}: {fault.strike(product, chance)}")
        time.sleep(chance.uniform(*PAUSE))
    for thread in beside:
        thread.join()


def settled(product: Product) -> bool:
    """Whether everything came to its end without anybody's hand; a suite that has ended never will."""
    ends = time.monotonic() + SETTLED_SECONDS
    while time.monotonic() < ends and parts(product.home):
        if left(product) == 0:
            return True
        time.sleep(0.5)
    return False


def left(product: Product) -> int:
    """What still waits or is under way; one more where nobody can say."""
    try:
        return sum(
            product.rows(service, statement)[0][0]
            for service in SERVICES
            for statement in (WAITING, UNDER_WAY)
        )
    except Exception:  # the database is away: that is not settled
        return 1


def counted(product: Product, ledger: Ledger, mark: str, lying: bool) -> Reckoning:
    """The ledger against the databases and the files. A suite that lies on the ground keeps nothing."""
    promised, like = ledger.read(), f"{mark}%"
    try:
        recorded = [(str(title), str(record)) for title, record in product.rows("events", KEPT, like)]
        files = list(photos.kept(product, mark))
        theirs = [str(title) for (title,) in product.rows("reports", COUNTED, like)]
    except Exception:
        if not lying:
            raise
        return Reckoning(len(promised), len(promised), 0, 0)
    return reckon(promised, [*recorded, *files], [*theirs, *(sha256 for sha256, _record in files)])
