"""The evidence store: files named by their SHA-256, in a local folder or an S3-compatible bucket."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import get_ident
from typing import Any
from urllib.parse import quote

import obstore
from flask import Flask, Response, current_app
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, S3Store
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from shared import opening
from shared.doors.errors import Invalid, NotFound
from shared.language import evidence
from shared.looking import look_at
from shared.opening import TYPES
from shared.sealing import open_file, seal_file

LARGEST = 32 * 2**20
SCANS = frozenset(("application/pdf", "image/jpeg", "image/png", "image/webp"))
PAPERS = SCANS | {TYPES[".docx"], TYPES[".xlsx"], TYPES[".pptx"]}
KEPT = frozenset(TYPES.values())
FAMILIES = {evidence.SCANS: SCANS, evidence.PAPERS: PAPERS, evidence.KEPT: KEPT}
NAMES = {
    "image/jpeg": "JPG",
    "text/plain": "TXT",
    TYPES[".docx"]: "Word",
    TYPES[".xlsx"]: "Excel",
    TYPES[".pptx"]: "PowerPoint",
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/webp": "WebP",
}


class FileTooLarge(Invalid):
    """The file is larger than %(limit)s MB."""

    code, status = "file_too_large", 413


class FileEmpty(Invalid):
    """The file is empty. Choose it again."""

    code = "file_empty"


class FileMissing(FileEmpty):
    """Choose a file."""

    code = "file_missing"


class FileTypeRefused(Invalid):
    """This kind of file is not accepted as evidence. Send a PDF, a photo (JPG, PNG, WebP),
    Word, Excel or PowerPoint file."""

    code = "file_type_refused"


class FileUnfit(Invalid):
    """A file of type %(given)s does not prove this. Send one of: %(accepted)s."""

    code = "file_unfit"


class FileUnopened(Invalid):
    """This file cannot be opened: %(why)s. Choose a copy that opens."""

    code = "file_unopened"


@dataclass(frozen=True)
class Stored:
    """A file in the store: its hash, size in bytes, type read from the bytes, its safe name; why it does not
    open, "" when it does; its pages, None where nobody has counted them."""

    sha256: str
    size: int
    mime: str
    name: str
    unopened: str | None = ""
    pages: int | None = None


def kind_of(data: bytes) -> str:
    """The MIME type read from the bytes of a file we made; FileTypeRefused when it is not one we keep."""
    return known(opening.kind_of(data))


def known(mime: str) -> str:
    """A type we keep; FileTypeRefused for none."""
    if not mime:
        raise FileTypeRefused(field="file")
    return mime


def check_size(data: bytes) -> None:
    """FileEmpty, FileTooLarge."""
    if not data:
        raise FileEmpty(field="file")
    if len(data) > LARGEST:
        raise FileTooLarge(field="file", limit=LARGEST // 2**20)


def check_fit(mime: str, accept: frozenset[str]) -> None:
    """FileUnfit for a type that does not prove what it is sent for."""
    if mime not in accept:
        accepted = ", ".join(sorted(NAMES[kind] for kind in accept))
        raise FileUnfit(field="file", given=NAMES.get(mime, mime), accepted=accepted)


def safe_name(name: str) -> str:
    """The file's name without folders and control characters; Cyrillic stays."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = "".join(char for char in base if char.isprintable() and char not in '<>:"|?*').strip(" .")
    stem, dot, ending = cleaned.rpartition(".")
    if len(cleaned) > 150 and dot and len(ending) <= 10:
        return stem[: 149 - len(ending)] + dot + ending
    return cleaned[:150] or secure_filename(name) or "file"


class FileStore:
    """Content-addressed files of one service; the same bytes are kept once."""

    def __init__(self, store: LocalStore | S3Store, prefix: str) -> None:
        self.store, self.prefix = store, prefix

    @property
    def root(self) -> Path | None:
        """The folder on this disk, None for a bucket. It is read and written without obstore, whose threads a
        forked process believes in and has not: its first call waits until a second one comes."""
        return Path(str(self.store.prefix)) if isinstance(self.store, LocalStore) else None

    def write(self, path: str, data: bytes) -> None:
        """Put bytes at a path, whole or not at all."""
        if self.root is None:
            obstore.put(self.store, path, data)
            return
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"{place.name}#{os.getpid()}{get_ident()}")  # a name no list shows
        try:
            fresh.write_bytes(data)
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)

    def read(self, path: str) -> bytes:
        """The bytes at a path; NotFound."""
        try:
            return (
                (self.root / path).read_bytes() if self.root else bytes(obstore.get(self.store, path).bytes())
            )
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound from error

    def path(self, sha256: str) -> str:
        """Where a hash lives."""
        return f"{self.prefix}/{sha256[:2]}/{sha256}"

    def take(self, file: FileStorage | None, accept: frozenset[str] = KEPT) -> Stored:
        """Keep what was sent in a form, after a limited child has looked at it: no transaction may be open
        meanwhile. A field left empty comes as a file without a name. Raises FileMissing, FileEmpty,
        FileTooLarge, FileTypeRefused, FileUnfit; a file that does not open is kept, and says why."""
        if not file:
            raise FileMissing(field="file")
        data = file.stream.read(LARGEST + 1)
        check_size(data)
        seen = look_at(data)
        check_fit(known(seen.mime), accept)
        kept = self.keep(data, file.filename or "file", seen.mime)
        return replace(kept, unopened=seen.unopened, pages=seen.pages)

    def put(self, data: bytes, name: str) -> Stored:
        """Keep a file we made ourselves. Raises FileEmpty, FileTooLarge, FileTypeRefused."""
        check_size(data)
        return self.keep(data, name, kind_of(data))

    def keep(self, data: bytes, name: str, mime: str = "application/octet-stream") -> Stored:
        """Keep bytes that only a limited child will read, whatever they are; they are on the disk, or the
        bucket has said so, when this returns. Raises FileEmpty, FileTooLarge."""
        check_size(data)
        sha256 = hashlib.sha256(data).hexdigest()
        self.write(self.path(sha256), data)
        if root := self.root:
            sync(root, self.path(sha256))
        return Stored(sha256, len(data), mime, safe_name(name))

    def get(self, sha256: str) -> bytes:
        """The bytes of a hash; NotFound."""
        return self.read(self.path(sha256))

    def forget(self, sha256: str) -> None:
        """Take the bytes of a hash out of the store, if they are there."""
        self.remove(self.path(sha256))

    def remove(self, path: str) -> None:
        """Take what is at a path away, if it is there."""
        with suppress(NotFoundError, FileNotFoundError):
            (self.root / path).unlink() if self.root else obstore.delete(self.store, path)

    def lay_aside(self, name: str, data: bytes) -> None:
        """Keep something for a while under a name of its own, apart from evidence and sealed: a table on its
        way, a list that waits to be taken home."""
        self.write(self.aside(name), seal_file(data))

    def laid_aside(self, name: str) -> bytes:
        """What is kept for a while; NotFound when its time is over."""
        return open_file(self.read(self.aside(name)))

    def throw_away(self, name: str) -> None:
        """End the time of what is kept for a while, if it is there."""
        self.remove(self.aside(name))

    def aside(self, name: str) -> str:
        """Where it lies meanwhile."""
        return f"{self.prefix}/aside/{name}"

    def send(self, sha256: str, mime: str, name: str) -> Response:
        """A download; pictures and PDF open in the browser, everything else is saved."""
        return download(self.get(sha256), mime, name)


def download(data: bytes, mime: str, name: str) -> Response:
    """Bytes as a download; pictures and PDF open in the browser, everything else is saved."""
    response = Response(data, mimetype=mime)
    response.headers["Content-Disposition"] = disposition("inline" if mime in SCANS else "attachment", name)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def sync(root: Path, path: str) -> None:
    """Bring a written file to the disk, then each folder above it: a name that is not there after the power
    went is a file that was never kept."""
    place = root / path
    for written in (place, *place.parents[: len(Path(path).parts)]):
        opened = os.open(written, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def disposition(kind: str, name: str) -> str:
    """A Content-Disposition that survives Cyrillic names (RFC 6266: an ASCII name and the real one)."""
    plain = secure_filename(name).lstrip("-_.") or "file"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def open_store(env: Mapping[str, str]) -> LocalStore | S3Store:
    """`ASAR_FILES=s3://bucket` (with the usual AWS_* settings) or a folder; the default is `<home>/files`."""
    place = env.get("ASAR_FILES", "")
    if place.startswith("s3://"):
        options: dict[str, Any] = {"endpoint": env["AWS_ENDPOINT_URL"]} if env.get("AWS_ENDPOINT_URL") else {}
        return S3Store(
            place[5:],
            access_key_id=env.get("AWS_ACCESS_KEY_ID"),
            secret_access_key=env.get("AWS_SECRET_ACCESS_KEY"),
            region=env.get("AWS_REGION", "us-east-1"),
            client_options={"allow_http": True},
            **options,
        )
    folder = Path(place or Path(env["ASAR_HOME"]) / "files")
    folder.mkdir(parents=True, exist_ok=True)
    return LocalStore(str(folder))


def files() -> FileStore:
    """The present app's store."""
    return current_app.extensions["files"]


def init_app(app: Flask, env: Mapping[str, str]) -> None:
    """Open the store of this service."""
    app.extensions["files"] = FileStore(open_store(env), app.name)
