"""What a dead process leaves: the plugin it died in is left out at the next start, nobody else is blamed."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.plugins.asking import Plugins
from shared.plugins.beforehand import SURVIVED, survives
from shared.plugins.deaths import AT_IMPORT, IMPORT, IN_A_ROW, Marks, judge, suspected
from shared.plugins.specifications import RULES
from tests.journeys import warm
from tests.shared.plugin_making import ask, hook, write

ENDS = "import os; os._exit(7)"
SCRIPT = """
import sys
from pathlib import Path
from shared.plugins.asking import Plugins
from tests.shared.plugin_making import ask
plugins, other = (Plugins([sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])) for _app in range(2))
print([plugin.name for plugin in plugins.loaded], [plugin.reason for plugin in plugins.absent], flush=True)
for hook in sys.argv[4:]:
    ask(plugins, hook)
"""


def start(name: str, folder: Path, *hooks: str) -> subprocess.CompletedProcess[str]:
    """A process that loads the plugin and asks it: forked from a warm one, which knows no plugin."""
    words = ("-c", SCRIPT, name, str(folder), str(folder / "home"), *hooks)
    return subprocess.CompletedProcess(words, *warm.run(words, os.environ, 60))


@pytest.mark.parametrize("name", RULES)
def test_plugin_a_process_died_in_is_left_out_at_the_next_start(tmp_path: Path, name: str) -> None:
    plugin = write(tmp_path, code=hook(name, ENDS))
    for _ in range(IN_A_ROW):
        assert start(plugin, tmp_path, name).returncode == 7
    assert is_left_out(start(plugin, tmp_path), name)


@pytest.mark.parametrize("ends", [ENDS, "import os; os._exit(0)", "import os; os.kill(os.getpid(), 9)"])
def test_import_that_ends_its_process_lets_the_very_first_start_live(tmp_path: Path, ends: str) -> None:
    plugin = write(tmp_path, code=ends)
    for _ in range(AT_IMPORT + 1):
        assert is_left_out(start(plugin, tmp_path), IMPORT)


def is_left_out(started: subprocess.CompletedProcess[str], hook: str) -> bool:
    """Whether a process lives and says in which hook of the plugin another one ended."""
    words = f"a process ended while it asked this plugin ({hook})"
    return started.returncode == 0 and started.stdout.startswith("['core'] ") and words in started.stdout


def test_import_that_ends_processes_later_is_known_by_its_marks(tmp_path: Path) -> None:
    plugin = once_well(tmp_path)
    for _ in range(AT_IMPORT):
        assert start(plugin, tmp_path).returncode == 7  # so each start died that tried nothing in a fork
    assert is_left_out(start(plugin, tmp_path), IMPORT)


def once_well(folder: Path) -> str:
    """A plugin whose import ended no process at the first start, and ends each from then on."""
    well = folder / "well"
    plugin = write(folder, code=f"import os, pathlib; pathlib.Path({str(well)!r}).exists() or os._exit(7)")
    well.touch()
    assert plugin in start(plugin, folder).stdout.split("]")[0]
    well.unlink()
    return plugin


def test_plugin_that_answers_between_deaths_is_not_left_out(tmp_path: Path) -> None:
    well = tmp_path / "home" / "well"
    ends = f"import os, pathlib; pathlib.Path({str(well)!r}).exists() or os._exit(7)"
    plugin = write(tmp_path, code=hook("branding", ends))
    for _ in range(IN_A_ROW):
        assert start(plugin, tmp_path, "branding").returncode == 7
        well.touch()
        assert start(plugin, tmp_path, "branding").returncode == 0
        well.unlink()
    assert plugin in start(plugin, tmp_path).stdout.split("]")[0]


def test_without_marks_it_would_die_again(tmp_path: Path) -> None:
    plugin = once_well(tmp_path)
    for _ in range(AT_IMPORT + 1):
        assert start(plugin, tmp_path).returncode == 7
        for file in {*(tmp_path / "home").glob("*")} - {*(tmp_path / "home").glob(f"*{SURVIVED}")}:
            file.unlink()


def test_import_that_takes_too_long_beforehand_is_no_death(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asar_slow.py").write_text("import time; time.sleep(60)")
    monkeypatch.syspath_prepend(tmp_path)
    home = tmp_path / "home"
    assert survives("slow", "asar_slow", tmp_path, Marks(home), 0.2)
    judge(home)
    assert suspected(home) == {}


def test_spoilt_word_of_what_survived_stops_no_start(tmp_path: Path) -> None:
    plugin = write(tmp_path, code="")
    assert plugin in start(plugin, tmp_path).stdout.split("]")[0]
    (known,) = (tmp_path / "home").glob(f"*{SURVIVED}")
    known.write_bytes(b"\xff\xfe\x00")
    assert plugin in start(plugin, tmp_path).stdout.split("]")[0]


def test_plugin_left_out_is_tried_again_when_its_files_change(tmp_path: Path) -> None:
    plugin = write(tmp_path, code=ENDS)
    for _ in range(AT_IMPORT):
        start(plugin, tmp_path)
    assert "[]" not in start(plugin, tmp_path).stdout.split("]")[1]
    (tmp_path / plugin / f"asar_{plugin}/__init__.py").write_text('"""Mended."""\n')
    assert plugin in start(plugin, tmp_path).stdout.split("]")[0]


@contextmanager
def no_room() -> Iterator[None]:
    """A disk that takes no byte more, as this process sees it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("name", ["budget_caps", "branding"])
def test_full_disk_is_not_blamed_on_the_plugin_asked_meanwhile(tmp_path: Path, name: str) -> None:
    plugins = Plugins([write(tmp_path, code=hook(name, "return None"))], tmp_path, tmp_path / "home")
    with no_room():
        ask(plugins, name)
    assert not [known for known in plugins.state.known.values() if known.failures]
    assert not plugins.calling.marks.taken  # the place is free again once there is room


def test_full_disk_keeps_no_process_from_starting(tmp_path: Path) -> None:
    plugin = write(tmp_path, code=hook("branding", "import os; os._exit(7)"))
    assert start(plugin, tmp_path, "branding").returncode == 7
    with no_room():
        plugins = Plugins([plugin], tmp_path, tmp_path / "home")
    assert plugin in [each.name for each in plugins.loaded]


def test_process_that_ends_well_leaves_nobody_out(tmp_path: Path) -> None:
    plugin = write(tmp_path, code=hook("branding", "return None"))
    assert start(plugin, tmp_path, "branding").returncode == 0
    assert plugin in start(plugin, tmp_path).stdout.split("]")[0]
