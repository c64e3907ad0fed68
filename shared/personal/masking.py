"""Personal values in what people write: found by their shape, shown by their end only, put back where a mask
was left as it stood."""

from __future__ import annotations

import re

from shared.doors.errors import Invalid
from shared.personal.shapes import HERE, IDS_OR_VALUES

SIGN, END = "•", 2


class MaskChanged(Invalid):
    """Something that is not shown was changed in part. Write it in full, or leave it as it stood."""

    code = "mask_changed"


def personal_values(text: str, whole: bool = False) -> list[str]:
    """The phones, IINs, accounts and addresses of mail in a text, in their order; of a field that is personal
    as a `whole`, all it says."""
    if whole:
        return [text] if text.strip() else []
    return [found[0] for found in IDS_OR_VALUES.finditer(text) if not found["id"]]


def masked(text: str, whole: bool = False) -> str:
    """A text with only the ends of its personal values shown; the id of a centre or a group stays whole."""
    if whole:
        return mask(text) if text.strip() else text
    return IDS_OR_VALUES.sub(lambda found: found["id"] or mask(found[0]), text)


def mask(value: str) -> str:
    """What stands for a personal value: "+7 ••• ••• •• 67" for a phone; nothing of a short one is shown."""
    end = value.strip()[-END:] if len(value.strip()) > 2 * END else ""
    dots = " ".join(SIGN * size for size in (3, 3, 2))
    return f"+7 {dots} {end}" if re.fullmatch(HERE, value.strip()) else f"{SIGN * 6}{end}"


def restored(typed: str, kept: str, whole: bool = False) -> str:
    """What somebody typed, with the values that are kept where their masks were left; MaskChanged, also where
    one of two that end alike was taken out: nobody knows which."""
    values = personal_values(kept, whole)
    for value in values:
        alike = [each for each in values if mask(each) == mask(value)]
        if len({*alike}) > 1 and 0 < typed.count(mask(value)) < len(alike):
            raise MaskChanged
    for value in values:
        typed = typed.replace(mask(value), value, 1)
    if SIGN * 2 in typed and SIGN * 2 not in kept:
        raise MaskChanged
    return typed
