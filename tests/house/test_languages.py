"""No hole in the Russian and Kazakh catalogues: pages, code, domain errors, validation, navigation, roles."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from shared.doors.errors import HTTP_MESSAGES
from shared.plugins.asking import Plugins
from shared.validation import SENTENCES
from tests.house.code import ROOT, files, name, nodes

FOLDERS = ("services", "shared", "plugins/core")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "msgid": None,
    "msgids": (1, 2),
    "msgid_in": ((1, "c"), 2),
}
CALLED = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
NAMED = re.compile(r"%\((\w+)\)s")
# What takes place on a day is one word, the line of the plan it belongs to another.
GATHERING = {"ru": "встреч", "kk": "кездесу"}
ACTIVITY = {"ru": "мероприят", "kk": "іс-шара"}
# Of two Kazakh words for one thing the catalogues say one, as the menu does: {not said: said}.
ONE_WORD = {"кітапша": "брошюра", "консультация": "кеңес"}
REASONS = "services/events/participants/reader/reasons.toml"
LABELS = "services/reports/documents/programme_report/labels.toml"
OPTIONS = {"trimmed": "true", "silent": "false"}
VALIDATION = {
    "Missing data for required field.",
    "Field may not be null.",
    "Unknown field.",
    "Invalid value.",
    "Invalid type.",
    "Invalid input.",
    "Invalid input type.",
    "Invalid JSON.",
    "Not a valid string.",
    "Not a valid utf-8 string.",
    "Not a valid UUID.",
    "Not a valid number.",
    "Number too large.",
    "Special numeric values (nan or infinity) are not permitted.",
    "Not a valid integer.",
    "Not a valid boolean.",
    "Not a valid date.",
    "Not a valid time.",
    "Not a valid datetime.",
    "Not a valid list.",
    "Not a valid mapping type.",
    "Not a valid URL.",
    "Not a valid email address.",
    "String does not match expected pattern.",
    *SENTENCES,
}


@cache
def catalogues(language: str) -> tuple[tuple[str, Message], ...]:
    """Every translated message of a language with the file it is in."""
    return tuple(
        (name(path), message)
        for path in files("services", "shared", "plugins", ending=".po")
        if path.parent.parent.name == language
        for message in read_po(BytesIO(path.read_bytes()))
        if message.id and key(message.string) and not message.fuzzy
    )


@cache
def catalogue(language: str) -> dict[str, str]:
    """The translations of a language by `key`."""
    return {key(message.id, message.context): key(message.string) for _, message in catalogues(language)}


def key(text: str | tuple[str, ...] | list[str], context: str | None = None) -> str:
    """A message or the first of its plural forms, after its context if it has one."""
    words = text if isinstance(text, str) else text[0]
    return f"{context}|{words}" if context else words


@cache
def extracted() -> list[tuple[Any, str | None, str]]:
    """What code and templates say: the message (of a plural both forms), its context, the file."""
    return [
        (message, context, name(path))
        for path, method in speaking()
        for _line, message, _comments, context in extract_from_file(
            method, str(path), keywords=KEYWORDS, options=OPTIONS
        )
    ]


def speaking() -> Iterator[tuple[Path, str]]:
    """The templates and the code that calls a keyword, each with how Babel reads it: to let it read code that
    says nothing takes four times as long."""
    for path in files(*FOLDERS, ending=".html"):
        if "/templates/" in name(path):
            yield path, "jinja2.ext.babel_extract"
    for path in files(*FOLDERS):
        if CALLED.search(path.read_text("utf-8")):
            yield path, "python"


def numbered() -> dict[str, tuple[str, str]]:
    """Both forms of every message with a plural, by `key`."""
    return {key(said, context): said for said, context, _where in extracted() if not isinstance(said, str)}


@cache
def messages() -> dict[str, str]:
    """Every message somebody may see, with the file it is in."""
    found = {key(message, context): where for message, context, where in extracted()}
    return found | refusals() | wrong_values() | dict.fromkeys(VALIDATION, "marshmallow") | spoken_data()


def spoken_data() -> dict[str, str]:
    """Msgids that are data: the navigation, the plain HTTP answers."""
    items = Plugins([]).navigation(None, "registry", None)
    labels = [text for item in items for text in (item.group, item.label)]
    places = {
        "plugins/core": labels,
        "shared/doors/errors.py": HTTP_MESSAGES.values(),
    }
    return {text: place for place, texts in places.items() for text in texts}


@cache
def wrong_values() -> dict[str, str]:
    """Sentences of our own `ValidationError`s."""
    return {
        node.args[0].value: name(path)
        for path in files("services", "shared")
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "ValidationError"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@cache
def refusals() -> dict[str, str]:
    """Docstrings of refusals: the classes with a `code` of their own."""
    found: dict[str, str] = {}
    for path in files("services", "shared"):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and any(is_code(item) and constant(item) for item in node.body):
                found[" ".join((ast.get_docstring(node) or "").split())] = name(path)
    return found


def is_code(node: ast.stmt) -> bool:
    """Whether the statement is `code = "…"` or `code, status = …`."""
    if not isinstance(node, ast.Assign):
        return False
    target = node.targets[0]
    names = [
        item.id
        for item in (target.elts if isinstance(target, ast.Tuple) else [target])
        if isinstance(item, ast.Name)
    ]
    return "code" in names


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_message_is_translated(language: str) -> None:
    missing = {text: where for text, where in messages().items() if text not in catalogue(language)}
    assert not missing, (
        f"{len(missing)} without {language}; fill in and paste:\n{to_paste(missing, language)}"
    )


def to_paste(missing: dict[str, str], language: str) -> str:
    """The entries that are missing, under the file each belongs at the end of."""
    wanted: dict[str, Catalog] = {}
    for text, where in missing.items():
        context, _, words = text.rpartition("|")
        into = wanted.setdefault(catalogue_of(where, language), Catalog(locale=language))
        into.add(numbered().get(text, words), context=context or None)
    return "\n".join(f"\n{file}\n{printed(entries)}" for file, entries in wanted.items())


def printed(entries: Catalog) -> str:
    """Entries as a catalogue is written."""
    page = BytesIO()
    write_po(page, entries, width=0, omit_header=True)
    return page.getvalue().decode()


def catalogue_of(where: str, language: str) -> str:
    """The catalogue beside the code that says something; the words of `shared` stand beside the pages."""
    service = re.match(r"services/\w+", where)
    folder = service[0] if service else "plugins/core/asar_core" if "plugins/" in where else "shared/ui"
    return f"{folder}/translations/{language}/LC_MESSAGES/messages.po"


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_keep_their_parameters(language: str) -> None:
    wrong = {
        text: said
        for text, said in catalogue(language).items()
        if set(NAMED.findall(said)) - set(NAMED.findall(text))
    }
    assert not wrong


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_phrase_renders_with_its_parameters(language: str) -> None:
    assert not {text: problem for text in sayings(language) if (problem := fault(text))}


def sayings(language: str) -> set[str]:
    """Every phrase of a language, each plural form of it; the English ones are the message ids."""
    if language == "en":
        written = {form for _, message in catalogues("ru") for form in forms(message.id)}
        return written | {text.rpartition("|")[2] for text in messages()}
    return {form for _, message in catalogues(language) for form in forms(message.string)}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The forms of a phrase: one, or those of its plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def fault(text: str) -> str:
    """What is wrong with a phrase once its parameters are put in; its own per-cent sign is written twice."""
    try:
        said = text % dict.fromkeys(NAMED.findall(text), "7")
    except (ValueError, TypeError, KeyError) as error:
        return str(error)
    return "" if said == NAMED.sub("7", text).replace("%%", "%") else "a per-cent sign stands alone"


def test_every_text_of_a_table_renders_in_three_languages() -> None:
    wrong = {}
    for place, told in told_in_tables().items():
        fields = {language: filled(text) for language, text in told.items()}
        if set(told) != {"ru", "kk", "en"} or None in fields.values() or len(set(fields.values())) > 1:
            wrong[place] = told
    assert told_in_tables() and not wrong


def told_in_tables() -> dict[str, dict[str, str]]:
    """The texts that stand in tables (reasons of a list, words of a report) by their place, by language."""
    reasons = tomllib.loads((ROOT / REASONS).read_text("utf-8"))
    found = {f"{REASONS}:{code}": dict(texts) for code, texts in reasons.items()}
    for language, table in tomllib.loads((ROOT / LABELS).read_text("utf-8")).items():
        for place, text in flattened(table):
            found.setdefault(f"{LABELS}:{place}", {})[language] = text
    return found


def flattened(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a table and of those within it, by their path."""
    for code, value in table.items():
        place = f"{before}{code}"
        if isinstance(value, dict):
            yield from flattened(value, f"{place}.")
        else:
            yield place, str(value)


def filled(text: str) -> frozenset[str] | None:
    """The names of what a text is filled with; None where it cannot be filled."""
    try:
        names = frozenset(field for _text, field, *_rest in Formatter().parse(text) if field is not None)
        text.format_map(dict.fromkeys(names, "7"))
    except (ValueError, KeyError, IndexError):
        return None
    return names


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_two_catalogues_never_disagree(language: str) -> None:
    said: dict[str, dict[str, str]] = {}
    for where, message in catalogues(language):
        said.setdefault(key(message.id, message.context), {})[key(message.string)] = where
    assert not {text: ways for text, ways in said.items() if len(ways) > 1}


@pytest.mark.parametrize("language", GATHERING)
def test_a_gathering_is_not_called_as_a_line_of_the_plan_is(language: str) -> None:
    gathering, activity = GATHERING[language], ACTIVITY[language]
    mixed = {}
    for place, message in catalogues(language):
        asked = " ".join(forms(message.id)).lower()
        said = " ".join(forms(message.string)).lower()
        wrong = ("gathering" in asked and "activit" not in asked and activity in said) or (
            "activit" in asked and "gathering" not in asked and gathering in said
        )
        mixed |= {f"{place}: {asked[:60]}": said[:80]} if wrong else {}
    assert not mixed


def test_one_thing_has_one_kazakh_word() -> None:
    said = {(place, form.lower()) for place, message in catalogues("kk") for form in forms(message.string)}
    mixed = {form: (place, ONE_WORD[word]) for place, form in said for word in ONE_WORD if word in form}
    assert not mixed


def test_error_codes_are_unique_in_a_service() -> None:
    codes: dict[tuple[str, str], list[str]] = {}
    for path in files("services", "shared"):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                for item in node.body:
                    if is_code(item) and (code := constant(item)):
                        codes.setdefault((place(path), code), []).append(node.name)
    assert not {code: names for code, names in codes.items() if len(set(names)) > 1}


def constant(item: ast.stmt) -> str:
    """The first text assigned."""
    assert isinstance(item, ast.Assign)
    value = item.value.elts[0] if isinstance(item.value, ast.Tuple) else item.value
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def place(path: Path) -> str:
    """The service of a file, or shared."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "services" else parts[0]


@pytest.mark.parametrize(("language", "forms"), [("ru", 3), ("kk", 2)])
def test_every_number_has_its_words(language: str, forms: int) -> None:
    counted = [(where, one) for where, one in catalogues(language) if isinstance(one.id, tuple | list)]
    assert counted
    assert not [(where, one.id) for where, one in counted if len(list(filter(None, one.string))) < forms]
