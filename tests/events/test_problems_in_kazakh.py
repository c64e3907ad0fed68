"""A problem of a session is called in Kazakh on its page and on its protocol."""

from __future__ import annotations

import pytest

from tests.events.test_problems import API, SAID, named, page_of, planned, text
from tests.reports.printed import pdf_text
from tests.suite import Browser, Suite

RUSSIAN, KAZAKH = "Нет света на улице Абая", "Абай көшесінде жарық жоқ"


@pytest.fixture
def kazakh(suite: Suite, project: str) -> Browser:
    """A lead who reads Kazakh."""
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = "kk"
    return lead


@pytest.fixture
def session(suite: Suite, project: str) -> str:
    """A thematic session that was held."""
    made = planned(suite, project)
    people = [{"name": f"Участник {n}", "category": "resident", "attended": True} for n in range(9)]
    suite.ok("POST", f"{API}/gatherings/{made}/participants", json={"participants": people})
    suite.ok("POST", f"{API}/gatherings/{made}/completion")
    return made


def test_page_and_protocol_say_the_problem_in_the_language_of_the_reader(
    suite: Suite, kazakh: Browser, session: str
) -> None:
    named(suite, session, title=RUSSIAN, title_kk=KAZAKH)
    named(suite, session, title="Нет воды на улицах")
    shown = text(kazakh.get(page_of(session))).replace("\u00a0", " ")
    assert KAZAKH in shown and RUSSIAN not in shown and "Нет воды на улицах *" in shown
    paper = f"/events/gatherings/{session}/protocol.pdf?language="
    papers = [pdf_text(kazakh.get(paper + one).data).replace("\u00a0", " ") for one in ("kk", "ru")]
    assert KAZAKH in papers[0] and "қазақша әлі жазылмаған" in papers[0]
    assert RUSSIAN in papers[1] and KAZAKH not in papers[1]


def test_correction_that_leaves_the_kazakh_words_and_the_village_out_keeps_them(
    suite: Suite, session: str
) -> None:
    made = named(suite, session, title=RUSSIAN, title_kk=KAZAKH, settlement="Қарнақ")
    suite.ok("PUT", f"{API}/problems/{made}", json={**SAID, "title": RUSSIAN, "votes": 4})
    (row,) = suite.ok("GET", f"{API}/problems?gathering_id={session}")
    assert (row["votes"], row["title_kk"], row["settlement"]) == (4, KAZAKH, "Қарнақ")
