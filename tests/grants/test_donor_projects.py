"""Projects funded by donors: counted from the donor's decision, proven by his letter, in two regions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.suite import PDF, Browser, Suite

PAGE, API = "/grants/donor-projects", "/grants/api/v1/donor-projects"
DECIDED = {"decided_on": "2022-09-14"}


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who enters donor projects."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def body(project: str, **more: Any) -> dict[str, Any]:
    """A donor project as a tool or a form sends it."""
    said = {"title": "Теплица школы", "participant": "Омарова Гүлнар", "donor": "ОФ «Болашақ»"}
    place = {"region": "turkistan", "settlement": "с. Карнак", "origin": "domestic", "amount": "1500000"}
    return {"project_id": project, **said, **place, **more}


def correction(**more: Any) -> dict[str, Any]:
    """A donor project as the form that corrects one sends it."""
    said = body("", **more)
    said.pop("project_id")
    return said


def recorded(suite: Suite, project: str, **more: Any) -> str:
    """The id of a donor project recorded through the API."""
    made: str = suite.ok("POST", API, json=body(project, **more))["id"]
    return made


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> tuple[int, str]:
    """How the API refuses a donor project."""
    answer = suite.call("POST", API, json=said, token=token)
    return answer.status_code, answer.get_json()["code"]


def letter(suite: Suite, item: str, kind: str = "donor_letter", data: bytes = PDF) -> int:
    """How the letter is taken."""
    sent = {"file": (BytesIO(data + item.encode()), "письмо.pdf"), "kind": kind}
    status: int = suite.call("POST", f"{API}/{item}/evidence", data=sent).status_code
    return status


def figure(suite: Suite, project: str) -> tuple[int, int]:
    """Funded projects, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "3.1.5")
    return row["actual"], row["evidence"]["present"]


def state(suite: Suite) -> str:
    """The state of the only project."""
    (row,) = suite.ok("GET", API)
    found: str = row["state"]
    return found


def test_project_counts_from_the_decision_and_is_proven_by_the_letter(
    suite: Suite, project: str, lead: Browser
) -> None:
    item = recorded(suite, project)
    assert (state(suite), figure(suite, project)) == ("waiting", (0, 0))
    assert "Донор ещё не решил" in text(lead.get(f"{PAGE}/{item}"))
    assert lead.post(f"{PAGE}/{item}/edit", correction(**DECIDED)).status_code == 302
    assert (state(suite), figure(suite, project)) == ("unproven", (1, 0))
    assert "Нет письма донора" in text(lead.get(f"{PAGE}/{item}"))
    assert letter(suite, item) == 201
    assert (state(suite), figure(suite, project)) == ("proven", (1, 1))
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/3.1.5/records")
    assert (row["title"], row["occurred_on"], row["region"]) == ("Теплица школы", "2022-09-14", "turkistan")


@pytest.mark.parametrize(("kind", "data"), [("donor_letter", PDF[:99]), ("publication_link", PDF)])
def test_what_does_not_open_or_is_no_letter_proves_nothing(
    suite: Suite, project: str, kind: str, data: bytes
) -> None:
    item = recorded(suite, project, **DECIDED)
    assert letter(suite, item, kind, data) == 201
    assert (state(suite), figure(suite, project)) == ("unproven", (1, 0))


def test_two_projects_of_one_region_do_not_keep_the_plans_condition(suite: Suite, project: str) -> None:
    for place, met in (("turkistan", False), ("turkistan", False), ("atyrau", True)):
        title = f"Проект {len(suite.ok('GET', API))}"
        letter(suite, recorded(suite, project, region=place, title=title, **DECIDED))
        suite.settle()
        (clause,) = suite.figure(project, "3.1.5")["clauses"]
        assert clause["met"] is met, place
    assert figure(suite, project) == (3, 3)


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"decided_on": "2098-01-01"}, (422, "decided_in_future")),
        ({"decided_on": "2021-09-06"}, (422, "decided_before_project")),
        ({"region": "abai"}, (422, "region_unknown")),
        ({"amount": "0"}, (422, "invalid")),
        ({"amount": "1e9"}, (422, "invalid")),
        ({"origin": "moon"}, (422, "invalid")),
        ({"donor": " "}, (422, "invalid")),
        ({"participant": ""}, (422, "invalid")),
    ],
)
def test_what_cannot_be_is_refused(
    suite: Suite, project: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert refused(suite, body(project, **more)) == answer and not suite.ok("GET", API)


def test_form_keeps_what_was_typed_and_names_the_place(suite: Suite, project: str, lead: Browser) -> None:
    said = body(project, amount="полтора миллиона", decided_on="14.09.2022")
    page = text(lead.post(f"{PAGE}/new", said))
    assert 'value="полтора миллиона"' in page and "f-amount-error" in page and "Омарова Гүлнар" in page
    done = lead.post(f"{PAGE}/new", {**said, "amount": "1 500 000", "day.field": "decided_on"})
    assert (done.status_code, figure(suite, project)) == (302, (1, 0))


def test_the_same_project_is_refused_however_it_is_typed(suite: Suite, project: str) -> None:
    recorded(suite, project)
    same = body(project, title="«Теплица  ШКОЛЫ»", donor="оф Болашақ", **DECIDED)
    assert refused(suite, same) == (409, "donor_project_recorded")
    recorded(suite, project, donor="Посольство", origin="foreign")
    assert len(suite.ok("GET", API)) == 2


def test_eight_hands_at_once_record_one(suite: Suite, project: str) -> None:
    token = suite.token()
    with ThreadPoolExecutor(8) as hands:
        sent = [hands.submit(suite.call, "POST", API, json=body(project), token=token) for _hand in range(8)]
    assert sorted(answer.result().status_code for answer in sent) == [201] + [409] * 7


def test_withdrawn_entry_counts_nowhere_and_takes_no_letter(
    suite: Suite, project: str, lead: Browser
) -> None:
    item = recorded(suite, project, **DECIDED)
    assert lead.post(f"{PAGE}/{item}/withdrawal", {"reason": ""}).status_code == 422
    assert lead.post(f"{PAGE}/{item}/withdrawal", {"reason": "Не наш участник"}).status_code == 302
    assert figure(suite, project) == (0, 0) and "Не наш участник" in text(lead.get(f"{PAGE}/{item}"))
    assert letter(suite, item) == 409
    recorded(suite, project, **DECIDED)
    assert figure(suite, project) == (1, 0)


def test_region_writes_and_sees_its_own_projects(suite: Suite, project: str) -> None:
    item = recorded(suite, project)
    theirs = suite.token(region="atyrau")
    assert refused(suite, body(project, title="Другой"), theirs) == (403, "forbidden")
    answer = suite.call("POST", API, json=body(project, region="atyrau"), token=theirs)
    assert answer.status_code == 409 and "Теплица" not in text(answer)
    assert suite.ok("GET", API, token=theirs) == []
    neighbour, own = suite.browser("partner_rep", "atyrau"), suite.browser("partner_rep", "turkistan")
    assert neighbour.get(f"{PAGE}/{item}").status_code == 404
    assert "Теплица" not in text(neighbour.get(PAGE)) and "Теплица" in text(own.get(PAGE))
    assert "Туркестанская" not in text(neighbour.get(f"{PAGE}/new")).split("<main")[1]


def test_participant_is_named_only_to_those_who_enter(suite: Suite, project: str, lead: Browser) -> None:
    item = recorded(suite, project)
    assert "Омарова" in text(lead.get(f"{PAGE}/{item}"))
    assert "Омарова" not in text(suite.browser("grantor_viewer").get(f"{PAGE}/{item}"))
    assert "Омарова" not in str(suite.ok("GET", API))
    lead.post(f"{PAGE}/{item}/edit", correction(participant="Сериков Асан"))
    assert "Омарова" not in text(lead.get(f"{PAGE}/{item}"))


def test_list_and_workbook_follow_the_address(suite: Suite, project: str, lead: Browser) -> None:
    recorded(suite, project)
    for query, there in {"?state=waiting": True, "?q=болашақ": True, "?region=atyrau": False}.items():
        with ZipFile(BytesIO(lead.get(f"{PAGE}.xlsx{query}").data)) as book:
            sheet = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert ("Теплица" in text(lead.get(PAGE + query)), "Теплица" in sheet) == (there, there), query


def test_letter_and_decision_that_lack_wait_in_the_week(suite: Suite, project: str, lead: Browser) -> None:
    recorded(suite, project, **DECIDED)
    recorded(suite, project, title="Ещё один")
    page = text(lead.get("/registry/home"))
    assert "1 проект с донором без письма" in page and "1 проект ждёт решения донора" in page


def test_kazakh_reader_is_told_the_kazakh_title(suite: Suite, project: str, lead: Browser) -> None:
    item = recorded(suite, project, title_kk="Мектептің жылыжайы")
    assert lead.post(f"{PAGE}/{item}/edit", correction(title_kk="Мектеп жылыжайы")).status_code == 302
    lead.cookies["asar_locale"] = "kk"
    pages = [text(lead.get(page)) for page in (PAGE, f"{PAGE}/{item}")]
    assert all("Мектеп жылыжайы" in page and "Теплица школы" not in page for page in pages)
