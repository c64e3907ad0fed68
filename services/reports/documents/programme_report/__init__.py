"""The programme report (программный отчёт): PDF, Word and Excel of one sealed snapshot, the same figures in each."""
from __future__ import annotations

import base64
import json

from services.reports.documents.programme_report.paper import build_pdf
from services.reports.documents.programme_report.sheets import build_xlsx
from services.reports.documents.programme_report.word import build_docx

__all__ = ["build", "build_docx", "build_pdf", "build_xlsx"]

BUILDERS = {"pdf": build_pdf, "docx": build_docx, "xlsx": build_xlsx}


def build(data: bytes) -> dict[str, str]:
    """For `run_limited`: {"snapshot": …, "formats": ["pdf", "docx", "xlsx"]} as JSON → format to file in base64."""
    order = json.loads(data)
    return {name: base64.b64encode(BUILDERS[name](order["snapshot"])).decode() for name in order["formats"]}
