"""Limited child processes: what comes back, what is stopped, what a zip may hold."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psutil
import pytest

from shared.limited import ROOT, ChildCrashed, LimitExceeded, Unreadable, check_zip, run_limited

TARGETS = "tests.shared.limited_targets:"


def run(name: str, data: bytes = b"", **limits: float) -> object:
    return run_limited(TARGETS + name, data, **limits)


def eventually(condition: Callable[[], bool]) -> bool:
    for _ in range(250):
        if condition():
            return True
        time.sleep(0.02)
    return False


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Unreadable) as caught:
        check_zip(data, **limits)
    return caught.value.code


def test_answer_survives_printing_and_size() -> None:
    answer = run("describe", b"x" * 3_000_000)
    assert answer["size"] == 3_000_000


def test_child_sees_no_environment_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASAR_SECRET", "hidden")
    assert set(run("describe")["env"]) <= {"PATH", "LANG", "LC_CTYPE", "TMPDIR"}


def test_refusal_comes_back_as_raised() -> None:
    with pytest.raises(Unreadable) as caught:
        run("refuse")
    assert (caught.value.code, caught.value.where) == ("no_plan", "Таблица 1")
    assert caught.value.params == {"tables": [{"number": 1, "headings": ["А", "Б"]}]}


def test_slow_child_is_stopped_with_family() -> None:
    family: list[int] = []
    others = children()
    watch = Thread(target=lambda: family.extend(grown_family(others)))
    watch.start()
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match="time"):
        run("sleep", seconds=3)
    assert time.monotonic() - started < 6
    watch.join()
    assert len(family) == 2 and eventually(lambda: all(map(gone, family)))


def children() -> set[int]:
    """Every process this one has started, and theirs."""
    return {process.pid for process in psutil.Process().children(recursive=True)}


def grown_family(others: set[int]) -> list[int]:
    """The child and its own child, once both are there beside the others."""
    found: list[int] = []

    def grown() -> bool:
        found[:] = children() - others
        return len(found) == 2

    eventually(grown)
    return found


def test_grandchild_does_not_outlive_answer() -> None:
    pid = run("leave_behind")
    assert eventually(lambda: gone(pid))


def test_busy_child_runs_out_of_processor() -> None:
    with pytest.raises(LimitExceeded, match="cpu"):
        run("spin", seconds=10, cpu_seconds=1)


def test_greedy_child_runs_out_of_memory() -> None:
    with pytest.raises(LimitExceeded, match="memory"):
        run("swallow", memory_mb=256)


def test_endless_answer_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="output"):
        run("flood")


def test_open_files_are_few() -> None:
    assert run("open_many") < 64


def test_defect_comes_with_its_trace() -> None:
    with pytest.raises(ChildCrashed) as caught:
        run("crash")
    assert "KeyError: 'a defect'" in caught.value.trace


def test_abort_is_a_crash_here_only() -> None:
    with pytest.raises(ChildCrashed) as caught:
        run("die")
    assert caught.value.status == -signal.SIGABRT


def test_child_dies_with_its_parent(tmp_path: Path) -> None:
    code = f"from shared.limited import run_limited; run_limited('{TARGETS}wait_for_parent', b'')"
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert eventually(lambda: any(note.read_text() for note in tmp_path.glob("*/pid")))
    parent.kill()
    parent.wait()
    (note,) = tmp_path.glob("*/pid")
    assert eventually(lambda: gone(int(note.read_text())))


def test_no_open_files_are_left() -> None:
    run("describe")
    before = len(os.listdir("/proc/self/fd"))
    run("describe")
    assert len(os.listdir("/proc/self/fd")) == before


def test_decent_zip_passes() -> None:
    check_zip(zipped({"a.xml": b"<a/>" * 1000, "b.bin": os.urandom(2000)}))


def test_zip_bomb_is_too_big() -> None:
    assert refusal(zipped({"bomb": bytes(80 * 1024 * 1024)})) == "too_big"


def test_high_packing_is_too_big() -> None:
    assert refusal(zipped({"dense": bytes(3 * 1024 * 1024)})) == "too_big"


def test_many_entries_are_too_big() -> None:
    assert refusal(zipped({str(n): b"" for n in range(30)}), max_entries=20) == "too_big"


def test_lying_size_does_not_help_a_bomb() -> None:
    bomb = bytearray(zipped({"bomb": bytes(80 * 1024 * 1024)}))
    directory = bomb.index(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert refusal(bytes(bomb)) == "broken"


def test_other_bytes_are_no_zip() -> None:
    assert refusal(b"%PDF-1.7 something") == "not_zip"


def test_cut_zip_is_broken() -> None:
    assert refusal(zipped({"a": os.urandom(5000)})[:3000]) == "broken"


def test_spoiled_entry_is_broken() -> None:
    data = bytearray(zipped({"a": os.urandom(5000)}))
    data[2000] ^= 0xFF
    assert refusal(bytes(data)) == "broken"


def test_encrypted_entry_is_named_so() -> None:
    data = bytearray(zipped({"a": b"text"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_doubled_name_is_broken() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("twin", b"1")
        with pytest.warns(UserWarning):
            archive.writestr("twin", b"2")
    assert refusal(out.getvalue()) == "broken"
