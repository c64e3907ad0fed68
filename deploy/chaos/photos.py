"""Files that are sent while it is struck: what was answered as kept is there whole, byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from random import Random

from deploy.bench.product import Product
from deploy.bench.wire import Answer
from deploy.chaos.ledger import Promise
from shared.doors.errors import NotFound
from shared.language.evidence import PHOTO

PLACE = "/events/api/v1/gatherings/{0}/evidence"
SIDE = 48
NAMED = "SELECT sha256, id::text FROM evidence WHERE name LIKE %s"


def photo(mark: str) -> bytes:
    """A picture nobody has sent before, the same for the same mark."""
    from PIL import Image

    out = BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), Random(mark).randbytes(SIDE * SIDE * 3)).save(out, "PNG")
    return out.getvalue()


def form(mark: str) -> tuple[bytes, str]:
    """A photo as a form sends it, and the content type; its name is its mark."""
    from urllib3.filepost import encode_multipart_formdata

    return encode_multipart_formdata({"kind": PHOTO, "file": (f"{mark}.png", photo(mark))})


def promise(answer: Answer) -> Promise:
    """What was promised by the answer to a file: its hash and the id it got."""
    said = answer.json()
    return said["sha256"], said["id"]


def kept(product: Product, mark: str) -> Iterator[Promise]:
    """The files of a run that are there with every byte."""
    from shared.files import FileStore, open_store

    store = FileStore(open_store(product.env), "events")
    for sha256, record in product.rows("events", NAMED, f"{mark}%"):
        with suppress(NotFound):
            if hashlib.sha256(store.get(sha256)).hexdigest() == sha256:
                yield sha256, record
