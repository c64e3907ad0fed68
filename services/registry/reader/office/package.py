"""From the bytes of an uploaded file to the XML of a Word document, refusing what is not one."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from shared.limited import Unreadable, check_zip
from shared.office.container import has_password, is_old

MAIN_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
MAX_XML = 32 * 1024 * 1024


def document_xml(data: bytes) -> etree._Element:
    """The root of the main document part, or an `Unreadable` refusal.

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
        if archive.getinfo(name).file_size > MAX_XML:
            raise Unreadable("too_big", where=name)
        return _parsed(archive.read(name), name)


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
