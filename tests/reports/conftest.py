"""What tests of reports begin with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.suite import Browser, Suite

SNAPSHOT = Path(__file__).resolve().parent.parent / "data" / "snapshot.json"


@pytest.fixture
def snapshot() -> dict[str, Any]:
    return json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")
