"""A page of Kyzylorda region's own: what differs here."""

from __future__ import annotations

from shared.plugins.specifications import PageRow, PageSection, RegionPage

TITLE = {"ru": "Правила альянса", "kk": "Альянс ережелері", "en": "The alliance’s rules"}
GRANTS = {"ru": "Мини-гранты", "kk": "Шағын гранттар", "en": "Mini-grants"}
TOWNS = {"ru": "Город", "kk": "Қала", "en": "A town"}
VILLAGES = {"ru": "Посёлок, аул", "kk": "Кент, ауыл", "en": "A village"}
UP_TO = "{} 000 ₸"
BAIKONUR = {"ru": "Байконур", "kk": "Байқоңыр", "en": "Baikonur"}
CLOSED = {
    "ru": ["Встреча в закрытом городе записывается с номером разрешения на въезд."],
    "kk": ["Жабық қаладағы кездесу кіру рұқсатының нөмірімен жазылады."],
    "en": ["A gathering in the closed town is recorded with the number of the permit to enter."],
}


def up_to(thousands: int) -> dict[str, str]:
    """The most one mini-grant may be, in words."""
    amount = UP_TO.format(thousands)
    return {"ru": f"до {amount}", "kk": f"{amount} дейін", "en": f"up to {amount}"}


LIMITS = (PageRow(TOWNS, up_to(460)), PageRow(VILLAGES, up_to(500)))
MEMO = RegionPage("rules", TITLE, (PageSection(GRANTS, rows=LIMITS), PageSection(BAIKONUR, CLOSED)))
