"""The uploaded workbook itself, with only its bad rows under the header and a column of reasons.

Everything else in the file stays byte by byte: other sheets, styles, widths, print settings, pictures.
Only the sheet with the list is rewritten, and the styles gain a red fill for the wrong cells.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

from shared.office.grids import letter
from shared.office.painted import TO_CORRECT

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST_SHEET, LARGEST_FILE = 16 * 2**20, 10 * 2**20
RED = (
    f'<fill xmlns="{MAIN[1:-1]}"><patternFill patternType="solid"><fgColor '
    f'rgb="FF{TO_CORRECT}"/><bgColor indexed="64"/></patternFill></fill>'
)
REASONS_WIDTH = "80"
BEFORE_DATA = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")


class NotKept(Exception):
    """The workbook cannot be given back as it is: too large, or laid out in a way we do not touch."""


Bad = dict[int, tuple[set[int], str]]
LISTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")  # they name the order of formulas


def same_workbook(data: bytes, sheet: str, header_rows: int, reasons_at: int, title: str, bad: Bad) -> bytes:
    """Return the .xlsx with the rows up to `header_rows` and the bad ones; NotKept.

    reasons_at: the column (from 0) of the reasons, `title` its title.
    bad: the row's number in the spreadsheet → the columns to mark (from 0) and the reasons in words.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = _changed(source, sheet, header_rows, reasons_at, title, bad)
            answer = _zipped(source, parts)
    except (KeyError, IndexError, ValueError, etree.XMLSyntaxError) as error:
        raise NotKept from error
    if len(answer) > LARGEST_FILE:
        raise NotKept
    return answer


def _changed(
    source: zipfile.ZipFile, sheet: str, header_rows: int, reasons_at: int, title: str, bad: Bad
) -> dict[str, bytes | None]:
    """The parts that change; None for one that goes (the order of formulas, which Excel makes anew)."""
    place = _part_of(source, sheet)
    if source.getinfo(place).file_size > LARGEST_SHEET:
        raise NotKept
    page, styles = _parsed(source, place), _Styles(_parsed(source, "xl/styles.xml"))
    _drop_rows(page, header_rows, set(bad))
    rows = {int(row.get("r")): row for row in page.iter(f"{MAIN}row")}
    _say_reasons(rows, header_rows, reasons_at, bad, styles)
    _put_title(rows[header_rows], reasons_at, title)
    _widen(page, reasons_at + 1)
    written = {place: _bytes(page), "xl/styles.xml": _bytes(styles.tree), "xl/calcChain.xml": None}
    return written | {name: _without_chain(source, name) for name in LISTS}


def _say_reasons(
    rows: dict[int, Any], header_rows: int, reasons_at: int, bad: Bad, styles: "_Styles"
) -> None:
    """Mark the wrong cells of the rows that are left, and write why beside them."""
    for number, (_row, (wrong, reasons)) in enumerate(sorted(bad.items()), start=header_rows + 1):
        _mark(rows[number], wrong, styles)
        _write(_cell(rows[number], reasons_at), reasons)


def _mark(row: Any, wrong: Iterable[int], styles: "_Styles") -> None:
    """Make the wrong cells red, each in its own style otherwise."""
    for column in wrong:
        cell = _cell(row, column)
        cell.set("s", styles.marked(int(cell.get("s") or 0)))


def _bytes(tree: Any) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parsed(source: zipfile.ZipFile, name: str) -> Any:
    return etree.fromstring(source.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _part_of(source: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    entry = next(
        item for item in _parsed(source, "xl/workbook.xml").iter(f"{MAIN}sheet") if item.get("name") == sheet
    )
    links = _parsed(source, "xl/_rels/workbook.xml.rels")
    target = next(link.get("Target") for link in links if link.get("Id") == entry.get(LINK))
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _without_chain(source: zipfile.ZipFile, name: str) -> bytes:
    tree = _parsed(source, name)
    for entry in list(tree):
        if "calcChain" in (entry.get("PartName") or entry.get("Target") or ""):
            tree.remove(entry)
    return _bytes(tree)


def _zipped(source: zipfile.ZipFile, parts: dict[str, bytes | None]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            content = parts[entry.filename] if entry.filename in parts else source.read(entry)
            if content is not None:
                made.writestr(entry.filename, content)
    return target.getvalue()


def _drop_rows(page: Any, header_rows: int, bad: set[int]) -> None:
    """Keep the head and the bad rows, moved up under it, as values;
    what belonged to places in the list goes with the list."""
    data, last = page.find(f"{MAIN}sheetData"), 0
    kept = header_rows
    for row in list(data):
        last = int(row.get("r") or last + 1)
        if last > header_rows and last not in bad:
            data.remove(row)
            continue
        kept = kept + 1 if last > header_rows else kept
        _renumber(row, last if last <= header_rows else kept, values=last > header_rows)
    _forget_places(page, header_rows)


def _forget_places(page: Any, header_rows: int) -> None:
    """Take away what belonged to places below the head."""
    for entry in list(page.iter(f"{MAIN}mergeCell", f"{MAIN}hyperlink")):
        if max(map(int, re.findall(r"[0-9]+", entry.get("ref") or "0"))) > header_rows:
            parent = entry.getparent()
            parent.remove(entry)
            _uncount(parent)
    for entry in page.iter(f"{MAIN}autoFilter"):
        del entry[:]
    for entry in page.iter(f"{MAIN}sheetView", f"{MAIN}pane"):
        entry.attrib.pop("topLeftCell", None)
    for entry in list(page.iter(f"{MAIN}dimension")):
        page.remove(entry)


def _uncount(parent: Any) -> None:
    if len(parent) == 0:
        parent.getparent().remove(parent)
    elif parent.get("count"):
        parent.set("count", str(len(parent)))


def _renumber(row: Any, number: int, values: bool) -> None:
    """Give a row its new number; with `values` its formulas become what they showed, and it is shown."""
    row.set("r", str(number))
    row.attrib.pop("spans", None)
    place = -1
    for cell in row.iter(f"{MAIN}c"):
        place = _column(cell) if cell.get("r") else place + 1
        cell.set("r", f"{letter(place)}{number}")
        formula = cell.find(f"{MAIN}f")
        if values and formula is not None:
            cell.remove(formula)
            cell.attrib.pop("cm", None)
            shown = cell.findtext(f"{MAIN}v")
            if not shown or cell.get("t") == "str":  # a formula nobody has computed yet stays to be read
                _write(cell, shown or f"={formula.text or ''}")
    if values:
        row.attrib.pop("hidden", None)


def _column(cell: Any) -> int:
    column = 0
    for character in re.match(r"[A-Z]+", cell.get("r"))[0]:  # type: ignore[index]
        column = column * 26 + ord(character) - 64
    return column - 1


def _write(cell: Any, text: str) -> None:
    del cell[:]
    cell.set("t", "inlineStr")
    words = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cell(row: Any, place: int) -> Any:
    """The cell of a row at a column; made where there is none, in its order."""
    cells = {_column(cell): cell for cell in row.iter(f"{MAIN}c")}
    if place not in cells:
        cells[place] = etree.Element(f"{MAIN}c", r=f"{letter(place)}{row.get('r')}")
        row.insert(sum(column < place for column in cells), cells[place])
    return cells[place]


def _put_title(row: Any, place: int, title: str) -> None:
    """The title of the reasons, in the style of the title beside it."""
    beside = [cell.get("s") for cell in row.iter(f"{MAIN}c") if _column(cell) < place and cell.get("s")]
    _write(_cell(row, place), title)
    if beside:
        _cell(row, place).set("s", beside[-1])


def _widen(page: Any, number: int) -> None:
    """Make the column of reasons wide; a width given to several columns at once is divided around it."""
    widths = page.find(f"{MAIN}cols")
    if widths is None:
        widths = etree.Element(f"{MAIN}cols")
        page.insert(sum(page.find(MAIN + name) is not None for name in BEFORE_DATA), widths)
    for width in list(widths):
        if int(width.get("min")) <= number <= int(width.get("max")):
            _divide(width, number)
    index, place = sum(int(width.get("max")) < number for width in widths), str(number)
    wide = etree.Element(f"{MAIN}col", min=place, max=place, width=REASONS_WIDTH, customWidth="1")
    widths.insert(index, wide)


def _divide(width: Any, number: int) -> None:
    """Leave a width to the columns before and after one of those it was given to."""
    first, last = int(width.get("min")), int(width.get("max"))
    for start, end in ((first, number - 1), (number + 1, last)):
        if start <= end:
            part = deepcopy(width)
            part.set("min", str(start))
            part.set("max", str(end))
            width.addprevious(part)
    width.getparent().remove(width)


class _Styles:
    """The styles of the workbook, with a red twin for each style that a wrong cell has."""

    def __init__(self, tree: Any) -> None:
        self.tree, self._fill = tree, ""
        self._twins: dict[int, str] = {}

    def marked(self, style: int) -> str:
        """The number of the style with a red fill."""
        if style not in self._twins:
            fills, formats = self.tree.find(f"{MAIN}fills"), self.tree.find(f"{MAIN}cellXfs")
            if not self._fill:
                self._fill = str(len(fills))
                fills.append(etree.fromstring(RED))
                fills.set("count", str(len(fills)))
            twin = deepcopy(formats[style])
            twin.set("fillId", self._fill)
            twin.set("applyFill", "1")
            formats.append(twin)
            formats.set("count", str(len(formats)))
            self._twins[style] = str(len(formats) - 1)
        return self._twins[style]
