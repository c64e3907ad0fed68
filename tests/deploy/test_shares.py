"""How `./asar test` shares the tests out between its workers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from deploy.settings import ROOT
from tests import conftest
from tests.conftest import UNTIMED, USUAL, Together, share_of, untimed
from tests.journeys.running import ONE_PROCESS

TOOK = {
    "tests/journeys/test_page.py::test_a[one-process]": 90.0,
    "tests/journeys/test_month.py::test_a[one-process-phone]": 60.0,
    "tests/deploy/test_up.py::test_a": 40.0,
    "tests/house/test_words.py::test_a": 5.0,
    "tests/house/test_lint.py::test_a": 5.0,
    "tests/events/test_long.py::test_a[embedded]": 30.0,
    "tests/events/test_short.py::test_a[embedded-x]": 3.0,
    "tests/events/test_short.py::test_b[embedded]": 3.0,
    "tests/grants/test_long.py::test_a[own]": 20.0,
    "tests/grants/test_short.py::test_a[own]": 2.0,
}


class Worker:
    """A worker that notes the first test of each share it gets."""

    def __init__(self) -> None:
        self.gateway, self.shutting_down, self.given = SimpleNamespace(id="w"), False, list[str]()

    def send_runtest_some(self, indices: list[int]) -> None:
        """Take a share."""
        self.given.append(share_of(list(TOOK)[indices[0]]))

    def shutdown(self) -> None:
        """Nothing is left."""
        self.shutting_down = True


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> list[list[str]]:
    """What each of three workers gets, where every test is over at once."""
    monkeypatch.setattr(conftest, "known_seconds", lambda config: TOOK)
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"] * 3)
    together, workers = Together(pytestconfig, None), [Worker(), Worker(), Worker()]
    for worker in workers:
        together.add_node(worker)
    for worker in workers:
        together.add_node_collection(worker, list(TOOK))
    together.schedule()
    while together.has_pending:
        for worker in workers:
            over(together, worker)
    return [worker.given for worker in workers]


def over(together: Together, worker: Any) -> None:
    """The next test of a worker is over."""
    for share in list(together.assigned_work[worker].values()):
        for nodeid in [nodeid for nodeid, done in share.items() if not done][:1]:
            together.mark_test_complete(worker, list(TOOK).index(nodeid))
            return


def test_each_share_goes_to_one_worker_once(handed: list[list[str]]) -> None:
    given = [share for shares in handed for share in shares]
    assert sorted(given) == sorted(set(map(share_of, TOOK)))
    assert {"tests/house", ONE_PROCESS} < set(given)


def test_the_longest_comes_first_and_a_pair_stays_with_its_worker(handed: list[list[str]]) -> None:
    assert handed[0][:2] == [ONE_PROCESS, "tests/deploy/test_up.py"]
    assert handed[1][:2] == ["tests/events/test_long.py[embedded]", "tests/events/test_short.py[embedded]"]
    assert handed[2][:2] == ["tests/grants/test_long.py[own]", "tests/grants/test_short.py[own]"]


def test_where_nothing_was_timed_a_journey_comes_first(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """On a clean checkout the few journeys came last, one after another in one worker."""
    monkeypatch.setattr(conftest, "known_seconds", lambda config: {})
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"])
    together = Together(pytestconfig, None)
    short = [f"tests/events/test_short.py::test_{number}" for number in range(40)]
    together.collection = ["tests/journeys/test_month.py::test_a", *short]
    assert max(together.seconds, key=together.seconds.__getitem__) == "tests/journeys/test_month.py"


def test_where_nothing_was_timed_what_is_known_of_a_file_counts() -> None:
    """Five tests of the ended demo wait for two loads of it, thirty of the bench for nothing; three tests
    open every page as everybody, ten send files that harm: on a clean checkout both came last."""
    assert 5 * untimed("tests/deploy/test_demo_end.py::test_a") > 30 * untimed(
        "tests/deploy/test_bench.py::test_a"
    )
    assert untimed("tests/journeys/test_month.py::test_a") == UNTIMED["tests/journeys"]
    pages, files = "tests/house/test_other_regions.py", "tests/shared/test_hostile_files.py"
    assert 3 * untimed(f"{pages}::test_a[embedded]") > 100 * USUAL < 10 * untimed(f"{files}::test_a[own]")
    assert untimed("tests/language/test_clauses.py::test_a") == USUAL
    assert [name for name in UNTIMED if not (ROOT / name).exists()] == []
