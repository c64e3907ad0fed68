"""Data that can go into any document: nothing that runs, nothing that cannot be printed."""

from __future__ import annotations

import re
from typing import Any

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def plain_data(value: Any) -> Any:
    """The same dicts, lists, strings, ints, bools and None, with unprintable characters gone.

    Raises TypeError on anything else: a float has no exact figure, an object could run code in a template.
    """
    if isinstance(value, str):
        return UNPRINTABLE.sub("", value)
    if isinstance(value, dict):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"not plain data: {type(value).__name__}")
