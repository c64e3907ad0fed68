"""The list people sign, as each region prints it; days off are said where a gathering falls on one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from shared.plugins.asking import Plugins
from tests.reports.printed import pdf_text
from tests.shared.plugin_making import hook, made
from tests.suite import Suite

NAMES = ("Нұрлан Әбдіқадыров", "Айжан Ахметова")
PHONES = ("+7 700 000 00 01", "+7 700 000 00 02")


def planned(suite: Suite, project: str, region: str, day: str = "2022-04-12", **more: object) -> str:
    """The id of a planned gathering with two people entered."""
    words = {"activity": "4.1", "type": "training", "title": "Тренинг о бюджете", "mode": "offline"}
    where = {"project_id": project, "region": region, "settlement": "с. Мерке", "starts_on": day}
    made = suite.ok("POST", "/events/api/v1/gatherings", json={**words, **where, **more})
    people = [
        {"name": name, "attended": False, "settlement": "с. Мерке", "category": "leader", "phone": phone}
        for name, phone in (
            ("Нұрлан Әбдіқадыров", PHONES[0]),
            ("Айжан Ахметова", "+7 700 000 00 02"),
        )
    ]
    suite.ok("POST", f"/events/api/v1/gatherings/{made['id']}/participants", json={"participants": people})
    return str(made["id"])


def printed(suite: Suite, gathering: str, language: str = "ru") -> str:
    """What the paper says."""
    lead = suite.browser("project_lead")
    answer = lead.get(f"/events/gatherings/{gathering}/sheet.pdf?language={language}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return pdf_text(answer.data)


def worn(suite: Suite, monkeypatch: pytest.MonkeyPatch, plugins: Plugins) -> None:
    """Let events be asked of these plugins for one test."""
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", plugins)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", ["Список участников", "Подпись", "с. Мерке"]), ("kk", ["Қатысушылар тізімі", "Қолы", "Қашан"])],
)
def test_list_is_printed_in_two_languages_with_those_entered_already(
    suite: Suite, project: str, language: str, words: list[str]
) -> None:
    said = printed(suite, planned(suite, project, "zhambyl"), language)
    assert all(word in said for word in [*words, "Айжан Ахметова", "Нұрлан Әбдіқадыров"])
    assert said.index("Айжан") < said.index("Нұрлан") and "700 000" not in said
    assert "22" in said.split() and "23" not in said.split()  # two people and twenty blank rows


def test_row_grows_with_what_is_printed_in_it(suite: Suite, project: str, tmp_path: Path) -> None:
    gathering = planned(suite, project, "zhambyl")
    long = "Шаруашылық жүргізу құқығындағы коммуналдық мемлекеттік мекеменің " * 3
    person = {
        "name": f"Аба {long}".strip(),
        "settlement": "с. Мерке",
        "category": "leader",
        "attended": False,
    }
    suite.ok("POST", f"/events/api/v1/gatherings/{gathering}/participants", json={"participants": [person]})
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(
        suite.browser("project_lead").get(f"/events/gatherings/{gathering}/sheet.pdf?language=ru").data
    )
    words = subprocess.run(["pdftotext", "-bbox", sheet, "-"], capture_output=True, text=True).stdout
    bottom = max(float(low) for low in re.findall(r'yMax="([\d.]+)">мекеменің<', words))
    tops = [float(top) for top in re.findall(r'yMin="([\d.]+)" [^>]*>Айжан<', words)]
    assert tops and bottom < tops[0]


def test_region_prints_its_own_list(suite: Suite, project: str) -> None:
    said = printed(suite, planned(suite, project, "turkistan"))
    assert all(word in said for word in ("Ведомость присутствия", "Махалля", "Гражданский Альянс"))
    assert "Список участников" not in said


def test_code_of_a_region_gives_a_signature_for_each_day(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worn(suite, monkeypatch, Plugins(["kyzylorda"]))
    said = printed(suite, planned(suite, project, "kyzylorda", ends_on="2022-04-13"))
    assert "Подпись, 2-й день" in " ".join(said.split()) and "3-й день" not in said


def test_list_of_a_region_that_fails_is_that_of_the_programme(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gathering = planned(suite, project, "zhambyl")
    broken = made(tmp_path, code=hook("attendance_sheet", "return 7"), regions='["zhambyl"]')
    worn(suite, monkeypatch, broken)
    assert "Список участников" in printed(suite, gathering)
    assert broken.troubles(fresh=False)[0].left_out == ("the form to sign",)


def test_list_is_offered_until_the_gathering_was_held(suite: Suite, project: str) -> None:
    lead = suite.browser("project_lead")
    planned_one, held = planned(suite, project, "zhambyl"), suite.gathering(project, 1, region="zhambyl")
    for gathering, offered in ((planned_one, True), (held, False)):
        page = lead.get(f"/events/gatherings/{gathering}").get_data(as_text=True)
        assert (f"{gathering}/sheet.pdf?language=kk" in page) is offered


def test_list_of_another_region_is_not_found(suite: Suite, project: str) -> None:
    neighbour = suite.browser("partner_rep", "atyrau")
    gathering = planned(suite, project, "zhambyl")
    assert neighbour.get(f"/events/gatherings/{gathering}/sheet.pdf").status_code == 404


@pytest.mark.parametrize(("day", "said"), [("2022-07-06", "День столицы"), ("2022-07-07", None)])
def test_day_off_is_said_on_the_page(suite: Suite, project: str, day: str, said: str | None) -> None:
    page = suite.browser("project_lead").get(f"/events/gatherings/{planned(suite, project, 'zhambyl', day)}")
    text = page.get_data(as_text=True)
    assert (said in text) if said else ("выходной" not in text)


def test_moved_day_of_a_region_is_said_there_alone(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worn(suite, monkeypatch, Plugins(["mangystau"]))
    lead = suite.browser("project_lead")
    for region, said in (("mangystau", True), ("atyrau", False)):
        page = lead.get(f"/events/gatherings/{planned(suite, project, region, '2022-05-10')}")
        assert ("Выходной вместо 7 мая" in page.get_data(as_text=True)) is said


def test_region_may_work_on_a_day_off_of_the_country(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = '[[holidays]]\nday = 2022-07-06\nkind = "work"\nname = {ru = "Рабочий день", kk = "Жұмыс күні"}\n'
    worn(suite, monkeypatch, made(tmp_path, data, regions='["zhambyl"]'))
    page = suite.browser("project_lead").get(
        f"/events/gatherings/{planned(suite, project, 'zhambyl', '2022-07-06')}"
    )
    assert "День столицы" not in page.get_data(as_text=True)
