"""A run: two homes and a centre record for a month while the line is cut and their parts are killed; a home
goes on from an old backup; in the end the centre's figures are those of one installation fed the same."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from deploy.bench.product import Product
from deploy.chaos.cutting import Proxy
from deploy.chaos.faults import FAULTS
from deploy.chaos.ledger import Ledger
from deploy.chaos.regions.ageing import DAYS, age
from deploy.chaos.regions.figures import Figures, differing, figures
from deploy.chaos.regions.installations import (
    UNTOUCHED,
    approved,
    installation,
    invited,
    is_known,
    offer_names,
    set_up,
    wait,
)
from deploy.chaos.regions.recording import Desk, called
from deploy.chaos.running import left
from deploy.chaos.target import asar, home_of_its_own
from deploy.demo.places import PLACES
from deploy.trouble import Trouble

CENTRE, *HOMES = list(PLACES)[:3]
RESTORED = HOMES[0]
OPEN, CUT, POOR = 0.15, 0.6, 0.25  # shares of the run: the line is good, down, and bad
KILLS = ("kill", "kill below", "wipe")
PAUSE = (1.0, 4.0)
SETTLED, EQUAL, ASKED = 600, 120, 180  # seconds
WAITING = "SELECT count(*) FROM upwards"
HELD = "SELECT count(*) FROM deployment_news WHERE held_at IS NOT NULL"
NAMED = "SELECT count(*) FROM foreign_records WHERE kind = 'identity' AND state->>'name' <> ''"
KEPT = "SELECT title, id::text FROM gatherings WHERE status = 'held'"
COUNTED = "SELECT title FROM gathering_copies WHERE status = 'held'"
Say = Callable[[str], object]
# What switches a protection off, of homes and of the centre: figures must then be bad, or prove nothing.
GOING_UP = "import services.registry.deployments.operations.going_up as g"
LETTING_IN = "import services.registry.deployments.operations.letting_in as l"
BELIEVED = "g.settled(found, rows, g.Heard(version=''))"
AGREEING = "import services.registry.deployments.operations.agreeing as a"
WHOSE = "a.names_of([row.state['id']] if row.kind == 'identity' else [])"
AT_HOME: Mapping[str, str] = {
    "resume": f"{GOING_UP}; g.not_taken = lambda found, rows, why: {BELIEVED}",
    "names": f"{AGREEING}; a.with_names = lambda found, rows: [a.named(row, {WHOSE}) for row in rows]",
}
AT_CENTRE: Mapping[str, str] = {
    "question": f"{LETTING_IN}; l.runs_backwards = lambda news, pulse: {{}}",
    "names": f"{AGREEING}; a.without_name = lambda kind, state: state",
}
TWINS = tuple(dict.fromkeys([*AT_HOME, *AT_CENTRE]))


@dataclass(frozen=True)
class Plan:
    """How many minutes are recorded, from which seed, which protection is off."""

    minutes: float
    seed: int
    off: str = ""

    @property
    def name(self) -> str:
        """What the page calls such a run."""
        return f"without {self.off}" if self.off else "all protections"

    @property
    def homes(self) -> Sequence[str]:
        """The regions that have a home; of a twin one is enough to show what is lost."""
        return HOMES[:1] if self.off else HOMES

    @property
    def restores(self) -> bool:
        """Whether a home goes on from a backup: then it sends everything anew, which would hide what was
        lost, and says nothing of names."""
        return self.off not in ("resume", "names")


@dataclass
class Told:
    """What a run has shown: trainings promised, lost and doubled at the centre, figures that differ from
    those of one installation, names that came though the centre alone agrees to them, whether somebody was
    asked about the backup, how many did not end."""

    plan: Plan
    strikes: Counter[str] = field(default_factory=Counter)
    promised: int = 0
    records: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: int = 0
    named: int = 0
    compared: int = 0
    differing: list[str] = field(default_factory=list)
    was_asked: bool = False
    stuck: bool = False
    given_up: int = 0
    cut: float = 0.0

    @property
    def is_kept(self) -> bool:
        """Whether everything promised was kept."""
        once = self.promised and self.compared and not (self.lost or self.doubled or self.named)
        asked = self.was_asked == self.plan.restores
        return bool(once and asked and not self.differing and not self.stuck and not self.given_up)


@dataclass
class Programme:
    """A centre, its homes by name with the line between, and who records at each."""

    folder: Path
    centre: Product
    homes: dict[str, Product] = field(default_factory=dict)
    running: dict[str, ExitStack] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, Product]:
        """Every installation by the region it records for."""
        return {CENTRE: self.centre, **self.homes}


def run(plan: Plan, home: Path | None, say: Say) -> Told:
    """One run in a home of its own, which goes afterwards unless it was named."""
    told = Told(plan)
    with home_of_its_own("regions", home) as folder:
        with programme(plan, folder, say) as (found, line):
            lived(found, line, told, say)
            ours = counted(found, told)
            ledgers = {region: ledger.read() for region, ledger in found.ledgers.items()}
        if not (told.lost or told.doubled):  # else it is broken, whatever one installation says
            say("the same records into one installation")
            compare(ours, fed(folder / "single", ledgers), told)
    return told


def compare(ours: Figures, single: Figures, told: Told) -> None:
    """Every indicator, of the whole and of each region."""
    told.compared, told.differing = len(single), differing(ours, single)


@contextmanager
def programme(plan: Plan, folder: Path, say: Say) -> Iterator[tuple[Programme, Proxy]]:
    """A centre with the approved plan, and its homes, paired, which have taken it."""
    with ExitStack() as stack:
        off = AT_CENTRE.get(plan.off, UNTOUCHED)
        centre = stack.enter_context(installation(folder / "centre", "--no-demo", off=off))
        line = stack.enter_context(closing(Proxy(centre.port)))
        approved(centre)
        found = Programme(folder, centre)
        for region in (CENTRE, *plan.homes):
            found.ledgers[region] = stack.enter_context(closing(Ledger(folder / f"{region}.jsonl")))
        for region in plan.homes:
            found.running[region] = stack.enter_context(ExitStack())
            begin(found, line, region, AT_HOME.get(plan.off, UNTOUCHED))
        say(f"a centre at port {centre.port} and {len(plan.homes)} homes, seed {plan.seed}")
        yield found, line


def begin(found: Programme, line: Proxy, region: str, off: str) -> None:
    """Pair the home of a region over the line, and start it."""
    home = found.folder / region
    set_up(home, region, line.address, invited(found.centre, region))
    start(found, region, home, off)
    offer_names(found.centre, region)


def start(found: Programme, region: str, home: Path, off: str = UNTOUCHED) -> None:
    """Start the suite of a home, and wait until it has the plan."""
    product = found.running[region].enter_context(installation(home, off=off))
    wait(lambda: is_known(product), f"the plan does not come down to {region}")
    found.homes[region] = product


def lived(found: Programme, line: Proxy, told: Told, say: Say) -> None:
    """The month, and after it the home that goes on from an old backup."""
    backup = found.folder / "backup"
    asar(found.homes[RESTORED].home, "backup", "--portable", "--to", str(backup))
    month(found, line, told, say)
    settle(found, told, say)
    if not told.plan.restores:
        return
    found.running[RESTORED].close()
    say(f"{RESTORED} goes on from the backup of its first day")
    from_backup(found, line, backup, told)
    settle(found, told, say)


def month(found: Programme, line: Proxy, told: Told, say: Say) -> None:
    """Everybody records; the line is good, down, bad; all the while parts are killed, of every side."""
    desks = [Desk(product, found.ledgers[region], region) for region, product in found.all.items()]
    threads, over = [desk.begin() for desk in desks], threading.Event()
    striker = threading.Thread(target=strike, args=(found, told, over, say), daemon=True)
    striker.start()
    weather(found, line, told, say)
    over.set()
    for desk in desks:
        desk.over.set()
    for thread in (striker, *threads):
        thread.join()
    told.given_up = sum(desk.given_up for desk in desks)


def weather(found: Programme, line: Proxy, told: Told, say: Say) -> None:
    """The line over the month."""
    seconds, chance = told.plan.minutes * 60, Random(told.plan.seed)
    time.sleep(seconds * OPEN)
    say("the line is down")
    line.take_down()
    time.sleep(seconds * CUT)
    age(found.all.values())
    say(f"{DAYS} days have passed")
    line.put_up()
    say("the line is bad")
    ends = time.monotonic() + seconds * POOR
    while time.monotonic() < ends:
        line.cut(chance.uniform(0.5, 2), chance.choice((0, 20, 300)))
        time.sleep(chance.uniform(0.5, 2))
    told.cut = CUT


def strike(found: Programme, told: Told, over: threading.Event, say: Say) -> None:
    """One harm after another, on any side; none in a twin, whose harm is the line or the backup."""
    chance = Random(told.plan.seed)
    while not over.is_set() and not told.plan.off:
        fault, region = FAULTS[chance.choice(KILLS)], chance.choice(sorted(found.all))
        told.strikes[fault.name] += 1
        say(f"{fault.name} at {region}: {fault.strike(found.all[region], chance)}")
        over.wait(chance.uniform(*PAUSE))


def settle(found: Programme, told: Told, say: Say) -> None:
    """Until nothing waits on any side: an attempt that failed is made again after minutes."""
    begun = time.monotonic()
    say("until nothing waits on any side")
    try:
        wait(lambda: is_quiet(found.all.values(), found.homes.values()), "something still waits", SETTLED)
    except Trouble:
        told.stuck = True
    say(f"waited {time.monotonic() - begun:.0f} s")


def is_quiet(suites: Iterable[Product], homes: Iterable[Product] = ()) -> bool:
    """Whether nothing waits anywhere, looked at three times: what is on its way between two of them is in
    neither for who looks at one after the other."""
    every, below = list(suites), list(homes)
    for _look in range(3):
        if any(map(on_its_way, below)) or any(map(left, every)):
            return False
        time.sleep(2)
    return True


def on_its_way(home: Product) -> int:
    """How much of a home the centre has not taken, refused records too; one more where nobody can say."""
    try:
        return int(home.rows("registry", WAITING)[0][0])
    except Exception:  # the database is away: that is not settled
        return 1


def from_backup(found: Programme, line: Proxy, backup: Path, told: Told) -> None:
    """A home goes on from an old backup: what is missing is entered again while there is no line, so that it
    may have written more than it lost; the centre sees it all the same, and asks."""
    anew = found.folder / f"{RESTORED}-again"
    asar(anew, "restore", "--from", str(backup))
    line.take_down()
    start(found, RESTORED, anew)
    again(found, told)
    line.put_up()
    told.was_asked = is_asked(found.centre)
    if told.was_asked:
        asar(found.centre.home, "deployment", "restored", "--name", RESTORED)


def is_asked(centre: Product) -> bool:
    """Whether the centre holds what a home sends until somebody has said whether it was restored."""
    ends = time.monotonic() + ASKED
    while time.monotonic() < ends:
        if centre.rows("registry", HELD)[0][0]:
            return True
        time.sleep(1)
    return False


def again(found: Programme, told: Told) -> None:
    """Enter again what the restored home no longer has."""
    home, ledger = found.homes[RESTORED], found.ledgers[RESTORED]
    has, desk = {str(title) for title, _record in home.rows("events", KEPT)}, Desk(home, ledger, RESTORED)
    for title in sorted(set(ledger.read()) - has):
        desk.record(int(title.rpartition(" ")[2]))
    told.given_up += desk.given_up


def counted(found: Programme, told: Told) -> Figures:
    """What the ledgers promised beside what the centre has; its figures."""
    promised = {title for ledger in found.ledgers.values() for title in ledger.read()}
    theirs = Counter(str(title) for (title,) in found.centre.rows("reports", COUNTED))
    told.promised, told.lost = len(promised), sorted(promised - set(theirs))
    told.doubled = sum(many > 1 for many in theirs.values())
    told.named = int(found.centre.rows("registry", NAMED)[0][0])
    told.records = int(found.centre.rows("reports", "SELECT count(*) FROM attendance_copies")[0][0])
    return figures(found.centre, tuple(found.ledgers))


def fed(home: Path, ledgers: Mapping[str, Mapping[str, str]]) -> Figures:
    """The figures of a single installation into which the same records were entered."""
    with installation(home, "--no-demo") as single, closing(Ledger(home / "ledger.jsonl")) as ledger:
        approved(single)
        threads = [
            threading.Thread(target=enter, args=(Desk(single, ledger, region), sorted(titles)))
            for region, titles in ledgers.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wait(lambda: is_quiet([single]), "the single installation does not come to rest", SETTLED)
        return figures(single, tuple(ledgers))


def enter(desk: Desk, titles: Sequence[str]) -> None:
    """Enter these trainings."""
    for title in titles:
        number = int(title.rpartition(" ")[2])
        assert title == called(desk.region, number)
        desk.record(number)
