"""Lists whose headings only their region understands: read as its plugin says, asked about elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.events.participants.reader.columns import meaning, own_headings
from tests.events.forms import import_list, paste, people, recorded, sheet
from tests.shared.plugin_making import hook, made
from tests.suite import Browser, Suite

LIST = [["ФИО", "Махалля", "Присутствовал"], ["Ким Анна", "Яссы", "да"], ["Омаров Ержан", "Отырар", "да"]]


def settlements(suite: Suite, gathering: str) -> set[str | None]:
    """Where the people of a list come from."""
    return {line["settlement"] for line in people(suite, gathering)}


@pytest.mark.parametrize(
    ("region", "known"), [("turkistan", {"Яссы", "Отырар"}), ("zhambyl", {None})], ids=["own", "elsewhere"]
)
def test_heading_of_a_region_is_read_there_alone(
    suite: Suite, lead: Browser, project: str, region: str, known: set[str | None]
) -> None:
    gathering = recorded(lead, project, region=region)
    import_list(suite, lead, gathering, sheet(LIST), "Список.xlsx")
    assert settlements(suite, gathering) == known


def test_pasted_list_is_read_by_the_same_headings(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, region="turkistan")
    text = "\n".join("\t".join(row) for row in LIST)
    paste(lead, gathering, text)
    assert settlements(suite, gathering) == {"Яссы", "Отырар"}


def test_region_decides_before_the_programme_what_its_heading_means() -> None:
    assert meaning("Мекеме") == ("organisation", 8)
    with own_headings({"Мекеме!": "settlement"}):
        assert meaning("мекеме") == ("settlement", 13)
    assert meaning("Мекеме") == ("organisation", 8)


def test_headings_that_cannot_be_asked_stop_no_list(
    suite: Suite, lead: Browser, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = hook("import_columns", "return [ImportColumn('nobody', ('Махалля',))]")
    plugins = made(tmp_path, code=code, regions='["turkistan"]')
    monkeypatch.setitem(suite.apps["events"].extensions, "plugins", plugins)
    gathering = recorded(lead, project, region="turkistan")
    import_list(suite, lead, gathering, sheet(LIST), "Список.xlsx")
    assert settlements(suite, gathering) == {None}
    assert plugins.troubles(fresh=False)[0].left_out == ("headings of lists of participants",)
