"""The programme report as an Excel workbook: figures are numbers, everything typed is text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from services.reports.documents.programme_report.content import compose, draw_map
from shared.documents import cell_text, render_png, workbook

COLUMNS = {
    "code": 7,
    "indicator": 44,
    "unit": 14,
    "rule": 9,
    "target": 8,
    "actual": 11,
    "percent": 8,
    "deviation": 11,
    "due": 11,
    "verdict": 19,
    "evidence": 20,
    "clauses": 34,
    "reason": 34,
}
TONES = {
    "met": "#166540",
    "exceeded": "#166540",
    "on_track": "#235a76",
    "behind": "#8a4b00",
    "at_risk": "#8a4b00",
    "not_met": "#9a1d31",
    "no_data": "#525c57",
    "no_target": "#525c57",
}
MONEY, DAY = "#,##0.00", "dd.mm.yyyy"
LINE = {"bottom": 4, "bottom_color": "#dcd9d1"}
LINE_HEIGHT, MAP_ROWS = 13, 20
CHART_SIZE = {"width": 640, "height": 320}


def build_xlsx(snapshot: dict[str, Any]) -> bytes:
    """A workbook in the snapshot's language; a figure without data is words, never 0."""
    content = compose(snapshot)
    return workbook(
        lambda book: _Report(book, content).write(),
        title=content["titled"],
        made_at=datetime.fromisoformat(snapshot["sealed_at"]).replace(tzinfo=None),
    )


class _Report:
    """The workbook being written: the content, the formats it needs and where the next row goes."""

    def __init__(self, book: Any, content: dict[str, Any]) -> None:
        self.book, self.content, self.labels = book, content, content["labels"]
        self._formats: dict[tuple[Any, ...], Any] = {}

    def write(self) -> None:
        self._cover()
        self._indicators()
        self._regions()
        self._growth()
        self._funds()
        self._notes()

    def style(self, **properties: Any) -> Any:
        """A cell format, made once for each set of properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True}
            self._formats[key] = self.book.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str, widths: list[float], *, wide: bool = True) -> Any:
        """An A4 sheet that fits its page in width, with the report's number
        and page numbers in the footer."""
        sheet = self.book.add_worksheet(self.labels["sheets"][name])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)
        if wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.75)
        sheet.hide_gridlines(2)
        titled = f"{self.content['titled']} · {self.content['snapshot_short']}".replace("&", "&&")[:180]
        page = f"{self.labels['page_before']}&P{self.labels['page_between']}&N{self.labels['page_after']}"
        sheet.set_footer(f"&L&8{titled}&R&8{page}")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as text, whatever it looks like."""
        sheet.write_string(row, column, cell_text(text), self.style(**properties))

    def figure(
        self,
        sheet: Any,
        row: int,
        column: int,
        value: int | str | None,
        absent: str = "—",
        *,
        after: str = "",
        signed: bool = False,
        **properties: Any,
    ) -> None:
        """Write an exact number, with a sign or a word after it if asked;
        `absent` stands where there is none."""
        if value is None:
            self.text(sheet, row, column, absent, align="right", **properties)
            return
        exact = Decimal(value)
        digits = "#,##0" if exact == exact.to_integral_value() else "#,##0.##"
        shown = f"+{digits};-{digits};0" if signed else digits + (f'" {after}"' if after else "")
        sheet.write_number(
            row, column, exact, self.style(align="right", **{"num_format": shown} | properties)
        )

    def head(self, sheet: Any, row: int, titles: list[str], figures: range) -> None:
        """A head row on the accent; the columns of `figures` stand to the right, days in the middle."""
        for column, title in enumerate(titles):
            align = "right" if column in figures else "center" if title == self.labels["due"] else "left"
            self.text(
                sheet,
                row,
                column,
                title,
                bold=True,
                font_size=8,
                font_color="#ffffff",
                valign="vcenter",
                bg_color=self.content["brand"]["accent"],
                align=align,
            )
        sheet.set_row(row, 24)

    def height(self, *texts: tuple[str, float]) -> int:
        """Points a row needs for texts in columns of so many characters;
        a wrapped row does not grow by itself."""
        return LINE_HEIGHT * max(
            sum(int(len(line) / wide) + 1 for line in text.split("\n")) for text, wide in texts
        )

    def title(self, sheet: Any, text: str) -> None:
        self.text(sheet, 0, 0, text, bold=True, font_size=13, text_wrap=False)
        sheet.set_row(0, 24)

    def _cover(self) -> None:
        sheet, content = self.sheet("report", [25, 46, 12, 10, 11, 14], wide=False), self.content
        self.text(sheet, 0, 0, content["brand"]["name"], bold=True, text_wrap=False)
        self.text(
            sheet, 1, 0, " ".join(content["brand"]["letterhead"]), font_color="#525c57", text_wrap=False
        )
        self.text(sheet, 2, 0, content["brand"]["contacts"], font_color="#525c57", text_wrap=False)
        self.text(sheet, 4, 0, content["titled"], bold=True, font_size=18, text_wrap=False)
        self.text(sheet, 5, 0, content["period"], font_size=11, text_wrap=False)
        self.text(sheet, 6, 0, content["plan"], font_color="#525c57", text_wrap=False)
        for row, height in ((4, 27), (5, 17)):
            sheet.set_row(row, height)
        for offset, fact in enumerate(content["facts"]):
            self.text(sheet, 8 + offset, 0, fact["label"], font_color="#525c57")
            sheet.merge_range(8 + offset, 1, 8 + offset, 5, "", self.style())
            self.text(sheet, 8 + offset, 1, fact["text"])
            sheet.set_row(8 + offset, self.height((fact["text"], 84)))
        self._results(sheet, 9 + len(content["facts"]))

    def _results(self, sheet: Any, row: int) -> None:
        summary = self.content["summary"]
        self.text(sheet, row, 0, self.labels["results"], bold=True, font_size=12, text_wrap=False)
        self.text(
            sheet,
            row + 1,
            0,
            summary["headline"],
            bold=True,
            font_size=20,
            valign="vcenter",
            font_color=self.content["brand"]["accent"],
        )
        sheet.merge_range(row + 1, 1, row + 1, 5, "", self.style())
        self.text(sheet, row + 1, 1, " ".join((summary["sentence"], summary["evidence"], summary["total"])))
        sheet.set_row(row + 1, 50)
        for offset, item in enumerate(summary["counts"], row + 2):
            self.text(sheet, offset, 0, item["word"], font_color=TONES[item["code"]])
            sheet.write_number(offset, 1, item["count"], self.style(bold=True, align="left"))
        self._overview(sheet, row + 3 + len(summary["counts"]))

    def _overview(self, sheet: Any, row: int) -> None:
        labels, overview = self.labels, self.content["overview"]
        keys = ("total", "with_target", "met")
        titles = [labels["tasks"], "", *(labels[f"{key}_column"] for key in keys), labels["evidence_column"]]
        self.head(sheet, row, titles, range(2, 6))
        for offset, item in enumerate([*overview["rows"], overview["whole"]], row + 1):
            bold = item is overview["whole"]
            sheet.merge_range(offset, 0, offset, 1, "", self.style(bold=bold, **LINE))
            self.text(sheet, offset, 0, item["heading"], bold=bold, **LINE)
            for column, key in enumerate(keys, 2):
                self.figure(sheet, offset, column, item[key], bold=bold, **LINE)
            self.text(sheet, offset, 5, item["evidence"], align="right", bold=bold, **LINE)
            sheet.set_row(offset, self.height((item["heading"], 82)))

    def _indicators(self) -> None:
        sheet = self.sheet("indicators", list(COLUMNS.values()))
        self.head(sheet, 0, [self.labels[key] for key in COLUMNS], range(4, 8))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        row = 1
        for section in self.content["sections"]:
            self._band(sheet, row, section["heading"], bold=True, font_size=10, bg_color="#e4e8e6")
            for activity in section["activities"]:
                row += 1
                title = f"{activity['code']}  {activity['title']}"
                self._band(
                    sheet,
                    row,
                    f"{title} · {activity['when']}" if activity["when"] else title,
                    bold=True,
                    bg_color="#f3f5f4",
                )
                for item in activity["rows"]:
                    row += 1
                    self._indicator(sheet, row, item)
            row += 1

    def _band(self, sheet: Any, row: int, text: str, **properties: Any) -> None:
        for column in range(1, len(COLUMNS)):
            sheet.write_blank(row, column, None, self.style(**properties))
        self.text(sheet, row, 0, text, text_wrap=False, **properties)

    def _indicator(self, sheet: Any, row: int, item: dict[str, Any]) -> None:
        figures, places = item["figures"], {key: column for column, key in enumerate(COLUMNS)}
        clauses = "\n".join(f"{clause['text']} — {clause['state']}" for clause in item["clauses"])
        texts = {
            "code": item["code"],
            "indicator": item["name"],
            "unit": item["unit"],
            "rule": item["rule"],
            "evidence": item["evidence"],
            "clauses": clauses,
            "reason": item["reason"],
        }
        for key, text in texts.items():
            self.text(sheet, row, places[key], text, **LINE)
        self.figure(sheet, row, places["target"], figures["target"], **LINE)
        self.figure(
            sheet, row, places["actual"], figures["actual"], self.labels["no_data"], bold=True, **LINE
        )
        self.figure(sheet, row, places["percent"], figures["percent"], after="%", **LINE)
        self.figure(sheet, row, places["deviation"], figures["deviation"], signed=True, **LINE)
        self.text(
            sheet,
            row,
            places["verdict"],
            item["verdict_word"],
            bold=True,
            font_color=TONES[item["verdict"]],
            **LINE,
        )
        if figures["due"]:
            sheet.write_datetime(
                row,
                places["due"],
                date.fromisoformat(figures["due"]),
                self.style(num_format=DAY, align="center", **LINE),
            )
        else:
            self.text(sheet, row, places["due"], "—", align="center", **LINE)
        sheet.set_row(row, self.height(*((text, COLUMNS[key] * 1.2) for key, text in texts.items())))

    def _regions(self) -> None:
        labels, regions = self.labels, self.content["regions"]["rows"]
        sheet = self.sheet("regions", [8, 46, *[15] * 9])
        self.title(sheet, labels["coverage"])
        met = [labels["region_met"]] if self.content["regions"]["has_met"] else []
        self.head(sheet, 1, ["ISO", labels["region"], labels["participants"], *met], range(2, 4))
        for row, region in enumerate(regions, 2):
            self.text(sheet, row, 0, region["iso"], **LINE)
            self.text(sheet, row, 1, region["name"], **LINE)
            self.figure(sheet, row, 2, region["figures"]["participants"], bold=True, **LINE)
            if met:
                self.figure(sheet, row, 3, region["figures"]["met"], **LINE)
        if regions:
            sheet.insert_image(
                0,
                5,
                "map.png",
                {
                    "image_data": BytesIO(render_png(draw_map(self.content))),
                    "x_scale": 0.33,
                    "y_scale": 0.33,
                    "description": labels["map"],
                    "object_position": 2,
                },
            )
            self.text(
                sheet,
                MAP_ROWS - 1,
                5,
                f"{labels['map']}. {labels['map_credit']}",
                font_size=7,
                text_wrap=False,
            )
        row = max(len(regions) + 3, MAP_ROWS + 1)
        for part in self.content["breakdowns"]:
            row = self._breakdown(sheet, row, part)

    def _breakdown(self, sheet: Any, row: int, part: dict[str, Any]) -> int:
        titles = [self.labels["code"], self.labels["breakdown"], *part["regions"], self.labels["whole"]]
        self.head(sheet, row, titles, range(2, len(titles)))
        for offset, item in enumerate(part["rows"], row + 1):
            self.text(sheet, offset, 0, item["code"], **LINE)
            self.text(sheet, offset, 1, item["name"], **LINE)
            for column, value in enumerate(item["figures"], 2):
                self.figure(sheet, offset, column, value, bold=column == len(titles) - 1, **LINE)
            sheet.set_row(offset, self.height((item["name"], 53)))
        return row + len(part["rows"]) + 2

    def _growth(self) -> None:
        labels, points = self.labels, self.content["growth"]["points"]
        sheet, name = self.sheet("growth", [20, 12, 12, 4, 90]), labels["sheets"]["growth"]
        self.title(sheet, self.content["growth"]["title"])
        self.head(sheet, 1, [labels["month"], labels["target"], labels["actual"]], range(1, 3))
        for row, (point, words) in enumerate(zip(points, self.content["growth"]["rows"], strict=True), 2):
            self.text(sheet, row, 0, words["month"])
            for column, key in ((1, "plan"), (2, "fact")):
                if point[key] is not None:  # a chart draws a dash as zero, an empty cell as nothing
                    self.figure(sheet, row, column, point[key], bold=key == "fact")
        if points:
            sheet.insert_chart(
                1, 4, self._chart(name, len(points)), {"description": self.content["growth"]["title"]}
            )

    def _chart(self, name: str, months: int) -> Any:
        chart, last = self.book.add_chart({"type": "line"}), months + 1
        for column, key, colour, dash in ((1, "target", "#525c57", "dash"), (2, "actual", None, "solid")):
            colour = colour or self.content["brand"]["accent"]
            chart.add_series(
                {
                    "name": self.labels[key],
                    "categories": [name, 2, 0, last, 0],
                    "values": [name, 2, column, last, column],
                    "line": {"color": colour, "dash_type": dash, "width": 2.25},
                }
            )
        chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#e4e1d9"}}})
        chart.set_legend({"position": "top"})
        chart.set_size(CHART_SIZE)
        return chart

    def _funds(self) -> None:
        sheet, row = self.sheet("funds", [40, *[17] * 5]), 1
        self.title(sheet, self.labels["funds"])
        for part in self.content["funds"]:
            row = self._fund(sheet, row, part)
        self.text(sheet, row, 0, self.labels["tenge"], font_color="#525c57")

    def _fund(self, sheet: Any, row: int, part: dict[str, Any]) -> int:
        keys = ("fund", "requested", "awarded", "paid", "left")
        self.text(sheet, row, 0, part["contest"], text_wrap=False)
        self.head(sheet, row + 1, [self.labels["region"], *(self.labels[key] for key in keys)], range(1, 6))
        for place, item in enumerate([*part["rows"], part["whole"]], row + 2):
            whole = item is part["whole"]
            self.text(sheet, place, 0, item["region"], bold=whole, top=1 if whole else 0)
            for column, key in enumerate(keys, 1):
                self.figure(
                    sheet,
                    place,
                    column,
                    item["figures"][key],
                    num_format=MONEY,
                    bold=whole,
                    top=1 if whole else 0,
                )
        return row + len(part["rows"]) + 4

    def _notes(self) -> None:
        sheet, notes = self.sheet("notes", [5, 120]), self.content["notes"]
        self.title(sheet, self.labels["notes"])
        for row, note in enumerate(notes, 1):
            sheet.write_number(row, 0, row, self.style(align="left"))
            self.text(sheet, row, 1, note)
            sheet.set_row(row, self.height((note, 135)))
        for row, signer in enumerate(self.content["signatures"], len(notes) + 2):
            line = (
                f"{signer['role']}   ____________________ ({self.labels['signature']})   "
                f"{signer['name'] or '_' * 30} ({self.labels['signer']})"
            )
            self.text(sheet, row, 1, line, valign="bottom")
            sheet.set_row(row, 34)
        self.text(
            sheet,
            len(notes) + len(self.content["signatures"]) + 3,
            1,
            f"{self.content['brand']['disclaimer']} {self.content['snapshot']}.",
            font_color="#525c57",
        )
