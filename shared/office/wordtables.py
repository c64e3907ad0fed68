"""The tables of a Word file as grids, read as the page shows them: merged cells, tracked changes, hidden and
struck-out words; and the text that stands outside of them."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shared.limited import Unreadable
from shared.office.seen import Place, Seen

MOST_COLUMNS = 200
LONGEST_CAPTION = 60
_WRAPPERS = frozenset(
    "sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo AlternateContent Choice".split()
)
_BLANKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TICKS = {
    "wingdings": {"fc": "✓", "fe": "☑", "fb": "✗", "fd": "☒", "a8": "☐"},
    "wingdings 2": {"50": "✓", "52": "☑"},
}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_OFF = ("0", "false", "off", "none")
_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass
class WordTable:
    """A table being read: its rows, what stood right above it, and what it shows besides its values;
    `above` and, of the last table, `below` are the paragraphs that belong to no table."""

    caption: str
    follows_table: bool
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    spans: list[tuple[Place, Place]] = field(default_factory=list)
    down: dict[int, Place] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns."""
        return max(map(len, self.rows), default=0)

    def take(self, other: "WordTable") -> None:
        """Go on with another table as the next page of this one."""
        below = len(self.rows)
        self.rows += other.rows
        self.below += other.below
        self.hidden |= {row + below for row in other.hidden}
        self.struck |= {(row + below, at) for row, at in other.struck}
        self.spans += [
            ((top + below, left), (bottom + below, right)) for (top, left), (bottom, right) in other.spans
        ]

    def seen(self) -> Seen:
        """What it shows besides its values."""
        return Seen(frozenset(self.hidden), frozenset(), frozenset(self.struck), frozenset(), self.spans)


@dataclass(frozen=True)
class Words:
    """What a cell says: all of it, and what of it is neither hidden nor struck out."""

    whole: str
    plain: str
    hidden: bool
    struck: bool


def word_tables(data: bytes, filename: str) -> list[WordTable]:
    """Every table in its order, one inside a cell after the one around it; Unreadable `broken`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _parsed(archive.read(_main_part(archive)), filename)
            beside = [_parsed(archive.read(name), filename) for name in _NOTES if name in archive.namelist()]
    except (KeyError, StopIteration, ElementTree.ParseError) as error:
        raise Unreadable("broken", filename) from error
    found = list(_tables(next(iter(body), body)))
    if found:
        found[-1].below += [*_boxed(body), *(line for part in beside for line in _noted(part))]
    return found


def _parsed(part: bytes, filename: str) -> Element:
    if _UNSAFE.search(part):
        raise Unreadable("broken", filename)
    return ElementTree.fromstring(part)


def _main_part(archive: zipfile.ZipFile) -> str:
    """Where the text stands: Word's own name for it, or what the file says."""
    links = ElementTree.fromstring(archive.read("_rels/.rels"))
    target = next(
        link.get("Target", "") for link in links if link.get("Type", "").endswith("/officeDocument")
    )
    return posixpath.normpath(target).lstrip("/")


def _tables(body: Element) -> Iterator[WordTable]:
    """The tables of a body, each with the paragraphs before it; the last with those behind it."""
    above: list[str] = []
    last: WordTable | None = None
    for child in _children(body):
        if _name(child) == "p" and (text := _line(child)):
            above.append(text)
        elif _name(child) == "tbl":
            caption = above[-1][:LONGEST_CAPTION] if above else ""
            last = WordTable(caption, last is not None and not above, above)
            yield from _with_inner(child, last)
            above = []
    if last:
        last.below += above


def _with_inner(found: Element, table: WordTable) -> Iterator[WordTable]:
    """A table, then those inside its cells: what stands beside these the cell itself says."""
    inner: list[Element] = []
    yield _table(found, table, inner)
    for cell in inner:
        for each in _tables(cell):
            each.above, each.below = [], []
            yield each


def _line(paragraph: Element) -> str:
    """What a paragraph says in one line, without what is hidden or struck out."""
    return " ".join(_words(paragraph).plain.split())


def _noted(part: Element) -> Iterator[str]:
    """The paragraphs of footnotes or comments; a rule between text and notes is none."""
    notes = [note for note in part if not _value(note, "type")]
    paragraphs = (each for note in notes for each in note.iter() if _name(each) == "p")
    yield from filter(None, map(_line, paragraphs))


def _boxed(place: Element) -> Iterator[str]:
    """The paragraphs of text boxes; of two ways to draw a box the first."""
    for part in place:
        if _name(part) == "txbxContent":
            yield from (line for each in part.iter() if _name(each) == "p" and (line := _line(each)))
        elif _name(part) != "Fallback":
            yield from _boxed(part)


def _table(found: Element, table: WordTable, inner: list[Element]) -> WordTable:
    """Fill a table; `inner` gathers cells that hold a table of their own."""
    for row in (child for child in _children(found) if _name(child) == "tr"):
        number, cells = len(table.rows), _Row(table, row)
        for cell in (child for child in _children(row) if _name(child) == "tc"):
            cells.add(cell)
            inner += [cell] if any(_name(child) == "tbl" for child in _children(cell)) else []
        cells.pad(_count(_inner(row, "trPr", "gridAfter"), 0))
        table.rows.append(cells.texts)
        if cells.is_hidden:
            table.hidden.add(number)
    return table


class _Row:
    """A row being read."""

    def __init__(self, table: WordTable, row: Element) -> None:
        self.table, self.number, self.texts = table, len(table.rows), list[str]()
        self.deleted = _inner(row, "trPr", "del") is not None
        self.is_hidden = _on(_inner(row, "trPr", "hidden"))
        self.pad(_count(_inner(row, "trPr", "gridBefore"), 0))

    def pad(self, columns: int) -> None:
        """Columns where the row has no cell."""
        self.texts += [""] * columns

    def add(self, cell: Element) -> None:
        """The next cell, in the first of the columns it covers."""
        at, across = len(self.texts), max(_count(_inner(cell, "tcPr", "gridSpan"), 1), 1)
        merge = _inner(cell, "tcPr", "vMerge")
        words = Words("", "", False, False) if self.goes_on(at, merge) else _cell_words(cell)
        self.texts += [words.plain or words.whole, *[""] * (across - 1)]
        self.is_hidden = self.is_hidden or words.hidden
        if self.deleted or words.struck:
            self.table.struck.add((self.number, at))
        if across > 1:
            self.table.spans.append(((self.number, at), (self.number, at + across - 1)))
        self.note_merge(at, merge)
        if len(self.texts) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", self.table.caption, limit=MOST_COLUMNS)

    def goes_on(self, at: int, merge: Element | None) -> bool:
        """Whether a cell only goes on with the one above it."""
        return merge is not None and _value(merge) != "restart" and at in self.table.down

    def note_merge(self, at: int, merge: Element | None) -> None:
        """Keep the merge that covers a cell, one row longer."""
        top = self.table.down.pop(at, None)
        if merge is None:
            return
        if top is None or _value(merge) == "restart":
            self.table.down[at] = (self.number, at)
            return
        self.table.down[at] = top
        self.table.spans[:] = [span for span in self.table.spans if span[0] != top or span[1][1] != at]
        self.table.spans.append((top, (self.number, at)))


def _cell_words(cell: Element) -> Words:
    """The paragraphs of a cell, one under the other; a table inside it is read by itself."""
    found = [_words(child) for child in _children(cell) if _name(child) == "p"]
    filled = [words for words in found if words.whole.strip()]
    return Words(
        "\n".join(words.whole for words in filled),
        "\n".join(words.plain for words in filled if words.plain.strip()),
        any(words.hidden for words in filled),
        bool(filled) and all(words.struck for words in filled),
    )


def _words(paragraph: Element) -> Words:
    """What a paragraph says; struck only where all of it is."""
    runs = [(run, _text(run)) for run in _children(paragraph) if _name(run) == "r"]
    runs = [(run, text) for run, text in runs if text]
    said = [(run, text) for run, text in runs if text.strip()]
    hidden = [run for run, _said in said if _is(run, "vanish")]
    crossed = [run for run, _said in said if _is(run, "strike") or _is(run, "dstrike")]
    plain = "".join(text for run, text in runs if run not in hidden and run not in crossed)
    whole = "".join(text for _run, text in runs)
    return Words(whole, plain, bool(hidden), bool(said) and len(crossed) == len(said))


def _text(run: Element) -> str:
    """The text of a run; a tick of a font of signs is a tick."""
    return "".join(map(_piece, run))


def _piece(part: Element) -> str:
    if _name(part) == "t":
        return part.text or ""
    if _name(part) == "sym":
        return _TICKS.get(_value(part, "font").casefold(), {}).get(_value(part, "char")[-2:].casefold(), "?")
    return _BLANKS.get(_name(part), "")


def _children(element: Element) -> Iterator[Element]:
    """The children that count, looking through wrappers; of two ways to draw a thing the first."""
    for child in element:
        if _name(child) in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _inner(element: Element, *path: str) -> Element | None:
    """The first element down a path of local names."""
    found: Element | None = element
    for name in path:
        found = next((child for child in found or () if _name(child) == name), None)
    return found


def _value(element: Element, name: str = "val") -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _count(element: Element | None, otherwise: int) -> int:
    said = _value(element) if element is not None else ""
    return min(int(said), MOST_COLUMNS + 1) if re.fullmatch(r"[0-9]{1,6}", said) else otherwise


def _on(element: Element | None) -> bool:
    return element is not None and _value(element) not in _OFF


def _is(run: Element, what: str) -> bool:
    return _on(_inner(run, "rPr", what))
