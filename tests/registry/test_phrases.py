"""The reader's phrases: each has the parameters its words ask for, and is shown in every language."""

from __future__ import annotations

import ast
import re
from io import BytesIO

import pytest

from services.registry.plans.wording.phrases import PHRASES
from tests.house.code import files, tree
from tests.registry.plan_documents import HEADINGS, one_task
from tests.suite import Suite

SHARES = (
    ("Доля женщин", "%", "50"),
    ("Уровень удовлетворенности", "балл", "не менее 80"),
    ("Уровень удовлетворенности", "", "не менее 80 %"),
)


def said() -> dict[tuple[str, int], tuple[str, set[str]]]:
    """The phrases said by name in the rules of plans, with the parameters given, by file and line."""
    return {
        (str(path), node.lineno): (node.args[0].value, {str(word.arg) for word in node.keywords})
        for path in files("services/registry")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_phrase_is_given_the_parameters_of_its_words() -> None:
    lacking = {}
    for place, (code, given) in said().items():
        given |= {"period"} if "start" in given else set()
        asked = set(re.findall(r"%\((\w+)\)s", str(PHRASES[code])))
        lacking |= {place: (code, asked - given)} if asked - given else {}
    assert said() and not lacking


@pytest.mark.parametrize("locale", ["ru", "kk", "en"])
@pytest.mark.parametrize(("name", "unit", "value"), SHARES)
def test_a_share_without_a_sign_in_its_cell_is_reviewed_in_every_language(
    suite: Suite, locale: str, name: str, unit: str, value: str
) -> None:
    data = one_task(
        ("1. Опрос", name, unit, value, "март 2024 года", ""),
        headings=(*HEADINGS[:2], "Единица измерения", *HEADINGS[2:]),
    )
    answer: dict[str, str] = suite.ok(
        "POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")}
    )
    lead = suite.browser("project_lead")
    lead.cookies["asar_locale"] = locale
    assert lead.get(f"/registry/plans/{answer['id']}").status_code == 200
