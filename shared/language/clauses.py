"""The second conditions of an indicator: "at least 15 at each training", "of them 80 on paper"."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from decimal import Decimal

AT_LEAST, AT_MOST, EXACTLY, BETWEEN = "at_least", "at_most", "exactly", "between"
COMPARATORS = (AT_LEAST, AT_MOST, EXACTLY, BETWEEN)
EACH_GATHERING, EACH_REGION, EACH_MONTH = "each_gathering", "each_region", "each_month"
DISTINCT_REGIONS, PART, WORDS = "distinct_regions", "part", "words"
CHECKED = (EACH_GATHERING, EACH_REGION, EACH_MONTH, DISTINCT_REGIONS)
SOURCE, PAGE, TYPED = "source", "page", "typed"


@dataclass(frozen=True)
class Clause:
    """One condition: so much of every one of `over` (regions, months) or of one sort; `text` is as the plan says it.

    `kind` "words" is what nobody understood; `origin` says who wrote it: the plan (source), the page, or a person (typed).
    """

    kind: str
    text: str = ""
    comparator: str | None = None
    value: int | str | None = None
    over: tuple[str, ...] | None = None
    origin: str | None = SOURCE

    @classmethod
    def read(cls, state: dict[str, object]) -> Clause:
        """A clause from its JSON; what it does not know is left out."""
        known = {name: state[name] for name in cls.__dataclass_fields__ if name in state}
        over = known.pop("over", None)
        return cls(**known, over=tuple(over) if isinstance(over, list | tuple) else None)  # type: ignore[arg-type]

    def state(self) -> dict[str, object]:
        """The clause as JSON."""
        return asdict(self) | {"over": None if self.over is None else list(self.over)}

    @property
    def amount(self) -> Decimal:
        """The number it asks for."""
        return Decimal(str(self.value))

    @property
    def asks(self) -> str:
        """The comparison; without a word of comparison a number is a minimum."""
        return self.comparator or AT_LEAST

    @property
    def sort(self) -> str:
        """The part of a total it speaks of, "" for the other kinds."""
        return self.over[0] if self.kind == PART and self.over else ""

    @property
    def checked(self) -> bool:
        """Whether figures can always tell if it is met; words and parts of a total are shown."""
        return self.kind in CHECKED

    def over_only(self, names: tuple[str, ...] | None) -> Clause:
        """The same condition over other regions or months."""
        return replace(self, over=names or None)
