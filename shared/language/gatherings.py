"""Kinds of gatherings: what they are called, how plans name them, and what each needs as evidence."""

from __future__ import annotations

from dataclasses import dataclass

from shared.language import evidence
from shared.language.words import Word, msgid, msgid_in, msgids

TRAINING, MASTER_CLASS, THEMATIC_SESSION = "training", "master_class", "thematic_session"
ROUND_TABLE, COMMISSION_MEETING, BRIEFING = "round_table", "commission_meeting", "briefing"
PUBLIC_PRESENTATION, OTHER = "public_presentation", "other"
ALIASES = {"final_briefing": BRIEFING}

OFFLINE, ONLINE, MIXED = "offline", "online", "mixed"
MODES = {OFFLINE: msgid("In person"), ONLINE: msgid("Online"), MIXED: msgid("Mixed")}
PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
STATUSES = {
    PLANNED: msgid_in("gathering", "planned"),
    HELD: msgid_in("gathering", "held"),
    CANCELLED: msgid_in("gathering", "cancelled"),
}


@dataclass(frozen=True)
class Type:
    """A type of gathering. `inside` are its words in a sentence, `at_each` and `keep` those of a clause.

    `named` is the pattern of plans over flat text (ru, kk), `at_each_ru` the clause in the language of plans.
    """

    name: str
    words: Word
    inside: str
    at_each: str
    keep: tuple[str, str]
    needs: tuple[str, ...]
    named: str
    at_each_ru: str


ALL = (
    Type(
        TRAINING,
        msgid("Training"),
        msgid("training"),
        msgid("%(amount)s at each training"),
        msgids("%(good)s of %(num)s training", "%(good)s of %(num)s trainings"),
        (evidence.PROGRAMME, evidence.SIGNED_LIST, evidence.PHOTO, evidence.FEEDBACK),
        r"тренинг\w*|семинар(?!ист)\w*|обучающ\w+ (?:мероприяти|заняти|курс)\w*",
        "на каждом тренинге",
    ),
    Type(
        MASTER_CLASS,
        msgid("Master class"),
        msgid("master class"),
        msgid("%(amount)s at each master class"),
        msgids("%(good)s of %(num)s master class", "%(good)s of %(num)s master classes"),
        (evidence.PROGRAMME, evidence.SIGNED_LIST, evidence.SCREENSHOT),
        r"мастер-? ?класс\w*|шеберлік (?:сынып|сыныб|сабақ|сабағ)\w*",
        "на каждом мастер-классе",
    ),
    Type(
        THEMATIC_SESSION,
        msgid("Thematic session"),
        msgid("thematic session"),
        msgid("%(amount)s at each session"),
        msgids("%(good)s of %(num)s session", "%(good)s of %(num)s sessions"),
        (evidence.PROGRAMME, evidence.SIGNED_LIST, evidence.PROTOCOL, evidence.PHOTO),
        r"(?:тематическ\w+ )?заседани\w*|(?:тақырыптық )?отырыс\w*",
        "на каждом заседании",
    ),
    Type(
        ROUND_TABLE,
        msgid("Round table"),
        msgid("round table"),
        msgid("%(amount)s at each round table"),
        msgids("%(good)s of %(num)s round table", "%(good)s of %(num)s round tables"),
        (evidence.PROGRAMME, evidence.SIGNED_LIST, evidence.PROTOCOL, evidence.PHOTO),
        r"кругл\w+ стол\w*|дөңгелек үстел\w*",
        "на каждом круглом столе",
    ),
    Type(
        COMMISSION_MEETING,
        msgid("Commission meeting"),
        msgid("commission meeting"),
        msgid("%(amount)s at each meeting of the commission"),
        msgids("%(good)s of %(num)s gathering", "%(good)s of %(num)s gatherings"),
        (evidence.SIGNED_LIST, evidence.PROTOCOL),
        r"заседани\w+ (?:\w+ )?комисси\w*|комисси\w+ отырыс\w*",
        "на каждом заседании комиссии",
    ),
    Type(
        BRIEFING,
        msgid("Briefing"),
        msgid("briefing"),
        msgid("%(amount)s at each briefing"),
        msgids("%(good)s of %(num)s gathering", "%(good)s of %(num)s gatherings"),
        (evidence.PROGRAMME, evidence.PRESENTATION, evidence.SIGNED_LIST, evidence.PHOTO),
        r"брифинг\w*",
        "на каждом брифинге",
    ),
    Type(
        PUBLIC_PRESENTATION,
        msgid("Public presentation"),
        msgid("public presentation"),
        msgid("%(amount)s at each presentation"),
        msgids("%(good)s of %(num)s gathering", "%(good)s of %(num)s gatherings"),
        (evidence.PRESENTATION, evidence.SIGNED_LIST, evidence.PHOTO),
        r"публичн\w+ презентаци\w*|жария (?:таныстырылым|презентация)\w*",
        "на каждой презентации",
    ),
    Type(
        OTHER,
        msgid_in("gathering", "Other"),
        msgid("gathering"),
        msgid("%(amount)s at each gathering"),
        msgids("%(good)s of %(num)s gathering", "%(good)s of %(num)s gatherings"),
        (evidence.SIGNED_LIST,),
        r"форум\w*|конференци\w*|фестивал\w*|хакатон\w*|экскурси\w*",
        "на каждом мероприятии",
    ),
)
TYPES = {kind.name: kind for kind in ALL}
FINAL_BRIEFING = r"итогов\w+ брифинг\w*|брифинг\w* по итогам|қорытынды брифинг\w*"
# Names as a text is searched for them: a more exact one hides the looser one it contains.
NAMED = (
    (COMMISSION_MEETING, TYPES[COMMISSION_MEETING].named),
    ("final_briefing", FINAL_BRIEFING),
    (BRIEFING, TYPES[BRIEFING].named),
    (PUBLIC_PRESENTATION, TYPES[PUBLIC_PRESENTATION].named),
    (MASTER_CLASS, TYPES[MASTER_CLASS].named),
    (ROUND_TABLE, TYPES[ROUND_TABLE].named),
    (THEMATIC_SESSION, TYPES[THEMATIC_SESSION].named),
    (TRAINING, TYPES[TRAINING].named),
    (OTHER, TYPES[OTHER].named),
)
GENERAL = r"мероприяти\w*|встреч\w*|заняти\w*|сесси\w*|іс-? ?шара\w*|кездесу\w*|жиын\w*"


def kind_of(word: str) -> str:
    """The type of gathering that a plan's more exact word counts as."""
    return ALIASES.get(word, word)


def get_type(word: str) -> Type:
    """The type a word stands for, "other" for one nobody knows."""
    return TYPES.get(kind_of(word), TYPES[OTHER])


def needed(kind: str, mode: str) -> tuple[str, ...]:
    """Kinds of evidence of such a gathering; people in one room are photographed,
    people at their screens are not."""
    swapped = {
        OFFLINE: {evidence.SCREENSHOT: evidence.PHOTO},
        ONLINE: {evidence.PHOTO: evidence.SCREENSHOT},
    }.get(mode, {})
    return tuple(dict.fromkeys(swapped.get(name, name) for name in TYPES[kind].needs))
