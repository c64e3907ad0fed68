"""What tests of reports begin with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shared.language.expressions import Expression
from tests.suite import Browser, Suite

SNAPSHOT = Path(__file__).resolve().parent.parent / "data" / "snapshot.json"


@pytest.fixture
def snapshot() -> dict[str, Any]:
    return json.loads(SNAPSHOT.read_text(encoding="utf-8"))


@pytest.fixture
def lead(request: pytest.FixtureRequest, suite: Suite) -> Browser:
    """The project lead. The project of the test, if it has one, is there before: over empty tables it is put
    back as it stood when it was first approved, beside somebody's user it would be approved anew."""
    if "project" in request.fixturenames:
        request.getfixturevalue("project")
    return suite.browser("project_lead")


@pytest.fixture
def undelivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version in which nobody delivers the approved plans of villages: two lines of the plan."""
    delivered = Expression.delivered.fget
    known = property(lambda self: self.name != "village_plans_approved" and delivered(self))
    monkeypatch.setattr(Expression, "delivered", known)
