"""A share is a numerator of a denominator; without a base there is no per cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.reports.facts.queries import Sums, Window
from services.reports.figures.queries.figures import figure
from services.reports.figures.rules.lines import Figure, Line
from shared.language.expressions import parse
from shared.language.measures.surveys import SATISFACTION

TERM = {"start": date(2022, 4, 1), "due": date(2022, 11, 30)}


@pytest.fixture(autouse=True)
def surveys_are_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No service delivers a share yet: its line is judged as if one did."""
    monkeypatch.setattr(Line, "measured", property(lambda line: parse(line.measure or "")))


def judged(came: int, base: int | None) -> Figure:
    """Nine of ten are promised: what came of that."""
    line = Line(measure=SATISFACTION.name, target=Decimal(90), unit="%", comparator="at_least", **TERM)
    sums = Sums(total=Decimal(came), denominator=None if base is None else Decimal(base), records=1)
    return figure(line, sums, Window(date(2022, 11, 30)))


@pytest.mark.parametrize(("came", "base", "word"), [(9, 10, "met"), (8, 10, "behind"), (19, 20, "met")])
def test_share_is_judged_by_its_per_cent(came: int, base: int, word: str) -> None:
    found = judged(came, base)
    assert (found.actual, found.numerator, found.denominator) == (100 * came / Decimal(base), came, base)
    assert found.verdict == word


@pytest.mark.parametrize("base", [None, 0])
def test_share_without_a_base_has_no_figure(base: int | None) -> None:
    found = judged(0, base)
    assert (found.actual, found.percent, found.verdict) == (None, None, "not_done")
