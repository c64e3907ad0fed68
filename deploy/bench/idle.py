"""What the suite costs while nobody asks it anything."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil

from deploy.bench.judging import Reading
from deploy.bench.product import Product

SETTLING, LOOKED_AT = 10, 20
MB = 2**20


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """The share of a core and the memory of all its processes, servers included; the seconds of its start."""
    if "start" in wanted:
        yield Reading("start", size, product.started)
    if wanted & {"cpu", "memory"}:
        time.sleep(SETTLING)
        before, begun = spent(product.pid), time.monotonic()
        time.sleep(LOOKED_AT)
        share = (spent(product.pid) - before) / (time.monotonic() - begun)
        found = Reading("memory", size, held(product.pid) / MB, note=by_process(product.pid))
        yield from (each for each in (Reading("cpu", size, share), found) if each.name in wanted)


def family(pid: int) -> list[psutil.Process]:
    """The supervisor and everything it started."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def spent(pid: int) -> float:
    """Seconds of processor time of the family so far; of those that ended their parents still know."""
    times = [process.cpu_times() for process in family(pid)]
    return sum(each.user + each.system + each.children_user + each.children_system for each in times)


def held(pid: int) -> int:
    """Bytes of memory of the family; what several share is counted once."""
    return sum(process.memory_full_info().pss for process in family(pid))


def by_process(pid: int) -> str:
    """The memory by what the processes are called."""
    sums: dict[str, int] = {}
    for process in family(pid):
        name = process.name().split(":")[-1].split()[0]
        sums[name] = sums.get(name, 0) + process.memory_full_info().pss
    parts = sorted(sums.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{name} {size / MB:.0f}" for name, size in parts)
