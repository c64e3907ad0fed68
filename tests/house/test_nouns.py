"""A room announces itself: every noun folder has a `noun.py`, every service is one list of them."""

from __future__ import annotations

import importlib

import pytest

from shared.web.service import Noun, Service
from tests.house.code import ROOT, SERVICES, files

ROOT_FILES = {"__init__.py", "service.py", "db.py"}
STILL_THERE = {"pages.py"}  # on their way into nouns; only shrinks
NOT_NOUNS = {"migrations", "templates", "translations"}


def service_of(name: str) -> Service:
    """A service's list of nouns."""
    return importlib.import_module(f"services.{name}.service").SERVICE


def folders(service: str) -> set[str]:
    """Noun folders of a service."""
    inside = (path.relative_to(ROOT / "services" / service).parts for path in files(f"services/{service}"))
    return {parts[0] for parts in inside if len(parts) > 1} - NOT_NOUNS


@pytest.mark.parametrize("service", SERVICES)
def test_every_noun_folder_announces_itself(service: str) -> None:
    listed = {noun.name for noun in service_of(service).nouns}
    there = folders(service) - unannounced(service)
    assert there <= listed, f"services/{service}/service.py does not list {there - listed}"
    assert listed <= there, (
        f"services/{service}/service.py lists {listed - there}, and there is no such folder"
    )


def unannounced(service: str) -> set[str]:
    """Folders that bring nothing to the service but code for the others:
    no record, no door, no permission."""
    return {
        name
        for name in folders(service)
        if not (ROOT / "services" / service / name / "noun.py").exists()
        and not {path.stem for path in files(f"services/{service}/{name}")}
        & {"models", "views", "api", "inbox"}
    }


@pytest.mark.parametrize("service", SERVICES)
def test_service_root_holds_no_list_but_its_nouns(service: str) -> None:
    root = {path.name for path in files(f"services/{service}") if path.parent == ROOT / "services" / service}
    assert root - STILL_THERE <= ROOT_FILES


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_belongs_to_its_noun(service: str) -> None:
    floors = {"outbox", "jobs", "idempotency_keys", "acts", "act_head", "evidence", "notes", "plugin_states"}
    floors |= {
        "brought_rows",
        "table_layouts",
        "rows_to_correct",
        "row_reveals",
        "region_setting_copies",
        "erased_people",
        "answer_terms",
    }
    known = service_of(service).db.metadata.tables.keys() - floors
    announced = {table.__tablename__ for noun in service_of(service).nouns for table in noun.tables}
    assert announced == known, f"in no noun's tables=(…): {known - announced}"


def test_two_nouns_never_announce_the_same() -> None:
    nouns = [Noun("ones", permissions={"a.view": ()}), Noun("twos", permissions={"a.view": ()})]
    declared = Service.__new__(Service)
    object.__setattr__(declared, "name", "test")
    object.__setattr__(declared, "nouns", nouns)
    with pytest.raises(ValueError, match=r"a\.view"):
        assert declared.permissions


@pytest.mark.parametrize("service", SERVICES)
def test_every_acted_table_is_told_in_words(service: str) -> None:
    known = service_of(service)
    acted = {
        table.__tablename__ for noun in known.nouns for table in noun.tables if getattr(table, "acted", True)
    }
    untold = acted - known.told.keys()
    assert not untold, f"no told={{…}} in the noun.py of {untold}: how its history is told (told.py)"
