"""Addresses whose builders are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

Built = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule that compiles how its address is built at the first `url_for` of it: a process asks for a few of
    a thousand, and to compile both forms of all of them was a third of a service's start."""

    def _compile_builder(self, append_unknown: bool = True) -> Built:
        """What builds the address, as werkzeug compiles it, but late."""
        compile_now = super()._compile_builder
        built: list[Built] = []

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            if not built:
                built.append(compile_now(append_unknown))
            return built[0](rule, **values)

        return build
