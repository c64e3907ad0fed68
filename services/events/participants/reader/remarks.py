"""What a sheet shows of a row's cells besides their values: formulas without a value, merged cells, texts
struck out in part or in the colour they stand on, notes."""

from collections.abc import Iterator

from services.events.participants.reader.columns import Header
from services.events.participants.reader.shape import HELD_DOWN
from shared.office.seen import Place, Seen

ERROR, WARNING = "error", "warning"
Remark = tuple[str, str, str, str]


def remarks_of(header: Header, row: int, seen: Seen, covered: set[Place]) -> list[Remark]:
    """The remarks on a row that counts from 0, each once: (field, value, code, level)."""
    fields = [*header.fields.items(), *(("attended", place) for place in header.days)]
    return list(dict.fromkeys([*_of_cells(fields, row, seen, covered), *_notes(header, row, seen)]))


def _of_cells(fields: list[tuple[str, int]], row: int, seen: Seen, covered: set[Place]) -> Iterator[Remark]:
    """Cells that look empty and are not, and those that say two things."""
    for field, place in fields:
        if (row, place) in seen.unkept:
            yield field, "", "formula_without_value", WARNING
        if field not in HELD_DOWN and (row, place) in covered:
            yield field, "", "cell_merged", WARNING
        if (row, place) in seen.struck_in_part:
            yield field, "", "struck_in_part", ERROR
        if (row, place) in seen.unseen:
            yield field, "", "cell_unseen", ERROR if field == "attended" else WARNING


def _notes(header: Header, row: int, seen: Seen) -> Iterator[Remark]:
    first, last = header.span or (0, len(header.titles))
    for place in range(first, last):
        if note := seen.notes.get((row, place)):
            yield "name", note, "cell_note", WARNING
