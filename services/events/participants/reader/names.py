"""The name of a row: its parts put together, and what does not belong to it taken off and noted."""

import re
from collections.abc import Callable

from services.events.participants.reader.cells import BadCell, read_person_name
from services.events.participants.reader.words import NOTHING
from shared.office.grids import Cell, raw_text

NAME_PARTS = ("surname", "given_name", "patronymic")
NO_PATRONYMIC = NOTHING | {"отсутствует", "без отчества", "б/о", "әкесінің аты жоқ"}
_WITH_COMMA = re.compile(r"([^\W\d_][\w'’-]*)\s*,\s*([^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*)?)")
_MANY = re.compile(
    r"\d ?(?:чел|экз|шт|адам|дана|person|people|pers)|\+ ?(?!7[\s(-]*\d{3})\d|\bx ?\d"
    r"|(?:\w\.){2}\s+\w{2,}\s+\w\.",
    re.IGNORECASE,
)
_AND = r"[;,/]|\s(?:и|және|мен|пен|бен|and)\s"
_WITH_POSITION = re.compile(
    r"должност|место работы|место учебы|лауазым|жұмыс орны|position|\bjob\b|организац|ұйым"
)
_BEFORE_POSITION = re.compile(r"([^,;\n–—]*[^\W\d_][^,;\n–—]*?)\s*(?:[,;\n–—]|\s-\s)\s*(.+)", re.DOTALL)
_WITH_BRACKET = re.compile(r"(\S.*?)\s*[(\[]([^()\[\]]*)[)\]]")


def name_text(texts: dict[str, str]) -> str:
    """The name of a row, of one cell or of its parts."""
    patronymic = texts.get("patronymic", "")
    said = texts | {"patronymic": "" if patronymic.casefold() in NO_PATRONYMIC else patronymic}
    if "name" in texts:
        return _with_patronymic(texts["name"], said["patronymic"])
    return " ".join(said[part] for part in NAME_PARTS if said.get(part))


def _with_patronymic(name: str, patronymic: str) -> str:
    """A name of two words with the patronymic of its own column, where it is not among them."""
    short = name and patronymic and len(name.split()) < 3
    return f"{name} {patronymic}" if short and patronymic.casefold() not in name.casefold() else name


def without_position(
    title: str, texts: dict[str, str], cell: Cell, note: Callable[..., None]
) -> tuple[str, str]:
    """The name of a row in one line, and its cell as it stands; without the position, which is noted, where
    the title asks for it too («ФИО, должность»). A surname alone before the comma is no whole name."""
    raw = raw_text(cell)
    found = _BEFORE_POSITION.fullmatch(raw) if _WITH_POSITION.search(title.casefold()) else None
    if not found or len(found[1].split()) < 2:
        return name_text(texts), raw
    note("role_before_name", role=" ".join(found[2].split()))
    return " ".join(found[1].split()), found[1]


def read_name(name: str, raw: str, note: Callable[..., None]) -> str:
    """Return the name; codes name_empty, name_several and those of `read_person_name`."""
    if not name:
        raise BadCell("name_empty")
    if _MANY.search(name):
        raise BadCell("name_several")
    if not _WITH_COMMA.fullmatch(name) and _are_several(raw):
        raise BadCell("name_several")
    return read_person_name(_tidied(name, note), note)


def _are_several(raw: str) -> bool:
    """Whether a cell names two people, or one and a word more with a capital: «Ким Анна и Дина». A patronymic
    on a line of its own is of the same person."""
    people = [part for part in _parts(rf"\n|{_AND}", raw) if len(part.split()) > 1]
    words = [part for part in _parts(_AND, raw) if len(part.split()) == 1 and part[0].isupper()]
    return len(people) > 1 or bool(people and words)


def _parts(between: str, raw: str) -> list[str]:
    return [part.strip() for part in re.split(between, raw) if part.strip()]


def _tidied(name: str, note: Callable[..., None]) -> str:
    """The name without a comma between its two parts and without what stands in brackets, both noted."""
    if found := _WITH_COMMA.fullmatch(name):
        note("name_comma")
        return f"{found[1]} {found[2]}"
    if found := _WITH_BRACKET.fullmatch(name):
        note("name_bracket", left=found[2])
        return found[1]
    return name
