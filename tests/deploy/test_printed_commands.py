"""Every command that the product prints or its READMEs show is understood; the first runs as printed."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from deploy.cli import find_commands, make_parser, overview
from deploy.commands.up import banner
from deploy.settings import ROOT, read_settings
from tests.house.code import files
from tests.journeys.running import clean_environment, free_port

COMMAND = re.compile(r"\./asar(?![\w.-])((?: +[^\s`;,()«»]+)*)")
# What stands in a line for what the reader puts there.
STANDS_FOR = {
    "DIR": "/tmp/x",
    "N": "8001",
    "…": "x",
    "NUMBER": "1",
    "S": "registry",
    "SERVICE": "registry",
    "$TOKEN": "x",
}
PLAIN = re.compile(r"^[a-z][\w-]*$|^--?[a-z][\w-]*$|^[~/\w.:<>-]+$|^[A-Z$…]+$")


def written() -> Iterator[tuple[str, str]]:
    """Every command of the documents and of the words of the code: (where, what follows `./asar`)."""
    for path in sorted(ROOT.rglob("*.md")):
        if not {"node_modules", ".venv", ".asar"} & set(path.relative_to(ROOT).parts):
            yield from commands_in(path, path.read_text("utf-8"))
    for path in files("deploy", "services", "shared"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from commands_in(path, node.value)


def commands_in(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """The commands of a text, each cut where its words end."""
    for line in text.splitlines():
        for quoted in re.findall(r"`[^`]*`", line) if "`" in line else [line]:
            for found in COMMAND.finditer(quoted):
                yield str(path.relative_to(ROOT)), found[1].strip()


def words_of(command: str) -> list[str]:
    """Its words: what may be left out is left out, a comment or a sentence after it too."""
    bare = re.sub(r"\[[^\]]*\]?", " ", command.split("#")[0]).rstrip(".:")
    known: list[str] = []
    for word in shlex.split(bare) if bare.count('"') % 2 == 0 else bare.split():
        if not PLAIN.match(word) and f'"{word}"' not in bare:
            break
        known.append(STANDS_FOR.get(word, word))
    return known


def test_every_written_command_is_understood() -> None:
    found, wrong = find_commands(), []
    parser = make_parser(found)
    seen = list(written())
    for place, command in seen:
        words = words_of(command)
        if words and not is_understood(parser, found, words):
            wrong.append((place, command))
    assert len(seen) > 30
    assert not wrong


def is_understood(parser: ArgumentParser, found: dict[str, ModuleType], words: list[str]) -> bool:
    """Whether the real parser takes the words; a sentence may go on after the last option."""
    if words[0] not in found:
        return False
    if getattr(found[words[0]], "TAKES_REST", False):
        return True
    options = [index for index, word in enumerate(words) if word.startswith("--")]
    lengths = range(options[-1] + 1 if options else 1, len(words) + 1)
    ends_with_option = bool(options) and options[-1] == len(words) - 1
    return any(parses(parser, words[:length]) for length in lengths) or (
        ends_with_option and parses(parser, [*words, "x"])  # its value is filled in by the code
    )


def parses(parser: ArgumentParser, words: list[str]) -> bool:
    """Whether the real parser takes exactly these words, or asks only for more of them."""
    try:
        _known, rest = parser.parse_known_args(words)
    except SystemExit:
        return False
    return not rest


def test_usage_lines_are_understood() -> None:
    parser, found = make_parser(find_commands()), find_commands()
    for module in found.values():
        for usage in module.USAGE:
            assert usage.split()[0] in found, usage
            options = re.findall(r"--[a-z-]+", usage)
            own = parser._subparsers._group_actions[0].choices[usage.split()[0]]  # type: ignore[union-attr]
            known = {name for action in own._actions for name in action.option_strings}
            assert set(options) <= known or getattr(module, "TAKES_REST", False), usage


@pytest.mark.parametrize("words", ["figures show 4.1.1 4.1.2", "acts show 5", "plan import A.docx"])
def test_options_stand_anywhere_among_the_words(words: str) -> None:
    parser, said = make_parser(find_commands()), words.split()
    plain = vars(parser.parse_args(said)) | {"home": "X"}
    for place in range(1, len(said) + 1):
        mixed = [*said[:place], "--home", "X", *said[place:]]
        assert vars(parser.parse_args(mixed)) == plain, mixed


def test_overview_shows_only_what_is_there() -> None:
    shown = re.findall(r"\./asar ([a-z]+)", overview())
    assert set(shown) == set(find_commands())


def test_first_command_that_an_empty_house_prints_runs_as_printed(tmp_path: Path) -> None:
    home = tmp_path / "a house"
    env = clean_environment(ASAR_PASSWORD="a long enough password")
    settings = read_settings(None, {"ASAR_HOME": str(home), "ASAR_PORT": str(free_port())})
    said = banner(settings, 1.0)
    command = next(line.strip() for line in said.splitlines() if line.strip().startswith("./asar"))
    words = shlex.split(command)
    assert words[0] == "./asar" and words[words.index("--home") + 1] == str(home)
    done = subprocess.run(
        [str(ROOT / "asar"), *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stdout.strip()) == (0, "lead can sign in."), done.stderr


def test_region_home_is_told_to_be_paired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(None, {"ASAR_HOME": str(tmp_path), "ASAR_PORT": str(free_port())})
    assert "upload the Word plan" in banner(settings, 1.0)
    monkeypatch.setenv("ASAR_UPSTREAM", "https://asar.example.kz")
    said = banner(settings, 1.0)
    assert "--role admin" in said and "page Deployments" in said and "Word plan" not in said
