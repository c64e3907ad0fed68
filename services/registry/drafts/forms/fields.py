"""The fields of the review page by row: `<row>-<name>`; a row's reasons are kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, ValidationError
from werkzeug.datastructures import MultiDict

from shared.doors.errors import Refusal, invalid_fields
from shared.doors.form import given, words

Errors = dict[str, dict[str, str]]
Typed = MultiDict[str, str]
NUMBERS = ("target", "target_high", "cost", "amount", "employment_percent")
DIVIDED = ("region-", "month-")


def collect(errors: Errors, key: str, step: Callable[..., Any], *given: Any) -> Any:
    """Run one row's saving and keep its reasons."""
    try:
        return step(*given)
    except ValidationError as error:
        errors[key] = {
            name: words(text) for name, text in invalid_fields(error.messages).detail["fields"].items()
        }
    except Refusal as refusal:
        errors[key] = {refusal.field or "name": refusal.message}
        if "was" in refusal.detail:
            errors[key]["was"] = refusal.detail["was"]
    return None


def part(typed: Typed, key: str, schema: Schema) -> dict[str, Any]:
    """The cleaned fields of one row; a number may be typed with spaces or a comma."""
    values: dict[str, Any] = {
        name: typed[f"{key}-{name}"] for name in schema.fields if f"{key}-{name}" in typed
    }
    for name in values:
        if name in NUMBERS or name.startswith(DIVIDED):
            values[name] = "".join(values[name].split()).replace(",", ".")
    if "regions" in schema.fields:
        values["regions"] = typed.getlist(f"{key}-regions")
    return schema.load(given(values))


def in_order(chosen: list[str], former: list[str]) -> list[str]:
    """Chosen regions, those of before in their order."""
    return [code for code in former if code in chosen] + [code for code in chosen if code not in former]
