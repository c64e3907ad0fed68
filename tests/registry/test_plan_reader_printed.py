"""Text is read as the page prints it: raised figures are notes, struck-out and hidden text is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from services.registry.reader.plan import read_plan
from tests.registry.plan_documents import TRAININGS, element, indicators, one_task, parse_xml

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


def under_ruby(run: Run) -> None:
    """Below small signs of its own, as a textbook prints how a word is read."""
    base = element("<w:rubyBase></w:rubyBase>")
    (ruby := element("<w:ruby></w:ruby>")).append(base)
    run._r.addprevious(outer := element("<w:r></w:r>"))
    outer.append(ruby)
    base.append(run._r)


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


@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.CHARACTER, WD_STYLE_TYPE.PARAGRAPH])
@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize(
    ("how", "why"), [("superscript", ""), ("subscript", ""), ("strike", "struck_out"), ("hidden", "hidden")]
)
def test_print_of_a_named_style_counts_as_of_the_button(
    how: str, why: str, deep: bool, kind: WD_STYLE_TYPE
) -> None:
    def change(document: Document) -> None:
        style = document.styles.add_style("Свой", kind)
        setattr(style.font, how, True)
        if deep:
            style = document.styles.add_style("Свой глубже", kind)
            style.base_style = document.styles["Свой"]
        cell = document.tables[-1].rows[1].cells[2]
        at_end = cell.add_paragraph() if kind == WD_STYLE_TYPE.PARAGRAPH else cell.paragraphs[0]
        run = at_end.add_run("1")
        (at_end if kind == WD_STYLE_TYPE.PARAGRAPH else run).style = style

    row = (TRAININGS[0], "Количество тренингов", VALUE, *TRAININGS[3:])
    read = read_plan(one_task(row, change=change))
    assert indicators(read)[0]["target"] == 3
    assert not why or why in reasons(read, "unread")


def added(xml: str) -> dict[str, object]:
    """A plan whose value is followed by a piece of WordprocessingML."""

    def change(document: Document) -> None:
        document.tables[-1].rows[1].cells[2].paragraphs[0]._p.append(element(xml))

    row = (TRAININGS[0], "Количество тренингов", VALUE, *TRAININGS[3:])
    return read_plan(one_task(row, change=change))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_reference_to_a_note_is_said(kind: str) -> None:
    read = added(f'<w:r><w:{kind}Reference w:id="2"/></w:r>')
    assert indicators(read)[0]["target"] == 3 and "note_mark" in reasons(read, "doubts")


@pytest.mark.parametrize(
    "xml",
    [
        '<w:fldSimple w:instr="=1"><w:r><w:t>0</w:t></w:r></w:fldSimple>',
        '<w:smartTag w:element="x"><w:r><w:t>0</w:t></w:r></w:smartTag>',
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>0</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:ins w:id="1" w:author="x"><w:r><w:t>0</w:t></w:r></w:ins>',
    ],
)
def test_what_stands_in_a_field_a_tag_a_control_or_an_insertion_is_read(xml: str) -> None:
    assert indicators(added(xml))[0]["target"] == 30


def test_signs_of_symbol_fonts_and_formulas_are_read() -> None:
    def change(document: Document) -> None:
        first, second = (document.tables[-1].rows[at].cells[2].paragraphs[0] for at in (1, 2))
        first._p.append(element('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>15</w:t></w:r>'))
        space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        second._p.append(parse_xml(f'<m:oMath xmlns:m="{space}"><m:r><m:t>≤ 20</m:t></m:r></m:oMath>'))

    rows = [(f"{number}. Тренинги", "Количество тренингов", "", "", "") for number in (1, 2)]
    read = indicators(read_plan(one_task(*rows, change=change)))
    assert [(one["comparator"], one["target"]) for one in read] == [("at_least", 15), ("at_most", 20)]


def test_power_in_a_formula_is_no_number() -> None:
    def change(document: Document) -> None:
        space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
        power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        formula = parse_xml(f'<m:oMath xmlns:m="{space}">{power}</m:oMath>')
        document.tables[-1].rows[1].cells[2].paragraphs[0]._p.append(formula)

    read = read_plan(one_task(("1. Тренинги", "Количество тренингов", "", "", ""), change=change))
    assert indicators(read)[0]["target"] is None and "no_number" in reasons(read, "unread")


def test_comments_hidden_rows_and_files_within_are_told() -> None:
    def change(document: Document) -> None:
        row = document.tables[-1].rows[1]
        document.add_comment(row.cells[2].paragraphs[0].runs, text="исправить на 20", author="Редактор")
        document.tables[-1].rows[2]._tr.insert(0, element("<w:trPr><w:hidden></w:hidden></w:trPr>"))
        document.element.body.append(element("<w:altChunk></w:altChunk>"))

    read = read_plan(one_task(TRAININGS, ("2. Форум", "Форумы", "5", "май 2024", ""), change=change))
    told = {note["why"]["say"]: note["source"] for note in read["unread"]}
    assert told["comment"] == "исправить на 20" and told["hidden"] == "2. Форум Форумы 5 май 2024"
    assert "embedded" in told and len(read["sections"][0]["activities"]) == 1


def test_text_under_a_ruby_is_read_and_its_signs_are_a_note() -> None:
    found = printed(" тренинга", under_ruby)
    assert indicators(found)[0]["source"]["value_text"] == f"{VALUE} тренинга*"
