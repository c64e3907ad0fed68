"""What a limited child may reach: the code it runs, the libraries of the system, one empty folder of its own.

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
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("shared", "services", "plugins", "deploy", "tests")  # never the home, which may stand beside them
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")
LIBC = ctypes.CDLL(None, use_errno=True)
NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2

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
    version = LIBC.syscall(CREATE_RULESET, None, 0, VERSION)
    if version < 1:
        return False
    handled = FILES[max(known for known in FILES if known <= version)]
    rules = struct.pack(
        "QQQ", handled, TCP if version >= TCP_SINCE else 0, SCOPE if version >= SCOPE_SINCE else 0
    )
    size = 24 if version >= SCOPE_SINCE else 16 if version >= TCP_SINCE else 8
    ruleset = LIBC.syscall(CREATE_RULESET, rules, size, 0)
    if ruleset < 0:
        return False
    for path in readable():
        allow(ruleset, path, handled & (READ_FILE | READ_DIR))
    allow(ruleset, scratch, handled & ~EXECUTE)
    closed = LIBC.syscall(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return closed


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
