"""Imports point downwards, and the services are apart."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.code import DOORS, ROOT, RULES, SERVICES, files, imports, name

KEPT = ("houses", "services", "language")  # of the contracts in pyproject.toml


def crossings(folder: str, forbidden: tuple[str, ...]) -> list[str]:
    """Imports from a folder that start with a forbidden prefix."""
    return [
        f"{name(path)}:{line} imports {module}"
        for path in files(folder)
        for line, module in imports(path)
        if module.split(".")[0] in forbidden
        or any(module == prefix or module.startswith(prefix + ".") for prefix in forbidden)
    ]


def broken(contract: str) -> str:
    """What import-linter says of a contract that is not kept; nothing of one that is."""
    linter = Path(sys.executable).parent / "lint-imports"
    command = [str(linter), "--no-cache", "--contract", contract]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
    return done.stdout[-3000:] if done.returncode else ""


@pytest.mark.parametrize("contract", KEPT)
def test_import_contracts_are_kept(contract: str) -> None:
    assert not broken(contract)


def test_the_nouns_of_a_service_form_no_circle() -> None:
    assert not broken("nouns")


def test_no_file_leads_back_to_itself() -> None:
    """Wherever an import stands: inside a function or for types alone it ties two files all the same."""
    seen = {dotted(path): path for path in files("services", "shared", "deploy", "plugins")}
    leads = {module: led_to(path, seen) - {module} for module, path in seen.items()}
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as error:
        circle = " <- ".join(error.args[1])
        raise AssertionError(circle) from None


def led_to(path: Path, seen: Collection[str]) -> set[str]:
    """The files a file imports from; `from a import b` names b alone where that is a file too."""
    found = {module for _, module in imports(path) if module in seen}
    return found - {module.rpartition(".")[0] for module in found}


def dotted(path: Path) -> str:
    """A file as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_shared_and_services_know_neither_plugins_nor_tests() -> None:
    for folder in ("shared", *(f"services/{service}" for service in SERVICES)):
        assert not crossings(folder, ("plugins", "tests"))


def test_plugins_see_only_the_hooks_and_the_language() -> None:
    seen = [
        (name(path), module)
        for path in files("plugins")
        for _, module in imports(path)
        if module.split(".")[0] in ("services", "deploy", "shared")
        and not module.startswith(("shared.plugins.specifications", "shared.language"))
    ]
    assert not seen


def test_the_language_imports_only_the_standard_library_and_itself() -> None:
    seen = [
        f"{name(path)} imports {module}"
        for path in files("shared/language")
        for _, module in imports(path)
        if module.split(".")[0] not in (*sys.stdlib_module_names, "msgspec")
        and not module.startswith("shared.language")
    ]
    assert not seen


def tier(path: Path) -> str:
    """doors, rules, records or other, by the vocabulary of file names."""
    stem = path.stem
    return (
        "doors" if stem in DOORS else "rules" if stem in RULES else "records" if stem == "models" else "other"
    )


def test_rules_never_import_doors() -> None:
    noun_files = [
        path
        for path in files("services")
        if tier(path) in ("rules", "records") and path.parent.parent.parent.name == "services"
    ]
    wrong = [
        f"{name(path)}:{line} imports {module}"
        for path in noun_files
        for line, module in imports(path)
        if module.startswith("services.") and any(part in DOORS for part in module.split(".")[2:])
    ]
    assert not wrong


def test_records_never_import_rules() -> None:
    models = [
        path
        for path in files("services")
        if path.name == "models.py" and path.parent.parent.parent.name == "services"
    ]
    wrong = [
        f"{name(path)} imports {module}"
        for path in models
        for _, module in imports(path)
        if module.startswith("services.") and set(module.split(".")) & RULES
    ]
    assert not wrong


def test_imports_are_absolute() -> None:
    relative = [
        name(path)
        for path in files("services", "shared", "plugins", "deploy")
        if "from ." in path.read_text("utf-8")
    ]
    assert not [path for path in relative if "\nfrom ." in (ROOT / path).read_text("utf-8")]
