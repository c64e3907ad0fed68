"""The map and the chart: what they say, that they are readable, and that a page may hold them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from lxml import etree

from services.reports.pictures import Month, burn_up_chart, region_map
from services.reports.pictures.drawing import GROUND, INK, contrast, text_width, tint
from services.reports.pictures.labels import standing
from services.reports.pictures.map import short_name
from services.reports.pictures.outlines import country
from services.reports.pictures.plot import scale_ticks, wrapped
from shared.language.regions import ALL

ACCENT = "#0b6b5b"
NAMES = {
    "KZ-47": "Мангистауская область",
    "KZ-61": "Туркестанская область",
    "KZ-43": "Кызылординская область",
    "KZ-27": "Западно-Казахстанская область",
    "KZ-19": "Алматинская область",
    "KZ-23": "Атырауская область",
    "KZ-31": "Жамбылская область",
}
VALUES = dict(zip(NAMES, (45, 70, 65, 64, 62, 39, 30), strict=True))
EVERYWHERE = {iso: 1276 + 10 * place for place, iso in enumerate([*country().regions, *country().cities])}
MONTHS = [
    Month(f"2022-{month:02}", plan, fact)
    for month, plan, fact in (
        (4, 105, 98),
        (5, 230, 221),
        (6, 275, 262),
        (7, 305, 291),
        (8, 345, 338),
        (9, 370, 375),
        (10, 395, None),
        (11, 395, None),
    )
]
HOSTILE = '"><script>alert(1)</script>&{{ 7*7 }}'


def draw_map(values: dict[str, Any] = VALUES, **options: Any) -> etree._Element:
    given = {"names": NAMES, "locale": "ru", "accent": ACCENT, "title": "Участия"} | options
    return etree.fromstring(region_map(values, **given))


def draw_chart(points: list[Month] = MONTHS, **options: Any) -> etree._Element:
    given = {"title": "375 участий при плане 370", "unit": "участий", "accent": ACCENT} | options
    return etree.fromstring(burn_up_chart(points, **given))


def every(svg: etree._Element, name: str) -> list[etree._Element]:
    return [node for node in svg.iter() if etree.QName(node).localname == name]


def text_box(node: etree._Element) -> tuple[float, float, float, float]:
    """left, top, right, bottom of a line of text, font size and anchor taken from the groups around it."""
    around = [node, *node.iterancestors()]
    size = float(next(n.get("font-size") for n in around if n.get("font-size")))
    anchor = next((n.get("text-anchor") for n in around if n.get("text-anchor")), "start")
    bold = any(n.get("font-weight") in ("600", "700") for n in around)
    width = text_width(node.text or "", size, 1.05 if bold else 1)
    left = float(node.get("x")) - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, float(node.get("y")) - size * 0.75, left + width, float(node.get("y")) + 2


def overlaps(svg: etree._Element) -> list[tuple[str, str]]:
    """Pairs of lines of text whose boxes meet."""
    boxes = [(node.text, text_box(node)) for node in every(svg, "text")]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize(
    "svg",
    [
        region_map(VALUES, names=NAMES, locale="ru", accent=ACCENT, title="Участия"),
        burn_up_chart(MONTHS, title="Участия", unit="", accent=ACCENT),
    ],
)
def test_strict_csp_lets_pictures_stand_inline(svg: str) -> None:
    assert not re.search(r"style|<script|\son\w+=|javascript:|url\(", svg)


def test_only_project_regions_carry_colour() -> None:
    fills = [path.get("fill") for path in every(draw_map(), "path")]
    assert (len(fills), fills.count(GROUND)) == (17, 10)


def test_larger_values_are_darker() -> None:
    hints = {g[0].text: g[1].get("fill") for g in every(draw_map(), "g") if g.get("class") == "map-region"}
    assert contrast(hints["Туркестанская область: 70"], "#ffffff") > contrast(
        hints["Жамбылская область: 30"], "#ffffff"
    )


@pytest.mark.parametrize(
    "accent", ["#0b6b5b", "#1b5e94", "#8a1c3a", "#000000", "#ffd400", "#00ff00", "#2a2a6a", "#7a7a7a"]
)
def test_ink_reads_on_every_tint(accent: str) -> None:
    assert min(contrast(tint(accent, step / 20), INK) for step in range(21)) >= 4.5


@pytest.mark.parametrize(
    "values", [VALUES, EVERYWHERE, VALUES | {"KZ-23": None, "KZ-79": 12}, {"KZ-61": 1_000_000}]
)
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("names", [NAMES, dict.fromkeys(EVERYWHERE, "Западно-Казахстанская область")])
def test_map_labels_do_not_overlap(
    values: dict[str, int | None], narrow: bool, names: dict[str, str]
) -> None:
    assert overlaps(draw_map(values, names=names, narrow=narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_map_labels_stay_inside_the_picture(narrow: bool) -> None:
    svg = draw_map(EVERYWHERE, narrow=narrow)
    boxes, width = [text_box(node) for node in every(svg, "text")], float(svg.get("viewBox").split()[2])
    assert min(box[0] for box in boxes) >= 0 and max(box[2] for box in boxes) <= width


def test_room_for_labels_is_looked_for_once_while_figures_only_grow() -> None:
    """It took longer than all the rest of the overview, after each record anew."""
    draw_map(VALUES)
    looked_for = standing.cache_info().misses
    words = {node.text for node in every(draw_map(VALUES | {"KZ-61": 71}), "text")}
    assert "71" in words and "70" not in words
    assert standing.cache_info().misses == looked_for


@pytest.mark.parametrize("narrow", [False, True])
def test_every_project_region_is_named_on_a_map_of_any_width(narrow: bool) -> None:
    words = {node.text for node in every(draw_map(narrow=narrow), "text")}
    assert {name.removesuffix(" область") for name in NAMES.values()} <= words


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
@pytest.mark.parametrize("amount", [0, 31, 1234, 123456])
@pytest.mark.parametrize("everywhere", [False, True])
def test_every_region_is_named_however_large_its_figure(locale: str, amount: int, everywhere: bool) -> None:
    codes = set(EVERYWHERE) if everywhere else set(NAMES)
    names = {region.iso: region.called(locale) for region in ALL if region.iso in codes}
    svg = draw_map(dict.fromkeys(names, amount), names=names, locale=locale, standalone=True)
    said = [node.text for node in every(svg, "text")]
    assert not [name for name in names.values() if short_name(name) not in said]
    assert overlaps(svg) == []


def test_missing_value_reads_as_no_data() -> None:
    words = [node.text for node in every(draw_map({"KZ-61": None, "KZ-31": 0}, narrow=True), "text")]
    assert {"0", "нет данных"} <= set(words)


def test_region_with_a_link_is_a_link() -> None:
    links = every(draw_map(links={"KZ-61": "/r/turkistan/"}), "a")
    assert [(a.get("href"), a.get("aria-label")) for a in links] == [
        ("/r/turkistan/", "Туркестанская область: 70")
    ]


def test_standalone_map_has_no_links() -> None:
    assert every(draw_map(links={"KZ-61": "/r/turkistan/"}, standalone=True), "a") == []


def test_picture_tells_screen_readers_its_content() -> None:
    svg = draw_map()
    told = {node.get("id"): node.text for node in svg if node.get("id")}
    assert (
        told[svg.get("aria-labelledby")] == "Участия"
        and "Атырауская область: 39" in told[svg.get("aria-describedby")]
    )


def test_two_pictures_on_a_page_have_their_own_ids() -> None:
    assert draw_map().get("aria-labelledby") != draw_map(narrow=True).get("aria-labelledby")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: draw_map(names=dict.fromkeys(NAMES, HOSTILE), title=HOSTILE),
        lambda: draw_chart(title=HOSTILE, unit=HOSTILE),
    ],
)
def test_hostile_text_stays_text(draw: Any) -> None:
    svg = draw()
    assert every(svg, "script") == [] and every(svg, "title")[0].text == HOSTILE


def test_chart_axis_starts_from_zero() -> None:
    svg = draw_chart()
    base = float(every(svg, "line")[0].get("y1"))
    assert [
        float(every(svg, "polyline")[place].get("points").split()[0].split(",")[1]) for place in (0, 1)
    ] == [base, base]


def test_unreached_months_have_no_fact() -> None:
    plan, fact = every(draw_chart(), "polyline")
    assert (len(plan.get("points").split()), len(fact.get("points").split())) == (9, 7)


def test_running_month_stands_at_today() -> None:
    svg = draw_chart([*MONTHS[:1], Month("2022-05", 200, 150)], today=date(2022, 5, 15))
    plan, fact = (every(svg, "polyline")[place].get("points").split()[-1].split(",")[0] for place in (0, 1))
    assert float(fact) < float(plan)


def test_lines_are_labelled_without_a_legend() -> None:
    words = [node.text for node in every(draw_chart(today=date(2022, 9, 30)), "text")]
    assert {"факт\u00a0375", "план", "395", "сегодня"} <= set(words)


def test_document_chart_names_the_day() -> None:
    words = [node.text for node in every(draw_chart(today=date(2022, 9, 30), standalone=True), "text")]
    assert "30\u00a0сентября" in words


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
@pytest.mark.parametrize("fact", [1, 200, 395, 500])
@pytest.mark.parametrize("narrow", [False, True])
def test_chart_texts_stay_inside_the_picture(locale: str, fact: int, narrow: bool) -> None:
    points = [*MONTHS[:7], Month("2022-11", 395, fact)]
    svg = draw_chart(
        points, locale=locale, narrow=narrow, title="Отстаём на 12 участников от плана апреля, догоняем в мае"
    )
    boxes, width = [text_box(node) for node in every(svg, "text")], float(svg.get("viewBox").split()[2])
    assert min(box[0] for box in boxes) >= 0 and max(box[2] for box in boxes) <= width


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
@pytest.mark.parametrize("fact", [300, 370, 371, 395, 500])
@pytest.mark.parametrize("month", [0, 3, 7])
@pytest.mark.parametrize("narrow", [False, True])
def test_chart_texts_do_not_overlap(locale: str, fact: int, month: int, narrow: bool) -> None:
    points = [
        replace(point, fact=fact * (place + 1) // (month + 1) if place <= month else None)
        for place, point in enumerate(MONTHS)
    ]
    today = date.fromisoformat(f"{MONTHS[month].month}-28")
    assert (
        overlaps(draw_chart(points, locale=locale, narrow=narrow, today=today, title="Отстаём от плана " * 4))
        == []
    )


def test_narrow_chart_is_drawn_for_a_phone() -> None:
    svg = draw_chart(narrow=True)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', etree.tostring(svg).decode())]
    assert svg.get("viewBox").startswith("0 0 350 ") and min(sizes) >= 12


def test_chart_without_months_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        draw_chart([])


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (388, [0, 100, 200, 300, 400]),
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (Decimal("7000000"), [0, 2000000, 4000000, 6000000, 8000000]),
    ],
)
def test_ticks_are_round_and_reach_the_top(top: Decimal | int, ticks: list[int]) -> None:
    assert scale_ticks(top) == ticks


def test_long_title_is_wrapped_by_words() -> None:
    lines = wrapped("Отстаём на 12 участников от плана апреля", 200, 15)
    assert len(lines) > 1 and " ".join(lines) == "Отстаём на 12 участников от плана апреля"
