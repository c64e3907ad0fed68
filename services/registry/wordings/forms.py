"""A plan side by side as a form: what is written, what a file of the same plan offers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.registry.annexes.operations.carried import as_read
from services.registry.drafts.operations.versions import Annex
from services.registry.plans.models import Plan
from services.registry.wordings.queries import Side, sides
from services.registry.wordings.rules.pairing import PLANS, Doubt, Found, Pairs, paired
from shared.doors.form import Form
from shared.language.wordings import UNIT


@dataclass(frozen=True)
class Row:
    """A line as a field of the form: `name` of the field, what stands in it, what the file offers instead."""

    name: str
    side: Side
    value: str
    offered: Found | None


@dataclass(frozen=True)
class Sheet:
    """The lines of a plan by what a translator has to do with them; `left` are texts of the file without a
    line, `unsaid` lines the file does not name, `otherwise` what it plans otherwise, taken or not."""

    doubted: list[Row]
    missing: list[Row]
    apart: list[Row]
    written: list[Row]
    left: list[str]
    unsaid: list[str]
    otherwise: list[tuple[Side, Doubt]]
    filled: int

    @property
    def open(self) -> int:
        """How many lines are not in Kazakh yet."""
        rows = [*self.doubted, *self.missing, *self.apart, *self.written]
        return sum(not row.side.words.kazakh for row in rows)


def told_by(plan: Plan, annex: Annex | None) -> Pairs:
    """What a file says of the lines of a plan; nothing without one."""
    return paired(plan, annex.read["passport"], as_read(annex.read)) if annex else Pairs()


def named(line: str) -> str:
    """The field of a line; a name that an address and a label can hold."""
    return f"kk-{hashlib.sha256(line.encode()).hexdigest()[:12]}"


def start_of(plan: Plan) -> dict[str, str]:
    """What is written, by field."""
    return {named(side.words.line): side.words.kazakh or "" for side in sides(plan)}


def texts_sent(plan: Plan, form: Form) -> dict[str, str]:
    """The words of the form by line: those taken from the file or from before, else those typed."""
    fields = {named(side.words.line): side.words.line for side in sides(plan)}
    return {
        line: form.value(f"use-{name}") or form.value(name)
        for name, line in fields.items()
        if name in form.values
    }


def sheet_of(plan: Plan, form: Form, pairs: Pairs, from_file: bool) -> Sheet:
    """The lines as the page shows them."""
    found = {one.line: one for one in pairs.found}
    rows = [row_of(side, form, found.get(side.words.line)) for side in sides(plan)]
    parts: dict[str, list[Row]] = {name: [] for name in ("doubted", "missing", "apart", "written")}
    for row in rows:
        parts[part_of(row)].append(row)
    unsaid = [row.side.words for row in rows if row.side.words.line not in found] if from_file else []
    return Sheet(
        **parts,
        left=pairs.left,
        unsaid=[one.russian for one in unsaid if one.kind != UNIT],
        otherwise=list(otherwise(rows, found)),
        filled=sum(bool(row.value) for row in parts["missing"]),
    )


def otherwise(rows: list[Row], found: Mapping[str, Found]) -> Iterator[tuple[Side, Doubt]]:
    """Lines the file plans otherwise, whether its words are taken or not."""
    for row in rows:
        one = found.get(row.side.words.line)
        yield from ((row.side, doubt) for doubt in (one.doubts if one else ()) if doubt.code in PLANS)


def part_of(row: Row) -> str:
    """Under which heading of the page a line stands: what asks for somebody comes first."""
    if row.offered:
        return "doubted"
    if not row.side.words.kazakh:
        return "missing"
    return "apart" if row.side.apart else "written"


def row_of(side: Side, form: Form, found: Found | None) -> Row:
    """One line: words of the file that nothing speaks against stand in its field while it is empty,
    others are offered."""
    name, stored = named(side.words.line), side.words.kazakh or ""
    certain = found and not found.doubts and not stored
    typed: Any = form.value(name)
    value = typed if form.sent else found.text if found and certain else stored
    return Row(name, side, value, found if found and not certain and found.text != stored else None)
