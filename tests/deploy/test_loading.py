"""What is found out before a second thread: a shape that two threads read first at once kills the process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from deploy.settings import ROOT

MANY = """
from __future__ import annotations
import sys, threading
import msgspec
from deploy.running.loading import know_shapes

inner = "class Inner{0}(msgspec.Struct):\\n    said: list[int] | None = None\\n"
field = "    inner{0}: Inner{0} | None = None\\n"
made = "".join(map(inner.format, range(10)))
made += "class Outer(msgspec.Struct):\\n" + "".join(map(field.format, range(10)))
data = {f"inner{place}": {"said": [place]} for place in range(10)}

def read(shape, together):
    together.wait()
    msgspec.convert(data, shape)

sys.setswitchinterval(1e-6)
for turn in range(60):
    exec(made)
    if sys.argv[1:] == ["known"]:
        know_shapes()
    together = threading.Barrier(6)
    threads = [threading.Thread(target=read, args=(Outer, together)) for each in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
"""


@pytest.mark.parametrize("how, code", [("known", 0), ("unknown", -signal.SIGSEGV)])
def test_shape_is_known_before_two_threads_read_it(how: str, code: int) -> None:
    """The twin dies: where it no longer does, msgspec was mended and this may go."""
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    run = [sys.executable, "-P", "-c", MANY, how]
    assert subprocess.run(run, env=env, capture_output=True, timeout=60).returncode == code
