"""Files that a region.toml names: their texts are read in place of their names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from shared.plugins.pictures import LARGEST_DRAWING
from shared.plugins.reading import Wrong


def take_files(file: Path, data: dict[str, Any]) -> None:
    """Put the text of each file that is named in place of its name."""
    face = data.get("branding")
    if isinstance(face, dict):
        take_logo(file, "branding", face)
        beside = face.get("partners")
        for place, partner in enumerate(beside if isinstance(beside, list) else []):
            take_logo(file, f"branding.partners[{place}]", partner)
    documents = data.get("documents")
    for place, own in enumerate(documents if isinstance(documents, list) else []):
        if isinstance(own, dict) and "file" in own:
            own["file"] = text_beside(file, f"documents[{place}].file", own["file"])


def take_logo(file: Path, key: str, said: object) -> None:
    """Put the drawing in place of its name."""
    if isinstance(said, dict) and "logo" in said:
        said["logo"] = text_beside(file, f"{key}.logo", said["logo"])


def text_beside(file: Path, key: str, name: object) -> str:
    """The text of a file inside the plugin's folder, not larger than one may be."""
    folder = file.parent.resolve()
    place = (folder / name).resolve() if type(name) is str else folder
    if folder not in place.parents or not place.is_file():
        raise Wrong(f"{key}: “{name}” is not a file of the plugin")
    if place.stat().st_size > LARGEST_DRAWING:
        raise Wrong(f"{key}: “{name}” is larger than {LARGEST_DRAWING // 1024} KB")
    try:
        return place.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Wrong(f"{key}: “{name}” {said(error)}") from error


def said(error: Exception) -> str:
    """What is wrong with a file as such."""
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 (byte {error.start})"
    return str(error) if isinstance(error, tomllib.TOMLDecodeError) else "cannot be read"
