"""Hooks, records, permissions and settings are documented with their exact names."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest

from deploy.routes import ROUTES
from shared.language import records
from shared.plugins.specifications import RULES, Specifications
from tests.house.code import ROOT, SERVICES, files

SETTING = re.compile(r"ASAR_[A-Z_]*[A-Z]")


def readme(place: str) -> str:
    """A README's text."""
    return (ROOT / place / "README.md").read_text("utf-8")


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "deploy/decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("hook", RULES)
def test_every_hook_is_documented_tested_and_used(hook: str) -> None:
    parameters = list(inspect.signature(getattr(Specifications, hook)).parameters)[1:]
    assert f"{hook}({', '.join(parameters)})" in readme("plugins")
    assert any(
        f'"{hook}"' in path.read_text("utf-8") or f".{hook}(" in path.read_text("utf-8")
        for path in files("tests")
    )
    assert any(
        re.search(rf"def {hook}\(", path.read_text("utf-8"))
        for path in (*files("plugins"), ROOT / "shared/plugins/regionfile.py")
    )


@pytest.mark.parametrize("hook", RULES)
def test_every_hook_is_called_where_it_is_advertised(hook: str) -> None:
    others = {"validate": "check", "extra_fields": "Asked", "required_evidence": "planned"}
    ways = f"{hook}|{others.get(hook, hook)}"
    calls = re.compile(rf"\b({ways})\(")
    for place in RULES[hook].asked:
        floors = {"pages": "shared/web", "records": "shared/notes", "papers": "shared/office"}
        reminders = {"reminders": "services/registry/reminders"}
        folder = {**floors, **reminders, "texts": "services/registry"}.get(place, f"services/{place}")
        assert [path for path in files(folder) if calls.search(path.read_text("utf-8"))]


@pytest.mark.parametrize("kind", sorted(records.KINDS))
def test_every_record_is_documented_by_its_publisher(kind: str) -> None:
    assert kind in ROUTES, f"deploy/routes.py does not say who sends “{kind}” to whom"
    service, fields = ROUTES[kind][0], ", ".join(records.KINDS[kind].__struct_fields__)
    line = f"- `{kind}`: {fields}\n"
    assert line in readme(f"services/{service}"), f"services/{service}/README.md, “Publishes”:\n{line}"
    assert "Example: " in (records.KINDS[kind].__doc__ or ""), f"the class of “{kind}” shows no Example:"


@pytest.mark.parametrize("service", SERVICES)
def test_every_permission_is_in_the_readme(service: str) -> None:
    permissions = importlib.import_module(f"services.{service}.service").SERVICE.permissions
    missing = [f"`{name}`" for name in permissions if f"`{name}`" not in readme(f"services/{service}")]
    assert not missing, f"services/{service}/README.md, “Permissions”: {' '.join(missing)}"


@pytest.mark.parametrize("service", SERVICES)
def test_service_readmes_are_short(service: str) -> None:
    lines = len(readme(f"services/{service}").splitlines())
    assert lines <= 70, (
        f"services/{service}/README.md: {lines} lines; a new noun's line may join its neighbour's"
    )


def test_every_setting_is_documented() -> None:
    known = SETTING.findall(readme("deploy"))
    used = {
        name
        for path in files("services", "shared", "deploy")
        for name in SETTING.findall(path.read_text("utf-8"))
    }
    missing = sorted(name for name in used if name not in known and not name.endswith("DATABASE_URL"))
    assert not missing, f"deploy/README.md, its table of settings: {', '.join(missing)}"
