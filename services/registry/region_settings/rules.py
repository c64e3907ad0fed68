"""A face as somebody types it: what a colour and a drawing must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Any

from services.registry.region_settings.schemas import COLOUR
from shared.doors.errors import Invalid
from shared.doors.together import joined
from shared.language.records.region_setting import Face, FacePartner
from shared.limited import ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.plugins.exchanged import Branding
from shared.plugins.pictures import LARGEST_DRAWING, contrast_with_white
from shared.plugins.reading import LANGUAGES, LEAST_CONTRAST

FIELDS = tuple(item.name for item in fields(Branding))
WORDS = ("name", "disclaimer")
CHECKED_BY = "shared.office.sent_drawing:checked"


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


class PartnerUnfinished(Invalid):
    """Partner %(line)s: its name is needed in Russian and in Kazakh, and its logo."""

    code = "partner_unfinished"


class PlaceUnread(Invalid):
    """Partner %(line)s: the place is a whole number."""

    code = "partner_place"


class BothLanguages(Invalid):
    """Say it in Russian and in Kazakh, or leave all languages empty: then the region's plugin says it."""

    code = "both_languages"


class FaceUnfit(Invalid):
    """Some of this cannot be worn: see beside the fields."""

    code = "face_unfit"


def typed(values: dict[str, Any], former: Face) -> Face:
    """The face of these values; the logo of before stays where none was sent. FaceUnfit names all that cannot
    be worn at once."""
    lines = list(partner_lines(values, former))
    wrong = [*wrong_colour(values["accent"]), *wrong_words(values), *wrong_partners(lines)]
    if wrong:
        raise joined(wrong, FaceUnfit)
    said = {name: spoken(values, name) for name in WORDS}
    head = {language: words.splitlines() for language, words in spoken(values, "letterhead").items()}
    return Face(
        accent=values["accent"].lower(),
        logo=former.logo if values["logo"] is None else values["logo"],
        contacts=values["contacts"],
        letterhead={
            language: [" ".join(line.split()) for line in each if line.strip()]
            for language, each in head.items()
        },
        partners=tuple(
            line.partner for line in sorted(lines, key=lambda line: int(line.place or line.number))
        ),
        **said,
    )


@dataclass(frozen=True)
class PartnerLine:
    """A partner as a line of the form says it; `place` is where it is to stand among the others."""

    number: int
    place: str
    ru: str
    kk: str
    logo: str

    @property
    def partner(self) -> FacePartner:
        """The partner, once nothing is wrong with its line."""
        return FacePartner(name={"ru": self.ru, "kk": self.kk}, logo=self.logo)


def partner_lines(values: Mapping[str, Any], former: Face) -> Iterator[PartnerLine]:
    """The lines that say something; one without a new drawing keeps the former one. A line that is emptied
    takes its partner away."""
    columns = (values.get(f"partner_{name}", ()) for name in ("place", "ru", "kk", "was"))
    sent = values.get("partner_logos", {})
    for number, (place, ru, kk, was) in enumerate(zip_longest(*columns, fillvalue=""), 1):
        known = int(was) if was.isdecimal() and int(was) < len(former.partners) else None
        logo = sent.get(number) or (former.partners[known].logo if known is not None else "")
        if ru.strip() or kk.strip() or sent.get(number):
            yield PartnerLine(number, place.strip(), ru.strip(), kk.strip(), logo)


def wrong_partners(lines: Iterable[PartnerLine]) -> Iterator[Invalid]:
    """Partners without a name or a drawing, and places that are none."""
    for line in lines:
        if not (line.ru and line.kk and line.logo):
            yield PartnerUnfinished(field=f"partner_{line.number}", line=line.number)
        elif line.place and not (line.place.isdecimal() and len(line.place) < 4):
            yield PlaceUnread(field=f"partner_{line.number}", line=line.number)


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


def logo_of(data: bytes, field: str = "logo") -> str:
    """The drawing of a file, without anything that runs or loads: read and drawn once in a limited child, for
    it may be made to harm whoever reads it. LogoUnfit."""
    try:
        if len(data) > LARGEST_DRAWING:
            raise Unreadable("too_large")
        return str(run_limited(CHECKED_BY, data, seconds=10)["drawing"])
    except (Unreadable, ChildCrashed, LimitExceeded) as error:
        raise LogoUnfit(field=field, limit=LARGEST_DRAWING // 1024) from error
