"""The seed's own Word plan in Kazakh, as a translator of the project would hand it in."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as DocumentObject

from deploy.demo.wordings import words
from tests.registry.plan_documents import KAZAKH_HEADINGS
from tests.registry.revised_seed import Edit, annex, table, write

PLANNED = (
    (r"[Нн]е менее (\d+)", r"кемінде \1"),
    ("центра", "орталық"),
    ("инклюзивных планов развития сел", "ауылдарды дамытудың инклюзивті жоспары"),
    ("инициативных групп", "бастамашыл топ"),
    ("заседаний", "отырыс"),
    ("брошюра", "брошюра"),
    (r"\(апрель-ноябрь 2022 года\)", "(2022 жылғы сәуір-қараша)"),
    (r"по (\d+) чел\. на каждом тренинге", r"әр тренингте \1 адамнан"),
    (r"по (\d+) чел\. на каждом мастер-классе", r"әр шеберлік сыныбында \1 адамнан"),
)
PERIODS = (
    (r"(?i)май-июнь 2022 года", "2022 жылғы мамыр-маусым"),
    (r"(?i)май-сентябрь 2022 года", "2022 жылғы мамыр-қыркүйек"),
    (r"(?i)май-октябрь 2022 года", "2022 жылғы мамыр-қазан"),
    (r"(?i)апрель-май 2022 года", "2022 жылғы сәуір-мамыр"),
    (r"(?i)апрель\s*[-–]\s*ноябрь 2022\s*(?:год(?:а)?|г\.)", "2022 жылғы сәуір-қараша"),
    (r"(?i)октябрь 2022\s*г\.", "2022 жылғы қазан"),
    (r"(?i)ноябрь 2022\s*год", "2022 жылғы қараша"),
)
ROWS = {
    "topic": "Грант тақырыбы:",
    "goal": "Жобаның мақсаты:",
    "results": "Жобаны іске асырудан күтілетін нәтиже:",
}


def kazakh_annex(*edits: Edit) -> bytes:
    """The real plan in Kazakh, after these changes."""
    return annex(in_kazakh, *edits)


def in_kazakh(document: DocumentObject) -> None:
    """Say every line of the plan in Kazakh."""
    passport(document)
    for code, begins in headings().items():
        rows = table(document, begins).rows
        for cell, text in zip(rows[0].cells, KAZAKH_HEADINGS, strict=False):
            write(cell, text)
        for number, row in enumerate(rows[1:], 1):
            activity(row.cells, f"{code.removeprefix('T')}.{number}", number)
    for code, begins in headings().items():
        said = words()["sections"][code]
        heading = next(row for row in document.paragraphs if row.text.startswith(begins))
        heading.text = f"{code[1:]}-міндет. {said}" if code[0] == "T" else said


def headings() -> dict[str, str]:
    """How the heading of each section begins in Russian."""
    tasks = {f"T{number}": f"Задача {number}." for number in range(1, 6)}
    return {**tasks, "F": "Итоговая публичная", "I": "Информационная работа"}


def passport(document: DocumentObject) -> None:
    """The topic, the goal and the expected results."""
    rows = document.tables[0].rows
    results = "\n".join(f"{number}) {text}" for number, text in words()["results"].items())
    for place, name, text in (
        (1, "topic", f"«{words()['topic']}»"),
        (3, "goal", words()["goal"]),
        (4, "results", results),
    ):
        write(rows[place].cells[0], ROWS[name])
        write(rows[place].cells[1], text)


def activity(cells: Any, code: str, number: int) -> None:
    """A row of the plan: what is done, its indicators, what is planned, when."""
    names = [text for key, text in words()["indicators"].items() if key.rpartition(".")[0] == code]
    numbered = re.match(r"\s*\d+[.)]", cells[0].text)
    write(cells[0], (f"{number}. " if numbered else "") + words()["activities"][code])
    write(cells[1], "\n".join(names))
    write(cells[2], exchanged(cells[2].text, PLANNED))
    write(cells[3], exchanged(cells[3].text, PERIODS))


def exchanged(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """A text with its Russian words in Kazakh."""
    for russian, kazakh in pairs:
        text = re.sub(russian, kazakh, text)
    return text


def planned(begins: str, row: int, former: str, now: str) -> Edit:
    """Another planned value in one activity of the Kazakh file."""

    def edit(document: DocumentObject) -> None:
        cell = table(document, begins).rows[row].cells[2]
        assert former in cell.text
        write(cell, cell.text.replace(former, now))

    return edit


def dropped(begins: str, row: int, line: int) -> Edit:
    """One indicator less in an activity of the Kazakh file, with what is planned of it."""

    def edit(document: DocumentObject) -> None:
        cells = table(document, begins).rows[row].cells
        for cell in (cells[1], cells[2]):
            texts = cell.text.split("\n")
            write(cell, "\n".join(texts[:line] + texts[line + 1 :]))

    return edit
