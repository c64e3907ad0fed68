"""Reminders posted as JSON, to the address that the installation gave a channel of a region's own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from flask import current_app
from urllib3 import PoolManager, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

from services.registry.reminders.operations.outcomes import Refused, Uncertain

PATIENCE = Timeout(connect=5, read=20)
LATER = (429, 503)  # not taken, and may be offered again
NOT_THERE = (NewConnectionError, ConnectTimeoutError, SSLError)


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
    headers = {"Idempotency-Key": str(once)}
    try:
        with PoolManager(retries=False, timeout=PATIENCE) as pool:
            answer = pool.request(
                "POST", address, json=body, headers=headers, redirect=False, preload_content=False
            )
            return answer.status
    except NOT_THERE as error:
        raise ConnectionError(type(error).__name__) from None
    except HTTPError:
        raise Uncertain from None
