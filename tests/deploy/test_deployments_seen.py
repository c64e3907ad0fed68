"""What the doctor says of the deployments above and below."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.doctor import deployments
from deploy.doctor.finding import NOTE, OK

NOW = datetime.now(UTC)
WELL = {"version": "0.1.0", "waiting": 4, "refused": 0, "clock": 0}


class Connection:
    """A database that knows one deployment, and of a home what waits there."""

    def __init__(self, *known: Any, waiting: tuple[int, int] = (0, 0)) -> None:
        self.known, self.waiting = known, waiting

    def execute(self, asked: str) -> Any:
        """The rows of a statement."""
        rows = [{deployments.KNOWN: self.known, deployments.THERE: (True,)}.get(asked, self.waiting)]
        return type("Rows", (), {"fetchone": lambda _self: rows[0], "__iter__": lambda _self: iter(rows)})()


@pytest.mark.parametrize(
    ("known", "level", "words"),
    [
        (("t", "below", "paired", NOW, WELL, False), OK, "version 0.1.0): paired, last heard"),
        (("t", "below", "paired", NOW - timedelta(days=2), WELL, False), NOTE, "last heard"),
        (("t", "below", "paired", None, {}, False), NOTE, "never heard"),
        (("t", "below", "paired", NOW, {**WELL, "refused": 3}, False), NOTE, "3 are not taken"),
        (("t", "below", "paired", NOW, {**WELL, "clock": 7200}, False), NOTE, "clock 7200 s off"),
        (("t", "below", "paired", NOW, WELL, True), NOTE, "has forgotten"),
        (("t", "below", "revoked", NOW, WELL, False), NOTE, "revoked"),
    ],
)
def test_a_home_is_a_line(known: Any, level: str, words: str) -> None:
    (finding,) = deployments.deployment_findings(Connection(*known))
    assert finding.level == level and words in finding.words


def test_the_centre_is_a_line_with_what_waits_here() -> None:
    centre = ("centre", "above", "paired", NOW, {"off": 0}, False)
    (well,) = deployments.deployment_findings(Connection(*centre, waiting=(5, 0)))
    (refused,) = deployments.deployment_findings(Connection(*centre, waiting=(5, 2)))
    assert (well.level, refused.level) == (OK, NOTE)
    assert "5 records wait" in well.words and "2 are not taken" in refused.words
