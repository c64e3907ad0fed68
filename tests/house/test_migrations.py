"""Each service has one line of migrations."""

from __future__ import annotations

import pytest

from tests.house.code import ROOT, SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_are_one_line(service: str) -> None:
    folder = ROOT / "services" / service / "migrations/versions"
    numbers = sorted(path.name.split("_")[0] for path in folder.glob("[0-9]*_*.py"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
