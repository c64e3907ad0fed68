"""Translations are compiled when they are newer, and only then."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest

from deploy.installing import catalogues
from tests.house.test_languages import to_paste

WORDS = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Plan"\nmsgstr "%s"\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A Kazakh catalogue that is not compiled yet."""
    path = tmp_path / "services/registry/translations/kk/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(WORDS % "Жоспар", "utf-8")
    return path


def test_compiled_catalogue_says_its_words(source: Path, tmp_path: Path) -> None:
    catalogues.compile_outdated(tmp_path)
    assert gettext.translation("messages", source.parents[2], ["kk"]).gettext("Plan") == "Жоспар"
    assert sorted(path.name for path in source.parent.iterdir()) == ["messages.mo", "messages.po"]


def test_unchanged_catalogue_is_left_alone(source: Path, tmp_path: Path) -> None:
    catalogues.compile_outdated(tmp_path)
    assert catalogues.outdated(tmp_path) == []


def test_edited_catalogue_is_compiled_again(source: Path, tmp_path: Path) -> None:
    catalogues.compile_outdated(tmp_path)
    later = source.with_suffix(".mo").stat().st_mtime_ns + 1
    os.utime(source, ns=(later, later))
    assert catalogues.outdated(tmp_path) == [source]


def test_what_is_missing_is_printed_as_it_is_pasted() -> None:
    said = to_paste(
        {"gathering|held": "services/events/x.py", "%(num)s file is attached.": "shared/y.py"}, "ru"
    )
    assert 'messages.po\nmsgctxt "gathering"\nmsgid "held"\nmsgstr ""\n' in said
    assert "shared/ui/translations/ru" in said and '#, python-format\nmsgid "%(num)s file' in said
    assert 'msgid_plural "%(num)s files are attached."\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""' in said
