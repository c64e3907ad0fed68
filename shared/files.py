"""The evidence store: files named by their SHA-256, in a local folder or an S3-compatible bucket."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import obstore
import puremagic
from flask import Flask, Response, current_app
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, S3Store
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from shared.doors.errors import Invalid, NotFound
from shared.language import evidence

LARGEST = 32 * 2**20
TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
}
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
OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}


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


@dataclass(frozen=True)
class Stored:
    """A file in the store: its hash, size in bytes, type read from the bytes, and its safe name."""

    sha256: str
    size: int
    mime: str
    name: str


def kind_of(data: bytes) -> str:
    """The MIME type read from the bytes; FileTypeRefused when it is not one we keep."""
    if data[:4] == b"PK\x03\x04":
        return TYPES[office_kind(data)]
    if data[:4] == b"%PDF":
        return TYPES[".pdf"]
    try:
        extension = puremagic.from_string(data[:4096])
    except (puremagic.PureError, ValueError):
        extension = ".txt" if plain_text(data) else ""
    if extension not in TYPES or extension in OFFICE.values():
        raise FileTypeRefused(field="file")
    return TYPES[extension]


def plain_text(data: bytes) -> bool:
    """Whether the bytes are UTF-8 words without markup."""
    try:
        return not data[:4096].decode().lstrip().startswith("<")
    except UnicodeDecodeError:
        return False


def office_kind(data: bytes) -> str:
    """Which Office file a zip is; macros and other archives are refused."""
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except zipfile.BadZipFile as error:
        raise FileTypeRefused(field="file") from error
    found = [extension for entry, extension in OFFICE.items() if entry in names]
    if not found or any(name.endswith("vbaProject.bin") for name in names):
        raise FileTypeRefused(field="file")
    return found[0]


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

    def path(self, sha256: str) -> str:
        """Where a hash lives."""
        return f"{self.prefix}/{sha256[:2]}/{sha256}"

    def take(self, file: FileStorage | None, accept: frozenset[str] = KEPT) -> Stored:
        """Keep the evidence sent in a form; a field left empty comes as a file without a name.
        FileMissing and what `put` raises."""
        if not file:
            raise FileMissing(field="file")
        return self.put(file.stream.read(), file.filename or "file", accept)

    def put(self, data: bytes, name: str, accept: frozenset[str] = KEPT) -> Stored:
        """Keep evidence whose type is one of `accept`. Raises FileEmpty, FileTooLarge,
        FileTypeRefused, FileUnfit."""
        mime = kind_of(data) if 0 < len(data) <= LARGEST else ""
        if mime and mime not in accept:
            raise FileUnfit(
                field="file", given=NAMES[mime], accepted=", ".join(sorted(NAMES[kind] for kind in accept))
            )
        return self.keep(data, name, mime)

    def keep(self, data: bytes, name: str, mime: str = "application/octet-stream") -> Stored:
        """Keep bytes that only a limited child will read, whatever they are.
        Raises FileEmpty, FileTooLarge."""
        if not data:
            raise FileEmpty(field="file")
        if len(data) > LARGEST:
            raise FileTooLarge(field="file", limit=LARGEST // 2**20)
        sha256 = hashlib.sha256(data).hexdigest()
        obstore.put(self.store, self.path(sha256), data)
        return Stored(sha256, len(data), mime, safe_name(name))

    def get(self, sha256: str) -> bytes:
        """The bytes of a hash; NotFound."""
        try:
            return bytes(obstore.get(self.store, self.path(sha256)).bytes())
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound from error

    def lay_aside(self, name: str, data: bytes) -> None:
        """Keep something for a while under a name of its own, apart from evidence."""
        obstore.put(self.store, f"{self.prefix}/aside/{name}", data)

    def laid_aside(self, name: str) -> bytes:
        """What is kept for a while; NotFound when its time is over."""
        try:
            return bytes(obstore.get(self.store, f"{self.prefix}/aside/{name}").bytes())
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound from error

    def throw_away(self, name: str) -> None:
        """End the time of what is kept for a while, if it is there."""
        with suppress(NotFoundError, FileNotFoundError):
            obstore.delete(self.store, f"{self.prefix}/aside/{name}")

    def send(self, sha256: str, mime: str, name: str) -> Response:
        """A download; pictures and PDF open in the browser, everything else is saved."""
        response = Response(self.get(sha256), mimetype=mime)
        response.headers["Content-Disposition"] = disposition(
            "inline" if mime in SCANS else "attachment", name
        )
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response


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
