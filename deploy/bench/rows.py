"""The rows of the bench: what is promised of each, who measures it, in programmes of which sizes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from deploy.bench import arrivals, beside, figures, idle, lists, mixed, others
from deploy.bench.judging import MEGABYTES, RATE, RATIO, SECONDS, SHARE, Promise, Reading
from deploy.bench.product import Product
from deploy.bench.sizes import LARGE, MIDDLE, SMALL

GROWTH = 1.3
PROMISES = (
    Promise("list", "list of 50 for tools, beside the bare one", RATIO, 0.6),
    Promise("page", "page of 50 rows, beside a bare Jinja page of as many bytes", RATIO, 0.5),
    Promise("write", "write with once-key, act and outbox, beside a bare INSERT", RATIO, 0.4),
    Promise("overview", "overview", SECONDS, 0.100, GROWTH),
    Promise("indicator", "page of one indicator", SECONDS, 0.100, GROWTH),
    Promise("json", "41 indicators as JSON", SECONDS, 0.100, GROWTH),
    Promise("unique", "one indicator of people counted once, by region", SECONDS, 0.030),
    Promise("report", "report of 41 indicators × 7 regions in three formats", SECONDS, 3.0),
    Promise("records", "records from POST to visible figure", RATE, 2_000),
    Promise("mark", "delay of one mark", SECONDS, 2.0),
    Promise("import", "participants from .xlsx, matched", RATE, 600),
    Promise("long", "page of a list of 10,000", SECONDS, 0.025),
    Promise("export", "a list of 10,000 as .xlsx", SECONDS, 1.0),
    Promise("cpu", "idle suite, processor", SHARE, 0.05),
    Promise("memory", "idle suite, memory", MEGABYTES, 400),
    Promise("start", "`asar up` ready on a second start", SECONDS, 5.0),
    Promise("plan", "Word plan read, with its child process", SECONDS, 3.0),
    Promise("mixed", "100 requests a second for ten minutes: 95 of 100 answered", SECONDS, 0.3),
    Promise("act", "the same write with its act, beside without", RATIO, 1 / 1.10),
)
Measure = Callable[[Product, str, set[str]], Iterator[Reading]]


@dataclass(frozen=True)
class Group:
    """Rows that are measured together, one of them after another, in programmes of some sizes."""

    rows: tuple[str, ...]
    sizes: tuple[str, ...]
    measure: Measure
    writes: bool = False


# A group that adds records stands after those that only read.
ALL_SIZES = (SMALL.name, MIDDLE.name, LARGE.name)
GROUPS = (
    Group(("start", "cpu", "memory"), (SMALL.name,), idle.measure),
    Group(("overview", "indicator", "json", "unique", "report"), (SMALL.name, LARGE.name), figures.measure),
    Group(("long", "export"), (MIDDLE.name,), lists.measure),
    Group(("list", "page", "write"), ALL_SIZES, beside.measure, writes=True),
    Group(("records", "mark", "import"), (SMALL.name, LARGE.name), arrivals.measure, writes=True),
    Group(("plan", "act"), (SMALL.name,), others.measure, writes=True),
    Group(("mixed",), (MIDDLE.name,), mixed.measure, writes=True),
)
NAMES = tuple(promise.name for promise in PROMISES)


def groups(size: str, wanted: Collection[str]) -> Iterator[tuple[Group, set[str]]]:
    """Who measures what of the wanted rows in a programme of this size."""
    for group in GROUPS:
        mine = set(group.rows) & set(wanted)
        if mine and size in group.sizes:
            yield group, mine
