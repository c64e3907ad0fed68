"""Lists of participants read from spreadsheets and from pasted text.

`read_bytes` and `annotate_bytes` are what a limited child is told to run:
parsing never happens in a web process.
    run_limited("services.events.participants.reader:read_bytes", payload)
This package imports nothing heavy, so that the child starts in a tenth of a second.
"""

import base64
from typing import Any

import orjson

from services.events.participants.reader.annotating import annotate
from services.events.participants.reader.columns import own_headings
from services.events.participants.reader.pasted import read_pasted
from services.events.participants.reader.sheets import Said
from services.events.participants.reader.tables import read_table

__all__ = ["annotate", "annotate_bytes", "read_bytes", "read_pasted", "read_table"]


def read_bytes(payload: bytes) -> dict[str, Any]:
    """Read JSON `{"filename", "data": base64}` with `read_table`, or JSON `{"text"}` with `read_pasted`;
    `headings` are those of the region, {title: meaning}."""
    given = orjson.loads(payload)
    with own_headings(given.get("headings") or {}):
        if "text" in given:
            return read_pasted(given["text"], Said.of(given))
        return read_table(base64.b64decode(given["data"]), given["filename"], Said.of(given))


def annotate_bytes(payload: bytes) -> dict[str, str]:
    """Annotate JSON `{"filename", "data": base64, "problems", "locale"?}`;
    answer `{"data": base64 of an .xlsx}`."""
    given = orjson.loads(payload)
    with own_headings(given.get("headings") or {}):
        sheet = annotate(
            base64.b64decode(given["data"]),
            given["filename"],
            given["problems"],
            given.get("locale", "ru"),
            Said.of(given),
        )
    return {"data": base64.b64encode(sheet).decode()}
