"""A list of ten thousand: a page of it, and all of it taken home."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator

from deploy.bench.beside import LISTED, SEEN, bare_lists
from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.twins import beside
from deploy.bench.wire import Answer, Refused, best, best_of

DEEP, TAKEN = f"{SEEN}?page=150", f"{SEEN}.xlsx"
PATIENCE, ZIP = 60, b"PK"
FILE = re.compile(r'href="([^"]+[?&;]file=[^"]*)"')


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """A page in the middle of the list, and its workbook."""
    with beside(product.home, bare_lists(product)) as twin:
        if "long" in wanted:
            ours, bare = best_of([lambda: product.reader.get(DEEP), lambda: twin.get(LISTED)])
            yield Reading("long", size, ours, bare)
        if "export" in wanted:
            kept: list[int] = []
            seconds = best(lambda: kept.append(len(taken(product))), least=3)
            yield Reading("export", size, seconds, best(lambda: twin.get(LISTED)), f"{kept[-1] // 1024} KB")


def taken(product: Product) -> bytes:
    """The workbook: at once, or from the job that makes it."""
    address, ends = TAKEN, time.monotonic() + PATIENCE
    while not (answer := product.reader.get(address)).body.startswith(ZIP):
        if time.monotonic() > ends:
            raise Refused(f"the workbook is not there after {PATIENCE} s")
        address = answer.header("Location") or file_on(answer) or address
        time.sleep(0.02)
    return answer.body


def file_on(answer: Answer) -> str | None:
    """Where the page of a job says its file is, when it is there."""
    found = FILE.search(answer.body.decode())
    return html.unescape(found.group(1)) if found else None
