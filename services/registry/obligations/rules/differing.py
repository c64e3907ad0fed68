"""What a plan asks for beside what was confirmed: what is new, what is no longer asked, which terms moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.registry.obligations.models import Obligation
from services.registry.obligations.rules.proposing import Asked, Slot

Key = tuple[str, str | None, int]


@dataclass(frozen=True)
class Moved:
    """An obligation whose term is another one in the plan in force."""

    obligation: Obligation
    slot: Slot


@dataclass
class Difference:
    """`lacking` are the slots nobody confirmed, by the id of their indicator; `unasked` the obligations the
    plan no longer asks for, `moved` those whose term it changed."""

    lacking: dict[str, list[Slot]] = field(default_factory=dict)
    unasked: list[Obligation] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether plan and obligations agree."""
        return not (self.lacking or self.unasked or self.moved)


def difference(plan: Sequence[Asked], confirmed: Sequence[Obligation]) -> Difference:
    """What differs between what the plan asks for and what was confirmed of its lines."""
    wanted = slots_by_key(plan)
    counted = [row for row in confirmed if row.indicator_id]
    uncertain = {item.indicator.id for item in plan if not item.slots}  # the plan does not say how many
    open_now = [row for row in counted if not row.waived_because and str(row.indicator_id) not in uncertain]
    return Difference(
        lacking(plan, {key(row) for row in counted}),
        [row for row in open_now if key(row) not in wanted],
        moved(wanted, open_now),
    )


def lacking(plan: Sequence[Asked], known: set[Key]) -> dict[str, list[Slot]]:
    """The slots nobody confirmed, by indicator; of what the plan gives no number nothing lacks once one was
    said."""
    asked = {indicator for indicator, _region, _number in known}
    found = {
        item.indicator.id: [slot for slot in item.slots if key_of(item, slot) not in known] for item in plan
    }
    unsaid = {item.indicator.id for item in plan if not item.slots} - asked
    return {name: rows for name, rows in found.items() if rows or name in unsaid}


def moved(wanted: Mapping[Key, Slot], rows: Sequence[Obligation]) -> list[Moved]:
    """Obligations whose day in the plan is not the one they were confirmed by."""
    pairs = [(row, wanted[key(row)]) for row in rows if key(row) in wanted]
    return [Moved(row, slot) for row, slot in pairs if slot.due_on not in (None, row.plan_due_on)]


def slots_by_key(plan: Sequence[Asked]) -> dict[Key, Slot]:
    """What a plan asks for, by what tells its things apart."""
    return {key_of(item, slot): slot for item in plan for slot in item.slots}


def key(row: Obligation) -> Key:
    """What tells an obligation of a line from the others."""
    return str(row.indicator_id), row.region, row.number


def key_of(item: Asked, slot: Slot) -> Key:
    """The same of what the plan asks for."""
    return item.indicator.id, slot.region, slot.number
