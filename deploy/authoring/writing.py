"""A new plugin that works: its distribution, its data, a logo, tests; with `--code` a rule too."""

from __future__ import annotations

import keyword
import re
from pathlib import Path
from string import Template

from deploy.settings import ROOT
from deploy.trouble import Trouble
from shared.language import regions
from shared.language.regions import Region
from shared.plugins.reading import NAME, nearest
from shared.plugins.specifications import API_VERSION

SKELETON = Path(__file__).resolve().parent / "skeleton"
FILES = {
    "pyproject.toml": "pyproject.toml",
    "asar_{name}/region.toml": "region.toml",
    "asar_{name}/logo.svg": "logo.svg",
    "tests/test_{name}.py": "test_data.py",
}
DATA = {"asar_{name}/__init__.py": "data.py"}
CODE = {"asar_{name}/__init__.py": "code.py", "tests/test_{name}_rules.py": "test_code.py"}
SPELLINGS = [word for region in regions.ALL for word in (region.code, region.ru, region.kk)]


def new_plugin(name: str, region: str | None, code: bool, folder: Path) -> Path:
    """Write a plugin into a folder of its own; where it is. Trouble where the name cannot be used."""
    check_name(name)
    place, words = folder.resolve() / name, words_of(name, region_of(region or name))
    if place.exists():
        raise Trouble(f"{shown(place)} is there already: choose another name, or delete it first")
    for target, file in (FILES | (CODE if code else DATA)).items():
        write(place / target.format(name=name), file, words)
    return place


def check_name(name: str) -> None:
    """Refuse a name that cannot be a Python package."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise Trouble(
            f"“{name}” cannot be the name of a plugin: small latin letters, digits and _, as in west_coast"
        )


def region_of(written: str) -> Region:
    """The region, however it is written."""
    if found := regions.find(written):
        return found
    raise Trouble(f"“{written}” is not a region: say --region; {nearest(written, SPELLINGS)}")


def words_of(name: str, region: Region) -> dict[str, str]:
    """What the skeleton is filled with."""
    return {
        "name": name,
        "dashed": re.sub("_+", "-", name),
        "title": region.ru,
        "region": region.code,
        "ru": region.ru,
        "kk": region.kk,
        "en": region.en,
        "api": API_VERSION,
    }


def write(target: Path, file: str, words: dict[str, str]) -> None:
    """One file of the skeleton, filled in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = (SKELETON / f"{file}.tmpl").read_text("utf-8")
    target.write_text(Template(text).substitute(words), "utf-8")


def shown(place: Path) -> str:
    """A place as it is typed from the checkout."""
    return str(place.relative_to(ROOT)) if place.is_relative_to(ROOT) else str(place)
