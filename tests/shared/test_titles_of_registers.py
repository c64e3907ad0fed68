"""Tables of every register as they come every day: the mapping step takes each column for what it is."""

from __future__ import annotations

import pytest

from tests.brought import as_shown, send, table
from tests.ordinary import sections
from tests.suite import Suite


@pytest.mark.parametrize(("register", "lines"), sections("registers"))
def test_ordinary_titles_are_understood(suite: Suite, project: str, register: str, lines: list[str]) -> None:
    service, noun = register.split("/")
    lead = suite.browser("project_lead")
    for line in lines:
        pairs = [pair.split(" → ") for pair in line.split(" | ")]
        address = send(lead, f"/{service}/imports/{noun}", table([[title for title, _meant in pairs], ["?"]]))
        said = as_shown(lead.get(address).get_data(as_text=True), address)
        taken = [(title, said[f"col-{place}"] or "—") for place, (title, _meant) in enumerate(pairs)]
        assert taken == [(title, meant) for title, meant in pairs]
