"""How the deployments above and below stand, for the doctor: last heard, what waits, clock, version."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from deploy.doctor.finding import Finding, note, ok

KNOWN = """SELECT d.name, d.side, d.state, n.heard_at, coalesce(n.said, '{}'), n.held_at IS NOT NULL
    FROM deployments d LEFT JOIN deployment_news n ON n.deployment_id = d.id
    WHERE d.state <> 'invited' ORDER BY d.name"""
WAITING = "SELECT count(*) FILTER (WHERE refused IS NULL), count(refused) FROM upwards"
THERE = "SELECT to_regclass('upwards') IS NOT NULL"  # another product under this supervisor has none
SILENT, CLOCK_OFF = timedelta(days=1), 60


def deployment_findings(connection: Any) -> list[Finding]:
    """A line for each deployment of the registry's database; none where there is none."""
    if not connection.execute(THERE).fetchone()[0]:
        return []
    waiting, refused = connection.execute(WAITING).fetchone()
    return [
        above(name, state, heard, {**said, "waiting": waiting, "refused": refused})
        if side == "above"
        else below(name, state, heard, said, held)
        for name, side, state, heard, said, held in connection.execute(KNOWN)
    ]


def above(name: str, state: str, heard: datetime | None, said: dict[str, Any]) -> Finding:
    """The centre, as this home stands with it; `off` is by how much it finds this clock off."""
    return said_of(f"the centre {name}", state, heard, said, said.get("off", 0), doubt=bool(said["refused"]))


def below(name: str, state: str, heard: datetime | None, said: dict[str, Any], held: bool) -> Finding:
    """A region's home, as it last told of itself."""
    found = said_of(
        f"the home {name} (version {said.get('version', 'not told')})",
        state,
        heard,
        said,
        said.get("clock", 0),
        doubt=bool(said.get("refused")) or held,
    )
    return (
        note(f"{found.words}; it has forgotten some of what it sent: see the page Deployments")
        if held
        else found
    )


def said_of(
    called: str, state: str, heard: datetime | None, said: dict[str, Any], clock: int, doubt: bool
) -> Finding:
    """One deployment in a line; worth knowing where it is silent, not paired, its clock off, or refused."""
    silent = heard is None or datetime.now(UTC) - heard > SILENT
    last = f"last heard {heard:%Y-%m-%d %H:%M} UTC" if heard else "never heard"
    counts = f"{said.get('waiting', 0)} records wait, {said.get('refused', 0)} are not taken"
    words = f"{called}: {state}, {last}; {counts}; clock {'right' if not clock else f'{clock} s off'}"
    looks_well = state == "paired" and not (silent or doubt or abs(clock) > CLOCK_OFF)
    return ok(words) if looks_well else note(words)
