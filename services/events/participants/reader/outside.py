"""What a file says beside its list: people may be named there whom no row counts."""

import re

from services.events.participants.reader import notes
from services.events.participants.reader.columns import Header
from services.events.participants.reader.shape import place_of_names
from shared.office.grids import Cell, Grid, as_text

_LARGE, _SMALL = "А-ЯЁӘҒҚҢӨҰҮҺІA-Z", "а-яёәғқңөұүһіa-z"
_NAMED = re.compile(
    rf"(?<!\w)[{_LARGE}][{_SMALL}’'-]+\s+[{_LARGE}](?:[{_SMALL}]|\.)"
    rf"|(?<!\w)[{_LARGE}]\.\s?(?:[{_LARGE}]\.)?\s?[{_LARGE}][{_SMALL}]"
)
_CAME = re.compile(
    r"\b(?:(?:(?:от|при)сутств(?!ующ)|участвовал|опозда|(?:по|у|при)ш[её]?л|яви(?:л|в)|неяв|(?:за)?боле)\w*"
    r"|не был\w*|(?:келме|қатыс(?!ушы)|келді|келген|кешік|болмады|ауыр)\w*|absent|present|attended|did not)",
    re.IGNORECASE,
)
_DATE = re.compile(r"[\W\d]*\d[\W\d]*(?:[^\W\d_]+[\W\d]*)?(?:(?:г|года?|ж|жыл\w*)\b\W*)?")
_WORD = re.compile(r"[^\W\d_]{2,}")


def outside(grids: list[Grid], chosen: Grid, lists: list[Grid], of_word: bool) -> list[tuple[str, str]]:
    """The texts of a file that stand in none of its lists, in their order, each with why it is no person:
    the paragraphs and other tables of a Word file. Before its first list and right above another, where
    titles stand, and in other sheets of a workbook only what says of somebody who came."""
    told: list[tuple[str, bool]] = []
    begun = False
    for grid in grids if chosen.sheet else ():
        listed = any(grid is each for each in (chosen, *lists))
        told += _beside(grid, listed, begun) + ([] if listed else _rows(grid, not (of_word and begun)))
        begun = begun or listed
        told += [(text, False) for text in grid.below]
    found = [(text, why_left(text, title)) for text, title in told if text]
    return [(text, why) for text, why in found if why]


def _beside(grid: Grid, listed: bool, begun: bool) -> list[tuple[str, bool]]:
    """The paragraphs above a table, each with whether it stands where titles do."""
    caption = len(grid.above) - 1 if listed else -1
    return [(text, not begun or place == caption) for place, text in enumerate(grid.above)]


def _rows(grid: Grid, title: bool) -> list[tuple[str, bool]]:
    """The rows of a table in one line each."""
    return [(" ".join(text for text in map(as_text, cells) if text), title) for cells in grid.rows]


def why_left(text: str, title: bool = False) -> str:
    """Why a text outside of a list is handed back, "" where it says nothing of people."""
    named, came, why = bool(_NAMED.search(text)), bool(_CAME.search(text)), notes.why_note([text])
    if (title and not (named and came)) or (why == notes.SIGNATURE and not came):
        return ""
    if why == notes.TOTAL and not named:
        return why
    said = named or came or not (why or _DATE.fullmatch(text) or not _WORD.search(text))
    return notes.OUTSIDE if said else ""


def below_list(grid: Grid, header: Header, texts: list[str]) -> list[list[Cell]]:
    """The rows of a sheet, with a row more for each text, under the names."""
    place = place_of_names(header)
    below: list[list[Cell]] = [[*[""] * place, text] for text in texts]
    return grid.rows + below
