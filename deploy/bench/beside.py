"""The product beside its bare twins, turn by turn: a list for tools, a page, a write."""

from __future__ import annotations

import itertools
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace

from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.twin_page import template_of, words_of
from deploy.bench.twins import PAGE, Twins, beside, engine_of, newest
from deploy.bench.wire import Refused, Wire, best_of

LIST, LISTED = f"/events/api/v1/gatherings?limit={PAGE}", "/list"
SEEN, BARE_PAGE = "/events/gatherings", "/page"
WRITE, BARE_WRITE = "/events/api/v1/gatherings", "/write"
NEAR = 0.03
WAITING = "SELECT count(*) FROM outbox"
PATIENCE = 30


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """The three rows that have a twin, as far as they are wanted."""
    with beside(product.home, twins_of(product)) as twin:
        if "list" in wanted:
            yield lists(product, twin, size)
        if "page" in wanted:
            yield pages(product, twin, size)
        if "write" in wanted:
            yield writes(product, twin, size)


def twins_of(product: Product) -> Twins:
    """What the twins are told of this programme, the page included."""
    bare = bare_lists(product)
    with engine_of(bare).connect() as connection:
        shown = newest(connection)
    words, page = words_of(product.apps["events"]), product.reader.get(SEEN).body.decode()
    return replace(bare, template=template_of(page, shown, words), words=words)


def bare_lists(product: Product) -> Twins:
    """What the bare list has to know: the codes of the plan's lines."""
    from services.events.projects.queries import projects

    events = product.apps["events"]
    with events.app_context():
        codes = projects.codes()
    return Twins(events.config["SQLALCHEMY_DATABASE_URI"], events.config["SQLALCHEMY_ENGINE_OPTIONS"], codes)


def lists(product: Product, twin: Wire, size: str) -> Reading:
    """Fifty gatherings as JSON: the same bytes."""
    if product.tool.get(LIST).body != twin.get(LISTED).body:
        raise Refused("the list and its bare twin do not answer the same bytes")
    ours, bare = best_of([lambda: product.tool.get(LIST), lambda: twin.get(LISTED)])
    return Reading("list", size, ours, bare)


def pages(product: Product, twin: Wire, size: str) -> Reading:
    """Fifty gatherings as a page: as many bytes."""
    ours, bare = len(product.reader.get(SEEN).body), len(twin.get(BARE_PAGE).body)
    if abs(ours - bare) > NEAR * ours:
        raise Refused(f"the page has {ours} bytes, its bare twin {bare}")
    times = best_of([lambda: product.reader.get(SEEN), lambda: twin.get(BARE_PAGE)])
    return Reading("page", size, times[0], times[1], f"{ours // 1024} KB, the bare one {bare // 1024} KB")


def writes(product: Product, twin: Wire, size: str) -> Reading:
    """A gathering recorded with once-key, act and outbox, beside a bare INSERT."""
    numbers = itertools.count()
    line = a_line(product)

    def said() -> dict[str, str]:
        return {
            **GATHERING,
            "project_id": product.project,
            "activity": line,
            "title": f"Bench {next(numbers)}",
        }

    def ours() -> None:
        product.tool.post(WRITE, said(), {"Idempotency-Key": uuid.uuid4().hex})

    times = best_of([ours, lambda: twin.post(BARE_WRITE, said())])
    delivered = seconds_until_delivered(product)
    said_beside = f"the worker had delivered all {delivered * 1000:.0f} ms later"
    return Reading("write", size, times[0], times[1], said_beside)


GATHERING = {"type": "training", "region": "turkistan", "starts_on": "2022-10-12", "mode": "offline"}


def a_line(product: Product) -> str:
    """The id of the plan's line on which trainings stand."""
    found = product.rows("events", "SELECT activity_id FROM gatherings WHERE type = 'training' LIMIT 1")
    return str(found[0][0])


def write_here(product: Product) -> None:
    """A gathering recorded in this process."""
    said = {**GATHERING, "project_id": product.project, "activity": a_line(product), "title": "Bench"}
    headers = {**product.tool.headers, "Idempotency-Key": uuid.uuid4().hex}
    answer = product.apps["events"].test_client().post(WRITE, json=said, headers=headers)
    if answer.status_code >= 400:
        raise Refused(answer.get_data(as_text=True))


def seconds_until_delivered(product: Product) -> float:
    """How long the outbox of events takes to be empty."""
    begun = time.monotonic()
    while product.rows("events", WAITING)[0][0]:
        if time.monotonic() - begun > PATIENCE:
            raise Refused(f"the outbox is not empty after {PATIENCE} s")
        time.sleep(0.01)
    return time.monotonic() - begun
