"""Brochures: a register of who received a copy, downloads that are people, figures nobody types."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from services.events.editions.operations import is_person
from tests.events.forms import text_of
from tests.suite import PDF, Browser, Suite

API = "/events/api/v1"
PERSON = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/100 Safari/537.36"
HANDOUT = {"kind": "brochure_handout", "issued_on": "2022-04-20", "whom": "Тренинг", "medium": "paper"}
RUSSIAN, KAZAKH = "Права местного сообщества", "Жергілікті қоғамдастықтың құқықтары"
FIGURES = ("5.1.1", "5.1.2", "5.1.3", "5.1.4")


@pytest.fixture
def edition(suite: Suite, project: str) -> str:
    """The id of a brochure of ten printed copies."""
    said = {"title": "Брошюра", "issued_on": "2022-04-08", "printed": 10, "offered": True}
    return suite.ok("POST", f"{API}/editions", json={"project_id": project, **said})["id"]


def names(number: int) -> str:
    """So many receivers, a line each."""
    return "\n".join(f"Получатель {one}" for one in range(number))


def entered(suite: Suite, edition: str, **said: Any) -> Any:
    """The answer to a new entry."""
    return suite.call("POST", f"{API}/editions/{edition}/entries", json={**HANDOUT, **said})


def figures(suite: Suite, project: str) -> list[float]:
    """What the plan's line of the brochure counts."""
    suite.settle()
    return [float(suite.figure(project, code)["actual"] or 0) for code in FIGURES]


def test_every_figure_of_the_brochure_comes_from_its_register(
    suite: Suite, project: str, edition: str
) -> None:
    assert entered(suite, edition, receivers=names(7)).status_code == 201
    assert entered(suite, edition, receivers=names(4), medium="electronic").status_code == 201
    for who in ("Ким В., эксперт", "Байжанова Ә., юрист"):
        assert entered(suite, edition, kind="expert_review", whom=who).status_code == 201
    assert entered(suite, edition, kind="manual_handover", receivers="Центр\nАкимат").status_code == 201
    assert figures(suite, project) == [1, 11, 2, 1]
    row = suite.ok("GET", f"{API}/editions")[0]
    found = [row[name] for name in ("paper", "electronic", "downloads", "reviews", "transfers")]
    assert found == [7, 4, 0, 2, 1]


def test_people_of_a_gathering_get_a_copy_each_and_count_once(
    suite: Suite, project: str, edition: str
) -> None:
    gathering = suite.gathering(project, 6)
    assert entered(suite, edition, gathering_id=gathering).status_code == 201
    assert entered(suite, edition, gathering_id=gathering).json["code"] == "gathering_counted"
    assert figures(suite, project)[1] == 6


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"receivers": ""}, "receivers_needed"),
        ({"receivers": "А", "medium": None}, "medium_needed"),
        ({"receivers": "Анна\nБолат\nанна"}, "receiver_twice"),
        ({"receivers": names(11)}, "more_than_printed"),
        ({"receivers": "А", "issued_on": "2098-01-01"}, "issued_in_future"),
        ({"receivers": "А", "issued_on": "2021-01-01"}, "issued_outside_project"),
        ({"kind": "manual_handover", "receivers": " \n "}, "receivers_needed"),
        ({"kind": "social_post", "receivers": "А"}, "invalid"),
        ({"copies": 80}, "invalid"),
    ],
)
def test_what_nobody_received_is_not_counted(
    suite: Suite, edition: str, said: dict[str, Any], code: str
) -> None:
    assert entered(suite, edition, **said).json["code"] == code


def test_names_beside_a_gathering_and_an_empty_gathering_are_refused(
    suite: Suite, project: str, edition: str
) -> None:
    full, empty = suite.gathering(project, 3), suite.gathering(project, 0, day="2022-05-12")
    both = entered(suite, edition, gathering_id=full, receivers="А").json["code"]
    nobody = entered(suite, edition, gathering_id=empty).json["code"]
    assert (both, nobody) == ("receivers_twofold", "nobody_present")


def test_an_entry_is_told_everything_that_is_wrong(suite: Suite, edition: str) -> None:
    answer = entered(suite, edition, receivers="", medium=None, issued_on="2098-01-01", region="Нигде")
    assert answer.json["code"] == "invalid"
    assert set(answer.json["detail"]["fields"]) == {"receivers", "medium", "issued_on", "region"}


def test_two_people_of_one_name_are_kept_where_it_is_said(suite: Suite, edition: str) -> None:
    assert entered(suite, edition, receivers="Анна\nАнна", same=True).status_code == 201


def test_a_withdrawn_entry_counts_nowhere_and_frees_its_copies(
    suite: Suite, project: str, edition: str
) -> None:
    made = entered(suite, edition, receivers=names(10)).json["id"]
    assert figures(suite, project)[1] == 10
    suite.ok("POST", f"{API}/edition-entries/{made}/withdrawal", json={"reason": "Не тот лист"})
    assert figures(suite, project)[1] == 0
    assert entered(suite, edition, receivers=names(10)).status_code == 201
    again = suite.call("POST", f"{API}/edition-entries/{made}/withdrawal", json={"reason": "ещё"})
    assert again.json["code"] == "entry_is_withdrawn"


def test_quantity_of_a_publication_is_typed_nowhere(suite: Suite, project: str) -> None:
    said = {"project_id": project, "kind": "brochure_handout", "title": "Раздача", "issued_on": "2022-04-20"}
    assert suite.call("POST", f"{API}/publications", json=said).json["code"] == "kind_of_edition"
    typed = suite.call("POST", f"{API}/publications", json={**said, "kind": "media_plan", "quantity": 80})
    assert typed.status_code == 422
    assert 'name="quantity"' not in text_of(suite.browser("project_lead").get("/events/publications/new"))


def test_partner_hands_out_in_his_region_and_sees_no_other_hand_out(suite: Suite, edition: str) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    other = entered(suite, edition, receivers="Чужой", region="mangystau", whom="Другой край").json["id"]
    form = {**HANDOUT, "whom": "Наш тренинг", "region": "turkistan", "receivers": "Серик"}
    assert partner.post(f"/events/editions/{edition}/entries/new", form).status_code == 302
    page = text_of(partner.get(f"/events/editions/{edition}"))
    assert "Наш тренинг" in page and "Другой край" not in page
    assert partner.get(f"/events/edition-entries/{other}").status_code == 404
    wrong = partner.post(f"/events/editions/{edition}/entries/new", {**form, "region": "mangystau"})
    assert wrong.status_code in (403, 404, 422)
    assert partner.get(f"/events/editions/{edition}/edit").status_code == 404


def test_names_are_for_whoever_keeps_the_register(suite: Suite, edition: str) -> None:
    made = entered(suite, edition, receivers="Серик Ахметов").json["id"]
    seen = {
        role: "Серик Ахметов" in text_of(suite.browser(role).get(f"/events/edition-entries/{made}"))
        for role in ("project_lead", "grantor_viewer")
    }
    assert seen["project_lead"] and not seen["grantor_viewer"]


def downloads(suite: Suite) -> int:
    """How many people downloaded it."""
    return suite.ok("GET", f"{API}/editions")[0]["downloads"]


def test_a_brochure_without_file_or_offer_is_no_public_page(suite: Suite, project: str, edition: str) -> None:
    client = suite.apps["events"].test_client()
    assert client.get(f"/events/brochures/{edition}").status_code == 404
    said = {"title": "Другая", "issued_on": "2022-04-08"}
    closed = suite.ok("POST", f"{API}/editions", json={"project_id": project, **said})["id"]
    suite.ok(
        "POST",
        f"{API}/editions/{closed}/evidence",
        data={"kind": "publication_link", "file": (BytesIO(PDF), "брошюра.pdf")},
    )
    assert client.get(f"/events/brochures/{closed}").status_code == 404


def fetch(suite: Suite, edition: str, agent: str, address: str = "203.0.113.7") -> Any:
    """What a visitor gets who opens the page and presses the button."""
    client = suite.apps["events"].test_client()
    here = {"headers": {"User-Agent": agent}, "environ_base": {"REMOTE_ADDR": address}}
    page = client.get(f"/events/brochures/{edition}", **here).get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return client.post(f"/events/brochures/{edition}/file", data={"csrf_token": token}, **here)


def test_downloads_count_people_once_a_day_and_no_robots(
    suite: Suite, project: str, edition: str, monkeypatch: Any
) -> None:
    file = {"kind": "publication_link", "file": (BytesIO(PDF), "брошюра.pdf")}
    suite.ok("POST", f"{API}/editions/{edition}/evidence", data=file)
    monkeypatch.setenv("ASAR_TODAY", "2022-06-01")
    assert fetch(suite, edition, PERSON).data == PDF
    for agent in (
        PERSON,
        "Googlebot/2.1",
        "curl/8",
        "",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "WhatsApp/2",
    ):
        assert fetch(suite, edition, agent).status_code == 200
    assert downloads(suite) == 1
    fetch(suite, edition, PERSON, "203.0.113.8")
    assert downloads(suite) == 2 and figures(suite, project)[1] == 2
    monkeypatch.setenv("ASAR_TODAY", "2022-06-02")
    fetch(suite, edition, PERSON)
    assert downloads(suite) == 3
    rows = suite.tables("events").connection
    kept = rows.execute("SELECT count(*) FROM downloaders").fetchall()
    salts = rows.execute("SELECT count(*) FROM download_days WHERE salt IS NOT NULL").fetchall()
    assert (kept, salts) == ([(1,)], [(1,)])


def test_the_team_does_not_count_as_its_readers(suite: Suite, edition: str) -> None:
    file = {"kind": "publication_link", "file": (BytesIO(PDF), "брошюра.pdf")}
    suite.ok("POST", f"{API}/editions/{edition}/evidence", data=file)
    lead, page = suite.browser("project_lead"), f"/events/brochures/{edition}"
    assert lead.post(f"{page}/file", {}, page, headers={"User-Agent": PERSON}).status_code == 200
    assert downloads(suite) == 0


def test_a_person_has_a_browser() -> None:
    assert is_person(PERSON) and not is_person("Mozilla/5.0 (compatible; YandexBot/3.0)")


def test_copies_are_evidenced_by_the_list_and_downloads_by_the_counter(
    suite: Suite, project: str, edition: str, monkeypatch: Any
) -> None:
    made = entered(suite, edition, receivers=names(2)).json["id"]
    file = {"kind": "publication_link", "file": (BytesIO(PDF), "брошюра.pdf")}
    suite.ok("POST", f"{API}/editions/{edition}/evidence", data=file)
    monkeypatch.setenv("ASAR_TODAY", "2022-06-01")
    fetch(suite, edition, PERSON)
    suite.settle()
    assert suite.figure(project, "5.1.2")["evidence"] == {"needed": 2, "present": 1}
    signed = {"kind": "signed_list", "file": (BytesIO(PDF), "ведомость.pdf")}
    suite.ok("POST", f"{API}/edition-entries/{made}/evidence", data=signed)
    suite.settle()
    assert suite.figure(project, "5.1.2")["evidence"] == {"needed": 2, "present": 2}


def test_kazakh_reader_is_told_the_kazakh_title_of_a_brochure_or_where_it_lacks(
    suite: Suite, lead: Browser, project: str
) -> None:
    said = {"project_id": project, "issued_on": "2022-04-08", "offered": True}
    bare = suite.ok("POST", f"{API}/editions", json={**said, "title": RUSSIAN})["id"]
    whole = suite.ok("POST", f"{API}/editions", json={**said, "title": RUSSIAN, "title_kk": KAZAKH})["id"]
    assert [row["title_kk"] for row in suite.ok("GET", f"{API}/editions")] == [KAZAKH, ""]
    lead.cookies["asar_locale"] = "kk"
    assert f"<h1>{KAZAKH}" in text_of(lead.get(f"/events/editions/{whole}"))
    assert f"{RUSSIAN}\u00a0*" in text_of(lead.get(f"/events/editions/{bare}"))
    shown = text_of(lead.get("/events/editions"))
    assert KAZAKH in shown and f"{RUSSIAN}\u00a0*" in shown and "қазақша әлі жазылмаған" in shown


def test_russian_in_place_of_the_kazakh_title_of_a_brochure_is_asked_about(
    suite: Suite, lead: Browser, project: str
) -> None:
    said = {"project_id": project, "title": RUSSIAN, "title_kk": RUSSIAN, "issued_on": "2022-04-08"}
    assert suite.call("POST", f"{API}/editions", json=said).json["code"] == "looks_russian"
    assert lead.post("/events/editions/new", said).status_code == 422
    assert lead.post("/events/editions/new", said | {"kazakh": "1"}).status_code == 302
    [row] = suite.ok("GET", f"{API}/editions")
    assert row["title_kk"] == RUSSIAN and "kazakh" not in row


def test_the_public_page_of_a_brochure_speaks_kazakh(suite: Suite, project: str) -> None:
    said = {"project_id": project, "title": RUSSIAN, "title_kk": KAZAKH, "issued_on": "2022-04-08"}
    made = suite.ok("POST", f"{API}/editions", json=said | {"offered": True})["id"]
    file = {"kind": "publication_link", "file": (BytesIO(PDF), "брошюра.pdf")}
    suite.ok("POST", f"{API}/editions/{made}/evidence", data=file)
    client, language = suite.apps["events"].test_client(), {"Accept-Language": "kk"}
    page = client.get(f"/events/brochures/{made}", headers=language).get_data(as_text=True)
    assert f"<h1>{KAZAKH}" in page
