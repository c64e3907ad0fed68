"""What the passport promises as a whole, tied to figures or said by a person and proven."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.suite import PDF, Browser, Suite

RESULTS = "/reports/api/v1/results"


@pytest.fixture
def lead(suite: Suite, project: str) -> Browser:
    """Who confirms what is promised."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def keep(suite: Suite, project: str, *rows: dict[str, Any]) -> Any:
    """The answer to what is kept."""
    return suite.call("POST", f"/reports/api/v1/projects/{project}/results", json={"results": list(rows)})


def standing(suite: Suite, project: str) -> dict[str, str]:
    """How each stands, by its words."""
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/results")
    return {row["text"]: row["state"] for row in rows}


def test_the_plan_is_read_and_confirmed_at_once(suite: Suite, project: str, lead: Browser) -> None:
    suite.settle()
    page = text(lead.get(f"/reports/results/confirmation?project={project}"))
    assert "Подготовка не менее 120 лидеров" in page and "софинансирован" in page
    codes = [part.split('"')[0] for part in page.split('name="codes" type="text" value="')[1:]]
    kept = [str(place) for place in range(page.count('name="keep"'))]
    form = {"project_id": project, "keep": kept, "codes": codes or [""] * len(kept)}
    assert lead.post("/reports/results/confirmation", form).status_code == 302
    rows = suite.ok("GET", f"/reports/api/v1/projects/{project}/results")
    assert [row["number"] for row in rows if row["number"]] == list(range(1, 11))
    assert {row["count"] for row in rows if row["count"]} == {"centres_funded", "donor_regions"}
    alone = {row["text"] for row in rows if not row["number"]}
    assert any(text.startswith("не менее 1 community-центра") for text in alone)
    assert any(text.startswith("2 проекта (success story)") for text in alone)
    assert any(text.endswith("в СМИ и соц. сети") for text in alone)
    assert "Всё подтверждено" in text(lead.get(f"/reports/results/confirmation?project={project}"))


def test_ties_are_kept_by_stable_ids_and_figures_tell_the_state(suite: Suite, project: str) -> None:
    suite.settle()
    keep(suite, project, {"number": 4, "text": "Подготовка лидеров", "indicators": ["4.1.6", "4.1.3"]})
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/results")
    assert (sorted(row["indicators"]), row["counted"]) == (["4.1.3", "4.1.6"], True)
    assert row["state"] in ("behind", "under_way")


def test_a_number_that_is_known_gets_new_words_and_no_twin(suite: Suite, project: str) -> None:
    suite.settle()
    for words in ("Раньше", "Теперь"):
        assert keep(suite, project, {"number": 4, "text": words}).status_code == 200
    assert standing(suite, project) == {"Теперь": "open"}
    answer = keep(suite, project, {"text": "Пул лидеров"}), keep(suite, project, {"text": "Пул лидеров"})
    assert [one.status_code for one in answer] == [200, 409]


def test_what_no_figure_tells_a_person_says_and_a_file_proves(suite: Suite, project: str) -> None:
    suite.settle()
    item = keep(suite, project, {"number": 9, "text": "Знания применяют"}).get_json()[0]["id"]
    said = {"outcome": "achieved", "reason": "Отложенная анкета: 48 из 60"}
    assert suite.call("POST", f"{RESULTS}/{item}/assessment", json={**said, "reason": ""}).status_code == 422
    assert suite.call("POST", f"{RESULTS}/{item}/assessment", json=said).status_code == 200
    assert standing(suite, project) == {"Знания применяют": "unproven"}
    sent = {"file": (BytesIO(PDF), "анкета.pdf"), "kind": "report"}
    assert suite.call("POST", f"{RESULTS}/{item}/evidence", data=sent).status_code == 201
    assert standing(suite, project) == {"Знания применяют": "achieved"}


def test_nobody_says_what_figures_tell(suite: Suite, project: str) -> None:
    suite.settle()
    item = keep(suite, project, {"text": "Лидеры", "indicators": ["4.1.6"]}).get_json()[0]["id"]
    said = {"outcome": "achieved", "reason": "Так и есть"}
    answer = suite.call("POST", f"{RESULTS}/{item}/assessment", json=said)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "told_by_figures")


def test_centres_that_others_fund_are_counted(suite: Suite, project: str, lead: Browser) -> None:
    suite.settle()
    keep(suite, project, {"text": "Один центр", "count": "centres_funded", "least": 1})
    assert standing(suite, project) == {"Один центр": "behind"}  # the project has ended
    form = {"project_id": project, "name": "Береке", "region": "turkistan", "settlement": "Қарнақ"}
    centre = lead.post("/registry/centres/new", form).headers["Location"].rsplit("/", 1)[1]
    money = {"kind": "cofinancing", "source": "Акимат", "amount": 1000, "agreed_on": "2022-05-12"}
    suite.ok("POST", f"/registry/api/v1/centres/{centre}/fundings", json=money)
    suite.settle()
    assert standing(suite, project) == {"Один центр": "achieved"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": "Х", "indicators": ["9.9.9"]}, "tied_to_nothing"),
        ({"text": "Х", "count": "centres_funded"}, "least_missing"),
    ],
)
def test_bad_ties_are_refused(suite: Suite, project: str, wrong: dict[str, Any], code: str) -> None:
    suite.settle()
    assert keep(suite, project, wrong).get_json()["code"] == code


@pytest.mark.parametrize(("role", "region"), [("partner_rep", "turkistan"), ("commission_member", None)])
def test_who_works_in_one_region_does_not_see_the_whole(
    suite: Suite, project: str, role: str, region: str | None
) -> None:
    suite.settle()
    assert suite.browser(role, region).get(f"/reports/results?project={project}").status_code == 403


def test_page_of_all_says_how_each_stands(suite: Suite, project: str, lead: Browser) -> None:
    suite.settle()
    made = keep(suite, project, {"number": 4, "text": "Подготовка лидеров", "indicators": ["4.1.6"]})
    page = text(lead.get(f"/reports/results?project={project}"))
    assert "Подготовка лидеров" in page and "4.1.6" in page
    item = made.get_json()[0]["id"]
    assert lead.get(f"/reports/results/{item}").status_code == 200
    assert lead.post(f"/reports/results/{item}/ties", {"codes": "4.1.1, 4.1.3"}).status_code == 302
    assert lead.post(f"/reports/results/{item}/ties", {"codes": "нет"}).status_code == 422
    assert lead.post(f"/reports/results/{item}/withdrawal", {"reason": "Снято"}).status_code == 302
    assert standing(suite, project) == {}
