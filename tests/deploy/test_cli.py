"""The list of commands, the options, and reset's caution."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.cli import PURPOSES, find_commands, main, overview
from deploy.commands.user import asked_password
from deploy.settings import ROOT, read_settings
from deploy.trouble import Trouble
from tests.deploy.conftest import run


def test_every_command_describes_itself() -> None:
    for name, module in find_commands().items():
        assert (module.__doc__ or "").strip(), name
        assert module.PURPOSE in PURPOSES, name
        assert module.NEEDS in ("nothing", "runtime", "dev"), name
        assert all(usage.split()[0] == name for usage in module.USAGE), name


def test_overview_names_every_command() -> None:
    words = overview()
    assert [name for name in find_commands() if f"./asar {name}" not in words] == []


def test_overview_needs_nothing_installed() -> None:
    bare = "import sys; sys.path.insert(0, sys.argv[1]); from deploy.cli import overview; overview()"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", bare, str(ROOT)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


BUSY = """
import sys, time
from deploy.commands import doctor
from deploy.cli import main
def run(args):
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        print("put away", flush=True)
doctor.run = run
sys.exit(main(["doctor"]))
"""


def test_command_that_is_asked_to_end_puts_away_what_it_began() -> None:
    """`timeout 300 ./asar chaos` left its suites and their homes behind."""
    with subprocess.Popen([sys.executable, "-c", BUSY], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None and child.stdout.readline() == "begun\n"
        child.terminate()
        assert child.stdout.read() == "put away\n"
    assert child.returncode == 143


def test_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["up", "--fast"])
    assert "not understood: --fast" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_impossible_port_is_refused(port: str) -> None:
    with pytest.raises(Trouble, match="1 to 65535"):
        read_settings(env={"ASAR_PORT": port})


def test_prefix_cannot_carry_sql() -> None:
    with pytest.raises(Trouble, match="ASAR_DATABASE_PREFIX"):
        read_settings(env={"ASAR_DATABASE_PREFIX": 'a"; DROP'})


def test_option_wins_over_environment(tmp_path: Path) -> None:
    from argparse import Namespace

    settings = read_settings(
        Namespace(home=str(tmp_path), port="8001"), {"ASAR_HOME": "/other", "ASAR_PORT": "9000"}
    )
    assert (settings.home, settings.port) == (tmp_path, 8001)


def test_address_is_one_a_browser_can_open() -> None:
    assert read_settings(env={"ASAR_HOST": "0.0.0.0"}).public_url == "http://127.0.0.1:8000"


def ended(_prompt: str) -> str:
    """A prompt nobody is there to answer."""
    raise EOFError


def test_password_without_a_terminal_is_asked_for_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASAR_PASSWORD", raising=False)
    monkeypatch.setattr("getpass.getpass", ended)
    with pytest.raises(Trouble, match="ASAR_PASSWORD"):
        asked_password()


def test_reset_spares_a_folder_of_others(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("")
    done = run("reset", "--home", str(tmp_path), "--yes")
    assert "does not look like a home of Asar" in done.stdout
    assert (tmp_path / "thesis.docx").exists()


def test_reset_without_yes_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/secret.key").write_text("x")
    assert "Nothing was changed" in run("reset", "--home", str(tmp_path)).stdout
    assert (tmp_path / "keys/secret.key").exists()
