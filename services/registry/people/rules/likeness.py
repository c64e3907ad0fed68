"""How alike two names are, part by part."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from services.registry.people.rules.names import NameParts, skeleton

EQUAL, NEAR, LIKE, UNLIKE = 3, 2, 1, 0


class NameLikeness(NamedTuple):  # a tuple: one is made for each two people who are compared
    """How two names compare: surname, given and patronymic are levels, or None where one side lacks the part.

    initials: the first name was compared by its letter alone.
    """

    surname: int | None
    given: int | None
    patronymic: int | None
    initials: bool

    @property
    def similar(self) -> bool:
        """Whether both names could be one person's."""
        surname, given = self.surname, self.given
        if surname is None:
            return given == EQUAL and self.patronymic is not None and self.patronymic >= NEAR
        return surname >= LIKE and given is not None and given >= LIKE


def are_others(a: NameParts, b: NameParts) -> bool:
    """Whether two names have other first names, or ones merely alike beside other surnames: most of a crowd,
    of whom the rest is not looked at. Where the order of one is not clear nothing is said."""
    if not (a.order_known and b.order_known and a.given and b.given):
        return False
    given = likeness(a.given, b.given)
    others = bool(a.surname and b.surname) and given != EQUAL and likeness(a.surname, b.surname) == UNLIKE
    return given == UNLIKE or others


def compare_names(a: NameParts, b: NameParts) -> NameLikeness:
    """Compare two names part by part; where the order of one is not clear, both ways round."""
    straight = _parts_likeness(a, b, a.surname, a.given)
    if (a.order_known and b.order_known) or not a.given or not b.given:
        return straight
    crossed = _parts_likeness(a, b, a.given, a.surname)
    if crossed.surname is None or crossed.given is None:
        return straight
    # Which of the two is the surname cannot be told, so the weaker likeness stands for the first name.
    levels = sorted((crossed.surname, crossed.given))
    turned = NameLikeness(levels[1], levels[0], crossed.patronymic, crossed.initials)
    return max(straight, turned, key=lambda found: (found.similar, (found.surname or 0) + (found.given or 0)))


def _parts_likeness(a: NameParts, b: NameParts, surname: str, given: str) -> NameLikeness:
    patronymic = _father_likeness(a, b)
    surnames = likeness(surname, b.surname) if surname and b.surname else None
    if given and b.given:
        return NameLikeness(surnames, likeness(given, b.given), patronymic, False)
    if (given or a.initials) and (b.given or b.initials):
        fits = (given or a.initials[0])[0] == (b.given or b.initials[0])[0]
        return NameLikeness(surnames, NEAR if fits else UNLIKE, patronymic, True)
    return NameLikeness(surnames, None, patronymic, False)


def _father_likeness(a: NameParts, b: NameParts) -> int | None:
    if a.patronymic and b.patronymic:
        return likeness(a.patronymic, b.patronymic)
    left, right = _father_letter(a), _father_letter(b)
    if not left or not right:
        return None
    return NEAR if left == right else UNLIKE


def _father_letter(name: NameParts) -> str:
    if name.patronymic:
        return name.patronymic[0]
    spare = name.initials if name.given else name.initials[1:]
    return spare[0] if spare else ""


def likeness(left: str, right: str) -> int:
    """Compare two folded words: EQUAL, NEAR (a typo, other vowels),
    LIKE (a short form, two typos) or UNLIKE."""
    if left == right:
        return EQUAL
    return _likeness(left, right) if left < right else _likeness(right, left)


@lru_cache(maxsize=200_000)
def _likeness(left: str, right: str) -> int:
    shorter = min(len(left), len(right))
    typos = OSA.distance(left, right, score_cutoff=3)
    if (typos == 1 and shorter >= 5) or (typos == 2 and shorter >= 9):
        return NEAR
    if typos <= 2 and shorter >= 3 and skeleton(left) == skeleton(right):
        return NEAR if shorter >= 5 else LIKE
    if (typos <= 2 and shorter >= 6) or JaroWinkler.similarity(left, right) >= 0.92:
        return LIKE
    return LIKE if shorter >= 4 and (left.startswith(right) or right.startswith(left)) else UNLIKE
