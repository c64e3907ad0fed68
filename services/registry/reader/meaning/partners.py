"""The project's partners: organisations by line, or several in one line, each with its region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from services.registry.reader.words.notes import Notes, Said, say
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.places import (
    QUOTED,
    counted_regions,
    find_regions,
    outside_names,
    regions_of_name,
    says_place,
    without_region,
)
from services.registry.reader.words.wording import flat, without_numbering

LEGAL = r"(?:ОЮЛ|ОФ|ОО|РОО|ТОО|НАО|АО|ЧУ|ЧФ|КФ|ИП|КГУ|ГУ|ҚҚ|ҚБ|ЗТБ|ЖШС|ЖК)"
PARTNER = re.compile(r"партнер|серіктес|әріптес")
NONE = re.compile(r"нет|не предусмотрен\w*|отсутству\w+|жоқ|none")
ORGANISATION = re.compile(rf"[«\"“]|\b{LEGAL}\b")
STARTS = rf"(?=(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]{{2,6}}\s+)?[«\"“]|{LEGAL}\b)"
NEXT = re.compile(
    rf"\s*[,;/]\s*(?:и\s+|және\s+|[-–—•]\s*)?{STARTS}|\s(?:и|және)\s+{STARTS}"
    rf"|[\s,;]+(?=[0-9]{{1,2}}[.)](?:\s|{STARTS}))"
)
INTRODUCED = re.compile(
    r"^(?P<intro>[^«\"“:]*(?:партн[её]р|серіктес|әріптес)[^«\"“:]*:)\s*(?P<rest>\S.*)$", re.I
)

# another organisation behind the quoted one: «ОО «Дос», акимат …», «ОО «Дос» и др.»;
# «КГУ «Центр» управления образования» is one
MORE = re.compile(
    r"(?<![^\W_])(?:и др(?:уги\w+)?(?![^\W_])|и т\. ?[дп](?![^\W_])|и проч\w*|және (?:т\.? ?б|басқа)"
    r"|и партн\w+|с партн\w+"
    r"|совместно с|(?:акимат|әкімді(?:к|гі)|управление|басқарма(?:сы)?|министерство|министрлігі|м[аә]слихат"
    r"|университет|колледж|музей|библиотека|школа)(?![^\W_]))"
)

Partner = dict[str, str | None]


def read_partners(lines: list[str], place: Said, notes: Notes) -> dict[str, Any]:
    """{count, items [{name, region}]} from the lines of the partners' row; what differs is doubted."""
    lines = [part for line in lines for part in _introduced(line)]
    named = [part for line in lines if is_partner(line) for part in organisations(line)]
    items = _partners(named, place, notes)
    intro = " ".join(line for line in lines if not is_partner(line))
    for line in filter(_says_something_else, lines):
        notes.not_read(place, line, say("partner_unread"), "passport.partners")
    stated = _stated(flat(intro))
    if stated is not None and stated != len(items):
        said = say("partners_said", count=stated)
        _doubt(notes, place, intro, say("partners_named", count=len(items)), said)
    _compare_regions(intro, items, place, notes)
    return {"count": len(items) if stated is None else stated, "items": items}


def _partners(named: list[str], place: Said, notes: Notes) -> list[Partner]:
    """The organisations; one named twice, or without a region beside those that have one, is doubted."""
    read: list[tuple[str, Partner, bool]] = []
    for part in named:
        before = len(notes.doubts)
        read.append((part, _partner(part, place, notes), len(notes.doubts) > before))
    somewhere = any(item["region"] for _part, item, _asked in read)
    names = [flat(str(item["name"])) for _part, item, _asked in read]
    for at, (part, item, asked) in enumerate(read):
        if names[at] in names[:at]:
            _doubt(notes, place, part, say("partners_named", count=len(read)), say("partner_twice"))
        elif somewhere and not item["region"] and not asked:
            _doubt(notes, place, part, say("regions_unknown"), say("partner_nowhere"))
    return [item for _part, item, _asked in read]


def _introduced(line: str) -> list[str]:
    """A line as its introduction ("3 партнера:") and what follows it."""
    match = INTRODUCED.match(line)
    return [match["intro"], match["rest"]] if match else [line]


def organisations(line: str) -> list[str]:
    """The organisations of a line; commas inside a quoted name or in brackets divide nothing."""
    masked = re.sub(r"\([^()]*\)", lambda found: "_" * len(found[0]), line)
    masked = QUOTED.sub(lambda found: found[0][0] + "_" * (len(found[0]) - 1), masked)
    edges = [0, *(place for match in NEXT.finditer(masked) for place in match.span()), len(line)]
    parts = [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if len(parts) > 1 and not ORGANISATION.search(parts[0]):  # «Туркестанская область, ОО «Дос»»
        parts[:2] = [line[: edges[3]]]
    return [part for part in parts if part.strip(" ;.,")]


def is_partner(line: str) -> bool:
    """Whether a line names an organisation, and is not the sentence that introduces them."""
    found = ORGANISATION.search(line)
    return bool(found) and not PARTNER.search(flat(line[: found.start()] if found else line))


def _says_something_else(line: str) -> bool:
    """Whether a line neither names an organisation as we know them, nor introduces them, nor says "none"."""
    bare = flat(line).strip(" .;,-")
    introduces = PARTNER.search(bare) and not ORGANISATION.search(line)
    return bool(bare) and not is_partner(line) and not introduces and not NONE.fullmatch(bare)


def _stated(intro: str) -> int | None:
    """How many partners the introduction says there are."""
    said = [number for number in find_numbers(intro) if PARTNER.match(intro[number.end :].strip())]
    return said[0].quantity if said and isinstance(said[0].quantity, int) else None


def _partner(line: str, place: Said, notes: Notes) -> Partner:
    """One organisation; a region that only its name speaks of is not its region."""
    name = without_numbering(line).strip(" ;.,")
    outside = regions_of_name(outside_names(name))
    regions = outside or find_regions(name)
    if len(QUOTED.findall(name)) > 1 and not re.search(r"[«\"“][^»”\"]*[«“]", name):
        _doubt(notes, place, line, say("partners_named", count=1), say("several_names"))
    elif ORGANISATION.search(name) and MORE.search(flat(outside_names(name[_end_of_name(name) :]))):
        _doubt(notes, place, line, say("partners_named", count=1), say("several_names"))
    for understood, why in _doubts_of_region(name, regions):
        _doubt(notes, place, line, understood, why)
    return {"name": without_region(name), "region": next(iter(regions), None)}


def _end_of_name(name: str) -> int:
    """Where the quoted name of an organisation ends; the end of the text where none is quoted."""
    return max((found.end() for found in QUOTED.finditer(name)), default=len(name))


def _doubts_of_region(name: str, regions: list[str]) -> Iterator[tuple[Said, Said]]:
    """Why the region of an organisation may be another one, or none that is known."""
    if len(found := list(dict.fromkeys([*regions, *find_regions(name)]))) > 1:
        yield say("regions", regions=found[:1]), say("several_regions", regions=found)
    if not regions and (meant := regions_of_name(name)):
        yield say("regions_unknown"), say("region_in_name", regions=meant)
    if not regions and says_place(outside_names(name)):
        yield say("regions_unknown"), say("place_unknown")
    if regions and not says_place(name):
        yield say("regions", regions=regions[:1]), say("region_unmarked")


def _compare_regions(intro: str, items: list[Partner], place: Said, notes: Notes) -> None:
    said = next(iter(counted_regions(intro)), None)
    named = {item["region"] for item in items if item["region"]}
    if said and said != len(named):
        understood = say("regions_named", count=len(named))
        _doubt(notes, place, intro, understood, say("regions_said", count=said))


def _doubt(notes: Notes, place: Said, source: str, understood: Said, why: Said) -> None:
    notes.doubt(place, source, understood, why, "passport.partners")
