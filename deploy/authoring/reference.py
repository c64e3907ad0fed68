"""The reference of the hooks as plugins/README.md shows it, written from the specifications."""

from __future__ import annotations

import inspect
import re
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from deploy.settings import ROOT
from shared.language import evidence, gatherings, measures
from shared.language.expressions import Expression, parse
from shared.plugins import exchanged, notified
from shared.plugins.specifications import RULES, Rule, Specifications

README = ROOT / "plugins/README.md"
BEGINS, ENDS = "<!-- written by: ./asar plugin docs (whole) -->", "<!-- until here -->"
BETWEEN = re.compile(f"{re.escape(BEGINS)}.*{re.escape(ENDS)}", re.S)
COMBINED = {
    "first": "the first with an opinion",
    "merge": "field by field, the first with an opinion",
    "concat": "all of them, one after another",
    "strictest": "the strictest",
    "all": "all: any of them stops it",
    "daily": "for each day the first with an opinion",
}
SPOKEN = {
    "|": "or",
    "Words": "{ru, kk, en}",
    "Lines": "{ru, kk, en} of lines",
    "Answers": "answers by `<plugin>.<key>`",
}
FAILING = {"strict": "it stops", "isolate": "left out, loudly"}
ASKED = {
    "pages": "every page",
    "events": "events",
    "grants": "grants",
    "reports": "reports",
    "registry": "registry",
    "records": "all, from the queue",
    "papers": "whatever is printed",
    "texts": "letters, reminders",
    "reminders": "reminders",
}


def written() -> str:
    """The reference with its marks, as it stands in the README."""
    return "\n".join([BEGINS, *table(), "", *of_exchanged(), "", *of_words(), ENDS])


def table() -> list[str]:
    """A row a hook."""
    head = [
        "| hook | returns | several answers | when it fails | asked by | what for |",
        "|---|---|---|---|---|---|",
    ]
    return head + [row(name, rule) for name, rule in RULES.items()]


def row(name: str, rule: Rule) -> str:
    """One hook: all that its specification says of it."""
    function = getattr(Specifications, name)
    parameters = ", ".join(list(inspect.signature(function).parameters)[1:])
    returns = f"list of `{rule.answer.__name__}`" if rule.many else f"`{rule.answer.__name__}`"
    saving = f"; saving: {FAILING[rule.saving]}" if rule.saving else ""
    asked = ", ".join(ASKED[place] for place in rule.asked)
    purpose = one_line(inspect.getdoc(function))
    cells = (f"`{name}({parameters})`", returns, COMBINED[rule.combine], FAILING[rule.policy] + saving, asked)
    return f"| {' | '.join(cells)} | {purpose} |"


def of_exchanged() -> list[str]:
    """A row for each thing a hook is given or answers."""
    rows = ["| what is exchanged | fields | |", "|---|---|---|"]
    for name, kind in (vars(exchanged) | vars(notified)).items():
        if isinstance(kind, type) and kind.__module__ in (exchanged.__name__, notified.__name__):
            said = "; ".join(parts(kind))
            rows += [f"| `{name}` | {said} | {one_line(inspect.getdoc(kind))} |"] if said else []
    return rows


def parts(kind: type) -> list[str]:
    """The fields of a class that is exchanged; none of another."""
    if is_dataclass(kind):
        return [f"`{field.name}`{mark(field)} {shown(field.type)}" for field in fields(kind)]
    named = inspect.get_annotations(kind)
    return [f"`{name}` {shown(named[name])}" for name in getattr(kind, "_fields", ())]


def of_words() -> list[str]:
    """A row for each kind of word a plugin writes that is ours."""
    counted = [text for text in measures.offered() if summed(parse(text))]
    kinds = {
        "types of gatherings": gatherings.TYPES,
        "kinds of files that prove a gathering": evidence.OWNERS["gathering"],
        "measures of `IndicatorDef`; without brackets all of it, of gatherings any type in them": counted,
    }
    rows = [f"| {kind} | {', '.join(f'`{word}`' for word in words)} |" for kind, words in kinds.items()]
    return ["| words of ours | |", "|---|---|", *rows]


def summed(expression: Expression) -> bool:
    """Whether reports have a sum of it in a region."""
    return expression.delivered and not expression.unique


def mark(field: Field[Any]) -> str:
    """Whether a field may be left out."""
    return "" if field.default is MISSING and field.default_factory is MISSING else "?"


def shown(kind: Any) -> str:
    """A type as a table can hold it."""
    text = str(getattr(kind, "__forward_arg__", kind))
    return reduce(lambda said, pair: said.replace(*pair), SPOKEN.items(), text)


def one_line(words: str | None) -> str:
    """A docstring in one line of a table."""
    return " ".join((words or "").split()).replace("|", "or")


def rewrite(file: Path = README) -> None:
    """Put the present reference into the README."""
    text = file.read_text("utf-8")
    file.write_text(BETWEEN.sub(lambda _: written(), text), "utf-8")
