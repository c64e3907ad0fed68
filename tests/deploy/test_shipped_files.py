"""What an administrator is handed besides the code: units, an image, a page. Read and held against the tree,
for no engine runs here."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from deploy.cli import find_commands, make_parser
from deploy.commands.run import PORTS
from deploy.running.supervisor import GRACE_SECONDS
from deploy.settings import ROOT, SERVICES
from tests.deploy.test_front import make_app

UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
CONTAINER = ROOT / "deploy/container"
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
}
WRITABLE = {"/var/lib/asar-home", "/backups"}


def unit(path: Path) -> RawConfigParser:
    """A unit, its names as they are written."""
    parser = RawConfigParser(strict=True, delimiters=["="], comment_prefixes=["#"], interpolation=None)
    parser.optionxform = str
    parser.read(path, "utf-8")
    return parser


def is_command(words: list[str]) -> bool:
    """Whether the real parser takes what follows `asar`."""
    found = find_commands()
    try:
        make_parser(found).parse_args(words)
    except SystemExit:
        return False
    return True


def instructions(name: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile: (word, what follows it)."""
    text = (CONTAINER / name).read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    joined = lines.replace("\\\n", " ")
    return [
        (word, rest.strip())
        for word, _space, rest in (line.partition(" ") for line in joined.splitlines() if line)
    ]


def compose() -> dict:
    """The compose file."""
    return yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_there_is_without_rights(path: Path) -> None:
    service = unit(path)["Service"]
    program, *words = shlex.split(service["ExecStart"].replace("%i", "reports"))
    assert program == "/srv/asar/asar" and is_command(words)
    assert service["User"] not in ("", "root")
    assert {name: service[name] for name in HARDENED} == HARDENED
    assert int(service["TimeoutStopSec"]) > GRACE_SECONDS  # systemd kills nothing that still ends politely
    assert service["KillMode"] == "mixed"


def test_there_is_a_unit_for_the_suite_and_for_each_part() -> None:
    parts = ("web", "tasks", "documents")
    assert {path.name for path in UNITS} == {"asar.service", *(f"asar-{part}@.service" for part in parts)}
    assert all(is_command(["run", part, "reports"]) for part in parts)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    names = []
    for path in UNITS:
        names.append(tmp_path / path.name.replace("@.", "@reports."))
        names[-1].write_text(path.read_text("utf-8").replace("/srv/asar/asar", str(ROOT / "asar")))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, names)], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "asar" in line]
    assert not ours


def test_a_unit_says_the_ports_that_are() -> None:
    said = (ROOT / "deploy/systemd/asar-web@.service").read_text("utf-8")
    assert ", ".join(f"{port} {service}" for service, port in PORTS.items()) in said
    assert list(PORTS) == list(SERVICES)


def test_the_image_ends_without_rights_and_runs_what_there_is() -> None:
    said = instructions("Dockerfile")
    last = dict(said)
    assert last["USER"] == "10001:10001"
    assert not [
        rest for word, rest in said[[word for word, _rest in said].index("USER") + 1 :] if word == "RUN"
    ]
    assert json.loads(last["ENTRYPOINT"]) == ["/srv/asar/asar"] and is_command(json.loads(last["CMD"]))
    for _word, rest in said:
        for words in re.findall(r"\./asar ([^&|;\n]+)", rest):
            assert is_command(words.split()), words


def test_the_image_copies_and_compiles_what_there_is() -> None:
    built = [rest for word, rest in instructions("Dockerfile") if word == "RUN"]
    folders = re.search(r"compileall -q ((?:\w+ ?)+)", built[0])[1].split()
    assert folders and all((ROOT / folder).is_dir() for folder in folders)
    assert {rest for word, rest in instructions("Dockerfile") if word == "COPY"} == {
        ". .",
        "--from=build /srv/asar /srv/asar",
    }
    made = re.search(r"install -d -o 10001 -g 10001 -m 0700 ([^&]+)", built[1])[1].split()
    assert set(made) == WRITABLE
    assert "useradd --system --uid 10001" in built[1]  # PostgreSQL refuses an account without a name


def test_the_image_asks_an_address_that_answers() -> None:
    from deploy.front.application import Front

    health = next(rest for word, rest in instructions("Dockerfile") if word == "HEALTHCHECK")
    path = re.search(r"http://127\.0\.0\.1:8000(/\w+)", health)[1]
    assert Front({"registry": make_app("registry")}).own_answer(path, {}).status_code == 200


def test_nothing_private_goes_into_the_image() -> None:
    left_out = (CONTAINER / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {".git", ".venv", ".asar", "**/node_modules", "**/__pycache__"} <= set(left_out)
    needed = ("asar", "deploy", "services", "shared", "plugins", "requirements.lock", "package-lock.json")
    assert not [name for name in needed if name in left_out or not (ROOT / name).exists()]


def test_compose_gives_a_root_nobody_writes_and_one_door() -> None:
    services = compose()["services"]
    asar, front = services["asar"], services["front"]
    for service in (asar, front):
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in asar and front["ports"] == ["80:80", "443:443"]
    assert {volume.split(":")[1] for volume in asar["volumes"]} == WRITABLE
    assert {volume.split(":")[0] for service in services.values() for volume in service["volumes"]} == set(
        compose()["volumes"]
    )
    assert asar["tmpfs"] == ["/tmp"]
    assert int(asar["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS
    built = CONTAINER / asar["build"]["context"]
    assert (built / asar["build"]["dockerfile"]).resolve() == CONTAINER / "Dockerfile"


def test_compose_sets_what_there_is_and_what_lets_it_start() -> None:
    from deploy.front.exposure import refuse_open_air
    from deploy.settings import read_settings

    said = compose()["services"]["asar"]["environment"]
    filled = {name: re.sub(r"\$\{ASAR_NAME[^}]*\}", "asar.example.kz", value) for name, value in said.items()}
    filled = {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value) for name, value in filled.items()}
    image = dict(word.split("=", 1) for word in dict(instructions("Dockerfile"))["ENV"].split())
    settings = read_settings(env=image | filled)
    refuse_open_air(settings, image | filled)
    assert settings.public_url == "https://asar.example.kz" and str(settings.home) in WRITABLE
    known = (ROOT / "deploy/README.md").read_text("utf-8")
    assert not [name for name in said if f"`{name}`" not in known]


@pytest.mark.skipif(not shutil.which("docker"), reason="no docker")
def test_docker_itself_reads_the_compose_file() -> None:
    done = subprocess.run(
        ["docker", "compose", "-f", str(CONTAINER / "compose.yaml"), "config", "-q"],
        env={"ASAR_NAME": "asar.example.kz", "PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    if "is not a docker command" in done.stderr or "unknown shorthand flag" in done.stderr:
        pytest.skip("docker has no compose")
    assert (done.returncode, done.stderr) == (0, "")
