"""From the bytes of an uploaded file to the XML of a Word document, refusing what is not one."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from shared.limited import Unreadable, check_zip
from shared.office.container import has_password, is_old

MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
MAX_XML = 32 * 1024 * 1024
ASIDES = {
    "footnotes": "footnote",
    "endnotes": "footnote",
    "comments": "comment",
    "header": "margin",
    "footer": "margin",
}


@dataclass(frozen=True)
class Parts:
    """The XML of a Word document: its text, its styles, and what stands aside of the text by its kind
    ("footnote", "comment", or "margin": a header or a footer)."""

    main: etree._Element
    styles: etree._Element | None = None
    asides: list[tuple[str, etree._Element]] = field(default_factory=list)


def document_parts(data: bytes) -> Parts:
    """The parts of a Word document that are read, or an `Unreadable` refusal.

    Codes: `not_word`, `old_doc` (a .doc), `macros`, `encrypted` (a password),
    `too_big` once unpacked, `broken`.
    """
    if is_old(data):
        raise Unreadable("encrypted" if has_password(data) else "old_doc")
    try:
        check_zip(data)
    except Unreadable as refusal:
        code = "not_word" if refusal.code == "not_zip" else refusal.code
        raise Unreadable(code, refusal.where, **refusal.params) from None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = _main_part(archive)
        beside = _beside(archive, name)
        styles = next((part for kind, part in beside if kind == "styles"), None)
        asides = [(ASIDES[kind], part) for kind, part in beside if kind in ASIDES]
        return Parts(_part(archive, name), styles, asides)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > MAX_XML:
        raise Unreadable("too_big", where=name)
    return _parsed(archive.read(name), name)


def _beside(archive: zipfile.ZipFile, main: str) -> list[tuple[str, etree._Element]]:
    """The parts the main one is related to, those that are read, by the last word of their kind."""
    folder, _, file = main.rpartition("/")
    names, links = set(archive.namelist()), f"{folder}/_rels/{file}.rels".lstrip("/")
    found = []
    for relation in _part(archive, links) if links in names else ():
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", "")))).lstrip("/")
        if kind in (*ASIDES, "styles") and relation.get("TargetMode") != "External" and target in names:
            found.append((kind, _part(archive, target)))
    return found


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the document part: what the relationships say, else the usual place."""
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        raise Unreadable("not_word")
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")
    if not any(kind.encode() in types for kind in MAIN_TYPES):
        raise Unreadable("not_word")
    target = _related(archive) if "_rels/.rels" in names else ""
    for name in (target, "word/document.xml"):
        if name in names:
            return name
    raise Unreadable("not_word")


def _related(archive: zipfile.ZipFile) -> str:
    for relation in _parsed(archive.read("_rels/.rels"), "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return ""


def _parsed(raw: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from None
        raise Unreadable("broken", where=name) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Unreadable("broken", where=name)
    return root
