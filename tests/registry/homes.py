"""A region's home as the centre meets it: a key, and calls signed by it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import msgspec
import orjson

from services.registry.deployments.rules import signing
from shared.language import records
from shared.language.records.record import Record
from shared.language.version import VERSION
from tests.suite import Suite

URL = "https://turkistan.example.kz"
PAGE, GATE, PAIRING = "/registry/deployments", "/registry/internal/deployments", "/registry/api/pairing"


@dataclass
class Home:
    """A home with its key, as far as the gate sees it; `off` is its clock's error in seconds, `knows`
    the fingerprint of the key it knows the centre by (nothing, as a home of an older version says)."""

    suite: Suite
    name: str = "turkistan"
    regions: tuple[str, ...] = ("turkistan",)
    private: str = field(default_factory=signing.new_private)
    version: str = VERSION
    off: int = 0
    knows: str = ""
    highest: dict[str, int] = field(default_factory=dict)

    def code(self) -> str:
        """A pairing code for it, as an administrator of the centre is shown it."""
        admin = self.suite.browser("admin")
        page = admin.post(PAGE, {"name": self.name, "regions": list(self.regions)}, page=PAGE)
        assert page.status_code == 200, page.get_data(as_text=True)
        return str(page.get_data(as_text=True).split('class="pairing-code">')[1].split("<")[0])

    def show(self, code: str, **said: Any) -> Any:
        """Show a code."""
        told = {
            "code": code,
            "name": self.name,
            "public_key": signing.public_of(self.private),
            "url": URL,
            "version": self.version,
            **said,
        }
        return self.suite.apps["registry"].test_client().post(PAIRING, json=told)

    def pair(self) -> Home:
        """Pair it."""
        answer = self.show(self.code())
        assert answer.status_code == 200, answer.get_json()
        return self

    def token(self, path: str, body: bytes) -> str:
        """The token of one call."""
        bound = signing.bound("POST", path, body)
        return signing.call(
            self.private, self.name, "centre", int(time.time()) + self.off, bound, self.knows
        )[0]

    def call(self, path: str, said: Any) -> Any:
        """One signed call."""
        body = msgspec.json.encode(said)
        return self.sent(path, body, self.token(path, body))

    def sent(self, path: str, body: bytes, token: str) -> Any:
        """A call with a token."""
        headers = {"Authorization": signing.SCHEME + token, "Content-Type": "application/json"}
        return self.suite.apps["registry"].test_client().post(path, data=body, headers=headers)

    def pulse(self, *wire: dict[str, Any], **said: Any) -> Any:
        """Send records with the pulse."""
        told = {"version": self.version, "highest": self.highest, "records": list(wire), **said}
        return self.call(f"{GATE}/records", told)

    def taken(self, *wire: dict[str, Any], **said: Any) -> dict[str, Any]:
        """What the centre says of records it heard."""
        for one in wire:
            self.highest["events"] = max(self.highest.get("events", 0), one.get("version", 0))
        answer = self.pulse(*wire, **said)
        assert answer.status_code == 200, answer.get_json()
        return dict(orjson.loads(answer.get_data()))

    def wire(self, version: int, record: Record, **said: Any) -> dict[str, Any]:
        """A record as it goes up."""
        key = f"{self.name}:{record.id}"
        state = {**records.state(record), **said}
        return {"kind": record.KIND, "key": key, "version": version, "state": state}


def row_of(suite: Suite) -> str:
    """The id of the home of Turkistan at the centre."""
    found = suite.tables("registry").connection.execute("SELECT id FROM deployments WHERE name = 'turkistan'")
    return str(found.fetchone()[0])  # type: ignore[index]
