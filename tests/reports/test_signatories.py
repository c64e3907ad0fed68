"""Who signs a report, and the targets of regions in its documents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports.printed import (
    LABELS,
    build_docx,
    build_pdf,
    build_xlsx,
    compose,
    docx_text,
    indicators,
    pdf_text,
    xlsx_text,
)


def test_role_in_other_words_is_said_by_its_code_in_another_language(snapshot: dict[str, Any]) -> None:
    snapshot["signatures"] = [{"role": "Начальник проекта", "code": "lead", "name": "А. Сотрудник"}]
    said = [compose(snapshot | {"locale": locale})["signatures"][0]["role"] for locale in ("ru", "kk")]
    assert said == ["Начальник проекта", "Жоба жетекшісі"]


@pytest.mark.parametrize(
    ("build", "text"), [(build_docx, docx_text), (build_xlsx, xlsx_text), (build_pdf, pdf_text)]
)
def test_signatory_is_printed_with_the_name(snapshot: dict[str, Any], build: Any, text: Any) -> None:
    snapshot["signatures"][0] |= {"code": "lead", "name": "Сотрудник Первый"}
    assert "Сотрудник Первый" in "".join(text(build(snapshot)))


def test_report_sealed_before_names_travelled_keeps_an_empty_line(snapshot: dict[str, Any]) -> None:
    assert [signer["name"] for signer in compose(snapshot)["signatures"]] == ["", ""]


def test_targets_of_regions_stand_under_their_figures(snapshot: dict[str, Any]) -> None:
    item = next(item for item in indicators(snapshot) if len(item["by_region"]) > 1)
    item["region_targets"] = dict.fromkeys(list(item["by_region"])[:1], 30)
    rows = compose(snapshot)["breakdowns"][0]["rows"]
    fact = next(index for index, row in enumerate(rows) if row["code"] == item["code"])
    assert sorted(rows[fact + 1]["cells"]) == sorted(["30"] + ["—"] * (len(rows[0]["cells"]) - 1))


def test_guessed_share_of_a_region_is_called_even(snapshot: dict[str, Any]) -> None:
    item = next(indicators(snapshot))
    item["share"] = "even"
    row = compose(snapshot)["sections"][0]["activities"][0]["rows"][0]
    assert row["clauses"][0]["text"] == LABELS["ru"]["even_share"]
