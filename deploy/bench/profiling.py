"""Why a row is not kept: the request done again in this process, with what its time went into."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from deploy.bench import beside, figures, lists
from deploy.bench.product import Product
from deploy.bench.wire import Wire
from deploy.settings import ROOT

RUNS, MOST_LINES, LONGEST = 5, 14, 150


@dataclass(frozen=True)
class Profile:
    """What a row's time goes into, in a programme of a size."""

    name: str
    size: str
    text: str


@dataclass
class Statements:
    """What was asked of databases: seconds by statement."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    begun: float = 0.0

    def before(self, *_: Any) -> None:
        """A statement begins."""
        self.begun = time.perf_counter()

    def after(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """It has ended."""
        self.taken.setdefault(" ".join(statement.split()), []).append(time.perf_counter() - self.begun)

    def told(self) -> Iterator[str]:
        """How many there were in a run, and the slowest."""
        count = sum(map(len, self.taken.values()))
        total = sum(map(sum, self.taken.values()))
        yield f"SQL: {count / RUNS:.0f} statements, {total / RUNS * 1000:.1f} ms"
        slowest = sorted(self.taken.items(), key=lambda pair: -sum(pair[1]))[:4]
        for statement, taken in slowest:
            yield f"  {sum(taken) / RUNS * 1000:7.1f} ms  {len(taken) / RUNS:.0f} ×  {statement[:LONGEST]}"


@contextmanager
def listening() -> Iterator[Statements]:
    """Every statement of this process while it lasts."""
    heard = Statements()
    event.listen(Engine, "before_cursor_execute", heard.before)
    event.listen(Engine, "after_cursor_execute", heard.after)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", heard.before)
        event.remove(Engine, "after_cursor_execute", heard.after)


def profile(work: Callable[[], object]) -> str:
    """What some runs of a work went into: SQL, then functions of ours by all that happens in them."""
    work()
    profiler = cProfile.Profile()
    with listening() as heard:
        begun = time.perf_counter()
        for _ in range(RUNS):
            profiler.runcall(work)
        whole = (time.perf_counter() - begun) / RUNS
    lines = [f"a run under the profiler: {whole * 1000:.1f} ms", *heard.told()]
    return "\n".join([*lines, "functions (ms a run with what they call, calls a run):", *functions(profiler)])


def functions(profiler: cProfile.Profile) -> Iterator[str]:
    """Our own functions and templates, those that hold most time first."""
    stats: Any = pstats.Stats(profiler)
    ours = [
        (cumulative, calls, f"{file.removeprefix(f'{ROOT}/')}:{line} {name}")
        for (file, line, name), (_primitive, calls, _own, cumulative, _callers) in stats.stats.items()
        if is_ours(file)
    ]
    for cumulative, calls, where in sorted(ours, reverse=True)[:MOST_LINES]:
        yield f"  {cumulative / RUNS * 1000:7.1f}  {calls / RUNS:7.0f}  {where}"


def is_ours(file: str) -> bool:
    """Whether a file is the product's, a template included."""
    inside = file.removeprefix(f"{ROOT}/")
    return inside.startswith(("services/", "shared/", "plugins/")) or file.endswith(".html")


def repeated(product: Product, name: str) -> Callable[[], object] | None:
    """How a row's request is done in this process; None for a row that is no request."""
    asked: dict[str, tuple[Wire, str]] = {
        "list": (product.tool, beside.LIST),
        "page": (product.reader, beside.SEEN),
        "overview": (product.reader, figures.OVERVIEW),
        "indicator": (product.reader, figures.INDICATOR),
        "json": (product.tool, figures.json_of(product)),
        "long": (product.reader, lists.DEEP),
        "export": (product.reader, lists.TAKEN),
    }
    if name == "write":
        return lambda: beside.write_here(product)
    if name == "unique":
        return lambda: figures.by_region(product)
    if name not in asked:
        return None
    wire, path = asked[name]
    app = product.apps[path.split("/")[1]]
    return lambda: app.test_client(use_cookies=False).get(path, headers=dict(wire.headers))
