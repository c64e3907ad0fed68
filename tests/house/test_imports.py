"""Imports point downwards, and the services are apart."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.house.code import DOORS, ROOT, RULES, SERVICES, files, imports, name


def crossings(folder: str, forbidden: tuple[str, ...]) -> list[str]:
    """Imports from a folder that start with a forbidden prefix."""
    return [
        f"{name(path)}:{line} imports {module}"
        for path in files(folder)
        for line, module in imports(path)
        if module.split(".")[0] in forbidden
        or any(module == prefix or module.startswith(prefix + ".") for prefix in forbidden)
    ]


def test_no_service_imports_another() -> None:
    for service in SERVICES:
        others = tuple(f"services.{other}" for other in SERVICES if other != service)
        assert not crossings(f"services/{service}", (*others, "deploy", "plugins", "tests"))


def test_shared_imports_nobody_above_it() -> None:
    assert not crossings("shared", ("services", "deploy", "plugins", "tests"))


def test_plugins_see_only_the_hooks_and_the_language() -> None:
    seen = [
        (name(path), module)
        for path in files("plugins")
        for _, module in imports(path)
        if module.split(".")[0] in ("services", "deploy", "shared")
        and not module.startswith(("shared.hooks", "shared.language"))
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
