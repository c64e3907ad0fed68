"""A whole list matched against the people already known, and within itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice
from types import MappingProxyType

from services.registry.people.rules.names import read_name, skeleton, surname_skeleton
from services.registry.people.rules.sameness import (
    Match,
    PersonFacts,
    ReadPerson,
    Verdict,
    as_doubtful,
    compare,
    contradict,
    read,
)

CLEAR_LEAD = 5
KEPT_ALTERNATIVES = 5
MOST_COUNTED, MOST_COMPARED, MOST_OF_LIST, PHONE_WEIGHT = 1000, 200, 40, 9


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


def block_keys(person: PersonFacts) -> list[str]:
    """Return the three to eight short keys under which the person is found:
    likely matches share at least one.

    p: the phone; s: consonants of the surname and the first letter of the name; t: consonants of the name
    and two letters of the surname; g: consonants of the name and the birth year; f: consonants of the name
    and of the father's name. Where the order of a name is not clear s and t come both ways round.
    """
    name = read_name(person.name)
    keys = [f"p:{person.phone}"] if person.phone else []
    keys += _order_keys(name.surname, name.given, name.initials, person.birth_year)
    if not name.order_known:
        keys += _order_keys(name.given, name.surname, name.initials, person.birth_year)
    if name.given and name.patronymic:
        keys.append(f"f:{skeleton(name.given)}:{skeleton(name.patronymic)}")
    if len(keys) < 2:
        keys.append(f"n:{skeleton(name.surname or name.given)}")
    return list(dict.fromkeys(keys))


def _order_keys(surname: str, given: str, initials: Sequence[str], birth_year: int | None) -> list[str]:
    """The keys of a name read in this order."""
    keys = []
    if surname and (given or initials):
        keys.append(f"s:{surname_skeleton(surname)}:{given[:1] or initials[0]}")
    if surname and given:
        keys.append(f"t:{skeleton(given)}:{surname[:2]}")
    if given and birth_year:
        keys.append(f"g:{skeleton(given)}:{birth_year}")
    return keys


@dataclass(frozen=True)
class Nearest:
    """Whom each incoming person is compared with, chosen beforehand: ids of candidates by incoming id; and
    what was compared already, by one id and the other, so that a list is matched anew without comparing it
    anew."""

    ids: Mapping[str, Sequence[str]]
    compared: dict[str, dict[str, Match]] = field(default_factory=dict)


def weight_of(key: str) -> int:
    """How much a shared key says."""
    return PHONE_WEIGHT if key.startswith("p:") else 1


def match_batch(
    incoming: list[PersonFacts],
    candidates: Iterable[PersonFacts],
    verdicts: Set[tuple[str, str]] = frozenset(),
    merged: Mapping[str, str] = MappingProxyType({}),
    nearest: Nearest | None = None,
) -> list[Decision]:
    """Match a list against known people and within itself; one decision per incoming person, in their order.

    candidates: whoever shares a block key with the list, or everybody. verdicts: pairs of ids (either order)
    decided "not the same person": they are never joined nor offered again. merged: candidates a human called
    one person, each with the id of the one it counts as; a match to any of them is a match to that one.
    nearest: which candidates a person is compared with; without it those who share most keys.
    """
    known = _Known(verdicts, nearest)
    for candidate in candidates:
        known.vouch(read(candidate), merged.get(candidate.id, candidate.id))
    return [known.decide(read(person)) for person in incoming]


class _Known:
    """The people a list is matched against, growing with the list itself."""

    def __init__(self, verdicts: Set[tuple[str, str]], nearest: Nearest | None) -> None:
        self._people: list[ReadPerson] = []
        self._roots: list[str] = []
        self._places: dict[str, int] = {}
        self._records: dict[str, list[ReadPerson]] = defaultdict(list)
        self._joined: dict[str, dict[PersonFacts, ReadPerson]] = defaultdict(dict)
        self._blocks: dict[str, list[int]] = defaultdict(list)
        self._apart = {frozenset(pair) for pair in verdicts}
        self._nearest = nearest
        self._compared: dict[str, dict[str, Match]] = nearest.compared if nearest else {}

    def vouch(self, person: ReadPerson, root: str) -> None:
        """Remember a record that is surely `root`'s: his own, or one a human merged into it."""
        self._records[root].append(person)
        self._add(person, root, () if self._nearest else block_keys(person.facts))

    def _join(self, person: ReadPerson, root: str, keys: Iterable[str]) -> None:
        """Remember someone of the list; `root` is the id of the one he was joined to, or his own."""
        self._joined[root].setdefault(person.facts._replace(id=""), person)
        self._add(person, root, keys)

    def _add(self, person: ReadPerson, root: str, keys: Iterable[str]) -> None:
        place = self._places[person.facts.id] = len(self._people)
        self._people.append(person)
        self._roots.append(root)
        for key in keys:
            self._blocks[key].append(place)

    def decide(self, person: ReadPerson) -> Decision:
        """Find the person among the known, then add him to them."""
        keys = block_keys(person.facts)
        ranked = self._ranked(person, self._likeliest(person, keys))
        decision = self._decision(person, ranked)
        joined = decision.verdict == "same" and decision.person
        self._join(person, joined or person.facts.id, keys)
        return decision

    def _ranked(self, person: ReadPerson, places: list[int]) -> list[tuple[str, Match]]:
        """Return the best match of each known person, best first, those that are different left out."""
        best: dict[str, Match] = {}
        compared = self._compared.setdefault(person.facts.id, {})
        for place in places:
            root, other = self._roots[place], self._people[place]
            if (match := compared.get(other.facts.id)) is None:  # each two once
                match = compared[other.facts.id] = compare(person, other)
            if match.verdict == "different" or self._is_apart(person, place, root):
                continue
            if root not in best or match.score > best[root].score:
                best[root] = match
        return sorted(best.items(), key=lambda found: -found[1].score)

    def _likeliest(self, person: ReadPerson, keys: list[str]) -> list[int]:
        """Places of the nearest, and those of the list that share a key with the person;
        of a crowd of namesakes those that share most, a phone above all."""
        near = self._nearest.ids.get(person.facts.id, ()) if self._nearest else ()
        most = MOST_OF_LIST if self._nearest else MOST_COMPARED
        shared: dict[int, int] = {}
        for key in keys:
            weight = weight_of(key)
            for place in islice(self._blocks.get(key, ()), MOST_COUNTED):
                shared[place] = shared.get(place, 0) + weight
        alike = nlargest(most, shared, key=shared.__getitem__) if len(shared) > most else shared
        return sorted({*alike, *(self._places[other] for other in near)})

    def _is_apart(self, person: ReadPerson, place: int, root: str) -> bool:
        if not self._apart:
            return False
        own = person.facts.id
        return bool({frozenset((own, root)), frozenset((own, self._people[place].facts.id))} & self._apart)

    def _decision(self, person: ReadPerson, ranked: list[tuple[str, Match]]) -> Decision:
        if not ranked:
            return Decision(person.facts.id, "different", None, None)
        root, match = ranked[0]
        others = tuple(ranked[1 : 1 + KEPT_ALTERNATIVES])
        if match.verdict == "same":
            match = self._doubted(person, root, match, others)
        return Decision(person.facts.id, match.verdict, root, match, others)

    def _doubted(
        self, person: ReadPerson, root: str, match: Match, others: tuple[tuple[str, Match], ...]
    ) -> Match:
        """Turn a sure match into a question when a second is as sure
        or another record of the one found disagrees."""
        if others and others[0][1].verdict == "same" and match.score - others[0][1].score < CLEAR_LEAD:
            return as_doubtful(match, "several_candidates")
        if self._disagrees(person, root):
            return as_doubtful(match, "contradicts_group")
        return match

    def _disagrees(self, person: ReadPerson, root: str) -> bool:
        """Whether someone of the list joined before says otherwise, or every record of the person does."""
        records, joined = self._records[root], islice(self._joined[root].values(), MOST_COMPARED)
        return any(contradict(person, other) for other in joined) or (
            bool(records) and all(contradict(person, record) for record in records)
        )
