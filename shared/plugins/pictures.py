"""A region's colours and drawings: whether white can be read on a colour, and an SVG without anything
that runs or loads."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

LARGEST_DRAWING, MOST_PARTNERS = 200 * 1024, 6
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan clipPath "
    "mask linearGradient radialGradient stop pattern".split()
)
LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


class Unfit(ValueError):
    """A drawing that cannot be used, in words."""


def contrast_with_white(colour: str) -> Decimal:
    """The contrast of #rrggbb with white (WCAG 2), 1 to 21."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return Decimal(str(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)))


def drawing(text: object) -> str:
    """The SVG with only shapes, colours and words in it; Unfit when it is none, or too large."""
    if type(text) is not str:
        raise Unfit("must be an SVG as text")
    if (size := len(text.encode())) > LARGEST_DRAWING:
        raise Unfit(f"is {size // 1024} KB, at most {LARGEST_DRAWING // 1024} KB are taken")
    root = parsed(text)
    for element in [item for item in root.iter() if not drawn(item)]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    for element in root.iter():
        clean(element)
    return etree.tostring(root, encoding="unicode")


def parsed(text: str) -> etree._Element:
    """The root of the drawing, read without entities and without the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit(f"is not an SVG: {error}") from error
    if root.tag != f"{SVG}svg":
        raise Unfit('is not an SVG: it must begin with <svg xmlns="http://www.w3.org/2000/svg">')
    return root


def drawn(element: etree._Element) -> bool:
    """Whether an element only draws."""
    return isinstance(element.tag, str) and element.tag.removeprefix(SVG) in DRAWN


def clean(element: etree._Element) -> None:
    """Take off what runs (on…), what loads (links to elsewhere, url() of elsewhere) and styles."""
    for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
        runs = name.lower().startswith("on") or name == "style" or "javascript:" in value.lower()
        leads_out = name in LINKS and not value.startswith("#")
        if runs or leads_out or ("url(" in value and "url(#" not in value):
            del element.attrib[name]
