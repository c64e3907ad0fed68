"""The programme report as an Excel workbook: figures are numbers, everything typed is text."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from services.reports.documents.programme_report.book import Sheets
from services.reports.documents.programme_report.content import compose, draw_map
from shared.office.drawing import render_png
from shared.office.sheets import workbook

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
PLACES = {key: column for column, key in enumerate(COLUMNS)}
COUNTED = ("total", "with_target", "met")
MONEYS = ("fund", "requested", "awarded", "paid", "left")
MUTED = "#525c57"
MONEY, DAY = "#,##0.00", "dd.mm.yyyy"
LINE: dict[str, Any] = {"bottom": 4, "bottom_color": "#dcd9d1"}
MAP_ROWS = 20
CHART_SIZE = {"width": 640, "height": 320}


def build_xlsx(snapshot: dict[str, Any]) -> bytes:
    """A workbook in the snapshot's language; a figure without data is words, never 0."""
    content = compose(snapshot)
    return workbook(
        lambda book: _Report(book, content).write(),
        title=content["titled"],
        made_at=datetime.fromisoformat(snapshot["sealed_at"]).replace(tzinfo=None),
    )


class _Report(Sheets):
    """The sheets of the programme report, one method each."""

    def write(self) -> None:
        self._cover()
        self._indicators()
        self._regions()
        self._growth()
        self._funds()
        self._notes()

    def _cover(self) -> None:
        sheet, content = self.sheet("report", [25, 46, 12, 10, 11, 14], wide=False), self.content
        brand, muted = content["brand"], {"font_color": MUTED}
        lines: dict[int, tuple[str, dict[str, Any]]] = {
            0: (brand["name"], {"bold": True}),
            1: (" ".join(brand["letterhead"]), muted),
            2: (brand["contacts"], muted),
            4: (content["titled"], {"bold": True, "font_size": 18}),
            5: (content["period"], {"font_size": 11}),
            6: (content["plan"], muted),
        }
        for row, (text, look) in lines.items():
            self.text(sheet, row, 0, text, text_wrap=False, **look)
        for row, height in ((4, 27), (5, 17)):
            sheet.set_row(row, height)
        self._results(sheet, self._facts(sheet, 8))

    def _facts(self, sheet: Any, row: int) -> int:
        """What the project is, a line each; the row after them and a blank one."""
        for fact in self.content["facts"]:
            self.text(sheet, row, 0, fact["label"], font_color=MUTED)
            sheet.merge_range(row, 1, row, 5, "", self.style())
            self.text(sheet, row, 1, fact["text"])
            sheet.set_row(row, self.height((fact["text"], 84)))
            row += 1
        return row + 1

    def _results(self, sheet: Any, row: int) -> None:
        summary, accent = self.content["summary"], self.content["brand"]["accent"]
        self.text(sheet, row, 0, self.labels["results"], bold=True, font_size=12, text_wrap=False)
        look = {"bold": True, "font_size": 20, "valign": "vcenter", "font_color": accent}
        self.text(sheet, row + 1, 0, summary["headline"], **look)
        sheet.merge_range(row + 1, 1, row + 1, 5, "", self.style())
        self.text(sheet, row + 1, 1, " ".join((summary["sentence"], summary["evidence"], summary["total"])))
        sheet.set_row(row + 1, 50)
        self._overview(sheet, self._counts(sheet, row + 2) + 1)

    def _counts(self, sheet: Any, row: int) -> int:
        """How many indicators have each verdict; the row after them."""
        for item in self.content["summary"]["counts"]:
            self.text(sheet, row, 0, item["word"], font_color=TONES[item["code"]])
            sheet.write_number(row, 1, item["count"], self.style(bold=True, align="left"))
            row += 1
        return row

    def _overview(self, sheet: Any, row: int) -> None:
        labels, overview = self.labels, self.content["overview"]
        columns = [labels[f"{key}_column"] for key in (*COUNTED, "evidence")]
        self.head(sheet, row, [labels["tasks"], "", *columns], range(2, 6))
        for offset, item in enumerate([*overview["rows"], overview["whole"]], row + 1):
            self._task(sheet, offset, item, bold=item is overview["whole"])

    def _task(self, sheet: Any, row: int, item: dict[str, Any], bold: bool) -> None:
        sheet.merge_range(row, 0, row, 1, "", self.style(bold=bold, **LINE))
        self.text(sheet, row, 0, item["heading"], bold=bold, **LINE)
        for column, key in enumerate(COUNTED, 2):
            self.figure(sheet, row, column, item[key], bold=bold, **LINE)
        self.text(sheet, row, 5, item["evidence"], align="right", bold=bold, **LINE)
        sheet.set_row(row, self.height((item["heading"], 82)))

    def _indicators(self) -> None:
        sheet = self.sheet("indicators", list(COLUMNS.values()))
        self.head(sheet, 0, [self.labels[key] for key in COLUMNS], range(4, 8))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        row = 1
        for section in self.content["sections"]:
            self._band(sheet, row, section["heading"], bold=True, font_size=10, bg_color="#e4e8e6")
            for activity in section["activities"]:
                row = self._activity(sheet, row + 1, activity)
            row += 1

    def _activity(self, sheet: Any, row: int, activity: dict[str, Any]) -> int:
        """A band with the activity and its indicators below it; the last row written."""
        title = f"{activity['code']}  {activity['title']}"
        words = f"{title} · {activity['when']}" if activity["when"] else title
        self._band(sheet, row, words, bold=True, bg_color="#f3f5f4")
        for item in activity["rows"]:
            row += 1
            self._indicator(sheet, row, item)
        return row

    def _band(self, sheet: Any, row: int, text: str, **properties: Any) -> None:
        for column in range(1, len(COLUMNS)):
            sheet.write_blank(row, column, None, self.style(**properties))
        self.text(sheet, row, 0, text, text_wrap=False, **properties)

    def _indicator(self, sheet: Any, row: int, item: dict[str, Any]) -> None:
        texts = _texts(item)
        for key, text in texts.items():
            self.text(sheet, row, PLACES[key], text, **LINE)
        self._judged(sheet, row, item["figures"])
        look = {"bold": True, "font_color": TONES[item["verdict"]], **LINE}
        self.text(sheet, row, PLACES["verdict"], item["verdict_word"], **look)
        self._due(sheet, row, item["figures"]["due"])
        sheet.set_row(row, self.height(*((text, COLUMNS[key] * 1.2) for key, text in texts.items())))

    def _judged(self, sheet: Any, row: int, figures: dict[str, Any]) -> None:
        absent = self.labels["no_data"]
        self.figure(sheet, row, PLACES["target"], figures["target"], **LINE)
        self.figure(sheet, row, PLACES["actual"], figures["actual"], absent, bold=True, **LINE)
        self.figure(sheet, row, PLACES["percent"], figures["percent"], after="%", **LINE)
        self.figure(sheet, row, PLACES["deviation"], figures["deviation"], signed=True, **LINE)

    def _due(self, sheet: Any, row: int, due: str | None) -> None:
        if not due:
            self.text(sheet, row, PLACES["due"], "—", align="center", **LINE)
            return
        look = self.style(num_format=DAY, align="center", **LINE)
        sheet.write_datetime(row, PLACES["due"], date.fromisoformat(due), look)

    def _regions(self) -> None:
        labels, regions = self.labels, self.content["regions"]["rows"]
        sheet = self.sheet("regions", [8, 46, *[15] * 9])
        self.title(sheet, labels["coverage"])
        met = [labels["region_met"]] if self.content["regions"]["has_met"] else []
        self.head(sheet, 1, ["ISO", labels["region"], labels["participants"], *met], range(2, 4))
        for row, region in enumerate(regions, 2):
            self._region(sheet, row, region, bool(met))
        if regions:
            self._map(sheet)
        row = max(len(regions) + 3, MAP_ROWS + 1)
        for part in self.content["breakdowns"]:
            row = self._breakdown(sheet, row, part)

    def _region(self, sheet: Any, row: int, region: dict[str, Any], met: bool) -> None:
        self.text(sheet, row, 0, region["iso"], **LINE)
        self.text(sheet, row, 1, region["name"], **LINE)
        self.figure(sheet, row, 2, region["figures"]["participants"], bold=True, **LINE)
        if met:
            self.figure(sheet, row, 3, region["figures"]["met"], **LINE)

    def _map(self, sheet: Any) -> None:
        drawn = BytesIO(render_png(draw_map(self.content)))
        options = {"image_data": drawn, "description": self.labels["map"], "object_position": 2}
        sheet.insert_image(0, 5, "map.png", {**options, "x_scale": 0.33, "y_scale": 0.33})
        words = f"{self.labels['map']}. {self.labels['map_credit']}"
        self.text(sheet, MAP_ROWS - 1, 5, words, font_size=7, text_wrap=False)

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
        self.text(sheet, row, 0, self.labels["tenge"], font_color=MUTED)

    def _fund(self, sheet: Any, row: int, part: dict[str, Any]) -> int:
        self.text(sheet, row, 0, part["contest"], text_wrap=False)
        self.head(sheet, row + 1, [self.labels["region"], *(self.labels[key] for key in MONEYS)], range(1, 6))
        for place, item in enumerate([*part["rows"], part["whole"]], row + 2):
            whole = item is part["whole"]
            look: dict[str, Any] = {"bold": whole, "top": 1 if whole else 0}
            self.text(sheet, place, 0, item["region"], **look)
            for column, key in enumerate(MONEYS, 1):
                self.figure(sheet, place, column, item["figures"][key], num_format=MONEY, **look)
        return row + len(part["rows"]) + 4

    def _notes(self) -> None:
        sheet, notes = self.sheet("notes", [5, 120]), self.content["notes"]
        self.title(sheet, self.labels["notes"])
        for row, note in enumerate(notes, 1):
            sheet.write_number(row, 0, row, self.style(align="left"))
            self.text(sheet, row, 1, note)
            sheet.set_row(row, self.height((note, 135)))
        row = self._signatures(sheet, len(notes) + 2)
        words = f"{self.content['brand']['disclaimer']} {self.content['snapshot']}."
        self.text(sheet, row + 1, 1, words, font_color=MUTED)

    def _signatures(self, sheet: Any, row: int) -> int:
        """A line to sign for each signatory; the row after them."""
        for signer in self.content["signatures"]:
            line = (
                f"{signer['role']}   ____________________ ({self.labels['signature']})   "
                f"{signer['name'] or '_' * 30} ({self.labels['signer']})"
            )
            self.text(sheet, row, 1, line, valign="bottom")
            sheet.set_row(row, 34)
            row += 1
        return row


def _texts(item: dict[str, Any]) -> dict[str, str]:
    """What a row of an indicator says in words, by column."""
    clauses = "\n".join(f"{clause['text']} — {clause['state']}" for clause in item["clauses"])
    same = {key: item[key] for key in ("code", "unit", "rule", "evidence", "reason")}
    return {**same, "indicator": item["name"], "clauses": clauses}
