"""What a home of the version before says is read here: a record of each kind as that version wrote it.

The file is never made anew for a version: the next minor version adds its own, and the one two versions back
may go.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from shared.language import records
from shared.language.version import VERSION, may_talk, minor

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN: dict[str, dict[str, Any]] = json.loads((ROOT / "tests/data/records-0.1.json").read_text("utf-8"))
LATER = {"erasure"}  # kinds that came after that version


def test_every_kind_of_that_version_is_known() -> None:
    assert GOLDEN.keys() <= records.KINDS.keys() and records.KINDS.keys() - GOLDEN.keys() == LATER


@pytest.mark.parametrize("kind", sorted(GOLDEN))
def test_record_of_that_version_is_read_with_all_it_says(kind: str) -> None:
    read = records.state(records.read(kind, GOLDEN[kind]))
    assert said_of(read, GOLDEN[kind]) == GOLDEN[kind]


def said_of(read: Any, golden: Any) -> Any:
    """What was read, as far as that version said it: a field that came later has its default."""
    if isinstance(golden, dict) and isinstance(read, dict):
        return {name: said_of(read.get(name), value) for name, value in golden.items()}
    if isinstance(golden, list) and isinstance(read, list) and len(read) == len(golden):
        return [said_of(*pair) for pair in zip(read, golden, strict=True)]
    return read


@pytest.mark.parametrize("kind", sorted(GOLDEN))
def test_record_of_a_later_version_is_read_without_what_is_not_known(kind: str) -> None:
    assert records.read(kind, {**GOLDEN[kind], "said_later": [1]}) == records.read(kind, GOLDEN[kind])


@pytest.mark.parametrize("kind", sorted(GOLDEN))
def test_withdrawn_record_is_a_record_without_proofs(kind: str) -> None:
    told = records.withdrawn(kind, GOLDEN[kind])
    read = records.state(records.read(kind, told))
    assert told != GOLDEN[kind] or kind in ("project", "region_setting")
    assert not read.get("evidence")


def test_versions_talk_one_apart() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert said == VERSION and minor(VERSION)
    assert may_talk("0.1.0", "0.2.7") and may_talk("1.4", "1.4.9") and not may_talk("0.1.0", "0.3.0")
    assert not may_talk("0.9.0", "1.0.0") and not may_talk("new", "0.1.0")
