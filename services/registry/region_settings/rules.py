"""A face as somebody types it: what a colour and a drawing must be."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from services.registry.region_settings.schemas import COLOUR
from shared.doors.errors import Invalid
from shared.language.records.region_setting import Face
from shared.plugins.exchanged import Branding
from shared.plugins.pictures import LARGEST_DRAWING, Unfit, contrast_with_white, drawing
from shared.plugins.reading import LANGUAGES, LEAST_CONTRAST

FIELDS = tuple(item.name for item in fields(Branding))
WORDS = ("name", "disclaimer")


class ColourUnread(Invalid):
    """White letters cannot be read on %(colour)s: the contrast is %(contrast)s : 1, at least %(least)s : 1 is
    needed. Take a darker colour."""

    code = "colour_unread"


class LogoUnfit(Invalid):
    """This is no drawing that can be used: an SVG file is needed, of at most %(limit)s KB. Drawings of other
    kinds (PNG, JPG, PDF) lose their sharpness on paper: ask whoever drew the logo for its SVG."""

    code = "logo_unfit"


class BothLanguages(Invalid):
    """Say it in Russian and in Kazakh, or leave all languages empty: then the region's plugin says it."""

    code = "both_languages"


def typed(values: dict[str, Any], former: Face) -> Face:
    """The face of these values; the logo of before stays where none was sent. ColourUnread, BothLanguages."""
    check_colour(values["accent"])
    said = {name: spoken(values, name) for name in WORDS}
    lines = {language: words.splitlines() for language, words in spoken(values, "letterhead").items()}
    return Face(
        accent=values["accent"].lower(),
        logo=former.logo if values["logo"] is None else values["logo"],
        contacts=values["contacts"],
        letterhead={
            language: [" ".join(line.split()) for line in each if line.strip()]
            for language, each in lines.items()
        },
        **said,
    )


def check_colour(colour: str) -> None:
    """Refuse a colour that nothing can be read on."""
    if not colour or not COLOUR.fullmatch(colour):
        return
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        raise ColourUnread(
            field="accent", colour=colour, contrast=f"{contrast:.1f}", least=str(LEAST_CONTRAST)
        )


def spoken(values: dict[str, Any], name: str) -> dict[str, str]:
    """What is said in each language; in Russian and Kazakh or not at all."""
    said = {language: values[f"{name}_{language}"] for language in LANGUAGES}
    found = {language: text for language, text in said.items() if text}
    for language in ("ru", "kk"):
        if found and language not in found:
            raise BothLanguages(field=f"{name}_{language}")
    return found


def logo_of(data: bytes) -> str:
    """The drawing of a file, without anything that runs or loads. LogoUnfit."""
    try:
        return drawing(data.decode("utf-8-sig"))
    except (Unfit, UnicodeDecodeError) as error:
        raise LogoUnfit(field="logo", limit=LARGEST_DRAWING // 1024) from error
