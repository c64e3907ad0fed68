"""Figures of Kyzylorda region's own: shares of those who came."""

from __future__ import annotations

from decimal import Decimal

from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.plugins.specifications import Computed, Counted, IndicatorDef

PERCENT = {"ru": "%", "kk": "%", "en": "%"}
WOMEN, PROVEN = "women", "proven_lists"
OF_KNOWN = {
    "ru": "От тех, чей пол записан",
    "kk": "Жынысы жазылғандардың ішінде",
    "en": "Of those whose sex is written down",
}
SHARES = [
    IndicatorDef(
        WOMEN,
        {"ru": "Доля женщин среди участников", "kk": "Қатысушылар арасындағы әйелдер үлесі", "en": "Women"},
        PERCENT,
        (ATTENDANCE_PERSONS.name,),
        OF_KNOWN,
    ),
    IndicatorDef(
        PROVEN,
        {
            "ru": "Доля встреч, списки которых подтверждены",
            "kk": "Тізімі расталған кездесулер үлесі",
            "en": "Gatherings whose lists are proven",
        },
        PERCENT,
        (ATTENDANCE_PERSONS.name,),
    ),
]


def share(code: str, counted: Counted) -> Computed:
    """A share in per cent; of nobody there is none."""
    part, whole = (
        (counted.women, counted.sex_known)
        if code == WOMEN
        else (Decimal(counted.proven), Decimal(counted.records))
    )
    return Computed(100 * part / whole if whole else None, part, whole)
