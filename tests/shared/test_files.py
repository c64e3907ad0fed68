"""The evidence store: the type is read from the bytes, the name is safe, local folder and S3 alike."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest

from shared.doors.errors import NotFound
from shared.files import (
    FileEmpty,
    FileStore,
    FileTooLarge,
    FileTypeRefused,
    disposition,
    open_store,
    safe_name,
)

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """A store in a local folder."""
    return FileStore(open_store({"ASAR_HOME": str(tmp_path)}), "events")


def zipped(*names: str) -> bytes:
    """A zip with empty members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return out.getvalue()


def test_same_bytes_are_kept_once(store: FileStore, tmp_path: Path) -> None:
    first, second = store.put(b"%PDF-1.4 a", "a.pdf"), store.put(b"%PDF-1.4 a", "b.pdf")
    assert first.sha256 == second.sha256 and store.get(first.sha256) == b"%PDF-1.4 a"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (PNG, "image/png"),
        ("Список".encode(), "text/plain"),
        (
            zipped("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_type_is_read_from_the_bytes(store: FileStore, data: bytes, mime: str) -> None:
    assert store.put(data, "photo.exe").mime == mime


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + b"\x00" * 60,
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        zipped("evil.exe"),
        zipped("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04broken",
    ],
)
def test_other_kinds_are_refused(store: FileStore, data: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        store.put(data, "photo.jpg")


def test_empty_and_huge_files_are_refused(store: FileStore) -> None:
    with pytest.raises(FileEmpty):
        store.put(b"", "a.pdf")
    with pytest.raises(FileTooLarge):
        store.put(b"%PDF" + bytes(33 * 2**20), "a.pdf")


def test_a_file_is_on_the_disk_before_it_is_kept(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    real = os.fsync

    def noted(opened: int) -> None:
        real(opened)
        synced.append(Path(os.readlink(f"/proc/self/fd/{opened}")).relative_to(tmp_path))

    monkeypatch.setattr(os, "fsync", noted)
    kept = Path("files", store.path(store.keep(b"signed", "a.pdf").sha256))
    assert synced == [kept, kept.parent, kept.parent.parent, Path("files")]
    assert (tmp_path / kept).read_bytes() == b"signed"


def test_a_disk_that_does_not_sync_keeps_nothing(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(opened: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="input/output"):
        store.keep(b"signed", "a.pdf")


def test_a_process_forked_after_a_file_was_kept_opens_it(store: FileStore) -> None:
    kept = store.put(b"%PDF-1.4 a", "a.pdf").sha256
    child = get_context("fork").Process(target=store.get, args=(kept,))
    child.start()
    child.join(timeout=20)
    left = child.exitcode
    child.kill()
    assert left == 0


def test_unknown_hash_is_not_found(store: FileStore) -> None:
    with pytest.raises(NotFound):
        store.get("0" * 64)


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\список.pdf", "список.pdf"), ("a\r\nb.pdf", "ab.pdf")],
)
def test_names_lose_folders_and_control_characters(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_cyrillic_name_survives_a_header() -> None:
    assert (
        disposition("attachment", "ПО 1.docx")
        .encode("latin-1")
        .endswith(b"filename*=UTF-8''%D0%9F%D0%9E%201.docx")
    )


class Bucket(BaseHTTPRequestHandler):
    """The edge of the world: an S3-compatible server that keeps objects in memory."""

    objects: dict[str, bytes] = {}

    def do_PUT(self) -> None:  # noqa: N802
        """Keep an object."""
        self.objects[self.path.split("?")[0]] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"", ETag='"x"')

    def do_GET(self) -> None:  # noqa: N802
        """Give an object."""
        data = self.objects.get(self.path.split("?")[0])
        self._answer(
            404 if data is None else 200,
            data or b"",
            ETag='"x"',
            **{"Last-Modified": "Fri, 30 Sep 2022 06:00:00 GMT"},
        )

    def _answer(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def bucket() -> Iterator[str]:
    """The address of the bucket's server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bucket)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_bucket_keeps_files_like_a_folder(bucket: str) -> None:
    store = FileStore(
        open_store(
            {
                "ASAR_FILES": "s3://evidence",
                "AWS_ENDPOINT_URL": bucket,
                "AWS_ACCESS_KEY_ID": "a",
                "AWS_SECRET_ACCESS_KEY": "b",
            }
        ),
        "events",
    )
    stored = store.put(b"%PDF-1.4 s3", "a.pdf")
    assert store.get(stored.sha256) == b"%PDF-1.4 s3" and list(Bucket.objects)[0].endswith(stored.sha256)
    with pytest.raises(NotFound):
        store.get("0" * 64)
