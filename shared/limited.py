"""Run a parser or a renderer in a child process with limits on memory, time, output and open files."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib
import io
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import orjson

from shared import walls

ROOT = Path(__file__).resolve().parent.parent
CLOCK = ("ASAR_TODAY",)
MEBIBYTE = 1024 * 1024
MAX_ANSWER = 16 * MEBIBYTE
MAX_OPEN_FILES = 64
PR_SET_PDEATHSIG = 1
CHUNK = 64 * 1024
ANSWER_TOO_LONG = 75


class LimitExceeded(Exception):
    """The work needed more than it was allowed; `limit` is time, cpu, memory or output."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class ChildCrashed(Exception):
    """The child ended without an answer; `trace` (for the log, not for the user)
    is the end of what it printed."""

    def __init__(self, status: int, trace: str) -> None:
        super().__init__(f"exit status {status}: {trace.strip().rpartition(chr(10))[2]}")
        self.status, self.trace = status, trace


class Unreadable(Exception):
    """The data cannot be read: a refusal with a code, JSON-able parameters and the place it concerns."""

    def __init__(self, code: str, where: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code, self.where, self.params = code, where, params


ANSWERED_WITHIN = 8  # seconds for what a page waits for: less than a transaction may be idle


def run_limited(
    target: str, data: bytes, *, seconds: float = 20, memory_mb: int = 512, cpu_seconds: int | None = None
) -> Any:
    """Call `target` ("package.module:function", bytes → JSON-able)
    on the data in a limited child; return its answer. The child reads the code and the system's libraries,
    writes an empty folder of its own, and reaches nothing else (`shared.walls`).

    `seconds` is wall time, `cpu_seconds` defaults to the same.
    The child sees no environment of ours but the clock and dies with us.
    Raises `Unreadable` as raised by the function, `LimitExceeded`, or `ChildCrashed` for anything else.
    """
    limits = memory_mb, cpu_seconds or max(1, int(seconds)), os.getpid()
    with (
        _memory_file(data) as given,
        _memory_file() as answered,
        _memory_file() as printed,
        tempfile.TemporaryDirectory(prefix="asar-child-", ignore_cleanup_errors=True) as scratch,
    ):
        child = _started([target, *map(str, limits), scratch], given, answered, printed)
        in_time = _wait(child, seconds)
        if not in_time:
            raise LimitExceeded("time")
        return _answer(child.returncode, answered, printed)


def _started(words: list[str], *files: io.FileIO) -> subprocess.Popen[bytes]:
    """A child told these words, what it reads and writes in these three files."""
    given, answered, printed = files
    return subprocess.Popen(
        [sys.executable, "-s", "-m", "shared.limited", *words],
        cwd=ROOT,
        stdin=given,
        stdout=answered,
        stderr=printed,
        start_new_session=True,
        env=_environment(scratch=words[-1]),
    )


def _environment(scratch: str) -> dict[str, str]:
    """All the child sees of ours: the clock."""
    clock = {name: os.environ[name] for name in CLOCK if name in os.environ}
    return {"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": scratch, **clock}


def _memory_file(data: bytes = b"") -> io.FileIO:
    file = io.FileIO(os.memfd_create("limited"), "r+")
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
    file.seek(0)
    return file


def _wait(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the child, then end its whole group before its number can be
    reused; False when time ran out."""
    watched = os.pidfd_open(child.pid)
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(watched)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _answer(status: int, answered: io.FileIO, printed: io.FileIO) -> Any:
    answered.seek(0)
    raw = answered.read()
    if status != 0 or not raw:
        if status in (-signal.SIGXCPU, ANSWER_TOO_LONG):
            raise LimitExceeded("cpu" if status == -signal.SIGXCPU else "output")
        printed.seek(0)
        raise ChildCrashed(status, printed.read()[-4000:].decode(errors="replace"))
    answer = orjson.loads(raw)
    if "limit" in answer:
        raise LimitExceeded(answer["limit"])
    if "unreadable" in answer:
        code, where, params = answer["unreadable"]
        raise Unreadable(code, where, **params)
    return answer["answer"]


def serve(target: str, memory_mb: str, cpu_seconds: str, parent: str, scratch: str) -> None:
    """The child's whole life: take the limits, read stdin, call the function, write one JSON answer."""
    _restrict(int(memory_mb), int(cpu_seconds), int(parent))
    walls.RAISED.update(walls.raise_walls(target, scratch))
    out = os.dup(1)
    os.dup2(2, 1)  # whatever the function prints must not mix with the answer
    try:
        module, _, name = target.partition(":")
        function = getattr(importlib.import_module(module), name)
        answer = orjson.dumps({"answer": function(sys.stdin.buffer.read())})
    except Unreadable as refusal:
        answer = orjson.dumps({"unreadable": [refusal.code, refusal.where, refusal.params]})
    except MemoryError:
        answer = b'{"limit":"memory"}'
    _write(out, answer)


def _write(out: int, answer: bytes) -> None:
    view = memoryview(answer)
    try:
        while view:
            view = view[os.write(out, view) :]
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        os._exit(ANSWER_TOO_LONG)


def _restrict(memory_mb: int, cpu_seconds: int, parent: int) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory_mb * MEBIBYTE, memory_mb * MEBIBYTE),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_FSIZE, MAX_ANSWER, MAX_ANSWER),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def check_zip(
    data: bytes, *, max_unpacked: int = 64 * MEBIBYTE, max_entries: int = 2000, max_ratio: int = 200
) -> None:
    """Refuse a zip that would not unpack decently, counting the bytes that really come out.

    Raises `Unreadable` with `not_zip`, `encrypted`, `too_big` (more bytes, entries,
    or bytes per packed byte once past a megabyte) or `broken` (wrong sums, doubled names, unknown packing).
    """
    allowed = min(max_unpacked, max(MEBIBYTE, max_ratio * len(data)))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, max_entries)
            for entry in entries:
                allowed -= _unpacked(archive, entry, allowed)
    except zipfile.BadZipFile:
        raise Unreadable("broken" if data.startswith(b"PK\3\4") else "not_zip") from None
    except (EOFError, OSError, RuntimeError, UnicodeError, ValueError, zlib.error):
        raise Unreadable("broken") from None


def _check_entries(entries: list[zipfile.ZipInfo], max_entries: int) -> None:
    if len(entries) > max_entries:
        raise Unreadable("too_big", entries=len(entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Unreadable("broken")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Unreadable("broken")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    """How many bytes the entry really holds; refuse as soon as they pass what is allowed."""
    count = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            count += len(chunk)
            if count > allowed:
                raise Unreadable("too_big", where=entry.filename)
    return count


if __name__ == "__main__":
    from shared.limited import serve as serve_once  # so that Unreadable is the same class the target raises

    serve_once(*sys.argv[1:])
