"""The menu at the side: read at a glance however much somebody may open."""

from __future__ import annotations

import pytest
from lxml import html

from tests.suite import Suite

MOST = 7  # entries under one title


def groups(suite: Suite, role: str, path: str) -> list[tuple[str, bool, list[str]]]:
    """The groups of somebody's menu: the title, whether it is unfolded, where the entries lead."""
    region = "turkistan" if role == "partner_rep" else None
    page = html.fromstring(suite.browser(role, region).get(path).get_data(as_text=True))
    found = page.xpath("//aside//details[contains(@class, 'side-group')]")
    return [
        (one.findtext("summary").strip(), "open" in one.attrib, [a.get("href") for a in one.iter("a")])
        for one in found
    ]


@pytest.mark.parametrize(
    ("role", "path", "here"),
    [("project_lead", "/registry/people", "Люди"), ("admin", "/registry/users", "Управление")],
)
def test_long_menu_unfolds_its_first_group_and_the_one_of_the_page(
    suite: Suite, role: str, path: str, here: str
) -> None:
    found = groups(suite, role, path)
    assert [title for title, unfolded, _entries in found if unfolded] == ["Проект", here]
    assert all(len(entries) <= MOST for _title, _unfolded, entries in found)
    assert len(found) <= MOST and sum(len(entries) for *_said, entries in found) > 20


def test_short_menu_has_nothing_folded(suite: Suite) -> None:
    found = groups(suite, "commission_member", "/registry/home")
    assert found and all(unfolded for _title, unfolded, _entries in found)
