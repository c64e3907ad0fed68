"""An ordinary busy hour: pages, lists, figures and records asked at a steady pace, whoever is slow."""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from deploy.bench.arrivals import HELD
from deploy.bench.beside import GATHERING, SEEN, WRITE, a_line
from deploy.bench.figures import INDICATOR, OVERVIEW, json_of
from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.wire import Answer, Refused, Wire, checked

A_SECOND, LASTS, HANDS = 100, 600, 32
PART = 0.95
LISTED, PARTNERS = f"{WRITE}?limit=50", "/registry/api/v1/organisations?limit=50"
Ask = Callable[[Wire, Wire], Answer]  # of a browser and of a tool


@dataclass
class Told:
    """How long each answer took, from the moment it was due, and what broke."""

    seconds: list[float] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)


def measure(product: Product, size: str, _wanted: set[str]) -> Iterator[Reading]:
    """Within which time 95 of 100 are answered; Refused where one answer is a failure of ours."""
    told = at_a_pace(product, mixture(product), A_SECOND * LASTS)
    note = (
        f"{len(told.seconds):,} answers in {LASTS // 60} min, half within {within(told, 0.5) * 1000:.0f} ms"
    )
    if told.broken:
        raise Refused(f"{sum(told.broken.values())} of {note}: {dict(told.broken)}")
    yield Reading("mixed", size, within(told, PART), None, note)


def mixture(product: Product) -> list[Ask]:
    """Twenty requests, in turns: thirteen of people, seven of tools; three of them write."""
    said = {**GATHERING, "project_id": product.project, "activity": a_line(product), "title": "Bench"}
    hall = product.rows("events", HELD)[0][0]
    pages = [OVERVIEW, SEEN, INDICATOR, f"/events/gatherings/{hall}", "/registry/"]
    reads = [json_of(product), LISTED, PARTNERS, LISTED]
    writes: list[Ask] = [recorded(said), recorded(said), marked(f"{WRITE}/{hall}/participants")]
    return [page(path) for path in pages * 2 + pages[:3]] + [read(path) for path in reads] + writes


def page(path: str) -> Ask:
    """Somebody opens a page."""
    return lambda browser, _tool: browser.ask("GET", path)


def read(path: str) -> Ask:
    """A tool reads."""
    return lambda _browser, tool: tool.ask("GET", path)


def recorded(said: dict[str, str]) -> Ask:
    """A tool records a gathering."""
    return lambda _browser, tool: tool.post(WRITE, said)


def marked(path: str) -> Ask:
    """A tool records who was at one."""
    row = {"attended": True, "birth_year": 1991}
    return lambda _browser, tool: tool.post(
        path, {"participants": [{**row, "name": f"Бенчев Мерей {uuid.uuid4().hex[:8]}"}]}
    )


def at_a_pace(product: Product, mixed: Sequence[Ask], many: int) -> Told:
    """Ask so many times, each when it is due, however late the others are."""
    told, turns, begun = Told(), itertools.count(), time.perf_counter() + 1
    hands = [
        threading.Thread(target=work, args=(product, mixed, turns, many, begun, told)) for _ in range(HANDS)
    ]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return told


def work(
    product: Product, mixed: Sequence[Ask], turns: Iterator[int], many: int, begun: float, told: Told
) -> None:
    """What one hand asks: the next that is due, until all are."""
    browser, tool = (Wire(product.port, dict(wire.headers)) for wire in (product.reader, product.tool))
    while (turn := next(turns)) < many:
        due = begun + turn / A_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            checked("", mixed[turn % len(mixed)](browser, tool))
        except Exception as error:
            told.broken[str(error)[:80]] += 1
        told.seconds.append(time.perf_counter() - due)


def within(told: Told, part: float) -> float:
    """Seconds within which this part of the answers came."""
    ordered = sorted(told.seconds)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]
