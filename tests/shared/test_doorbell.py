"""The doorbell: nobody who committed waits for the queue, and nothing is lost when nobody hears it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from shared.queue import broker
from shared.queue.broker import REST_SECONDS, Doorbell


class Task:
    """A task that notes what it was sent, once it may."""

    actor_name = "events.deliver"

    def __init__(self, open_now: bool = True, error: Exception | None = None) -> None:
        self.heard: list[tuple[Any, ...]] = []
        self.door, self.error = threading.Event(), error
        if open_now:
            self.door.set()

    def send(self, *args: Any) -> None:
        """Take a message."""
        self.door.wait(5)
        self.heard.append(args)
        if self.error:
            raise self.error


def until(true: Callable[[], bool]) -> bool:
    """Whether something comes true within two seconds."""
    ends = time.monotonic() + 2
    while not true() and time.monotonic() < ends:
        time.sleep(0.005)
    return true()


def test_who_rings_does_not_wait() -> None:
    bell, slow = Doorbell(), Task(open_now=False)
    begun = time.monotonic()
    bell.ring(slow)
    assert time.monotonic() - begun < 1 and not slow.heard
    slow.door.set()
    assert until(lambda: slow.heard == [()])


def test_what_is_rung_for_again_goes_once_and_what_differs_goes_too() -> None:
    bell, task = Doorbell(), Task(open_now=False)
    bell.ring(task, "first")  # is under way while the others wait
    assert until(lambda: not bell.waiting)
    for job in ("one", "two", "one", "one"):
        bell.ring(task, job)
    task.door.set()
    assert until(lambda: len(task.heard) == 3) and set(task.heard) == {("first",), ("one",), ("two",)}


def test_nobody_is_asked_for_a_while_when_the_queue_is_away() -> None:
    bell, away = Doorbell(), Task(error=ConnectionError("away"))
    bell.ring(away, "one")
    assert until(lambda: bell.quiet_until > time.monotonic())
    bell.ring(away, "two")
    assert not until(lambda: len(away.heard) > 1)
    bell.quiet_until, away.error = 0.0, None
    bell.ring(away, "three")
    assert until(lambda: ("three",) in away.heard)


def test_a_forked_process_rings_too(monkeypatch: pytest.MonkeyPatch) -> None:
    bell, task = Doorbell(), Task()
    bell.ring(task, "parent")
    assert until(lambda: len(task.heard) == 1)
    began = bell.process
    monkeypatch.setattr(os, "getpid", lambda: began + 1)
    bell.ring(task, "child")
    assert until(lambda: len(task.heard) == 2) and bell.process == began + 1


def test_many_rings_in_a_moment_are_two() -> None:
    bell, task = Doorbell(), Task()
    bell.ring(task)
    assert until(lambda: len(task.heard) == 1)  # whoever rings first does not wait
    for _turn in range(30):
        bell.ring(task)
        time.sleep(0.001)
    assert until(lambda: not bell.waiting) and len(task.heard) <= 3


def test_what_rests_keeps_nothing_else_waiting() -> None:
    bell, task = Doorbell(), Task()
    bell.ring(task, "deliver")
    assert until(lambda: task.heard == [("deliver",)])
    begun = time.monotonic()
    bell.ring(task, "deliver")
    bell.ring(task, "job")
    assert until(lambda: len(task.heard) == 3) and time.monotonic() - begun >= REST_SECONDS / 2
    assert task.heard[1:] == [("job",), ("deliver",)]


def test_what_no_longer_rests_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "REST_SECONDS", 0.0)
    bell, task = Doorbell(), Task()
    for number in range(20):
        bell.ring(task, number)
        assert until(lambda many=number + 1: len(task.heard) == many)
    assert len(bell.rests) <= 1
