"""A face as somebody types it: what a colour and a drawing must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from services.registry.region_settings.schemas import COLOUR
from shared.doors.errors import Invalid
from shared.doors.together import joined
from shared.language.records.region_setting import Face
from shared.plugins.exchanged import Branding
from shared.plugins.pictures import LARGEST_DRAWING, Unfit, contrast_with_white, drawing
from shared.plugins.reading import LANGUAGES, LEAST_CONTRAST

FIELDS = tuple(item.name for item in fields(Branding))
WORDS = ("name", "disclaimer")


class ColourUnwritten(Invalid):
    """Write the colour like #0b6b5b, or leave it empty."""

    code = "colour_unwritten"


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


class FaceUnfit(Invalid):
    """Some of this cannot be worn: see beside the fields."""

    code = "face_unfit"


def typed(values: dict[str, Any], former: Face) -> Face:
    """The face of these values; the logo of before stays where none was sent. FaceUnfit names all that cannot
    be worn at once."""
    wrong = [*wrong_colour(values["accent"]), *wrong_words(values)]
    if wrong:
        raise joined(wrong, FaceUnfit)
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


def wrong_colour(colour: str) -> Iterator[Invalid]:
    """A colour that is none, or that nothing can be read on."""
    if colour and not COLOUR.fullmatch(colour):
        yield ColourUnwritten(field="accent")
    elif colour and (contrast := contrast_with_white(colour)) < LEAST_CONTRAST:
        said, least = f"{contrast:.1f}", str(LEAST_CONTRAST)
        yield ColourUnread(field="accent", colour=colour, contrast=said, least=least)


def wrong_words(values: dict[str, Any]) -> Iterator[Invalid]:
    """What is said in one of both languages alone."""
    for name in (*WORDS, "letterhead"):
        found = spoken(values, name)
        for language in ("ru", "kk"):
            if found and language not in found:
                yield BothLanguages(field=f"{name}_{language}")


def spoken(values: dict[str, Any], name: str) -> dict[str, str]:
    """What is said in each language."""
    said = {language: values[f"{name}_{language}"] for language in LANGUAGES}
    return {language: text for language, text in said.items() if text}


def logo_of(data: bytes) -> str:
    """The drawing of a file, without anything that runs or loads. LogoUnfit."""
    try:
        return drawing(data.decode("utf-8-sig"))
    except (Unfit, UnicodeDecodeError) as error:
        raise LogoUnfit(field="logo", limit=LARGEST_DRAWING // 1024) from error
