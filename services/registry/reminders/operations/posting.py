"""Reminders posted as JSON, to the address that the installation gave a channel of a region's own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection

import orjson
from flask import current_app
from urllib3.util import parse_url

from services.registry.reminders.operations.outcomes import Refused, Uncertain

CONNECTS, ANSWERS = 5, 20  # seconds
SAID = {"Content-Type": "application/json", "User-Agent": "asar"}
LATER = (429, 503)  # not taken, and may be offered again


def post(channel: str, body: Mapping[str, str], once: uuid.UUID) -> None:
    """Give a body to a channel, under a key by which its other side knows it again. Refused, Uncertain;
    ConnectionError where nothing was taken. The address is a secret: no error tells it."""
    address = current_app.config["CHANNELS"].get(channel)
    if address is None:
        raise ConnectionError("the channel is not set up any more")
    status = answer_of(address, body, once)
    if status in LATER:
        raise ConnectionError(f"answered {status}")
    if 300 <= status < 500:
        raise Refused
    if not 200 <= status < 300:
        raise Uncertain


def answer_of(address: str, body: Mapping[str, str], once: uuid.UUID) -> int:
    """The status that is answered; ConnectionError, Uncertain."""
    url = parse_url(address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    line = kind((url.host or "").strip("[]"), url.port, timeout=CONNECTS)
    with closing(line):
        reach(line)
        try:
            line.sock.settimeout(ANSWERS)
            line.request("POST", url.request_uri, orjson.dumps(body), {**SAID, "Idempotency-Key": str(once)})
            return line.getresponse().status
        except (OSError, HTTPException):
            raise Uncertain from None


def reach(line: HTTPConnection) -> None:
    """Connect, and agree on TLS where it is asked for; ConnectionError. Only of what fails here it is known
    that nothing was taken: TLS may also break after all was sent."""
    try:
        line.connect()
    except (OSError, HTTPException, UnicodeError) as error:  # a name that no server can have
        raise ConnectionError(type(error).__name__) from None
