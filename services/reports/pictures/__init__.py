"""The schematic map of regions and the burn-up chart: one SVG for the page,
the PDF and, as PNG, the Word file.

Both are drawn with presentation attributes only, so a strict CSP lets them stand inline.
`standalone` adds what a file needs and a page has already: its own size and font.
"""

from services.reports.pictures.chart import burn_up_chart
from services.reports.pictures.drawing import Value
from services.reports.pictures.map import region_map, short_name
from services.reports.pictures.month import Month

__all__ = ["Month", "Value", "burn_up_chart", "region_map", "short_name"]
