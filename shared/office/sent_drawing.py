"""A drawing somebody sent, looked at in a limited child,
`run_limited("shared.office.sent_drawing:checked", …)`."""

from __future__ import annotations

from shared.limited import Unreadable
from shared.office.drawing import drawable
from shared.plugins.pictures import Unfit, drawing


def checked(data: bytes) -> dict[str, str]:
    """The bytes of a file → `{"drawing": SVG}` with only shapes, colours and words in it, which can be drawn.
    Unreadable where it is none."""
    try:
        found = drawing(data.decode("utf-8-sig"))
    except (Unfit, UnicodeDecodeError) as error:
        raise Unreadable("unfit") from error
    if not drawable(found):
        raise Unreadable("unfit")
    return {"drawing": found}
