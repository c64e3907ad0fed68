"""Hooks are asked in threads that are kept: one whose asker was ended serves nobody after."""

from __future__ import annotations

import time

import pytest

from shared.plugins import deadline
from shared.plugins.deadline import Hand, Overdue, within


@pytest.fixture(autouse=True)
def nobody_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread of another test is at hand."""
    monkeypatch.setattr(deadline, "free", [])


def test_a_thread_serves_again_and_keeps_nothing() -> None:
    assert within(1, lambda: 1, "a rule") == 1
    assert within(1, lambda: 2, "another") == 2
    assert len(deadline.free) == 1


def test_one_that_takes_too_long_serves_nobody_again() -> None:
    with pytest.raises(Overdue):
        within(0.01, lambda: time.sleep(0.2), "a rule")
    assert deadline.free == []


def test_one_whose_asker_is_ended_serves_nobody_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that ran out of its time left a thread behind at each try."""
    hands: list[Hand] = []

    def ended(hand: Hand, action: deadline.Action, *_more: object) -> None:
        hands.append(hand)
        hand.asked.put(action)
        raise SystemExit

    monkeypatch.setattr(Hand, "do", ended)
    with pytest.raises(SystemExit):
        within(1, lambda: time.sleep(0.1), "a rule")
    hands[0].join(1)
    assert not hands[0].is_alive() and deadline.free == []
