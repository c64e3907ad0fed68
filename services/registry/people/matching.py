"""Is this the person we know? Two people compared, and a whole list matched against those already known.

A join that is wrong is worse than a question: "same" is given for a few sure combinations only,
everything that merely looks alike is "doubtful" and goes to a person with the reasons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from services.registry.people.likeness import (
    EQUAL,
    LIKE,
    NEAR,
    UNLIKE,
    NameLikeness,
    compare_names,
)
from services.registry.people.names import (
    NameParts,
    Sex,
    normalise_name,
    read_name,
    skeleton,
    surname_skeleton,
)
from shared.language.categories import SEXES

Verdict = Literal["same", "doubtful", "different"]

DOUBTFUL_FROM = 60
SAME_FROM = 90
CLEAR_LEAD = 5
KEPT_ALTERNATIVES = 5
MOST_COMPARED, PHONE_WEIGHT = 200, 9

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


@dataclass(frozen=True, slots=True)
class PersonFacts:
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

    Reasons: same_name, similar_name, initials_fit, different_surname, different_first_name, same_patronymic,
    different_patronymic, same_ and different_phone, _birth_year, _settlement, _region, different_sex,
    birth_year_one_off, different_phone_and_place, decided_different, several_candidates, contradicts_group.
    """

    verdict: Verdict
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was found for one incoming person.

    verdict "same" or "doubtful" with `person`: a candidate's id,
    or the id of an earlier incoming person for whom nobody was known (the same person twice in one list);
    "different": a new person, `person` is None. `others` are the next best, best first.
    """

    incoming: str
    verdict: Verdict
    person: str | None
    match: Match | None
    others: tuple[tuple[str, Match], ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    facts: PersonFacts
    name: NameParts
    place: str


def block_keys(person: PersonFacts) -> list[str]:
    """Return the three to eight short keys under which the person is found:
    likely matches share at least one.

    p: the phone; s: consonants of the surname and the first letter of the name; t: consonants of the name
    and two letters of the surname; g: consonants of the name and the birth year; f: consonants of the name
    and of the father's name. Where the order of a name is not clear s and t come both ways round.
    """
    name = read_name(person.name)
    keys = [f"p:{person.phone}"] if person.phone else []
    orders = [(name.surname, name.given)]
    if not name.order_known:
        orders.append((name.given, name.surname))
    for surname, given in orders:
        if surname and (given or name.initials):
            keys.append(f"s:{surname_skeleton(surname)}:{given[:1] or name.initials[0]}")
        if surname and given:
            keys.append(f"t:{skeleton(given)}:{surname[:2]}")
        if given and person.birth_year:
            keys.append(f"g:{skeleton(given)}:{person.birth_year}")
    if name.given and name.patronymic:
        keys.append(f"f:{skeleton(name.given)}:{skeleton(name.patronymic)}")
    if len(keys) < 2:
        keys.append(f"n:{skeleton(name.surname or name.given)}")
    return list(dict.fromkeys(keys))


def score(a: PersonFacts, b: PersonFacts) -> Match:
    """Compare two people; the order of the two does not matter."""
    return _score(_read(a), _read(b))


def match_batch(
    incoming: list[PersonFacts],
    candidates: Iterable[PersonFacts],
    verdicts: Set[tuple[str, str]] = frozenset(),
    merged: Mapping[str, str] = MappingProxyType({}),
) -> list[Decision]:
    """Match a list against known people and within itself; one decision per incoming person, in their order.

    candidates: whoever shares a block key with the list, or everybody. verdicts: pairs of ids (either order)
    decided "not the same person": they are never joined nor offered again. merged: candidates a human called
    one person, each with the id of the one it counts as; a match to any of them is a match to that one.
    """
    known = _Known(verdicts)
    for candidate in candidates:
        known.vouch(_read(candidate), merged.get(candidate.id, candidate.id))
    return [known.decide(_read(person)) for person in incoming]


class _Known:
    """The people a list is matched against, growing with the list itself."""

    def __init__(self, verdicts: Set[tuple[str, str]]) -> None:
        self._people: list[_Read] = []
        self._roots: list[str] = []
        self._records: dict[str, list[_Read]] = defaultdict(list)
        self._joined: dict[str, list[_Read]] = defaultdict(list)
        self._blocks: dict[str, list[int]] = defaultdict(list)
        self._apart = {frozenset(pair) for pair in verdicts}

    def vouch(self, person: _Read, root: str) -> None:
        """Remember a record that is surely `root`'s: his own, or one a human merged into it."""
        self._records[root].append(person)
        self._add(person, root)

    def _join(self, person: _Read, root: str) -> None:
        """Remember someone of the list; `root` is the id of the one he was joined to, or his own."""
        self._joined[root].append(person)
        self._add(person, root)

    def _add(self, person: _Read, root: str) -> None:
        place = len(self._people)
        self._people.append(person)
        self._roots.append(root)
        for key in block_keys(person.facts):
            self._blocks[key].append(place)

    def decide(self, person: _Read) -> Decision:
        """Find the person among the known, then add him to them."""
        ranked = self._ranked(person)
        decision = self._decision(person, ranked)
        joined = decision.verdict == "same" and decision.person
        self._join(person, joined or person.facts.id)
        return decision

    def _ranked(self, person: _Read) -> list[tuple[str, Match]]:
        """Return the best match of each known person, best first, those that are different left out."""
        best: dict[str, Match] = {}
        for place in self._likeliest(person):
            root, match = self._roots[place], _score(person, self._people[place])
            if match.verdict == "different" or self._is_apart(person, place, root):
                continue
            if root not in best or match.score > best[root].score:
                best[root] = match
        return sorted(best.items(), key=lambda found: -found[1].score)

    def _likeliest(self, person: _Read) -> list[int]:
        """Places that share a key with the person;
        of a crowd of namesakes those that share most, a phone above all."""
        shared: Counter[int] = Counter()
        for key in block_keys(person.facts):
            shared.update(
                dict.fromkeys(self._blocks.get(key, ()), PHONE_WEIGHT if key.startswith("p:") else 1)
            )
        return sorted(place for place, _count in shared.most_common(MOST_COMPARED))

    def _is_apart(self, person: _Read, place: int, root: str) -> bool:
        if not self._apart:
            return False
        own = person.facts.id
        return bool({frozenset((own, root)), frozenset((own, self._people[place].facts.id))} & self._apart)

    def _decision(self, person: _Read, ranked: list[tuple[str, Match]]) -> Decision:
        if not ranked:
            return Decision(person.facts.id, "different", None, None)
        root, match = ranked[0]
        others = tuple(ranked[1 : 1 + KEPT_ALTERNATIVES])
        if match.verdict == "same":
            match = self._doubted(person, root, match, others)
        return Decision(person.facts.id, match.verdict, root, match, others)

    def _doubted(
        self, person: _Read, root: str, match: Match, others: tuple[tuple[str, Match], ...]
    ) -> Match:
        """Turn a sure match into a question when a second is as sure
        or another record of the one found disagrees."""
        if others and others[0][1].verdict == "same" and match.score - others[0][1].score < CLEAR_LEAD:
            return _as_doubtful(match, "several_candidates")
        if self._disagrees(person, root):
            return _as_doubtful(match, "contradicts_group")
        return match

    def _disagrees(self, person: _Read, root: str) -> bool:
        """Whether someone of the list joined before says otherwise, or every record of the person does."""
        records = self._records[root]
        return any(_contradict(person, other) for other in self._joined[root]) or (
            bool(records) and all(_contradict(person, record) for record in records)
        )


def _contradict(left: _Read, right: _Read) -> bool:
    match = _score(left, right)
    return match.verdict == "different" or not _CONTRADICTIONS.isdisjoint(match.reasons)


def _as_doubtful(match: Match, reason: str) -> Match:
    return Match("doubtful", SAME_FROM - 1, (*match.reasons, reason))


def _read(person: PersonFacts) -> _Read:
    return _Read(person, read_name(person.name), _place_key(person.settlement))


@lru_cache(maxsize=20_000)
def _place_key(settlement: str | None) -> str:
    """Return a settlement's name without "село", "ауылы" and the like; a KATO code stays as it is."""
    if not settlement or settlement.strip().isdigit():
        return (settlement or "").strip()
    words = normalise_name(settlement).split()
    return " ".join(word for word in words if word not in _PLACE_WORDS) or " ".join(words)


def _score(a: _Read, b: _Read) -> Match:
    names = compare_names(a.name, b.name)
    facts = _fact_reasons(a, b)
    if not names.similar and not _may_have_renamed(names, facts):
        return _different(names, facts)
    reasons = (*_name_reasons(names), *facts)
    if _is_sure(names, facts):
        return Match("same", max(SAME_FROM, _points(names, facts)), reasons)
    points = min(SAME_FROM - 1, _points(names, facts))
    return Match("doubtful" if points >= DOUBTFUL_FROM else "different", points, reasons)


def _points(names: NameLikeness, facts: list[str]) -> int:
    surname = 30 if names.surname is None else _SURNAME_POINTS[names.surname]
    given = 0 if names.given is None else _GIVEN_POINTS[names.given]
    patronymic = 0 if names.patronymic is None else _PATRONYMIC_POINTS[names.patronymic]
    return max(0, min(100, surname + given + patronymic + sum(_FACT_POINTS[fact] for fact in facts)))


def _different(names: NameLikeness, facts: list[str]) -> Match:
    """People of one family share a phone, so a phone alone says nothing once the names differ."""
    return Match("different", min(DOUBTFUL_FROM - 1, _points(names, facts)), (*_name_reasons(names), *facts))


def _is_sure(names: NameLikeness, facts: list[str]) -> bool:
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


def _same_place(facts: list[str]) -> bool:
    return "same_settlement" in facts or ("same_region" in facts and "different_settlement" not in facts)


def _may_have_renamed(names: NameLikeness, facts: list[str]) -> bool:
    """A woman who married: another surname, everything else that is known the same."""
    if names.given != EQUAL or names.initials or names.patronymic in (UNLIKE, LIKE):
        return False
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


def _fact_reasons(a: _Read, b: _Read) -> list[str]:
    left, right, reasons = a.facts, b.facts, []
    if left.birth_year and right.birth_year:
        reasons.append(_compared_years(left.birth_year, right.birth_year))
    sexes = (left.sex or a.name.sex, right.sex or b.name.sex)
    if set(sexes) == set(SEXES):
        reasons.append("different_sex")
    phones = _compared("phone", left.phone, right.phone)
    region = _compared("region", left.region, right.region)
    places = _compared_places(a.place, b.place, region == ["different_region"])
    if phones == ["different_phone"] and places == ["different_settlement"]:
        return [*reasons, "different_phone_and_place", *region]
    return [*reasons, *phones, *places, *region]


def _compared_years(left: int, right: int) -> str:
    if left == right:
        return "same_birth_year"
    return "birth_year_one_off" if abs(left - right) == 1 else "different_birth_year"


def _compared_places(left: str, right: str, regions_differ: bool) -> list[str]:
    if left and right and left.isdigit() != right.isdigit():
        return []  # a KATO code beside a name says nothing
    return (
        ["different_settlement"]
        if left and right and regions_differ
        else _compared("settlement", left, right)
    )


def _compared(what: str, left: str | None, right: str | None) -> list[str]:
    if not left or not right:
        return []
    return [f"same_{what}" if left == right else f"different_{what}"]
