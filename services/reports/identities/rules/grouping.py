"""Who of several deployments is one person, by what each is known; in which order it came does not matter.

Within one register its own word holds, so two of its people are never joined here. Between registers a sure
pseudonym joins, unless anything among all who would be joined contradicts: then nobody is, and somebody is
asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from shared.language.pseudonyms import APART, PHONE_NAME, SURE, kind_of

Two = frozenset[str]


@dataclass(frozen=True)
class Known:
    """A record of a person: whose it is, whom its register counts it as, and by what it is known."""

    id: str
    home: str
    root: str
    sex: str | None = None
    birth_year: int | None = None
    pseudonyms: Set[str] = frozenset()


@dataclass(frozen=True)
class Decided:
    """What humans said of two people."""

    same: Set[Two] = frozenset()
    different: Set[Two] = frozenset()


@dataclass
class Block:
    """Records that are one person for certain: by their register's word or by a human's."""

    records: list[Known] = field(default_factory=list)

    @cached_property
    def homes(self) -> set[str]:
        """The deployments that know him."""
        return {record.home for record in self.records}

    @cached_property
    def sure(self) -> set[str]:
        """What joins him with whoever shares it."""
        return {said for record in self.records for said in record.pseudonyms if kind_of(said) in SURE}

    def told(self, kind: str) -> set[str]:
        """His pseudonyms of a kind."""
        return {said for record in self.records for said in record.pseudonyms if kind_of(said) == kind}

    @cached_property
    def own(self) -> list[Known]:
        """The records others of their register count as: what they say holds."""
        return [record for record in self.records if record.id == record.root]

    def contradicts(self, other: Block, decided: Decided) -> bool:
        """Whether two cannot be one person, as far as anybody can tell."""
        return (
            not self.homes.isdisjoint(other.homes)
            or are_apart((one.birth_year for one in self.own), (one.birth_year for one in other.own))
            or are_apart((one.sex for one in self.own), (one.sex for one in other.own))
            or self.fathers_differ(other)
            or any(frozenset((one.root, two.root)) in decided.different for one, two in self.pairs(other))
        )

    def fathers_differ(self, other: Block) -> bool:
        """Whether a phone with one name is of two people whose fathers' names are two."""
        fathers = self.told(APART), other.told(APART)
        shares = not self.told(PHONE_NAME).isdisjoint(other.told(PHONE_NAME))
        return shares and are_apart(*fathers)

    def pairs(self, other: Block) -> Iterator[tuple[Known, Known]]:
        """Every record of the one with every record of the other."""
        return ((one, two) for one in self.records for two in other.records)


def are_apart(one: Iterable[object], other: Iterable[object]) -> bool:
    """Whether both sides know something and share nothing of it."""
    left, right = set(one) - {None}, set(other) - {None}
    return bool(left and right) and left.isdisjoint(right)


class Sets:
    """Names joined into sets."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """What a name's set goes by."""
        while name in self.above:
            name = self.above[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make one set of two, which goes by the smaller name."""
        kept, gone = sorted((self.of(one), self.of(other)))
        if kept != gone:
            self.above[gone] = kept


def grouped(people: Iterable[Known], decided: Decided) -> dict[str, str]:
    """Whom each record counts as: the root of his register, or the smallest id of all who are one."""
    known = list(people)
    decided = by_roots(decided, {record.id: record.root for record in known})
    blocks = blocks_of(known, decided)
    sets = Sets()
    for together in likely(blocks, decided):
        if not any(one.contradicts(two, decided) for one, two in combinations(together.values(), 2)):
            first, *others = together
            for other in others:
                sets.join(first, other)
    return {record.id: sets.of(name) for name, block in blocks.items() for record in block.records}


def by_roots(decided: Decided, roots: Mapping[str, str]) -> Decided:
    """The same of the people whom those decided about count as now."""

    def now(pairs: Set[Two]) -> Set[Two]:
        return {frozenset(roots.get(name, name) for name in two) for two in pairs}

    return Decided(now(decided.same), now(decided.different))


def blocks_of(known: list[Known], decided: Decided) -> dict[str, Block]:
    """Records by the name of the person they are of for certain."""
    sets = Sets()
    for two in decided.same:
        sets.join(min(two), max(two))
    blocks: dict[str, Block] = defaultdict(Block)
    for record in sorted(known, key=lambda record: record.id):
        blocks[sets.of(record.root)].records.append(record)
    return dict(blocks)


def likely(blocks: dict[str, Block], decided: Decided) -> Iterator[dict[str, Block]]:
    """Blocks that sure pseudonyms of several deployments hold together, those of each person by name."""
    sets, sharing = Sets(), defaultdict(list)
    for name, block in blocks.items():
        for said in block.sure:
            sharing[said].append(name)
    for names in sharing.values():
        for one, two in combinations(names, 2):
            if blocks[one].homes != blocks[two].homes and not told_apart(blocks[one], blocks[two], decided):
                sets.join(one, two)
    found: dict[str, dict[str, Block]] = defaultdict(dict)
    for name, block in blocks.items():
        found[sets.of(name)][name] = block
    return (together for together in found.values() if len(together) > 1)


def told_apart(one: Block, two: Block, decided: Decided) -> bool:
    """Whether a human said that these are two people."""
    return any(frozenset((left.root, right.root)) in decided.different for left, right in one.pairs(two))
