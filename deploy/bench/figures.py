"""Figures as people and tools read them: the overview, one indicator, all as JSON, a whole report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from deploy.bench.beside import LISTED, bare_lists
from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.statements import LAST_DAY
from deploy.bench.twins import beside
from deploy.bench.wire import Refused, best, best_of

SIZED, UNIQUE = "4.1.3", "4.1.6"  # attendances with fifteen at each, and leaders counted once
OVERVIEW, INDICATOR = "/reports/", f"/reports/indicators/{SIZED}"
FORMATS = ("docx", "pdf", "xlsx")
INDICATORS, AREAS = 41, 7
SHARED, FIRSTS, PAUSE = ("overview", "indicator"), 5, 1.1  # what is drawn once for all; seconds


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """The rows of figures, as far as they are wanted, with the bare list of the same run."""
    with beside(product.home, bare_lists(product)) as twin:
        for name, work in works(product).items():
            if name in wanted:
                ours, bare = best_of([work, lambda: twin.get(LISTED)])
                yield Reading(name, size, ours, bare, anew(work) if name in SHARED else "")
        if "report" in wanted:
            yield Reading("report", size, best(lambda: report(product), least=3))


def anew(work: Callable[[], object]) -> str:
    """How long whoever comes first in a second waits; the others are shown what was drawn for him."""
    taken = []
    for _first in range(FIRSTS):
        time.sleep(PAUSE)
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return f"drawn anew {min(taken) * 1000:.1f} ms, then shared for a second"


def works(product: Product) -> dict[str, Callable[[], object]]:
    """What is asked for each row."""
    return {
        "overview": lambda: product.reader.get(OVERVIEW),
        "indicator": lambda: product.reader.get(INDICATOR),
        "json": lambda: product.tool.get(json_of(product)),
        "unique": lambda: by_region(product),
    }


def json_of(product: Product) -> str:
    """Where a tool reads all figures."""
    return f"/reports/api/v1/projects/{product.project}/indicators"


def by_region(product: Product) -> None:
    """One indicator of people counted once, by region, without page or network around it."""
    from services.reports.figures.queries.figures import Window, get_figure, get_project

    with product.apps["reports"].app_context():
        found = get_figure(get_project(product.project), UNIQUE, Window(LAST_DAY))
    if len(found.by_region) != AREAS:
        raise Refused(f"{UNIQUE} is of {len(found.by_region)} regions, not {AREAS}")


def report(product: Product) -> None:
    """A report sealed and built in three formats, from the call to the files."""
    found = product.tool.get(json_of(product)).json()
    if len(found) != INDICATORS:
        raise Refused(f"the plan has {len(found)} indicators, not {INDICATORS}")
    asked = {"kind": "programme_report", "formats": FORMATS, "period": {"to": LAST_DAY.isoformat()}}
    path = f"/reports/api/v1/projects/{product.project}/reports"
    product.job_done("reports", product.tool.post(path, asked))
