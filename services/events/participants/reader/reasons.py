"""Why a row was not taken, in words for the person who will correct it."""

import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

LOCALES = ("ru", "kk", "en")


def reason_text(problem: dict[str, Any], locale: str) -> str:
    """Return "column: reason" in ru, kk or en, each word once;
    an unknown code is shown as it is, with its `text` if it has one."""
    params = problem.get("params") or {}
    values = defaultdict(
        str, params, **{name: problem.get(name) or "" for name in ("value", "column", "code")}
    )
    texts = _texts().get(_entry(problem["code"], params), {"ru": "{text} ({code})"})
    text = texts.get(locale, texts["ru"]).format_map(values)
    column = problem.get("column")
    told = not column or problem.get("row") is None or text.casefold().startswith(column.casefold())
    return text if told else f"{column}: {text}"


def title_of_reasons(locale: str) -> str:
    """Return the title of the column of reasons."""
    titles = _texts()["title"]
    return titles.get(locale, titles["ru"])


def _entry(code: str, params: dict[str, Any]) -> str:
    return "category_unknown_closest" if code == "category_unknown" and params.get("closest") else code


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text("utf-8"))
