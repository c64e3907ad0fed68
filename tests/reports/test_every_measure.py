"""A measure somebody delivers is counted somewhere; one nobody counts would show 0, and NULL is not 0."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from services.reports.facts.operations.others import CountedTwice, counted_by
from services.reports.facts.rules.counted import counted
from services.reports.facts.rules.kinds import RULES
from shared.language import publications
from shared.language.measure import Measure
from shared.language.measures.surveys import SATISFACTION
from shared.language.records.public_report import PublicReport
from tests.house.code import ROOT, files

REPORT = PublicReport(
    id="1",
    page="/reports/1",
    project_id="1",
    activity_id=None,
    title="ПО-1",
    region=None,
    published_on=None,
    channels=0,
    link=None,
)


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


def test_record_that_counts_a_measure_twice_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2022, 6, 1)
    monkeypatch.setitem(RULES, PublicReport.KIND, lambda _record: [counted(SATISFACTION, day)] * 2)
    with pytest.raises(CountedTwice, match="public_report counts satisfaction_share more than once"):
        counted_by(REPORT)
    monkeypatch.setitem(RULES, PublicReport.KIND, lambda _record: [counted(SATISFACTION, day)])
    assert len(counted_by(REPORT)) == 1
