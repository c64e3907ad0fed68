"""How the answers of several plugins become one: the six ways a specification may name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

Answers = Sequence[Any]


def first(answers: Answers) -> Any:
    """The first plugin with an opinion wins; None without one."""
    return next((answer for answer in answers if answer), None)


def merge(answers: Answers) -> Any:
    """One answer, field by field the first that is not empty; None without any."""
    if not answers:
        return None
    names = [item.name for item in fields(answers[0])]
    said = {name: first([getattr(answer, name) for answer in answers]) for name in names}
    return type(answers[0])(**{name: value for name, value in said.items() if value})


def concat(answers: Answers) -> list[Any]:
    """All of them one after another, by their `order` where they have one."""
    items = [item for answer in answers for item in answer]
    return sorted(items, key=lambda item: getattr(item, "order", 0))


def strictest(answers: Answers) -> Any:
    """The least amount; None without any."""
    return min((item for answer in answers for item in answer), key=lambda item: item.amount, default=None)


def everyone(answers: Answers) -> list[Any]:
    """What anybody objects to, each objection once; an empty list when all agree."""
    objections: list[Any] = []
    for item in (item for answer in answers for item in answer):
        if item not in objections:
            objections.append(item)
    return objections


def daily(answers: Answers) -> list[Any]:
    """For each day the word of the first who has one, in the order of days."""
    said: dict[Any, Any] = {}
    for item in (item for answer in answers for item in answer):
        said.setdefault(item.day, item)
    return [said[day] for day in sorted(said)]


WAYS: dict[str, Callable[[Answers], Any]] = {
    "first": first,
    "merge": merge,
    "concat": concat,
    "strictest": strictest,
    "all": everyone,
    "daily": daily,
}


def owned(plugin: str, name: str, answer: Any) -> Any:
    """The answer with what its entries are known by under the plugin's own name."""
    if not name or answer is None:
        return answer
    if isinstance(answer, list):
        return [owned(plugin, name, item) for item in answer]
    return replace(answer, **{name: f"{plugin}.{getattr(answer, name)}"})
