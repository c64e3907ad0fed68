"""A gathering of thousands: a page of its list, a mark and a correction read the lines they are about."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event, text

from services.events.participants.listing.roll import SHOWN
from services.events.participants.models import Participant
from services.events.participants.queries import alphabetical, lines_named
from shared.doors.listing import paging
from tests.suite import Browser, Suite

PEOPLE = 1000
CROWD = text("""
    INSERT INTO participants (id, gathering_id, person_id, name, attended)
    SELECT gen_random_uuid(), :gathering, gen_random_uuid(), 'Бергенова Асель ' || n, true
    FROM generate_series(1, :people) n""")


@pytest.fixture
def hall(suite: Suite, project: str) -> str:
    """The id of a held training with a thousand people and one."""
    gathering = suite.gathering(project, 1)
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        session.execute(CROWD, {"gathering": gathering, "people": PEOPLE})
        session.execute(text("UPDATE gatherings SET listed = :all, attended = :all"), {"all": PEOPLE + 1})
        session.commit()
    return gathering


@pytest.fixture
def loaded(hall: str) -> Iterator[list[str]]:
    """The names of the lines that are read meanwhile."""
    lines: list[str] = []

    def note(line: Participant, _context: Any) -> None:
        lines.append(line.name)

    event.listen(Participant, "load", note)
    yield lines
    event.remove(Participant, "load", note)


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """The project lead."""
    return suite.browser("project_lead")


def lines(page: str) -> list[str]:
    """The ids of the lines a page shows."""
    return re.findall(r'name="shown" value="([^"]+)"', page)


def test_page_reads_the_lines_it_shows(lead: Browser, hall: str, loaded: list[str]) -> None:
    page = lead.get(f"/events/gatherings/{hall}").get_data(as_text=True)
    assert len(lines(page)) == SHOWN and len(loaded) <= SHOWN + 1


def test_pages_together_show_everybody_once(lead: Browser, hall: str) -> None:
    pages = [lead.get(f"/events/gatherings/{hall}?page={number}") for number in range(1, 12)]
    shown = [line for page in pages for line in lines(page.get_data(as_text=True))]
    assert len(shown) == len(set(shown)) == PEOPLE + 1


def test_page_beyond_the_list_says_so(lead: Browser, hall: str) -> None:
    answer = lead.get(f"/events/gatherings/{hall}?page=99999999999")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and not lines(page)
    assert "?page=11#people" in page and "1–1000" not in page


def test_pager_beyond_the_end_leads_back_to_the_last_page(suite: Suite) -> None:
    said = {}
    for number in (1, 12, 13, 99):
        with suite.apps["events"].test_request_context(f"/?q=a&page={number}"):
            said[number] = paging(600, 50 if number <= 12 else 0)
    assert (said[12]["from"], said[12]["to"], said[12]["next"]) == (551, 600, None)
    assert said[13]["prev"] == said[99]["prev"] == "?q=a&page=12" and said[1]["prev"] is None
    assert said[99]["from"] is said[99]["to"] is said[99]["next"] is None


def test_tool_reads_page_by_page(suite: Suite, hall: str, loaded: list[str]) -> None:
    path, read = f"/events/api/v1/gatherings/{hall}/participants?limit=400", []
    cursor = ""
    while cursor is not None:
        answer = suite.call("GET", f"{path}&cursor={cursor}")
        read += [row["id"] for row in answer.get_json()]
        cursor = answer.headers.get("Next-Cursor")
    assert len(read) == len(set(read)) == PEOPLE + 1 and len(loaded) <= PEOPLE + 10


@pytest.mark.parametrize("cursor", ["nothing", "WyIxIl0"])
def test_cursor_of_no_line_is_refused(suite: Suite, hall: str, cursor: str) -> None:
    answer = suite.call("GET", f"/events/api/v1/gatherings/{hall}/participants?cursor={cursor}")
    assert answer.status_code == 422 and answer.get_json()["code"] == "bad_cursor"


def test_person_more_reads_no_other_line(suite: Suite, hall: str, loaded: list[str]) -> None:
    row = {"name": "Сагинтаев Нурлан", "attended": True}
    path = f"/events/api/v1/gatherings/{hall}/participants"
    found = suite.ok("POST", path, json={"participants": [row]})
    assert found[0]["status"] == "added" and not loaded


def test_person_said_again_is_found_among_thousands(suite: Suite, hall: str, loaded: list[str]) -> None:
    row = {"name": "бергенова  Асель 777", "attended": False}
    path = f"/events/api/v1/gatherings/{hall}/participants"
    found = suite.ok("POST", path, json={"participants": [row]})
    assert found[0]["status"] == "updated" and set(loaded) == {"Бергенова Асель 777"}


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ("Ёлкина Алёна", "елкина алена"),
        ("ЁЛКИНА-АЛЁНА", "Елкина Алена"),
        ("«Қалиев», Ұлан", "қалиев ұлан"),
        ("O'Neil J.", "o neil j"),
        ("%_ Ким", "_ ким"),
    ],
)
def test_same_words_are_one_name_however_they_are_written(
    suite: Suite, project: str, listed: str, said: str
) -> None:
    hall = uuid.UUID(suite.gathering(project, 0))
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        session.add(Participant(gathering_id=hall, person_id=uuid.uuid4(), name=listed, attended=True))
        session.commit()
        names = [said, *(f"Бергенова {number}" for number in range(30))]
        few, many = (lines_named(hall, some) for some in (names[:1], names))
        assert [line.name for line in few] == [line.name for line in many] == [listed]


def test_one_tick_reads_one_line(lead: Browser, hall: str, loaded: list[str]) -> None:
    line = lines(lead.get(f"/events/gatherings/{hall}").get_data(as_text=True))[5]
    loaded.clear()
    path = f"/events/gatherings/{hall}/attendance"
    answer = lead.post(path, {"shown": line}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and len(set(loaded)) == 1
    assert "1000" in re.sub(r"\s", "", answer.get_data(as_text=True))


def test_nobody_is_missed_when_no_line_is_shown(lead: Browser, hall: str) -> None:
    assert lead.post(f"/events/gatherings/{hall}/attendance", {}).status_code < 500


def test_list_stands_in_the_order_of_the_kazakh_alphabet(suite: Suite, project: str) -> None:
    hall = suite.gathering(project, 0)
    ordered = (
        "Ахметов,Әбенов,Ғалиев,Дүйсен,Ёлкин,Жанов,Қасым,Лим,Ңар,Өмір,Ұлан,Үсен,Һаким,Ы,Іңкәр,Юн,Adams,Zoe"
    )
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        for number, name in enumerate(sorted(ordered.split(","), key=hash)):
            said = name.upper() if number % 2 else name
            session.add(
                Participant(gathering_id=uuid.UUID(hall), person_id=uuid.uuid4(), name=said, attended=True)
            )
        session.commit()
        found = [line.name.capitalize() for line in alphabetical(uuid.UUID(hall), 100, 0)]
    assert found == ordered.split(",")
