"""How a run is printed: hidden, struck out or white text is read by nobody, a raised figure is a mark."""

from __future__ import annotations

import re

from lxml.etree import _Element

from services.registry.reader.office.elements import inner, name_of, value_of

UNSEEN = {"vanish": "hidden", "strike": "struck_out", "dstrike": "struck_out"}
OFF = ("0", "false", "off", "none")
WHITE = "ffffff"


def unseen_because(run: _Element) -> str:
    """The code of why nobody reads the text of a run, "" where it is read."""
    code = next((code for name, code in UNSEEN.items() if _switched_on(run, name)), "")
    return code or ("hidden" if _is_white(run) else "")


def placed(run: _Element) -> str:
    """Whether a run is printed above or below its line, by its kind or by its distance."""
    raised = value_of(inner(run, "rPr", "position"))
    if re.fullmatch(r"-?[0-9]{1,4}", raised) and int(raised):
        return "superscript" if int(raised) > 0 else "subscript"
    return value_of(inner(run, "rPr", "vertAlign"))


def _switched_on(run: _Element, name: str) -> bool:
    found = inner(run, "rPr", name)
    return found is not None and value_of(found, "true") not in OFF


def _is_white(run: _Element) -> bool:
    """Whether a run is white on white; the first row of a table may be shaded by the table's style."""
    if value_of(inner(run, "rPr", "color")).lower() != WHITE:
        return False
    row = next(run.iterancestors("{*}tr"), None)
    heading = row is not None and not any(True for _ in row.itersiblings("{*}tr", preceding=True))
    return not heading and not any(map(_is_shaded, (run, *run.iterancestors("{*}p", "{*}tc"))))


def _is_shaded(part: _Element) -> bool:
    """Whether a run, a paragraph or a cell has a colour of its own behind it."""
    own = f"{name_of(part)}Pr"
    shade = inner(part, own, "shd")
    fill = (
        ""
        if shade is None
        else next((shade.get(key) for key in shade.keys() if str(key).endswith("}fill")), "")
    )
    return inner(part, own, "highlight") is not None or (fill or "auto").lower() not in ("auto", WHITE)
