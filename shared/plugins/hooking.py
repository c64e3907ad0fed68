"""How a hook is marked: the rule by which it is called stands beside its specification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

import pluggy

hookspec = pluggy.HookspecMarker("asar")
hookimpl = pluggy.HookimplMarker("asar")
Policy = Literal["strict", "isolate"]
Combine = Literal["first", "merge", "concat", "strictest", "all", "daily"]


@dataclass(frozen=True)
class Rule:
    """How a hook is called, said beside its specification.

    `answer` is what an implementation returns (a list of it with `many`); `policy` what a failure does:
    "strict" stops the action, "isolate" goes on as if the plugin had no opinion (`saving` where it is
    another when something is kept); `combine` how several answers become one; `asked` who calls it (a
    service, or the pages of all); `means` what stops or is left out, for people; `own` the field that
    is written `<plugin>.<value>`.
    """

    answer: type
    policy: Policy
    combine: Combine
    asked: tuple[str, ...]
    means: str
    many: bool = True
    own: str = ""
    saving: Policy | None = None


def hook(rule: Rule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a specification and keep its rule with it."""

    def mark(function: Callable[..., Any]) -> Callable[..., Any]:
        marked: Any = hookspec(function)
        marked.rule = rule
        return cast(Callable[..., Any], marked)

    return mark
