"""What both pictures share: words, widths of text, colours and the templates."""

from __future__ import annotations

import math
import zlib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.i18n import format_number

HERE = Path(__file__).resolve().parent
INK, MUTED, GROUND = "#1b2320", "#525c57", "#eceae4"
WORDS = {
    "ru": {"plan": "план", "fact": "факт", "today": "сегодня", "no_data": "нет данных"},
    "kk": {"plan": "жоспар", "fact": "нақты", "today": "бүгін", "no_data": "дерек жоқ"},
    "en": {"plan": "plan", "fact": "actual", "today": "today", "no_data": "no data"},
}
GLYPH_WIDTHS = {
    letter: width
    for width, letters in (
        (0.29, "іijlІJ.,:;()|' \u00a0"),
        (0.42, "ftIr-гғ"),
        (0.51, "зстухэұүГcsvyz–«»"),
        (0.57, "авеёкьәқЕТҒaekxEFLST₸"),
        (0.61, "бдлнопрцчяөБЗРХҰҮbdgopqPVXYZ0123456789\u2212"),
        (0.66, "ийъңһАВКСУЭЯhnuABCKR"),
        (0.77, "ЛЧҚжфыДИНОПЦӘҢDGHNU"),
        (0.85, "мюӨwOQФ%"),
    )
    for letter in letters
}
WIDEST_GLYPH = 1.05

# OKLab: linear sRGB to the eye's cones, those to a and b, and back.
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = ((1.9779984951, -2.4285922050, 0.4505937099), (0.0259040371, 0.7827717662, -0.8086757660))
FROM_LAB = (
    (0.3963377774, 0.2158037573),
    (-0.1055613458, -0.0638541728),
    (-0.0894841775, -1.2914855480),
)
FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)

Triple = tuple[float, float, float]
Value = Decimal | int | None


def text_width(text: str, size: float, weight: float = 1.0) -> float:
    """Pixels a line takes, rather more than less: the advances of Noto Sans by groups
    of letters. Bold weighs 1.08."""
    return sum(GLYPH_WIDTHS.get(letter, WIDEST_GLYPH) for letter in text) * size * weight


def words(locale: str) -> dict[str, str]:
    """What the pictures say in a language."""
    return WORDS[locale]


def figure(value: Value, locale: str) -> str:
    """A number as it reads in the locale, None as "no data"."""
    return WORDS[locale]["no_data"] if value is None else format_number(value, locale)


def _linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tint(accent: str, strength: float) -> str:
    """The accent's hue from nearly white (0) to the deepest tint on which ink still reads at 4.5 : 1 (1)."""
    chroma, hue = _chroma_and_hue(accent)
    lightness, chroma = 0.955 - 0.275 * strength, min(chroma, 0.022 + 0.1 * strength)
    while not _on_screen(_linear_rgb(lightness, chroma, hue)):
        chroma -= 0.004
    return "#" + "".join(_written(part) for part in _linear_rgb(lightness, chroma, hue))


def _on_screen(parts: Triple) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _written(part: float) -> str:
    """A linear part of a colour as two hexadecimal digits of sRGB."""
    kept = min(max(part, 0), 1)
    screen = 12.92 * kept if kept <= 0.0031308 else 1.055 * kept ** (1 / 2.4) - 0.055
    return f"{round(255 * screen):02x}"


def _chroma_and_hue(colour: str) -> tuple[float, float]:
    """OKLCH chroma and hue (radians) of #rrggbb."""
    red, green, blue = _linear(colour)
    long, mid, short = (max(r * red + g * green + b * blue, 0) ** (1 / 3) for r, g, b in TO_CONES)
    a, b = (x * long + y * mid + z * short for x, y, z in TO_LAB)
    return math.hypot(a, b), math.atan2(b, a)


def _linear_rgb(lightness: float, chroma: float, hue: float) -> Triple:
    """OKLCH to linear sRGB; parts outside 0 to 1 lie beyond the screen's colours."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long, mid, short = ((lightness + x * a + y * b) ** 3 for x, y in FROM_LAB)
    red, green, blue = (x * long + y * mid + z * short for x, y, z in FROM_CONES)
    return red, green, blue


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(HERE)
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def draw(template: str, **context: Any) -> str:
    """Fill `template`; the ids inside come from the content, so that several pictures may share a page."""
    ident = f"{template.partition('.')[0]}-{zlib.crc32(repr(sorted(context.items())).encode()):08x}"
    return (
        _environment()
        .get_template(template)
        .render(ident=ident, ink=INK, muted=MUTED, ground=GROUND, **context)
    )
