"""Are two people one? Their names, places, phones and years compared: a score, a verdict and its reasons.

A join that is wrong is worse than a question: "same" is given for a few sure combinations only,
everything that merely looks alike is "doubtful" and goes to a person with the reasons.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from services.registry.people.rules.likeness import (
    EQUAL,
    LIKE,
    NEAR,
    UNLIKE,
    NameLikeness,
    are_others,
    compare_names,
)
from services.registry.people.rules.names import NameParts, Sex, normalise_name, read_name

Verdict = Literal["same", "doubtful", "different"]


Facts = tuple[str, ...]  # codes of what two people have in common or not, their names aside


DOUBTFUL_FROM = 60


SAME_FROM = 90


_SURNAME_POINTS = {EQUAL: 40, NEAR: 34, LIKE: 24, UNLIKE: 0}


_GIVEN_POINTS = {EQUAL: 40, NEAR: 32, LIKE: 20, UNLIKE: 0}


_PATRONYMIC_POINTS = {EQUAL: 12, NEAR: 9, LIKE: -10, UNLIKE: -30}


_FACT_POINTS = {
    "same_phone": 20,
    "same_birth_year": 12,
    "same_settlement": 8,
    "same_region": 3,
    "different_birth_year": -30,
    "birth_year_one_off": -12,
    "different_sex": -35,
    "different_phone_and_place": -25,
    "different_phone": -5,
    "different_settlement": -8,
    "different_region": -12,
}


_KINDS = ("phone", "birth_year", "settlement", "region", "sex")


_SAME = {kind: (f"same_{kind}",) for kind in _KINDS}


_DIFFERENT = {kind: (f"different_{kind}",) for kind in _KINDS}


_CONTRADICTIONS = frozenset(
    (
        "different_birth_year",
        "birth_year_one_off",
        "different_sex",
        "different_phone_and_place",
        "different_patronymic",
    )
)


_PLACE_WORDS = frozenset(
    (
        "с",
        "село",
        "а",
        "аул",
        "ауил",
        "аули",
        "ауили",
        "п",
        "пос",
        "поселок",
        "кент",
        "кенти",
        "г",
        "город",
        "к",
        "кала",
        "каласи",
        "станция",
        "ст",
        "со",
    )
)


class PersonFacts(NamedTuple):  # a tuple, as `ReadPerson`: a list brings some fifty thousand candidates
    """What is known of a person when matching; id is any text unique within one call.

    phone is only ever compared for equality and goes into a block key: pass its keyed hash where keys are
    stored. settlement is a name or a KATO code, region a code; whatever is not known is None.
    """

    id: str
    name: str
    sex: Sex | None = None
    birth_year: int | None = None
    settlement: str | None = None
    region: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """How two people compare: score 0..100 (same from 90, doubtful from 60) and the codes of what was seen.

    Reasons: same_name, similar_name, different_name, initials_fit, different_surname, different_first_name,
    same_patronymic, different_patronymic, same_ and different_phone, _birth_year, _settlement, _region,
    different_sex, birth_year_one_off, different_phone_and_place, several_candidates, contradicts_group.
    """

    verdict: Verdict
    score: int
    reasons: tuple[str, ...]


OTHER_NAME = Match("different", 0, ("different_name",))  # most of a crowd: nothing more is looked at


class ReadPerson(NamedTuple):
    """A person with the name taken apart and the place without its kind."""

    facts: PersonFacts
    name: NameParts
    place: str


def score(a: PersonFacts, b: PersonFacts) -> Match:
    """Compare two people; the order of the two does not matter."""
    return compare(read(a), read(b))


def contradict(left: ReadPerson, right: ReadPerson) -> bool:
    """Whether two records cannot be of one person."""
    match = compare(left, right)
    return match.verdict == "different" or not _CONTRADICTIONS.isdisjoint(match.reasons)


def as_doubtful(match: Match, reason: str) -> Match:
    """Make a question of a sure match."""
    return Match("doubtful", SAME_FROM - 1, (*match.reasons, reason))


def read(person: PersonFacts) -> ReadPerson:
    """Take the name and the place apart, once for all comparisons."""
    return ReadPerson(person, read_name(person.name), _place_key(person.settlement))


@lru_cache(maxsize=20_000)
def _place_key(settlement: str | None) -> str:
    """Return a settlement's name without "село", "ауылы" and the like; a KATO code stays as it is."""
    if not settlement or settlement.strip().isdigit():
        return (settlement or "").strip()
    words = normalise_name(settlement).split()
    return " ".join(word for word in words if word not in _PLACE_WORDS) or " ".join(words)


def compare(a: ReadPerson, b: ReadPerson) -> Match:
    """Compare two people already read; the order of the two does not matter."""
    if are_others(a.name, b.name):
        return OTHER_NAME
    names = compare_names(a.name, b.name)
    if not names.similar and not _same_but_for_surname(names):
        return OTHER_NAME
    return _judged(names, _fact_reasons(a, b))


@lru_cache(maxsize=20_000)
def _judged(names: NameLikeness, facts: Facts) -> Match:
    """What follows from how the names compare and what else is known: the same for every such two."""
    if not names.similar and not _may_have_renamed(facts, names):
        return _different(names, facts)
    reasons = (*_name_reasons(names), *facts)
    if _is_sure(names, facts):
        return Match("same", max(SAME_FROM, _points(names, facts)), reasons)
    points = min(SAME_FROM - 1, _points(names, facts))
    return Match("doubtful" if points >= DOUBTFUL_FROM else "different", points, reasons)


def _points(names: NameLikeness, facts: Facts) -> int:
    surname = 30 if names.surname is None else _SURNAME_POINTS[names.surname]
    given = 0 if names.given is None else _GIVEN_POINTS[names.given]
    patronymic = 0 if names.patronymic is None else _PATRONYMIC_POINTS[names.patronymic]
    return max(0, min(100, surname + given + patronymic + sum(_FACT_POINTS[fact] for fact in facts)))


def _different(names: NameLikeness, facts: Facts) -> Match:
    """People of one family share a phone, so a phone alone says nothing once the names differ."""
    return Match("different", min(DOUBTFUL_FROM - 1, _points(names, facts)), (*_name_reasons(names), *facts))


def _is_sure(names: NameLikeness, facts: Facts) -> bool:
    if not _CONTRADICTIONS.isdisjoint(facts) or names.patronymic in (UNLIKE, LIKE):
        return False
    same_year = "same_birth_year" in facts
    if "same_phone" in facts and _sure_by_phone(names, same_year):
        return True
    if not (names.surname == names.given == names.patronymic == EQUAL) or names.initials:
        return False
    if same_year:
        return "different_region" not in facts
    return "different_phone" not in facts and _same_place(facts)


def _sure_by_phone(names: NameLikeness, same_year: bool) -> bool:
    if names.initials or not names.similar or names.surname == LIKE:
        return False
    # Sisters Карина and Марина share a phone, so a typo in the first name needs the birth year too.
    return names.given == EQUAL or (names.given == NEAR and same_year)


def _same_place(facts: Facts) -> bool:
    return "same_settlement" in facts or ("same_region" in facts and "different_settlement" not in facts)


def _same_but_for_surname(names: NameLikeness) -> bool:
    return names.given == EQUAL and not names.initials and names.patronymic not in (UNLIKE, LIKE)


def _may_have_renamed(facts: Facts, names: NameLikeness) -> bool:
    """A woman who married: another surname, everything else that is known the same."""
    return "same_phone" in facts or (
        names.patronymic == EQUAL and "same_birth_year" in facts and _same_place(facts)
    )


def _name_reasons(names: NameLikeness) -> list[str]:
    reasons = []
    if names.surname is not None and names.surname < LIKE:
        reasons.append("different_surname")
    if names.given is not None and names.given < LIKE:
        reasons.append("different_first_name")
    if not reasons:
        reasons.append(
            "same_name" if names.surname == names.given == EQUAL and not names.initials else "similar_name"
        )
    if names.initials and names.given:
        reasons.append("initials_fit")
    if names.patronymic is not None:
        reasons.append("same_patronymic" if names.patronymic >= NEAR else "different_patronymic")
    return reasons


def _fact_reasons(a: ReadPerson, b: ReadPerson) -> Facts:
    own = _compared_years(a.facts.birth_year, b.facts.birth_year) + _compared_sexes(a, b)
    phones = _compared("phone", a.facts.phone, b.facts.phone)
    region = _compared("region", a.facts.region, b.facts.region)
    places = _compared_places(a.place, b.place, region == _DIFFERENT["region"])
    if phones == _DIFFERENT["phone"] and places == _DIFFERENT["settlement"]:
        return (*own, "different_phone_and_place", *region)
    return own + phones + places + region


def _compared_sexes(a: ReadPerson, b: ReadPerson) -> Facts:
    left, right = a.facts.sex or a.name.sex, b.facts.sex or b.name.sex
    return _DIFFERENT["sex"] if left and right and left != right else ()


def _compared_years(left: int | None, right: int | None) -> Facts:
    if not left or not right:
        return ()
    if left == right:
        return _SAME["birth_year"]
    return ("birth_year_one_off",) if abs(left - right) == 1 else _DIFFERENT["birth_year"]


def _compared_places(left: str, right: str, regions_differ: bool) -> Facts:
    if left and right and left.isdigit() != right.isdigit():
        return ()  # a KATO code beside a name says nothing
    return (
        _DIFFERENT["settlement"]
        if left and right and regions_differ
        else _compared("settlement", left, right)
    )


def _compared(what: str, left: str | None, right: str | None) -> Facts:
    if not left or not right:
        return ()
    return _SAME[what] if left == right else _DIFFERENT[what]
