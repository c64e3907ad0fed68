"""Names and words: no domain in shared, every public thing documented,
no float near money, nothing left behind."""

from __future__ import annotations

import ast
import re

from tests.house.code import PRODUCT, ROOT, docstring_of, files, functions, name, nodes, tree

DOMAIN = re.compile(
    r"\b(gathering|application|award|contest|indicator|participant|attendance|centre|subproject|fund)s?\b",
    re.I,
)
MAY_NAME_THE_DOMAIN = (
    "shared/language/",
    "shared/access.py",
    "shared/plugins/",
    "shared/ui/",
)
HOSTS = re.compile("|".join(("py" + r"pi\.org", "python" + "hosted", r"registry\." + "npm")))
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.])/(" + "work" + "|" + "farm" + ")/")
UNFINISHED = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + r"Error)\b")


def test_shared_names_no_domain_noun() -> None:
    wrong = {}
    for path in files("shared"):
        if name(path).startswith(MAY_NAME_THE_DOMAIN):
            continue
        words = {node.name for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)} | {
            node.id for node in nodes(path) if isinstance(node, ast.Name)
        }
        found = sorted(word for word in words if DOMAIN.search(word.replace("_", " ")))
        wrong |= {name(path): found} if found else {}
    assert not wrong


def test_shared_makes_no_table_of_its_own() -> None:
    tables = [
        f"{name(path)}:{node.name}"
        for path in files("shared")
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        and not node.name.endswith("Mixin")
        and any("__tablename__" in ast.unparse(line) for line in node.body if isinstance(line, ast.Assign))
    ]
    assert not tables


def test_every_module_and_public_thing_has_a_docstring() -> None:
    bare = [
        name(path)
        for path in files(*PRODUCT)
        if tree(path).body and docstring_of(tree(path)) is None and path.name != "__init__.py"
    ]
    for path in files("services", "shared"):
        for node in tree(path).body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and docstring_of(node) is None
            ):
                bare.append(f"{name(path)}:{node.name}")
    assert not bare


def test_every_signature_has_types() -> None:
    bare = [
        f"{name(path)}:{node.name}"
        for path in files(*PRODUCT)
        for node in functions(path)
        if node.returns is None
        or any(
            argument.annotation is None for argument in node.args.args if argument.arg not in ("self", "cls")
        )
    ]
    assert not bare


def test_no_float_comes_near_money() -> None:
    registry = ("services/registry/plans", "services/registry/drafts", "services/registry/reader")
    money = files("services/grants", *registry, "shared")
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in money
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "float"
        and "pictures" not in name(path)
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert not wrong


def test_nothing_is_left_unfinished() -> None:
    assert not [name(path) for path in files(*PRODUCT) if UNFINISHED.search(path.read_text("utf-8"))]


def test_no_file_names_a_registry_or_this_machine() -> None:
    texts = [
        path
        for ending in (".py", ".md", ".toml", ".json", ".html", ".lock", ".in", "run", "asar")
        for path in files(".", ending=ending)
    ]
    assert not [
        name(path)
        for path in texts
        if path.name != "test_words.py"
        and (
            HOSTS.search(path.read_text("utf-8", "ignore"))
            or MACHINE.search(path.read_text("utf-8", "ignore"))
        )
    ]


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 120
