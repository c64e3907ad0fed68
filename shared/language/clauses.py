"""The second conditions of an indicator: "at least 15 at each training", "of them 80 on paper"."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from shared.language.words import msgid

AT_LEAST, AT_MOST, EXACTLY, BETWEEN = "at_least", "at_most", "exactly", "between"
COMPARATORS = {
    AT_LEAST: msgid("at least"),
    AT_MOST: msgid("at most"),
    EXACTLY: msgid("exactly"),
    BETWEEN: msgid("between"),
}
AMOUNTS = {
    AT_LEAST: msgid("at least %(value)s"),
    AT_MOST: msgid("at most %(value)s"),
    EXACTLY: msgid("exactly %(value)s"),
}
EACH_GATHERING, EACH_REGION, EACH_MONTH = "each_gathering", "each_region", "each_month"
DISTINCT_REGIONS, PART, WORDS = "distinct_regions", "part", "words"
KINDS = (EACH_GATHERING, EACH_REGION, DISTINCT_REGIONS, EACH_MONTH, PART, WORDS)
CHECKED = (EACH_GATHERING, EACH_REGION, EACH_MONTH, DISTINCT_REGIONS)
SOURCE, PAGE, TYPED = "source", "page", "typed"
# What a condition runs over; at each gathering it is said by `gatherings.Type.at_each`.
OVER_EACH = {
    EACH_REGION: msgid("%(amount)s in each region"),
    EACH_MONTH: msgid("%(amount)s in each month"),
    DISTINCT_REGIONS: msgid("from at least %(value)s different regions"),
}
PERCENT = "percent"
CATEGORY, SEX = "category", "sex"


@dataclass(frozen=True)
class Sort:
    """A part of a total that plans ask for. `said` is the whole condition in words,
    `named` its pattern over flat text.

    `text` stands in the plan's condition; `mark` is what a fact says of it, "" where no fact does.
    """

    name: str
    words: str
    said: str
    named: str
    text: str
    mark: str = ""


PAPER, ELECTRONIC, WOMEN, YOUTH = "paper", "electronic", "women", "youth"
DISABILITY, RURAL = "disability", "rural"
ALL_SORTS = (
    Sort(
        PAPER,
        msgid("on paper"),
        msgid("of them %(amount)s in paper form"),
        r"бумажн|печатн|қағаз",
        "в бумажном виде",
        CATEGORY,
    ),
    Sort(
        ELECTRONIC,
        msgid("electronic"),
        msgid("of them %(amount)s in electronic form"),
        r"электрон",
        "в электронном виде",
        CATEGORY,
    ),
    Sort(WOMEN, msgid("women"), msgid("of them %(amount)s women"), r"женщин|әйел", "женщин", SEX),
    Sort(
        YOUTH,
        msgid("young people"),
        msgid("of them %(amount)s young people"),
        r"молодеж|жастар",
        "молодёжи",
        CATEGORY,
    ),
    Sort(
        DISABILITY,
        msgid("people with disabilities"),
        msgid("of them %(amount)s people with disabilities"),
        r"инвалид|особыми потребност|мүгедект",
        "людей с инвалидностью",
    ),
    Sort(
        RURAL,
        msgid("rural residents"),
        msgid("of them %(amount)s villagers"),
        r"сельск|ауыл|из сел",
        "сельских жителей",
    ),
)
SORTS = {sort.name: sort for sort in ALL_SORTS}


@dataclass(frozen=True)
class Clause:
    """One condition: so much of every one of `over` (regions, months) or of one sort;
    `text` is as the plan says it.

    `kind` "words" is what nobody understood; `origin` says who wrote it: the plan (source),
    the page, or a person (typed). `unit` is "percent" where a part is a share of its total.
    """

    kind: str
    text: str = ""
    comparator: str | None = None
    value: int | str | None = None
    over: tuple[str, ...] | None = None
    origin: str | None = SOURCE
    unit: str = ""

    @classmethod
    def read(cls, state: dict[str, object]) -> Clause:
        """A clause from its JSON; what it does not know is left out."""
        known = {name: state[name] for name in cls.__dataclass_fields__ if name in state}
        over = known.pop("over", None)
        listed = tuple(over) if isinstance(over, list | tuple) else None
        return cls(**known, over=listed)  # type: ignore[arg-type]

    def state(self) -> dict[str, object]:
        """The clause as JSON; the unit stands only where there is one."""
        state = asdict(self) | {"over": None if self.over is None else list(self.over)}
        return state if self.unit else {name: value for name, value in state.items() if name != "unit"}

    @property
    def is_share(self) -> bool:
        """Whether its number is a per cent of the total."""
        return self.unit == PERCENT

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
