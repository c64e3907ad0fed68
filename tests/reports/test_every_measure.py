"""A measure somebody delivers is counted somewhere; one nobody counts would show 0, and NULL is not 0."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from shared.language import publications
from shared.language.measure import Measure
from tests.house.code import ROOT, files


def constants() -> dict[str, Measure]:
    """Every delivered measure by the name code calls it, but those that count others' facts."""
    return {
        name: value
        for family in files("shared/language/measures")
        for name, value in vars(import_module(dotted(family))).items()
        if isinstance(value, Measure) and value.delivered and value.kept_as == value.name
    }


def dotted(path: Path) -> str:
    """A file as a module."""
    return str(path.relative_to(ROOT)).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize("name", sorted(constants()))
def test_every_delivered_measure_is_counted(name: str) -> None:
    counting = "".join(path.read_text("utf-8") for path in files("services/reports/facts"))
    issued = {kind.measure.partition("[")[0] for kind in publications.KINDS.values()}
    assert re.search(rf"\b{name}\b", counting) or constants()[name].name in issued
