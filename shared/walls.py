"""What a limited child may reach: the code it runs, the libraries of the system, one empty folder of its own;
and folders that are closed to a process of ours (`deploy.running.walling`: the keys of other services).

Landlock closes the disk and TCP, seccomp every socket, other processes and new programs. Where the kernel
has one of them not, the limits of `shared.limited` stand without it, and `./asar doctor` says so.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import stat
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("shared", "services", "plugins", "deploy", "tests")  # never the home, which may stand beside them
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")
LIBC = ctypes.CDLL(None, use_errno=True)
NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2

# capabilities (linux/capability.h): SYS_PTRACE, SYS_ADMIN and PERFMON, in the lower and the upper word
CAPABILITIES, LOOKING = 0x20080522, (1 << 19 | 1 << 21, 1 << (38 - 32))

# Landlock (linux/landlock.h); its three calls have one number on every machine.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
FILES = {
    1: (1 << 13) - 1,
    2: (1 << 14) - 1,
    3: (1 << 15) - 1,
    5: (1 << 16) - 1,
}  # rights known since a version
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | (1 << 14) | (1 << 15)
EVERYTHING = (1 << 16) - 1
MOVES_SINCE = 2  # the first version lets nobody move a file from folder to folder
TCP_SINCE, TCP, SCOPE_SINCE, SCOPE = 4, 3, 6, 3

# seccomp (linux/filter.h): the number of a call is looked up, a forbidden one answers EPERM.
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X32 = 0x40000000  # the other numbering of the same machine
# socket, socketpair, execve, execveat, ptrace, process_vm_readv, process_vm_writev, io_uring_setup,
# pidfd_getfd
MACHINES = {
    "x86_64": (0xC000003E, (41, 53, 59, 322, 101, 310, 311, 425, 438)),
    "aarch64": (0xC00000B7, (198, 199, 221, 281, 117, 270, 271, 425, 438)),
}


def raise_walls(target: str, scratch: str) -> dict[str, bool]:
    """Close everything but what the target's code needs and an empty folder: {files, network} that stand."""
    importlib.util.find_spec(target.partition(".")[0])  # the checkout itself can no longer be listed below
    LIBC.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    return {"files": close_files(scratch), "network": close_calls()}


def close_files(scratch: str) -> bool:
    """Landlock: read the code and the system, write the folder; False where the kernel has it not."""
    version = landlock()
    if not version:
        return False
    handled = rights_of(version)
    network = TCP if version >= TCP_SINCE else 0, SCOPE if version >= SCOPE_SINCE else 0
    reading = [(path, handled & (READ_FILE | READ_DIR)) for path in readable()]
    return close(version, (handled, *network), [*reading, (scratch, handled & ~EXECUTE)])


def landlock() -> int:
    """The version of Landlock this kernel has, 0 for none."""
    return max(0, LIBC.syscall(CREATE_RULESET, None, 0, VERSION))


def rights_of(version: int) -> int:
    """Every right about files that a version of Landlock knows."""
    return FILES[max(known for known in FILES if known <= version)]


def close(version: int, handled: tuple[int, int, int], open_places: Iterable[tuple[str, int]]) -> bool:
    """Forbid this thread, and what it starts, the rights handled (about files, TCP, others) but in the places
    left open, each with its rights; whether it stands."""
    size = 24 if version >= SCOPE_SINCE else 16 if version >= TCP_SINCE else 8
    ruleset = LIBC.syscall(CREATE_RULESET, struct.pack("QQQ", *handled), size, 0)
    if ruleset < 0:
        return False
    for path, rights in open_places:
        allow(ruleset, path, rights)
    closed = LIBC.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return closed


def close_places(closed: Iterable[Path], opened: Mapping[Path, int]) -> bool:
    """Landlock around a process that goes on as it is: nothing in the closed folders can be opened or changed
    but what is named, the rest of the disk stays as it was; other processes cannot be looked into. Names can
    still be listed. Beside the closed folders, in the folders above them, nothing new can be opened: what is
    made there later is not known now. False where the kernel has no Landlock that lets files be moved, or
    where a folder above them cannot be listed."""
    version = landlock()
    if version < MOVES_SINCE:
        return False
    handled = rights_of(version) & ~(EXECUTE | READ_DIR)
    LIBC.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    give_up_powers()
    shut = {place.resolve() for place in closed}
    open_places = [(str(path), rights & handled) for path, rights in opened.items()]
    try:
        open_places += [(str(path), handled) for path in beside(Path("/"), shut)]
    except PermissionError:
        return False
    return close(version, (handled, 0, 0), open_places)


def give_up_powers() -> None:
    """Drop the powers by which root looks into other processes in spite of Landlock; others have none."""
    header, now = struct.pack("Ii", CAPABILITIES, 0), ctypes.create_string_buffer(24)
    if LIBC.capget(header, now):
        return
    held = [word & ~LOOKING[place // 3] for place, word in enumerate(struct.unpack("6I", now.raw))]
    LIBC.capset(header, struct.pack("6I", *held))


def beside(folder: Path, shut: set[Path]) -> Iterator[Path]:
    """What stands in a folder, and in those on the way to the shut ones, but the shut ones themselves. Links
    are left out: a rule for one would open what it names."""
    with os.scandir(folder) as found:
        entries = [Path(entry.path) for entry in found if not entry.is_symlink()]
    for entry in entries:
        if any(place.is_relative_to(entry) for place in shut):
            yield from beside(entry, shut) if entry not in shut else ()
        else:
            yield entry


def readable() -> Iterable[str]:
    """Where the code and its libraries stand: the real places, also of what is linked into the checkout."""
    linked = (path.resolve() for path in (ROOT / "shared/ui/static").glob("vendor*"))
    libraries = (place for place in sys.path if place and Path(place).resolve() != ROOT)
    return map(
        str, (*(ROOT / name for name in CODE), *linked, sys.prefix, sys.base_prefix, *libraries, *SYSTEM)
    )


def allow(ruleset: int, path: str, rights: int) -> None:
    """Let a place be used; one that is not there needs no leave."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= OF_A_FILE
    LIBC.syscall(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


def close_calls() -> bool:
    """seccomp: no socket, no new program, no look into another process; False on a machine whose numbers are
    not known here, or where the kernel has it not."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    lines = program(*machine)
    kept = ctypes.create_string_buffer(lines, len(lines))
    sent = struct.pack("HxxxxxxP", len(lines) // 8, ctypes.addressof(kept))
    return LIBC.prctl(SET_SECCOMP, FILTER, sent, 0, 0) == 0


def program(architecture: int, forbidden: tuple[int, ...]) -> bytes:
    """The filter: another architecture ends the process, a forbidden call is refused, all else goes on."""
    last = len(forbidden)
    lines = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    lines.append((AT_LEAST, last + 1, 0, X32))
    lines += [(EQUAL, last - place, 0, number) for place, number in enumerate(forbidden)]
    lines += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def standing(_data: bytes) -> dict[str, bool]:
    """What a limited child is told to run to say which walls stand around it."""
    return RAISED


RAISED: dict[str, bool] = {"files": False, "network": False}
