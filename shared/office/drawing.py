"""PDF files and pictures from plain data. Heavy: call it inside `shared.limited.run_limited`.

Whatever a user typed stays text: data reaches Typst as JSON.
The libraries are imported by the function that needs them, so that a child starts quickly.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from shared.office.plain import UNPRINTABLE, plain_data
from shared.web.places import UI

if TYPE_CHECKING:
    import typst

FONT_FOLDER = UI / "static" / "vendor"
FONT_FAMILY = "Noto Sans"
WORDS = Path(__file__).with_name("words.typ")  # how every paper divides long words
PICTURE_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


class FontsMissing(RuntimeError):
    """Noto Sans is not where the set-up puts it, so no document can be drawn."""


@cache
def fonts() -> typst.Fonts:
    """Our fonts alone; FontsMissing before the set-up."""
    import typst

    found = typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_FOLDER)])
    if FONT_FAMILY not in found.families():
        raise FontsMissing(f"{FONT_FAMILY} is missing: run the set-up, which fills {FONT_FOLDER.name}/")
    return found


def render_pdf(
    template_dir: Path,
    data: dict[str, Any],
    assets: Mapping[str, bytes],
    *,
    made_at: datetime,
    own: str = "",
) -> bytes:
    """Typeset `main.typ` of `template_dir`, or the region's `own` template beside it, as a tagged PDF/UA-1.

    The template reads `json(bytes(sys.inputs.data))`, the assets by file name from `assets/`, and `words.typ`
    of this folder; it sees nothing else of the disk. A character no font has would break the standard, so
    such a document comes out tagged but not declared PDF/UA. `made_at` is written into the file: the same
    data give the same bytes.
    """
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "template")
        shutil.copytree(
            template_dir, root, ignore=lambda _, names: [n for n in names if not n.endswith(".typ")]
        )
        shutil.copy(WORDS, root)
        for name, content in assets.items():
            Path(root, "assets").mkdir(exist_ok=True)
            Path(root, "assets", Path(name).name).write_bytes(content)
        if own:
            Path(root, "region.typ").write_text(own, "utf-8")
        compiler = typst.Compiler(
            root / ("region.typ" if own else "main.typ"),
            root=root,
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(plain_data(data), ensure_ascii=False)},
        )
        try:
            drawn = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made_at)
        except typst.TypstError:
            drawn = compiler.compile(format="pdf", timestamp=made_at)
    return cast(bytes, drawn)


def render_png(svg: str, *, scale: int = 3) -> bytes:
    """An SVG as PNG, `scale` pixels to one of the drawing. Raises typst.TypstError on what is no SVG."""
    import typst

    draw: Callable[..., bytes] = typst.compile
    return draw(
        PICTURE_PAGE,
        root=FONT_FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=72 * scale,
        sys_inputs={"svg": UNPRINTABLE.sub("", svg)},
    )


def drawable(svg: str) -> bool:
    """Whether a picture somebody uploaded can be drawn at all;
    one that declares entities may unfold without end."""
    import typst

    try:
        return "<!ENTITY" not in svg and bool(render_png(svg, scale=1))
    except typst.TypstError:
        return False
