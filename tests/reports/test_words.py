"""Codes of the reports reach the page and the workbook as words."""

from __future__ import annotations

import re

from services.reports.dashboard.listing.rows import verdict_word
from services.reports.figures.wording.pages import measure_words
from shared.language.measures import measures
from shared.language.verdicts import VERDICTS
from tests.suite import Suite


def test_every_measure_that_counts_is_explained(suite: Suite) -> None:
    with suite.apps["reports"].test_request_context():
        assert all(
            re.search("[а-я]", measure_words(item.name)) for item in measures().values() if item.delivered
        )
        assert measure_words("unique_persons[training, category=leader]").startswith(
            "Каждый человек считается один раз"
        )
        assert measure_words("dance_held") == measure_words(None) == ""


def test_every_verdict_has_its_word(suite: Suite) -> None:
    with suite.apps["reports"].test_request_context():
        assert (
            len({verdict_word(code) for code in VERDICTS}) == len(VERDICTS)
            and verdict_word("at_risk") == "под угрозой"
        )
