"""A wrong category, a short or foreign phone is a remark beside the person, by whichever door he comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.personal.masking import masked
from tests.events.forms import import_list, people, recorded, sheet, text_of
from tests.suite import Browser, Suite

Door = Callable[[Suite, Browser, str, str, str], str]
WRONG = [("phone", "+7 912 000 00 00"), ("phone", "8 700"), ("category", "чиновник")]
TITLES = {"phone": "Телефон", "category": "Категория"}


def typed(suite: Suite, lead: Browser, gathering: str, field: str, value: str) -> str:
    """What is said of a person typed into the grid."""
    form = {"rows-0-name": "Ким Анна", f"rows-0-{field}": value, "rows-0-attended": "1"}
    answer = lead.post(f"/events/gatherings/{gathering}/participants/typed", form)
    return text_of(lead.get(answer.headers["Location"]) if answer.status_code == 302 else answer)


def pasted(suite: Suite, lead: Browser, gathering: str, field: str, value: str) -> str:
    """What is said of a person pasted with a heading."""
    form = {"pasted": f"ФИО\t{TITLES[field]}\nКим Анна\t{value}", "attended": "1"}
    answer = lead.post(f"/events/gatherings/{gathering}/participants/pasted", form)
    return text_of(lead.get(answer.headers["Location"]) if answer.status_code == 302 else answer)


def uploaded(suite: Suite, lead: Browser, gathering: str, field: str, value: str) -> str:
    """What is said of a person of a file."""
    job = import_list(suite, lead, gathering, sheet([["ФИО", TITLES[field]], ["Ким Анна", value]]))
    return text_of(lead.get(job))


def told(suite: Suite, lead: Browser, gathering: str, field: str, value: str) -> str:
    """What a tool is told."""
    rows = {"participants": [{"name": "Ким Анна", "attended": True, field: value}]}
    path = f"/events/api/v1/gatherings/{gathering}/participants"
    (row,) = suite.ok("POST", path, json=rows)
    return " ".join(row["remarks"][field]) + row["message"]


@pytest.mark.parametrize("door", [typed, pasted, uploaded, told])
@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_phone_or_category_is_a_remark_at_every_door(
    suite: Suite, lead: Browser, project: str, door: Door, field: str, value: str
) -> None:
    lead.cookies["asar_locale"] = "ru"
    gathering = recorded(lead, project)
    said = door(suite, lead, gathering, field, value)
    (person,) = people(suite, gathering)
    assert (person["name"], person["attended"], person["category"]) == ("Ким Анна", True, None)
    shown = masked(value, whole=True) if door is uploaded and field == "phone" else value
    assert door is told or shown in said.replace("&#43;", "+"), said
    assert said
