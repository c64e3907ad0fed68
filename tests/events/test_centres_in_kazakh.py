"""A Kazakh reader finds a centre by its Kazakh name: in lists, in choices, on the journal that is printed."""

from __future__ import annotations

import pytest

from tests.events.forms import text_of
from tests.events.test_journals import CALLS, centre, month, write
from tests.reports.printed import pdf_text
from tests.suite import Browser, Suite

RUSSIAN, KAZAKH = "Общественный центр села", "Ауылдың қоғамдық орталығы"
MEETING = {
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "settlement": "Карнак",
    "starts_on": "2022-06-14",
    "mode": "offline",
}


@pytest.fixture
def kazakh(suite: Suite) -> Browser:
    """A lead who reads Kazakh."""
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = "kk"
    return lead


def test_lists_and_choices_say_the_kazakh_name(suite: Suite, kazakh: Browser, project: str) -> None:
    at = centre(suite, project, name=RUSSIAN, name_kk=KAZAKH)
    write(suite, at)
    for page in ("consultations", "journals", "consultations/new", f"gatherings/new?project_id={project}"):
        shown = text_of(kazakh.get(f"/events/{page}"))
        assert KAZAKH in shown and RUSSIAN not in shown, page
    assert [row["centre_kk"] for row in suite.ok("GET", CALLS)] == [KAZAKH]


def test_gathering_at_a_centre_names_it_in_kazakh(suite: Suite, kazakh: Browser, project: str) -> None:
    at = centre(suite, project, name=RUSSIAN, name_kk=KAZAKH)
    said = {**MEETING, "project_id": project, "activity": "4.1", "centre_id": at}
    made = suite.ok("POST", "/events/api/v1/gatherings", json=said)["id"]
    assert KAZAKH in text_of(kazakh.get(f"/events/gatherings/{made}"))
    assert KAZAKH in text_of(kazakh.get("/events/gatherings?col=title&col=centre"))


def test_printed_journal_names_its_centre_in_the_language_of_the_reader(
    suite: Suite, kazakh: Browser, project: str
) -> None:
    whole, bare = centre(suite, project, name=RUSSIAN, name_kk=KAZAKH), centre(suite, project, name=RUSSIAN)
    for at in (whole, bare):
        write(suite, at)
    papers = [f"/events/journals/{month(suite, at)['id']}/paper.pdf" for at in (whole, bare)]
    first, second = (pdf_text(kazakh.get(f"{paper}?language=kk").data) for paper in papers)
    assert KAZAKH in first and RUSSIAN not in first
    assert f"{RUSSIAN} *" in second.replace("\u00a0", " ") and "қазақша әлі жазылмаған" in second
    assert RUSSIAN in pdf_text(kazakh.get(f"{papers[0]}?language=ru").data)
