"""One run: the calls of the four documents, one after another."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import requests
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from deploy.bench.product import Product
from deploy.chaos.target import home_of_its_own, suite
from deploy.fuzz import calls, page
from deploy.fuzz.bending import BENDS, bent
from deploy.fuzz.callers import Caller, callers
from deploy.fuzz.judging import Judge, Wrong
from deploy.fuzz.seeds import Seeds, seeds
from deploy.fuzz.states import Hands, standing
from deploy.fuzz.told import Found, Line, Plan, Told

KEYED = 0.8
PATIENCE = 60
SIDE_BY_SIDE = 3  # calls at a time
Say = Callable[[str], object]


@dataclass
class Asking:
    """Who asks a service, with what."""

    address: str
    judge: Judge
    people: Sequence[Caller]
    chance: Random
    wire: requests.Session = field(default_factory=requests.Session)

    def ask(self, there: Seeds, line: Line, case: Case, mode: GenerationMode) -> None:
        """One case of schemathesis: seeded, asked, and asked again bent."""
        calls.seeded(case, mode, there)
        asked = calls.prepared(case, self.address, self.headers(case))
        self.answered(line, case, asked.copy())
        bend = bent(asked, self.chance)
        self.answered(line, case, asked, bend)

    def answered(self, line: Line, case: Case, asked: requests.PreparedRequest, bend: str = "") -> None:
        """Send one request, and judge its answer."""
        begun = time.monotonic()
        try:
            answer = self.sent(asked)
        except requests.RequestException as error:
            note(line, Wrong("no answer", type(error).__name__), asked, str(error))
            line.statuses[0] += 1
            return
        line.slowest = max(line.slowest, time.monotonic() - begun)
        line.statuses[answer.status_code] += 1
        for wrong in self.judge.judged(case, answer, not bend or BENDS[bend].same_call):
            note(line, wrong, asked, f"{answer.status_code} {shown(answer)}")

    def sent(self, asked: requests.PreparedRequest) -> requests.Response:
        """The answer; a kept connection that was closed meanwhile is opened again, once."""
        try:
            return self.wire.send(asked, timeout=PATIENCE, allow_redirects=False)
        except requests.ConnectionError:
            return self.wire.send(asked, timeout=PATIENCE, allow_redirects=False)

    def headers(self, case: Case) -> dict[str, str]:
        """Of whoever asks this time; most of what changes something carries a key of its own."""
        who = self.chance.choices(self.people, [one.weight for one in self.people])[0]
        key = (
            {} if self.chance.random() > KEYED else {"Idempotency-Key": f"fuzz-{self.chance.getrandbits(64)}"}
        )
        return {**who.headers, **(key if case.method == "POST" else {})}


def shown(answer: requests.Response) -> str:
    """The beginning of an answer; of a file its kind and size."""
    kind = answer.headers.get("Content-Type", "")
    readable = "json" in kind or kind.startswith("text/")
    return answer.text[:400] if readable else f"{kind}, {len(answer.content)} bytes"


def note(line: Line, wrong: Wrong, asked: requests.PreparedRequest, answer: str) -> None:
    """Keep what was wrong, its first request and its first answer."""
    known = line.found.setdefault(wrong, Found(0, calls.curl(asked), answer))
    known.times += 1


def run(plan: Plan, home: Path | None, say: Say) -> Told:
    """One run over a suite in a home of its own, which goes afterwards unless it was named."""
    told, begun = Told(plan), time.monotonic()
    with home_of_its_own("fuzz", home) as folder, suite(folder) as product:
        say(f"ready at port {product.port}, home {folder}, seed {plan.seed}")
        calls.know_formats(folder)
        people = callers(product)
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for line in pool.map(partial(called, product, people), turns(product, plan)):
                told.lines.append(line)
                say(page.line(line))
    told.seconds = time.monotonic() - begun
    return told


@dataclass(frozen=True)
class Turn:
    """A call, the service and the document it stands in, how many cases it gets, and its own chance."""

    service: str
    document: Mapping[str, Any]
    operation: APIOperation
    cases: int
    chance: Random


def turns(product: Product, plan: Plan) -> list[Turn]:
    """Every call that was asked for, with its share of the cases."""
    found: list[tuple[str, dict[str, Any], APIOperation]] = []
    for service in plan.services:
        document = product.tool.get(f"/{service}/api/openapi.json").json()
        mine = calls.operations(document)
        found += [(service, document, one) for one in mine if plan.matching in one.label]
    cases = calls.shares([one for _service, _document, one in found], plan.cases)
    return [
        Turn(service, document, one, many, Random(f"{plan.seed} {one.label}"))
        for (service, document, one), many in zip(found, cases, strict=True)
    ]


def called(product: Product, people: Sequence[Caller], turn: Turn) -> Line:
    """Make all cases of a call."""
    name = turn.operation.label
    address, judge = f"http://127.0.0.1:{product.port}", Judge(turn.document["x-refusals"])
    made = standing(Hands(address, people[0]), name)
    line, there = Line(name), seeds(product, turn.service, name, turn.chance, made)
    asking = Asking(address, judge, people, turn.chance)
    calls.make(turn.operation, (turn.cases + 1) // 2, turn.chance, partial(asking.ask, there, line))
    return line
