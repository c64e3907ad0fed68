"""The programme report: three formats of one snapshot, the same figures to the digit, in three languages."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from services.reports.documents import filling
from services.reports.documents.programme_report import word
from services.reports.documents.programme_report.content import FOLDER
from shared.limited import run_limited
from tests.reports.pages import report
from tests.reports.printed import (
    HOSTILE,
    LABELS,
    LOCALES,
    UNPRINTABLE,
    build_docx,
    build_pdf,
    build_xlsx,
    compose,
    docx_cells,
    docx_text,
    indicators,
    laid_out,
    needs_pdftotext,
    pdf_text,
    read_pdf,
    sealed_cells,
    spoil,
    xlsx_cells,
    xlsx_text,
)
from tests.suite import Suite


@pytest.mark.parametrize("locale", LOCALES)
def test_word_prints_every_sealed_figure(snapshot: dict[str, Any], locale: str) -> None:
    assert docx_cells(build_docx(snapshot | {"locale": locale}), locale) == sealed_cells(snapshot)


@pytest.mark.parametrize("locale", LOCALES)
def test_excel_holds_every_sealed_figure(snapshot: dict[str, Any], locale: str) -> None:
    assert xlsx_cells(build_xlsx(snapshot | {"locale": locale}), locale) == sealed_cells(snapshot)


@needs_pdftotext
@pytest.mark.parametrize("locale", LOCALES)
def test_pdf_prints_every_sealed_figure(snapshot: dict[str, Any], locale: str) -> None:
    assert read_pdf(build_pdf(snapshot | {"locale": locale}), locale, snapshot) == sealed_cells(snapshot)


@needs_pdftotext
def test_large_and_broken_figures_agree_everywhere(snapshot: dict[str, Any]) -> None:
    for place, item in enumerate(indicators(snapshot)):
        item.update(target=1234 + place, actual=f"{1000 + place}.25", percent=place, deviation=-place)
    sealed = sealed_cells(snapshot)
    assert docx_cells(build_docx(snapshot), "ru") == xlsx_cells(build_xlsx(snapshot), "ru") == sealed
    assert read_pdf(build_pdf(snapshot), "ru", snapshot) == sealed


def test_missing_actual_is_words_never_zero(snapshot: dict[str, Any]) -> None:
    snapshot["sections"] = snapshot["sections"][:1]
    for item in indicators(snapshot):
        item.update(actual=None, percent=None, deviation=None)
    rows = [row for activity in compose(snapshot)["sections"][0]["activities"] for row in activity["rows"]]
    assert {(row["actual"], row["percent"], row["deviation"]) for row in rows} == {("нет данных", "—", "—")}


def test_indicator_without_target_has_no_percent(snapshot: dict[str, Any]) -> None:
    cells = docx_cells(build_docx(snapshot), "ru")
    assert cells["1.2.1"] == (None, 7, None)


def test_unit_that_the_plan_does_not_name_is_a_dash(snapshot: dict[str, Any]) -> None:
    next(indicators(snapshot))["unit"] = "не указана"
    assert compose(snapshot)["sections"][0]["activities"][0]["rows"][0]["unit"] == "—"


def test_summary_counts_only_indicators_with_target(snapshot: dict[str, Any]) -> None:
    sentence = compose(snapshot)["summary"]["sentence"].replace("\u00a0", " ")
    assert sentence.startswith("Выполнено 26 из 39 индикаторов с целью; в графике – 7;")


def test_summary_declines_the_noun(snapshot: dict[str, Any]) -> None:
    snapshot["summary"].update(met=3, with_target=21)
    assert "Выполнено 3 из 21 индикатора с целью" in compose(snapshot)["summary"]["sentence"]


def test_plan_not_yet_approved_has_no_date(snapshot: dict[str, Any]) -> None:
    snapshot["plan"]["approved_on"] = None
    assert compose(snapshot)["plan"] == "План мониторинга: версия 1"


def test_sections_add_up_to_the_summary(snapshot: dict[str, Any]) -> None:
    whole, summary = compose(snapshot)["overview"]["whole"], snapshot["summary"]
    assert (whole["met"], whole["with_target"], whole["total"]) == (
        summary["met"],
        summary["with_target"],
        summary["total"],
    )
    assert {key: whole[key] for key in ("present", "needed")} == summary["evidence"]


def test_money_keeps_its_figures_together(snapshot: dict[str, Any]) -> None:
    text = docx_text(build_docx(snapshot))
    assert (
        "29\u00a0364\u00a0470\u00a0₸ (двадцать девять миллионов" in text and "21\u00a0125\u00a0000,50" in text
    )


def test_fund_totals_are_exact(snapshot: dict[str, Any]) -> None:
    snapshot["funds"] = [snapshot["funds"][0] | {"requested": "0.10"}] * 3
    assert compose(snapshot)["funds"][0]["whole"]["figures"]["requested"] == "0.30"


@pytest.mark.parametrize(
    ("build", "read"),
    [
        (build_docx, docx_text),
        (build_xlsx, lambda made: "\n".join(xlsx_text(made))),
        pytest.param(build_pdf, pdf_text, marks=needs_pdftotext),
    ],
)
def test_hostile_text_is_printed_as_typed(
    snapshot: dict[str, Any], build: Callable[..., bytes], read: Callable[[bytes], str]
) -> None:
    text = read(build(spoil(snapshot, HOSTILE + UNPRINTABLE)))
    assert text.count(HOSTILE) > 41 or text.count(HOSTILE[:11]) > 41


@needs_pdftotext
def test_hostile_text_leaves_figures_alone(snapshot: dict[str, Any]) -> None:
    spoiled, sealed = spoil(snapshot, HOSTILE + UNPRINTABLE), sealed_cells(snapshot)
    assert docx_cells(build_docx(spoiled), "ru") == xlsx_cells(build_xlsx(spoiled), "ru") == sealed
    assert read_pdf(build_pdf(spoiled), "ru", snapshot) == sealed


def test_hostile_text_makes_no_formula(snapshot: dict[str, Any]) -> None:
    book = zipfile.ZipFile(io.BytesIO(build_xlsx(spoil(snapshot, '=HYPERLINK("http://x.kz")'))))
    sheets = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets"))
    assert "<f>" not in sheets and "<hyperlink" not in sheets


def test_word_file_stays_well_formed(snapshot: dict[str, Any]) -> None:
    book = zipfile.ZipFile(io.BytesIO(build_docx(spoil(snapshot, HOSTILE + UNPRINTABLE))))
    assert all(
        etree.fromstring(book.read(name)) is not None for name in book.namelist() if name.endswith(".xml")
    )


@pytest.mark.parametrize("build", [build_pdf, build_docx, build_xlsx])
@pytest.mark.parametrize(
    "change",
    [
        {"regions": [], "funds": [], "series": [], "signatures": []},
        {"sections": []},
        {"series_title": ""},
        {
            "brand": {
                "name": "",
                "letterhead": [],
                "accent": "red;",
                "logo_svg": "<svg",
                "contacts": "",
                "disclaimer": "",
            }
        },
    ],
)
def test_report_survives_what_is_missing(
    snapshot: dict[str, Any], build: Callable[..., bytes], change: dict[str, Any]
) -> None:
    assert len(build(snapshot | change)) > 10_000


@pytest.mark.parametrize("build", [build_pdf, build_docx, build_xlsx])
def test_twenty_regions_fit(snapshot: dict[str, Any], build: Callable[..., bytes]) -> None:
    region = snapshot["regions"][0]
    snapshot["regions"] = [region | {"code": f"r{place}", "iso": f"KZ-{place}"} for place in range(20)]
    assert len(build(snapshot)) > 10_000


def test_float_in_a_snapshot_is_refused(snapshot: dict[str, Any]) -> None:
    snapshot["funds"][0]["paid"] = 0.1
    with pytest.raises(TypeError, match="float"):
        build_xlsx(snapshot)


@needs_pdftotext
def test_pdf_numbers_its_pages(snapshot: dict[str, Any]) -> None:
    text = pdf_text(build_pdf(snapshot))
    pages = int(re.search(r"Страница 1 из (\d+)", text)[1])
    assert all(f"данные 5f0c2a9e Страница {page} из {pages}" in text for page in range(1, pages + 1))


def test_pdf_is_accessible_and_reproducible(snapshot: dict[str, Any]) -> None:
    made = build_pdf(snapshot)
    assert b"pdfuaid:part>1<" in made and made == build_pdf(snapshot)


def test_word_wears_the_region_colour(snapshot: dict[str, Any]) -> None:
    snapshot["brand"]["accent"] = "#1b5e94"
    document = zipfile.ZipFile(io.BytesIO(build_docx(snapshot))).read("word/document.xml").decode()
    assert "1B5E94" in document and "0B5F51" not in document


def test_template_restyled_in_word_is_filled_as_before(
    snapshot: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = docx_text(build_docx(snapshot))
    template = docx.Document(str(FOLDER / "template.docx"))
    template.styles["Normal"].font.name = "Georgia"
    template.save(str(tmp_path / "template.docx"))
    monkeypatch.setattr(word, "FOLDER", tmp_path)
    made = build_docx(snapshot)
    assert docx_text(made) == before
    assert docx.Document(io.BytesIO(made)).styles["Normal"].font.name == "Georgia"


def test_word_pictures_have_words(snapshot: dict[str, Any]) -> None:
    shapes = docx.Document(io.BytesIO(build_docx(snapshot))).inline_shapes
    assert [bool(shape._inline.docPr.get("descr")) for shape in shapes] == [True] * 3


WIDE = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30"/></svg>'
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="40"><circle cx="10" cy="20" r="9"/></svg>'


def test_word_shows_the_partners_of_the_face_by_what_they_are_called(snapshot: dict[str, Any]) -> None:
    broken = {"name": "Сломанный", "logo_svg": "<svg"}
    snapshot["brand"]["partners"] = [
        {"name": "Әкімдік & Ко", "logo_svg": WIDE},
        broken,
        {"name": "Газета", "logo_svg": TALL},
    ]
    first, other = docx.Document(io.BytesIO(build_docx(snapshot))).sections
    drawn = first.footer._element.xpath(".//wp:inline")
    assert [(each.docPr.get("descr"), round(each.extent.cx / 36000)) for each in drawn] == [
        ("Әкімдік & Ко", 24),
        ("Газета", 5),
    ]
    assert not other.footer._element.xpath(".//wp:inline")


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_are_the_same_in_every_language(locale: str) -> None:
    def shape(table: dict[str, Any]) -> dict[str, Any]:
        return {
            key: shape(item) if isinstance(item, dict) else sorted(re.findall(r"\{\w+\}", item))
            for key, item in table.items()
        }

    assert shape(LABELS[locale]) == shape(LABELS["ru"])


def test_kazakh_report_has_no_russian_label(snapshot: dict[str, Any]) -> None:
    empty = snapshot | {"locale": "kk", "sections": [], "regions": [], "funds": [], "series": []}
    text = docx_text(build_docx(spoil(empty, "")))
    assert "Мониторинг жоспарының көрсеткіштері" in text and not re.search(
        r"отчёт|показател|Регион|Задача", text
    )


@pytest.mark.parametrize(("name", "begins"), [("pdf", b"%PDF"), ("docx", b"PK\3\4"), ("xlsx", b"PK\3\4")])
def test_limited_child_builds_every_format(snapshot: dict[str, Any], name: str, begins: bytes) -> None:
    order = json.dumps({"snapshot": snapshot, "format": name}).encode()
    made = run_limited("services.reports.documents.build:build", order, seconds=60, memory_mb=512)
    assert base64.b64decode(made["data"]).startswith(begins)


def test_coverage_ends_with_what_has_no_region_and_the_sum(snapshot: dict[str, Any]) -> None:
    snapshot["regions"].append({"code": "", "iso": "", "name": "без региона", "participants": 5})
    rows = compose(snapshot)["regions"]["rows"]
    assert [row["name"] for row in rows[-2:]] == ["без региона", "Итого"]
    assert rows[-1]["figures"]["participants"] == sum(row["figures"]["participants"] for row in rows[:-1])


@pytest.mark.parametrize(("paid", "tiyn"), [("300000.00", False), ("300000.50", True)])
def test_excel_shows_tiyn_only_where_there_are_any(snapshot: dict[str, Any], paid: str, tiyn: bool) -> None:
    snapshot["funds"] = [snapshot["funds"][0] | {"paid": paid}]
    with zipfile.ZipFile(io.BytesIO(build_xlsx(snapshot))) as parts:
        looks = etree.fromstring(parts.read("xl/styles.xml"))
    kept = looks.xpath("//*[local-name()='numFmt']/@formatCode | //*[local-name()='xf']/@numFmtId")
    assert bool({"#,##0.00", "4"} & set(kept)) is tiyn


def test_funds_of_two_contests_stand_apart(snapshot: dict[str, Any]) -> None:
    snapshot["funds"] = [
        snapshot["funds"][0] | {"contest": name} for name in ("Весенний", "Весенний", "Осенний")
    ]
    assert [(part["contest"], len(part["rows"])) for part in compose(snapshot)["funds"]] == [
        ("Весенний", 2),
        ("Осенний", 1),
    ]


@pytest.mark.parametrize(
    ("locale", "roles"),
    [
        ("kk", ["Жоба жетекшісі", "Жоба үйлестірушісі", "Атаман"]),
        ("ru", ["Руководитель проекта", "Координатор проекта", "Атаман"]),
    ],
)
def test_known_roles_sign_in_the_language_of_the_report(
    snapshot: dict[str, Any], locale: str, roles: list[str]
) -> None:
    snapshot["signatures"].append({"role": "Атаман"})
    assert [signer["role"] for signer in compose(snapshot | {"locale": locale})["signatures"]] == roles


@pytest.mark.parametrize("region", [None, "turkistan"])
def test_letterhead_of_a_report_is_the_grantees(suite: Suite, project: str, region: str | None) -> None:
    grantee = suite.ok("GET", "/registry/api/v1/projects")[0]["grantee"]
    made = report(suite, project, formats=["docx"], **({"region": region} if region else {}))
    printed = suite.call("GET", f"/reports/api/v1/reports/{made['id']}/file?format=docx").data
    before = docx_text(printed).split("4.1", 1)[0]
    assert grantee and grantee in before and "Программа развития местного самоуправления" not in before


def cells_without_a_paragraph(made: bytes) -> list[str]:
    """Cells that Word calls damage."""
    body = docx.Document(io.BytesIO(made)).element.body
    return [cell.tag for cell in body.iter(qn("w:tc")) if len(cell) == 0 or cell[-1].tag != qn("w:p")]


def with_a_loop() -> bytes:
    """A template whose second cell is a loop."""
    template = docx.Document()
    first, second = template.add_table(1, 2).rows[0].cells
    first.text, second.text = "result", "{%p for line in shown %}"
    second.add_paragraph("{{ line }}")
    second.add_paragraph("{%p endfor %}")
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def test_a_loop_over_nothing_leaves_a_whole_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """A promise that nothing shows yet: Word called the file damaged, others moved the rest of the row."""
    for shown in ([], ["a", "b"]):
        assert cells_without_a_paragraph(filling.render_docx(with_a_loop(), {"shown": shown})) == []
    monkeypatch.setattr(filling, "_fill_cells", lambda document: None)
    assert cells_without_a_paragraph(filling.render_docx(with_a_loop(), {"shown": []})), "the twin"


def test_the_last_row_of_a_table_takes_the_one_before_it_to_the_next_page(snapshot: dict[str, Any]) -> None:
    tables = docx.Document(io.BytesIO(build_docx(snapshot))).tables
    long = [table for table in tables if len(table.rows) > 2 and "w:tblHeader" in table.rows[0]._tr.xml]
    assert long
    for table in long:
        paragraphs = [paragraph for cell in table.rows[-2].cells for paragraph in cell.paragraphs]
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs)


def with_rows_below(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Under each indicator by region stands what the plan wants of regions, as what is adjusted does."""
    for item in indicators(snapshot):
        item["by_region"], item["region_targets"] = {"turkistan": 2}, {"turkistan": 3}
    return snapshot


@needs_pdftotext
def test_no_page_begins_with_a_row_that_says_more_of_the_one_above(snapshot: dict[str, Any]) -> None:
    pages = laid_out(build_pdf(with_rows_below(snapshot)))
    told = "\f".join(pages).partition("Показатели по регионам")[2].partition("Динамика")[0]
    pages = told.split("\f")
    assert len(pages) > 2 and told.count(" план ") > 30
    for page in pages:
        codes = re.findall(r"^ *\w+\.\d+\.\d+ ", page, re.MULTILINE)
        assert len(codes) == len(re.findall(r"^ *план ", page, re.MULTILINE))


def test_word_keeps_a_row_with_the_one_it_says_more_of(snapshot: dict[str, Any]) -> None:
    body = docx.Document(io.BytesIO(build_docx(with_rows_below(snapshot)))).element.body
    rows = list(body.iter(qn("w:tr")))
    below = [row for row in rows if "".join(row.itertext()).strip().startswith("план")]
    assert len(below) > 30
    for row in below:
        assert row.getprevious().findall(f".//{qn('w:keepNext')}")
