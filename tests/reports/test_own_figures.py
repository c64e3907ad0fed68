"""Figures a region adds for itself: worked out by its plugin from the sums of records, shown there alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from services.reports.facts.queries import Window
from services.reports.figures.queries.figures import get_project
from services.reports.figures.queries.own import own_figures
from shared.clock import today
from shared.plugins.asking import Plugins
from tests.shared.plugin_making import made, write
from tests.suite import Suite

WORDS = '{"ru": "Своя доля", "kk": "Өз үлесі"}'
NAMES_ONE = f"""
@hookimpl
def indicators(region):
    return [IndicatorDef("own", {WORDS}, {WORDS}, ("events_held", "attendance_persons[training]"))]
"""
CARD = 'id="own"'


def answer(body: str) -> str:
    """A plugin with one figure that is worked out so."""
    return f"{NAMES_ONE}\n@hookimpl\ndef compute_indicator(region, code, counted):\n    {body}\n"


def worn(suite: Suite, monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> None:
    """Let reports be asked of these plugins for one test."""
    monkeypatch.setitem(suite.apps["reports"].extensions, "plugins", plugins)


def overview(suite: Suite, project: str, region: str = "", locale: str = "ru") -> str:
    """The overview as the lead sees it."""
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    asked = f"&region={region}" if region else ""
    return lead.get(f"/reports/?project={project}{asked}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("locale", "name"), [("ru", "Участников на одной встрече"), ("kk", "Бір кездесудегі")]
)
def test_figure_of_a_region_stands_on_its_overview(
    suite: Suite, project: str, locale: str, name: str
) -> None:
    suite.gathering(project, 4)
    suite.gathering(project, 7, day="2022-05-12", prefix="Другой")
    suite.gathering(project, 30, region="zhambyl", prefix="Чужой")
    suite.settle()
    page = overview(suite, project, "turkistan", locale)
    assert name in page and "5,5" in page
    assert "11 : 2" in page
    assert CARD not in overview(suite, project, "zhambyl") and CARD not in overview(suite, project)


def test_mean_of_nothing_is_not_worked_out_and_no_zero(suite: Suite, project: str) -> None:
    page = overview(suite, project, "turkistan")
    assert "не посчитано" in page[page.index(CARD) :]


def test_region_sees_the_sums_of_its_measures_over_all_lines(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite.gathering(project, 3)
    suite.gathering(project, 5, activity="3.1", kind="master_class", prefix="Другой", evidence=())
    suite.settle()
    body = (
        "held, came = counted; total = held.total * 1000 + came.total\n"
        "    return Computed(total, Decimal(held.proven), Decimal(held.records))"
    )
    worn(suite, monkeypatch, made(tmp_path, code=answer(body), regions='["turkistan"]'))
    window = Window(today(), frozenset({"turkistan"}))
    with suite.apps["reports"].test_request_context():
        (found,) = own_figures(get_project(project), "turkistan", window)
    assert found.computed is not None and found.computed.value == Decimal(2003)
    assert (found.computed.numerator, found.computed.denominator) == (1, 2)


@pytest.mark.parametrize(
    "body", ["return 1 / 0", "return Computed(Decimal('NaN'))", "return None", "return Computed(None)"]
)
def test_figure_that_fails_is_said_to_be_not_worked_out(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    worn(suite, monkeypatch, made(tmp_path, code=answer(body), regions='["turkistan"]'))
    page = overview(suite, project, "turkistan")
    assert "Своя доля" in page and "не посчитано" in page[page.index(CARD) :]


def test_figure_is_worked_out_by_the_plugin_that_named_it(tmp_path: Path) -> None:
    names = [
        write(tmp_path, code=answer(f"return Computed(Decimal({number}))"), regions='["turkistan"]')
        for number in (1, 2)
    ]
    for order in (names, names[::-1]):
        plugins = Plugins(order, tmp_path)
        values = {
            each.code: plugins.compute_indicator("turkistan", each.code, ()).value
            for each in plugins.indicators("turkistan")
        }
        assert values == {f"{names[0]}.own": 1, f"{names[1]}.own": 2}


def test_measure_that_counts_people_once_has_no_sum_of_a_region(tmp_path: Path) -> None:
    code = NAMES_ONE.replace('"events_held", ', '"unique_persons", ')
    plugins = made(tmp_path, code=code)
    assert plugins.indicators("atyrau") == []
    assert plugins.troubles()[0].reason.startswith("answer[0].measures[0]: ")


def test_share_says_of_how_many_it_is(
    suite: Suite, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    per_cent = NAMES_ONE.replace(f"{WORDS}, {WORDS}", f"{WORDS}, {{'ru': '%', 'kk': '%'}}")
    code = answer("return Computed(Decimal(25), Decimal(1), Decimal(4))").replace(NAMES_ONE, per_cent)
    worn(suite, monkeypatch, made(tmp_path, code=code, regions='["turkistan"]'))
    assert "1 из 4" in overview(suite, project, "turkistan")
    assert "4 ішінен 1" in overview(suite, project, "turkistan", "kk")
