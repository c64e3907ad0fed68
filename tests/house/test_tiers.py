"""Every file of a service has a tier, and imports point downwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.house.code import ROOT, SERVICES, files, imports, name

DOORS, FACES, RULES, PURE, RECORDS = range(5)  # who stands higher may import who stands lower
TIERS = {
    DOORS: "noun api views tasks cli inbox internal".split(),
    FACES: "listing forms wording cards week importing held".split(),
    RULES: "operations queries schemas record proof noted rules".split(),
    RECORDS: ["models"],
}
VOCABULARY = {word: tier for tier, words in TIERS.items() for word in words}
# Whole rooms that work on plain data, in a limited child too, under names of their own.
PURE_ROOMS = {
    "registry/letters/paper": "a letter on the letterhead as a PDF and as a Word file",
    "registry/reader": "a plan out of Word and Excel: its floors are office, table, words, meaning",
    "events/participants/reader": "people out of tables and pasted text",
    "events/journals/paper": "the official journal of a month as a PDF",
    "events/sheets/paper": "the form people sign as a PDF",
    "grants/application_forms/paper": "an application for the commission as a PDF and as a Word file",
    "events/surveys/paper": "numbered questionnaires as a PDF",
    "events/surveys/note": "the analytic note in Word and PDF",
    "events/publications/reader": "title and day of a publication out of its link and page",
    "events/media_plans/paper": "the media plan as a PDF and for Word",
    "reports/documents": "the form of a report in Word, PDF and Excel, a folder a form",
    "reports/pictures": "charts and maps as SVG",
}
LIVING = ("flask", "flask_login", "flask_sqlalchemy", "sqlalchemy")  # sessions and databases
ROOT_FILES = {"service": DOORS, "db": RECORDS}
NOT_YET: set[str] = set()  # services on their way; only shrinks


def modules(service: str) -> dict[str, Path]:
    """Files of a service by the module they are."""
    found = [path for path in files(f"services/{service}") if "migrations" not in path.parts]
    return {dotted(path): path for path in found}


def dotted(path: Path) -> str:
    """The module a file is."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tier(module: str) -> int | None:
    """The tier of a module by its room and its name; None for one the rules do not know."""
    service, *inside = module.split(".")[1:]
    room = "/".join([service, *inside])
    if any(f"{room}/".startswith(f"{pure}/") for pure in PURE_ROOMS):
        return PURE
    if len(inside) == 1:
        return ROOT_FILES.get(inside[0])
    return VOCABULARY.get(inside[1]) if inside else DOORS


def is_door_step(module: str, path: Path) -> bool:
    """An empty `__init__.py` of a noun, which is in no tier."""
    return path.name == "__init__.py" and not path.read_text("utf-8").strip()


def imported(path: Path, known: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """The modules of its own service that a file imports."""
    yield from ((line, module) for line, module in imports(path) if module in known)


def rises(module: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Imports of a file that point upwards, or from one noun's doors to another's."""
    here = tier(module)
    for line, other in imported(path, known):
        there = tier(other)
        if here is None or there is None or is_door_step(other, known[other]):
            continue
        if there < here or (there == here == DOORS and not may_meet(module, other)):
            yield f"{name(path)}:{line} imports {other}"


def may_meet(module: str, other: str) -> bool:
    """Whether two doors are of one noun, or the service lists a noun."""
    return module.split(".")[2:3] == other.split(".")[2:3] or module.count(".") < 3


def looked_at() -> Iterator[tuple[str, Path, dict[str, Path]]]:
    """Every file of the services the law is for."""
    for service in (service for service in SERVICES if service not in NOT_YET):
        known = modules(service)
        yield from ((module, path, known) for module, path in known.items())


def test_every_file_of_a_service_has_a_tier() -> None:
    assert not [
        name(path)
        for module, path, _known in looked_at()
        if tier(module) is None and not is_door_step(module, path)
    ]


def test_imports_point_downwards() -> None:
    assert not [wrong for module, path, known in looked_at() for wrong in rises(module, path, known)]


def test_pure_rooms_know_neither_session_nor_database() -> None:
    assert not [
        f"{name(path)}:{line} imports {other}"
        for room in PURE_ROOMS
        for path in files(f"services/{room}")
        for line, other in imports(path)
        if other.split(".")[0] in LIVING or other.endswith(".db")
    ]
