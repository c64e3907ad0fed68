"""Bringing a revised annex into its project: its lines are told apart, doubtful ones asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.registry.annexes.operations.carried import Read, carry_doubts, carry_lines, carry_passport
from services.registry.annexes.queries.compared import KINDS, Planned, fresh, known, rows
from services.registry.annexes.rules.matching import Question, match_lines, same_print
from services.registry.db import db
from services.registry.drafts.operations.targets import doubt_targets
from services.registry.drafts.operations.versions import Annex, Reason, explain, import_plan
from services.registry.plans.models import Activity, Indicator, Match, Plan
from services.registry.plans.operations import PlanLocked, refuse_locked
from services.registry.plans.queries import activities, indicators, matches
from shared.acts.doer import doer
from shared.doors.errors import Conflict, Invalid
from shared.ids import new_id

Answers = Mapping[UUID, UUID | None]


class LineTaken(Conflict):
    """Two lines of the new annex are said to be the same approved line: %(lines)s.
    Leave it to one of them."""

    code = "line_taken"


class LineUnknown(Invalid):
    """There is no such line in the version in force."""

    code = "line_unknown"


def revise_plan(former: Plan, annex: Annex, reason: Reason, read: Read | None) -> Plan:
    """Start a new version from a revised annex; `read` is what the annex in force says."""
    if former.status != "approved":
        raise PlanLocked
    plan = explain(import_plan(annex, former.project), former, reason)
    tell_apart(plan, former)
    carry_lines(plan, former, read)
    carry_passport(plan, former, read)
    for indicator in indicators(plan):
        doubt_targets(plan, indicator)
    carry_doubts(plan, former)
    db.session.flush()
    return plan


def tell_apart(plan: Plan, former: Plan) -> None:
    """Give the rows of a new version the ids of the lines they surely are; ask about the others."""
    for kind in ("section", "activity"):
        match_rows(plan, kind, rows(former, kind), rows(plan, kind))
    ask_renamed(plan, former)
    before = {row.stable_id: row for row in activities(former)}
    for row in activities(plan):
        if row.stable_id in before:
            match_rows(plan, "indicator", before[row.stable_id].indicators, row.indicators)
    ask_moved(plan, former)


def match_rows(plan: Plan, kind: str, old: Sequence[Planned], new: Sequence[Planned]) -> None:
    """Match rows of one kind."""
    found = match_lines(known(old), fresh(new))
    for row in new:
        row.stable_id = found.same.get(row.id, row.stable_id)
    ask(plan, kind, found.questions)


def ask(plan: Plan, kind: str, questions: Sequence[Question]) -> None:
    """Keep questions for a person."""
    for question in questions:
        offered = list(map(str, question.offered))
        db.session.add(
            Match(plan_id=plan.id, kind=kind, line=question.line, guess=question.guess, offered=offered)
        )


def ask_renamed(plan: Plan, former: Plan) -> None:
    """Ask whether a section nothing is known of is the one that had its activities, by another name."""
    waiting = {match.line: match.guess for match in matches(plan)}
    free = {row.stable_id for row in former.sections} - {row.stable_id for row in plan.sections}
    was = {line.stable_id: line.section.stable_id for line in activities(former)}
    for section in plan.sections:
        lines = [waiting.get(line.id) or line.stable_id for line in section.activities]
        had = Counter(was[line] for line in lines if was.get(line) in free)
        if had and section.id not in waiting:
            offered = tuple(key for key, _count in had.most_common())
            ask(plan, "section", [Question(section.id, offered[0], offered)])


def ask_moved(plan: Plan, former: Plan) -> None:
    """Ask whether an indicator that left its activity is the one that says the same in another;
    those of an activity in doubt wait for its answer."""
    waiting = matches(plan)
    asked = {match.line for match in waiting}
    old, new = certain(former, offered_activities(waiting)), certain(plan, asked)
    before, after = {item.stable_id for item in old}, {item.stable_id for item in new}
    settled = asked | {item.id for item in new if item.stable_id in before}
    left = [line for line in known(old) if line.key not in after]
    came = [line for line in fresh(new) if line.key not in settled]
    ask(plan, "indicator", [Question(line, one, (one,)) for line, one in same_print(left, came)])


def offered_activities(waiting: Sequence[Match]) -> set[UUID]:
    """Activities in force that a question offers."""
    return {UUID(key) for match in waiting if match.kind == "activity" for key in match.offered}


def certain(plan: Plan, doubtful: set[UUID]) -> list[Indicator]:
    """Indicators of the activities that are not among these, by row or stable id."""
    sure = [row for row in activities(plan) if not {row.id, row.stable_id} & doubtful]
    return [item for row in sure for item in row.indicators]


def decide_matches(plan: Plan, former: Plan, answers: Answers, read: Read | None) -> None:
    """Take a person's answers: which line in force each of these rows is, None for a new one."""
    refuse_locked(plan)
    changed: set[UUID] = set()
    for kind in KINDS:
        for row in rows(plan, kind):
            if row.id in answers and row.id not in changed:
                changed |= decide(plan, former, kind, row, answers[row.id])
    refuse_taken(plan)
    owners = {item.id: line.id for line in activities(plan) for item in line.indicators}
    carry_lines(plan, former, read, {owners.get(key, key) for key in changed | set(answers)})
    carry_doubts(plan, former)
    db.session.flush()


def decide(plan: Plan, former: Plan, kind: str, row: Planned, same: UUID | None) -> set[UUID]:
    """Keep one answer; the rows it was about, the indicators of an activity with it."""
    before = {line.stable_id: line for line in rows(former, kind)}
    if same is not None and same not in before:
        raise LineUnknown
    keep_answer(plan, kind, row, same)
    was = row.stable_id
    row.stable_id = same or (new_id() if was in before else was)
    if not isinstance(row, Activity) or row.stable_id == was:
        return {row.id}
    forget(plan, row)
    if same:
        match_rows(plan, "indicator", inside(before[same]), row.indicators)
    return {row.id, *(item.id for item in row.indicators)}


def inside(row: Planned) -> list[Indicator]:
    """The indicators of an activity."""
    return row.indicators if isinstance(row, Activity) else []


def keep_answer(plan: Plan, kind: str, row: Planned, same: UUID | None) -> None:
    """Keep who answered what; a line nobody asked about becomes an answered question."""
    found = next((match for match in matches(plan) if match.line == row.id), None)
    if found is None:
        found = Match(plan_id=plan.id, kind=kind, line=row.id, offered=[])
        db.session.add(found)
    found.answered, found.same_as, found.answered_by = True, same, doer().name
    db.session.flush()


def forget(plan: Plan, row: Activity) -> None:
    """Take back what was said of an activity's indicators: the activity is another one."""
    inside = {item.id for item in row.indicators}
    for match in matches(plan):
        if match.line in inside:
            db.session.delete(match)
    for item in row.indicators:
        item.stable_id = new_id()
    db.session.flush()


def refuse_taken(plan: Plan) -> None:
    """A line in force goes on in one line of the new version."""
    for kind in KINDS:
        seen: dict[UUID, Planned] = {}
        for row in rows(plan, kind):
            if other := seen.get(row.stable_id):
                raise LineTaken(lines=f"{other.code}, {row.code}")
            seen[row.stable_id] = row
