"""The programme report (программный отчёт): PDF,
Word and Excel of one sealed snapshot, the same figures in each."""

from services.reports.documents.programme_report.paper import build_pdf
from services.reports.documents.programme_report.sheets import build_xlsx
from services.reports.documents.programme_report.word import build_docx

__all__ = ["build_docx", "build_pdf", "build_xlsx"]
