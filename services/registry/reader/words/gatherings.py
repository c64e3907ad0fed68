"""Kinds of gatherings as plans name them: what an activity gathers people for."""

from __future__ import annotations

import re

from services.registry.reader.words.wording import flat

GATHERINGS = (  # type as `services/events` knows it, pattern over flat text (ru, kk), "at each" in Russian
    (
        "commission_meeting",
        r"заседани\w+ (?:\w+ )?комисси\w*|комисси\w+ отырыс\w*",
        "на каждом заседании комиссии",
    ),
    (
        "final_briefing",
        r"итогов\w+ брифинг\w*|брифинг\w* по итогам|қорытынды брифинг\w*",
        "на каждом брифинге",
    ),
    ("briefing", r"брифинг\w*", "на каждом брифинге"),
    (
        "public_presentation",
        r"публичн\w+ презентаци\w*|жария (?:таныстырылым|презентация)\w*",
        "на каждой презентации",
    ),
    (
        "master_class",
        r"мастер-? ?класс\w*|шеберлік (?:сынып|сыныб|сабақ|сабағ)\w*",
        "на каждом мастер-классе",
    ),
    ("round_table", r"кругл\w+ стол\w*|дөңгелек үстел\w*", "на каждом круглом столе"),
    ("thematic_session", r"(?:тематическ\w+ )?заседани\w*|(?:тақырыптық )?отырыс\w*", "на каждом заседании"),
    ("training", r"тренинг\w*|семинар\w*|обучающ\w+ (?:мероприяти|заняти|курс)\w*", "на каждом тренинге"),
    ("other", r"форум\w*|конференци\w*|фестивал\w*|хакатон\w*|экскурси\w*", "на каждом мероприятии"),
)
GENERAL = r"мероприяти\w*|встреч\w*|заняти\w*|сесси\w*|іс-? ?шара\w*|кездесу\w*|жиын\w*"
AT_EACH = {kind: phrase for kind, _, phrase in GATHERINGS}


def find_gatherings(text: str) -> list[str]:
    """The kinds of gatherings a text names, in its order; a more exact kind hides the looser one it contains."""
    text, places = flat(text), {}
    for kind, pattern, _ in GATHERINGS:
        match = re.search(rf"\b(?:{pattern})", text)
        if match:
            places[kind] = match.start()
            text = re.sub(rf"\b(?:{pattern})", lambda found: "_" * len(found[0]), text)
    return sorted(places, key=places.__getitem__)


def at_each(word: str) -> str | None:
    """ "на каждом тренинге" for a word that names a gathering (any case, ru or kk), else None."""
    kinds = find_gatherings(word)
    if kinds:
        return AT_EACH[kinds[0]]
    return "на каждом мероприятии" if re.match(GENERAL, flat(word)) else None


def gatherings_of(title: str, description: str, names: list[str]) -> list[str]:
    """What an activity gathers people for: its title decides, else its description with its indicators' names."""
    return find_gatherings(title) or find_gatherings(" . ".join([description, *names]))
