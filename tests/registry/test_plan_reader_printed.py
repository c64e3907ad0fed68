"""Text is read as the page prints it: raised figures are notes, struck-out and hidden text is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from services.registry.reader import read_plan
from tests.registry.plan_documents import TRAININGS, indicators, one_task

VALUE = "не менее 3"


def raised(run: Run) -> None:
    """Above the line, as Word's button does it."""
    run.font.superscript = True


def lifted(run: Run) -> None:
    """Above the line by a distance in half-points."""
    position = OxmlElement("w:position")
    position.set(qn("w:val"), "6")
    run._r.get_or_add_rPr().append(position)


def lowered(run: Run) -> None:
    """Below the line."""
    run.font.subscript = True


def struck(run: Run) -> None:
    """Crossed out."""
    run.font.strike = True


def struck_twice(run: Run) -> None:
    """Crossed out by two lines."""
    run.font.double_strike = True


def hidden(run: Run) -> None:
    """Not shown at all."""
    run.font.hidden = True


def printed(text: str, how: Callable[[Run], None]) -> dict[str, object]:
    """A plan whose value «не менее 3» is followed by a text printed in its own way."""

    def change(document: Document) -> None:
        how(document.tables[-1].rows[1].cells[2].paragraphs[0].add_run(text))

    row = (TRAININGS[0], "Количество тренингов", VALUE, *TRAININGS[3:])
    return read_plan(one_task(row, change=change))


def reasons(read: dict[str, list[dict[str, dict[str, str]]]], kind: str) -> set[str]:
    """Why anything is doubted or not read."""
    return {note["why"]["say"] for note in read[kind]}


@pytest.mark.parametrize("how", [raised, lifted, lowered])
def test_raised_figure_is_a_note_and_said(how: Callable[[Run], None]) -> None:
    read = printed("1", how)
    assert indicators(read)[0]["target"] == 3 and "note_mark" in reasons(read, "doubts")


@pytest.mark.parametrize(
    ("how", "why"), [(struck, "struck_out"), (struck_twice, "struck_out"), (hidden, "hidden")]
)
def test_unseen_figure_is_not_read_and_told(how: Callable[[Run], None], why: str) -> None:
    read = printed("0", how)
    assert indicators(read)[0]["target"] == 3 and why in reasons(read, "unread")


def test_figure_that_is_printed_as_ever_belongs_to_its_number() -> None:
    def switched_off(run: Run) -> None:
        run.font.strike, run.font.hidden, run.font.superscript = False, False, False

    assert indicators(printed("0", switched_off))[0]["target"] == 30


def test_square_metres_are_no_note() -> None:
    read = printed(" м²", lambda run: None)
    assert "note_mark" not in reasons(read, "doubts")
