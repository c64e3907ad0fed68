"""Promises of former issues that need no large programme: a plan read, an act beside the write without."""

from __future__ import annotations

from collections.abc import Iterator

from deploy.bench import acts
from deploy.bench.arrivals import as_upload
from deploy.bench.beside import write_here
from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.wire import best, checked
from deploy.settings import ROOT

PLAN = ROOT / "deploy/demo/detailed-description.docx"


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """The rows, as far as they are wanted."""
    if "plan" in wanted:
        yield Reading("plan", size, best(lambda: read_plan(product), least=5))
    if "act" in wanted:
        with_act, without = acts.in_turns(lambda: write_here(product))
        yield Reading("act", size, with_act, without)


def read_plan(product: Product) -> None:
    """A Word plan from upload to draft, child process included."""
    body, kind = as_upload(PLAN.read_bytes(), new_project="1")
    path = "/registry/api/v1/plans"
    checked(path, product.tool.ask("POST", path, body, {"Content-Type": kind}))
