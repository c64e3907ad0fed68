"""The media plan: items from an idea to what is published, a board, a calendar, a document, a pasted link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread
from typing import Any, ClassVar
from zipfile import ZipFile

import pytest

from services.events.publications.reader import Proposal, channel_of, day_in, proposal
from services.events.publications.reader.fetching import NotReached, fetched, is_public
from services.events.publications.reader.metadata import metadata_of
from shared import clock
from tests.events.forms import text_of
from tests.suite import Browser, Suite

API = "/events/api/v1/publications"
ITEM = {"kind": "social_post", "title": "Пост о тренинге", "status": "idea"}


def planned(suite: Suite, project: str, **more: Any) -> str:
    """The id of an item of the plan."""
    return suite.ok("POST", API, json={"project_id": project, **ITEM, **more})["id"]


def lane(browser: Browser, status: str) -> str:
    """A lane of the board."""
    page = text_of(browser.get("/events/media-plan"))
    return page.partition(f'id="lane-{status}"')[2].partition("</section>")[0]


def posts(suite: Suite, project: str) -> float:
    """How many posts count."""
    suite.settle()
    return float(suite.figure(project, "I.3.3")["actual"] or 0)


def test_an_item_goes_from_idea_to_published_and_counts_at_the_end(suite: Suite, project: str) -> None:
    made, lead = planned(suite, project, planned_on="2022-05-20"), suite.browser("project_lead")
    for status in ("idea", "draft", "approved"):
        suite.ok("POST", f"{API}/{made}/status", json={"status": status})
        assert "Пост о тренинге" in lane(lead, status)
        assert posts(suite, project) == 0
    suite.ok(
        "POST", f"{API}/{made}/issue", json={"issued_on": "2022-05-21", "link": "https://vk.com/wall-1_9"}
    )
    assert "Пост о тренинге" in lane(lead, "published") and posts(suite, project) == 1
    again = suite.call("POST", f"{API}/{made}/issue", json={"issued_on": "2022-05-21"})
    back = suite.call("POST", f"{API}/{made}/status", json={"status": "idea"})
    assert {answer.json["code"] for answer in (again, back)} == {"already_published"}


def test_an_idea_needs_no_day_and_a_day_of_what_is_not_published_is_its_plan(
    suite: Suite, project: str
) -> None:
    planned(suite, project), planned(suite, project, issued_on="2022-05-20")
    rows = suite.ok("GET", f"{API}?status=idea")
    assert [(row["planned_on"], row["issued_on"]) for row in rows] == [("2022-05-20", None), (None, None)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"status": "published"}, "day_needed"),
        ({"status": "published", "issued_on": "2098-01-01"}, "issued_in_future"),
        ({"status": "published", "issued_on": "2021-01-01"}, "issued_outside_project"),
        ({"planned_on": "2021-01-01"}, "issued_outside_project"),
        ({"status": "gone"}, "invalid"),
    ],
)
def test_days_and_states_that_cannot_be_are_refused(
    suite: Suite, project: str, said: dict[str, str], code: str
) -> None:
    answer = suite.call("POST", API, json={"project_id": project, **ITEM, **said})
    assert answer.json["code"] == code


def test_a_day_outside_the_project_is_asked_and_kept_where_it_is_right(lead: Browser, project: str) -> None:
    form = {"project_id": project, **ITEM, "status": "published", "issued_on": "2021-12-30"}
    asked = lead.post("/events/publications/new", form)
    assert asked.status_code == 422 and 'name="outside"' in text_of(asked)
    assert lead.post("/events/publications/new", {**form, "outside": "1"}).status_code == 302


def test_board_marks_what_is_late_and_what_nothing_proves(suite: Suite, project: str) -> None:
    planned(suite, project, planned_on="2022-05-20")
    planned(suite, project, status="published", issued_on="2022-05-21")
    lead = suite.browser("project_lead")
    assert "Плановый день прошёл" in lane(lead, "idea")
    assert "lane-mark" in lane(lead, "published")


def test_calendar_shows_an_item_on_its_day_and_no_other_month(suite: Suite, project: str) -> None:
    planned(suite, project, planned_on="2022-05-20")
    lead = suite.browser("project_lead")
    may, july = (text_of(lead.get(f"/events/media-plan/calendar?month=2022-{n}")) for n in ("05", "07"))
    assert "Пост о тренинге" in may and "Пост о тренинге" not in july
    for odd in ("x", "9999-99", "0001-01", "2022-13"):
        assert lead.get(f"/events/media-plan/calendar?month={odd}").status_code == 200


def test_partner_sees_his_region_and_the_whole_project_on_the_board(suite: Suite, project: str) -> None:
    for region, title in (("mangystau", "Чужой"), ("turkistan", "Свой"), (None, "Общий")):
        planned(suite, project, region=region, title=title)
    ideas = lane(suite.browser("partner_rep", "turkistan"), "idea")
    assert "Свой" in ideas and "Общий" in ideas and "Чужой" not in ideas


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_plan_prints_for_word_and_as_pdf(suite: Suite, project: str, language: str) -> None:
    planned(suite, project, planned_on="2022-05-20", owner="Специалист", channel="VK")
    lead = suite.browser("project_lead")
    word = lead.get(f"/events/media-plan/paper.docx?language={language}").data
    said = ZipFile(BytesIO(word)).read("word/document.xml").decode()
    assert "Пост о тренинге" in said and {"ru": "Медиаплан", "kk": "Медиа-жоспар"}[language] in said
    assert lead.get(f"/events/media-plan/paper.pdf?language={language}").data.startswith(b"%PDF")


def test_home_of_the_pr_officer_shows_what_is_due(suite: Suite, project: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("ASAR_TODAY", "2022-05-10")
    for day in ("2022-05-09", "2022-05-24", "2022-05-25"):
        planned(suite, project, planned_on=day, title=f"Пост {day}")
    page = text_of(suite.browser("pr_officer").get("/registry/home"))
    assert "Скоро выходят 2 публикации" in page and "Пост 2022-05-25" not in page


@pytest.mark.parametrize(
    ("link", "channel", "day"),
    [
        ("https://www.instagram.com/p/abc/", "Instagram", None),
        ("https://m.vk.com/wall-1_2", "VK", None),
        ("https://news.kz/2022/05/13/trening", "news.kz", date(2022, 5, 13)),
        ("https://news.kz/a-2022-13-45", "news.kz", None),
        ("https://news.kz/posts/20220513", "news.kz", None),
    ],
)
def test_a_link_says_its_channel_and_sometimes_its_day(link: str, channel: str, day: date | None) -> None:
    assert (channel_of(link), day_in(link)) == (channel, day)


PAGE = """<html><head><title>Сайт &amp; газета</title><meta charset="utf-8">
<meta property="og:title" content="Тренинг прошёл в &quot;Шорнаке&quot;">
<meta property='og:site_name' content='Газета'>
<meta property="article:published_time" content="2022-05-13T10:00:00+05:00"></head><body>1</body></html>"""


def test_a_page_says_its_title_its_site_and_its_day() -> None:
    found = proposal("https://news.kz/a", fetch=lambda _link: PAGE)
    assert found == Proposal("Газета", 'Тренинг прошёл в "Шорнаке"', date(2022, 5, 13), reached=True)
    assert metadata_of("<title>Одно\n название</title>").title == "Одно название"
    assert metadata_of("<p>ничего</p>" * 9) == metadata_of("")


def test_what_a_page_cannot_say_is_left_to_the_link() -> None:
    def closed(_link: str) -> str:
        raise NotReached

    assert proposal("https://t.me/a/2", fetch=closed) == Proposal("Telegram", reached=False)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
    + ["::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
)
def test_own_networks_are_never_opened(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "link",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"]
    + ["file:///etc/passwd", "http://user@example.com/", "http://example.com:22/", "gopher://a/", "http:///"],
)
def test_links_into_the_house_are_not_followed(link: str) -> None:
    with pytest.raises(NotReached):
        fetched(link)


class Answers(BaseHTTPRequestHandler):
    """A site of one page and of doors that lead elsewhere."""

    PAGES: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
        "/old": (
            200,
            {"Content-Type": "text/html; charset=windows-1251"},
            "<title>Газета</title>".encode("cp1251"),
        ),
        "/moved": (302, {"Location": "/page"}, b""),
        "/home": (302, {"Location": "http://localhost:1/"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/picture": (200, {"Content-Type": "image/png"}, b"png"),
        "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"x"),
        "/long": (200, {"Content-Type": "text/html"}, b"<title>a</title>" + b"x" * 3_000_000),
        "/none": (404, {"Content-Type": "text/html"}, b"no"),
    }

    def do_GET(self) -> None:
        """Give the page of a path."""
        status, headers, body = self.PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a site on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(site: str, path: str) -> str:
    """A page of the site, by a reader who may go there."""
    port = int(site.rpartition(":")[2])
    return fetched(site + path, allowed=lambda _address: True, ports=(port,))


def test_a_page_is_opened_in_its_own_signs_and_only_its_first_part(site: str) -> None:
    assert "Шорнаке" in opened(site, "/page") and "Шорнаке" in opened(site, "/moved")
    assert "Газета" in opened(site, "/old") and len(opened(site, "/long")) < 300_000


@pytest.mark.parametrize("path", ["/home", "/round", "/picture", "/packed", "/none"])
def test_what_is_no_page_or_leads_away_is_not_read(site: str, path: str) -> None:
    with pytest.raises(NotReached):
        opened(site, path)


def test_a_pasted_link_that_does_not_open_says_so_and_loses_nothing(lead: Browser, project: str) -> None:
    form = {"project_id": project, **ITEM, "status": "published", "title": "Мой заголовок"}
    form |= {"link": "http://localhost/2022/05/13/a", "read": "1"}
    page = text_of(lead.post("/events/publications/new", form))
    assert "Страница не открылась" in page and 'value="Мой заголовок"' in page
    assert 'value="localhost"' in page and re.search(
        r'name="issued_on"[^>]*value="(13.05.2022|2022-05-13)', page
    )
    wrong = lead.post("/events/publications/new", {**form, "link": "nonsense"})
    assert wrong.status_code == 422 and 'value="Мой заголовок"' in text_of(wrong)


def test_demo_opens_no_page(lead: Browser, project: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("ASAR_TODAY", "2022-05-20")
    assert clock.stands()
    monkeypatch.setattr("services.events.publications.forms.proposal", None)  # calling it would fail
    form = {"project_id": project, **ITEM, "link": "https://vk.com/wall-1_2", "read": "1"}
    assert 'value="VK"' in text_of(lead.post("/events/publications/new", form))
