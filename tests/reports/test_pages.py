"""The pages of reports: what is filtered stays honest, nothing is capped in silence,
a record says why it does not count."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from services.reports.dashboard.listing.todo import told_apart
from services.reports.figures.queries import figures as queries
from tests.reports.pages import page, project_regions, two_regions, words
from tests.suite import PDF, Browser, Suite


@pytest.mark.parametrize("path", ["/reports/", "/reports/indicators/4.1.3"])
def test_choice_of_a_region_keeps_the_counts_of_all(
    suite: Suite, lead: Browser, project: str, path: str
) -> None:
    two_regions(suite, project)
    shown = words(lead, f"{path}?region=turkistan")
    assert "Туркестанская область 15" in shown and "Атырауская область 16" in shown


def test_map_of_one_region_draws_no_zero_for_the_others(suite: Suite, lead: Browser, project: str) -> None:
    two_regions(suite, project)
    hints = re.findall(
        r'aria-label="([^"]+ область: [^"]+)"', page(lead, "/reports/indicators/4.1.3?region=turkistan")
    )
    came = {hint.partition(",")[0] for hint in hints}
    assert {"Атырауская область: 16", "Туркестанская область: 15"} <= came


def test_indicator_nobody_delivers_has_no_map(lead: Browser, project: str) -> None:
    assert "picture-map" not in page(lead, "/reports/indicators/F.1.2")


def test_region_of_another_country_is_refused_by_name(lead: Browser, project: str) -> None:
    answer = lead.get("/reports/?region=moon")
    assert answer.status_code == 422 and "moon" in answer.get_data(as_text=True)


def test_chosen_verdict_is_marked_and_kept(lead: Browser, project: str, undelivered: None) -> None:
    shown = page(lead, "/reports/?verdict=no_data&region=turkistan")
    assert (
        re.findall(r'verdict=(\w+)#indicators"\s+aria-current="true"', shown) == ["no_data"]
        and 'map-region" aria-current' not in shown
    )
    assert re.search(r'class="map-region" aria-label="Туркестанская[^"]*" aria-current="true"', shown)


def test_what_does_not_fit_in_the_list_of_worries_is_one_link_away(
    suite: Suite, lead: Browser, project: str
) -> None:
    for activity, kind in (("1.2", "round_table"), ("3.1", "master_class"), ("4.1", "training")):
        suite.gathering(project, 3, activity=activity, kind=kind, evidence=(), prefix=activity)
    suite.settle()
    shown = page(lead, "/reports/")
    more = re.search(r'verdict=attention#indicators">ещё (\d+) индикатор', shown)
    assert more and shown.count('class="todo-item') == 6
    assert page(lead, "/reports/?verdict=attention").count('<li class="indicator"') == 6 + int(more[1])


def test_briefing_under_a_training_says_why_it_brings_nothing(
    suite: Suite, lead: Browser, project: str
) -> None:
    suite.gathering(project, 15, kind="briefing")
    suite.settle()
    assert "Здесь считается другой вид встреч, а это брифинг." in words(lead, "/reports/indicators/4.1.1")


@pytest.mark.parametrize(
    ("code", "reason"), [("4.1.4", "Не приложена программа."), ("4.1.5", "Не приложены отзывы.")]
)
def test_gathering_without_its_file_says_what_is_missing(
    suite: Suite, lead: Browser, project: str, code: str, reason: str
) -> None:
    suite.gathering(project, 15, evidence=("signed_list",))
    suite.settle()
    assert reason in words(lead, f"/reports/indicators/{code}")


def test_planned_and_cancelled_gatherings_say_so(suite: Suite, lead: Browser, project: str) -> None:
    body = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": "План",
        "region": "KZ-61",
        "starts_on": "2022-05-01",
        "mode": "offline",
    }
    suite.ok("POST", "/events/api/v1/gatherings", json=body)
    suite.settle()
    assert "Не отмечено как проведённое, или в списке никого нет." in words(lead, "/reports/indicators/4.1.1")


@pytest.mark.parametrize(
    ("day", "mark"),
    [("2022-04-12", None), ("2022-07-01", "late"), ("2022-03-01", "outside"), ("2023-01-10", "outside")],
)
def test_gathering_out_of_its_term_is_marked(
    suite: Suite, lead: Browser, project: str, day: str, mark: str | None
) -> None:
    suite.gathering(project, 15, day=day)
    suite.settle()
    records = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/4.1.3/records")
    assert [row["timing"] for row in records] == [mark]
    page = words(lead, "/reports/indicators/4.1.3")
    assert ("после срока" in page) is (mark == "late")
    assert ("вне дней проекта и не засчитана" in page) is (mark == "outside")
    figure = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators")
    assert {row["code"]: row["actual"] for row in figure}["4.1.3"] == (0 if mark == "outside" else 15)


def test_workbook_holds_the_figures_of_the_screen(suite: Suite, lead: Browser, project: str) -> None:
    two_regions(suite, project)
    sheet = CalamineWorkbook.from_filelike(
        BytesIO(lead.get("/reports/indicators.xlsx?region=turkistan").data)
    ).get_sheet_by_index(0)
    rows = {row[0]: row for row in sheet.to_python()}
    assert len(rows) == 42 and rows["4.1.3"][3:5] == [30, 15] and rows["F.1.2"][4] == ""


def test_chart_says_what_came_and_gives_no_verdict(suite: Suite, lead: Browser, project: str) -> None:
    two_regions(suite, project)
    assert "Посещений всего: 31 (план 395)" in page(lead, "/reports/") and "идём по плану" not in page(
        lead, "/reports/"
    )


def test_overview_says_why_figures_are_missing(lead: Browser, project: str, undelivered: None) -> None:
    assert "2 индикатора пока не считаются: раздела для их записей в системе ещё нет." in words(
        lead, "/reports/"
    )


def test_commission_member_is_given_no_link_he_may_not_open(
    suite: Suite, lead: Browser, project: str
) -> None:
    suite.gathering(project, 15)
    suite.gathering(project, 15, kind="briefing")
    suite.settle()
    link = re.compile(r'href="(/(?:events|registry/centres)/[^"]+)"')
    body = page(suite.browser("commission_member"), "/reports/indicators/4.1.3").split('id="records"', 1)[1]
    assert "Список с подписями" in body and not link.findall(body)
    assert len(link.findall(page(lead, "/reports/indicators/4.1.3").split('id="records"', 1)[1])) > 3


def test_records_behind_a_figure_are_exported_with_what_proves_them(
    suite: Suite, project: str, lead: Browser
) -> None:
    suite.gathering(project, 3)
    suite.gathering(project, 2, region="atyrau", evidence=())
    suite.settle()
    book = lead.get(f"/reports/indicators/4.1.3/records.xlsx?project={project}").data
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [(row[2], row[4], row[5]) for row in rows[1:]] == [
        ("Туркестанская область", 3, "да"),
        ("Атырауская область", 2, "нет"),
    ]
    assert "Список с подписями: signed_list.pdf" in rows[1][6]
    own = (
        suite.browser("partner_rep", "atyrau")
        .get(f"/reports/indicators/4.1.3/records.xlsx?project={project}")
        .data
    )
    assert len(CalamineWorkbook.from_filelike(BytesIO(own)).get_sheet_by_index(0).to_python()) == 2


def test_overview_opens_in_every_region_of_the_project(suite: Suite, project: str, lead: Browser) -> None:
    suite.gathering(project, 15)
    suite.settle()
    regions = [row["code"] for row in project_regions(suite, project)]
    assert len(regions) == 7
    paths = (
        "/reports/",
        "/reports/indicators/4.1.3",
        "/reports/indicators/1.1.2",
        "/reports/indicators.xlsx",
    )
    codes = {
        (region, path): lead.get(f"{path}?project={project}&region={region}").status_code
        for region in regions
        for path in paths
    }
    assert set(codes.values()) == {200}


def test_file_of_two_records_is_a_thing_to_check(suite: Suite, lead: Browser, project: str) -> None:
    both = [suite.gathering(project, 15, day=day, evidence=()) for day in ("2022-04-12", "2022-04-13")]
    for gathering in both:
        suite.ok(
            "POST",
            f"/events/api/v1/gatherings/{gathering}/evidence",
            data={"kind": "signed_list", "file": (BytesIO(PDF), "a.pdf")},
        )
    suite.settle()
    assert "1 файл проверить" in words(lead, f"/reports/?project={project}")
    assert "файл подтверждает и другие записи" in words(lead, f"/reports/indicators/4.1.3?project={project}")
    shown = page(lead, f"/reports/files?project={project}")
    assert all(f'href="/events/gatherings/{gathering}"' in shown for gathering in both)


def test_file_shared_with_another_region_hides_its_record(suite: Suite, project: str) -> None:
    for region in ("turkistan", "atyrau"):
        gathering = suite.gathering(project, 2, region=region, evidence=())
        suite.ok(
            "POST",
            f"/events/api/v1/gatherings/{gathering}/evidence",
            data={"kind": "photo", "file": (BytesIO(PDF), "лист.pdf")},
        )
    suite.settle()
    shown = words(suite.browser("partner_rep", "turkistan"), f"/reports/files?project={project}")
    assert "и 1 запись другого региона" in shown and "training atyrau" not in shown


def test_every_file_of_one_record_leaves_nothing_to_check(suite: Suite, lead: Browser, project: str) -> None:
    two_regions(suite, project)
    assert "Каждый файл подтверждает одну запись" in words(lead, f"/reports/files?project={project}")


def test_filter_by_verdict_leaves_the_counts_of_a_section_whole(
    suite: Suite, lead: Browser, project: str
) -> None:
    two_regions(suite, project)

    def counts(query: str) -> set[str]:
        return set(
            re.findall(r'plan-section-count num">([^<]+)<', page(lead, f"/reports/?project={project}{query}"))
        )

    assert counts("&verdict=overdue") and counts("&verdict=overdue") <= counts("")


def test_region_counts_no_target_of_the_whole_project_as_missing(
    suite: Suite, lead: Browser, project: str
) -> None:
    two_regions(suite, project)
    strip = words(lead, f"/reports/?project={project}&region=turkistan")
    listed = re.search(r"цель не задана (\d+)", strip)
    assert listed is None or int(listed[1]) == 2


def test_indicator_nobody_delivers_offers_no_button(lead: Browser, project: str, undelivered: None) -> None:
    shown = page(lead, f"/reports/indicators/1.1.2?project={project}")
    assert "Данных пока нет" in shown and "/events/gatherings/new" not in shown


def test_indicators_of_one_name_are_told_apart_by_their_activity(suite: Suite, project: str) -> None:
    with suite.apps["reports"].app_context():
        plan = queries.get_project(project)
        titles = told_apart(plan, list(queries.indicators(plan)))
    assert titles["4.1.1"] == "Количество тренингов"
    assert (
        titles["4.1.3"].startswith("Количество участников: Организация и проведение 14")
        and titles["3.1.4"] != titles["4.1.3"]
    )


@pytest.mark.parametrize(
    ("code", "leads"),
    [
        ("2.1.4", "/grants/contests"),
        ("4.1.1", "/events/gatherings/new?project_id="),
        ("1.1.1", "/registry/centres"),
        ("I.3.3", "/events/publications/new?project_id="),
    ],
)
def test_empty_indicator_leads_to_where_its_records_are_entered(
    lead: Browser, project: str, code: str, leads: str
) -> None:
    shown = page(lead, f"/reports/indicators/{code}?project={project}")
    assert f'href="{leads}' in shown[shown.index('id="records"') :]


@pytest.mark.parametrize("region", ["", "&region=turkistan"])
def test_all_counts_of_the_overview_are_of_one_set(
    suite: Suite, lead: Browser, project: str, region: str
) -> None:
    two_regions(suite, project)
    shown = page(lead, f"/reports/?project={project}{region}")
    strip = sum(int(count) for count in re.findall(r'<b class="num">(\d+)</b></span></span>', shown))
    without = re.findall(r"verdict=no_target#.*?<b class=.num.>(\d+)<", shown, re.S)
    sections = re.findall(r'plan-section-count num">\D*(\d+)\D+(\d+)', shown)
    said = re.search(r"<strong>(\d+) из (\d+) ", shown)
    assert said, shown
    assert sum(int(of) for _met, of in sections) == int(said[2]) == strip - sum(map(int, without))
    assert sum(int(met) for met, _of in sections) == int(said[1])
