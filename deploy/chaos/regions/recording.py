"""Who records at an installation while the line is cut: trainings with their people, and what was written
about them."""

from __future__ import annotations

import itertools
import json
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from deploy.bench.product import Product
from deploy.bench.wire import Wire
from deploy.chaos.ledger import Ledger
from deploy.chaos.load import FORGOTTEN, JSON, WRONG
from deploy.demo.places import PLACES
from shared.language.categories import LEADER
from shared.language.gatherings import TRAINING
from shared.language.publications import PRESS_ARTICLE

PEOPLE, WALKERS = 40, 2  # of the people of a training so many go to those of other regions too
GATHERINGS, PUBLICATIONS = "/events/api/v1/gatherings", "/events/api/v1/publications"
PATIENCE, PATIENCE_OF_ONE = 120.0, 15.0
DAYS = 28  # and the regions one day after the other: who is at two trainings counts at the first
SYLLABLES = ("ба", "де", "жа", "ке", "лу", "ма", "но", "ра", "са", "ту")


@dataclass
class Desk:
    """One who records for a region; what was answered stands in the ledger. `begun` are the trainings that
    must be there."""

    product: Product
    ledger: Ledger
    region: str
    first: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    given_up: int = 0

    def begin(self) -> threading.Thread:
        """Record until it is over; what was begun is brought to its end."""
        thread = threading.Thread(target=self.work, daemon=True)
        thread.start()
        return thread

    def work(self) -> None:
        """One training after the other."""
        for number in itertools.count(self.first):
            if self.over.is_set():
                return
            self.record(number)

    def record(self, number: int) -> None:
        """A training with all that belongs to it, each step asked for until it is answered."""
        chance, title = Random(f"{self.region} {number}"), called(self.region, number)
        try:
            made = self.insist(GATHERINGS, training(self.project, self.region, number), chance)
            place = f"{GATHERINGS}/{made['id']}"
            self.insist(f"{place}/participants", {"participants": people(self.region, number)}, chance)
            self.insist(f"{place}/completion", {}, chance)
            self.insist(PUBLICATIONS, written(self.project, self.region, number), chance)
        except TimeoutError:
            self.given_up += 1
        else:
            self.ledger.promised(title, made["id"])

    @property
    def project(self) -> str:
        """The project as this installation knows it."""
        return self.product.project

    def insist(self, path: str, said: Mapping[str, Any], chance: Random) -> Any:
        """The answer, asked for under one key until it comes; TimeoutError. One in twenty is forgotten."""
        headers = {**self.product.tool.headers, "Idempotency-Key": uuid.uuid4().hex}
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            answer = asked(Wire(self.product.port, headers, PATIENCE_OF_ONE), path, said)
            if answer is not None and chance.random() >= FORGOTTEN:
                return answer
            time.sleep(0.1 if answer is None else 0)
        raise TimeoutError(path)


def asked(wire: Wire, path: str, said: Mapping[str, Any]) -> Any:
    """What is answered, None where nobody does; ValueError where the load itself is wrong."""
    try:
        answer = wire.ask("POST", path, json.dumps(said).encode(), JSON)
    except (OSError, ValueError, IndexError):
        return None
    finally:
        wire.close()
    if answer.status in WRONG:
        raise ValueError(f"{path}: {answer.status} {answer.body[:300]!r}")
    return answer.json() if answer.status < 400 else None


def called(region: str, number: int) -> str:
    """What a training is called: by that it is counted in the end."""
    return f"{region} {number:05d}"


def training(project: str, region: str, number: int) -> dict[str, Any]:
    """A training of the month."""
    said = {"type": TRAINING, "mode": "offline", "activity": "4.1", "region": region}
    return {**said, "project_id": project, "title": called(region, number), "starts_on": day(region, number)}


def day(region: str, number: int) -> str:
    """The day of a training, another one in each region."""
    return f"2022-06-{number % DAYS + 1 + list(PLACES).index(region) % 3:02d}"


def people(region: str, number: int) -> list[dict[str, Any]]:
    """Who came: most are of the region, some were at the training of this number in every region."""
    chance = Random(f"people {region} {number}")
    rows = [person(chance) for _who in range(PEOPLE - WALKERS)]
    shared = Random(f"walkers {number}")
    return rows + [person(shared) for _who in range(WALKERS)]


def person(chance: Random) -> dict[str, Any]:
    """Somebody who never lived."""
    surname, first = (name(chance, many) for many in (5, 4))
    phone = f"+7700{chance.randrange(10**7):07d}"
    return {"name": f"{surname} {first}", "phone": phone, "category": LEADER, "attended": True}


def name(chance: Random, syllables: int) -> str:
    """A name of so many syllables."""
    return "".join(chance.choice(SYLLABLES) for _place in range(syllables)).capitalize()


def written(project: str, region: str, number: int) -> dict[str, Any]:
    """What was published about a training."""
    said = {"kind": PRESS_ARTICLE, "title": called(region, number), "region": region}
    return {**said, "project_id": project, "issued_on": day(region, number)}
