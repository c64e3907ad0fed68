"""PDF and Excel files from plain data. Heavy: call it inside `shared.limited.run_limited`.

Whatever a user typed stays text: data reaches Typst as JSON, Excel as string cells.
The libraries are imported by the function that needs them, so that a child starts quickly.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst
    from xlsxwriter import Workbook

FONT_FOLDER = Path(__file__).resolve().parent / "ui" / "static" / "vendor"
FONT_FAMILY = "Noto Sans"
LONGEST_CELL = 32_767
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
PICTURE_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


class FontsMissing(RuntimeError):
    """Noto Sans is not where the set-up puts it, so no document can be drawn."""


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


@cache
def _fonts() -> typst.Fonts:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_FOLDER)])
    if FONT_FAMILY not in fonts.families():
        raise FontsMissing(f"{FONT_FAMILY} is missing: run the set-up, which fills {FONT_FOLDER.name}/")
    return fonts


def render_pdf(
    template_dir: Path, data: dict[str, Any], assets: Mapping[str, bytes], *, made_at: datetime
) -> bytes:
    """Typeset `main.typ` of `template_dir` as a tagged PDF/UA-1.

    The template reads `json(bytes(sys.inputs.data))` and the assets by file name from `assets/`; it sees
    nothing else of the disk. A character no font has would break the standard, so such a document comes out
    tagged but not declared PDF/UA. `made_at` is written into the file: the same data give the same bytes.
    """
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "template")
        shutil.copytree(
            template_dir, root, ignore=lambda _, names: [n for n in names if not n.endswith(".typ")]
        )
        for name, content in assets.items():
            Path(root, "assets").mkdir(exist_ok=True)
            Path(root, "assets", Path(name).name).write_bytes(content)
        compiler = typst.Compiler(
            root / "main.typ",
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(plain_data(data), ensure_ascii=False)},
        )
        try:
            return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made_at)
        except typst.TypstError:
            return compiler.compile(format="pdf", timestamp=made_at)


def render_png(svg: str, *, scale: int = 3) -> bytes:
    """An SVG as PNG, `scale` pixels to one of the drawing. Raises typst.TypstError on what is no SVG."""
    import typst

    return typst.compile(
        PICTURE_PAGE,
        root=FONT_FOLDER,
        font_paths=_fonts(),
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


def workbook(fill: Callable[[Workbook], None], *, title: str, made_at: datetime) -> bytes:
    """An Excel file whose cells never become formulas,
    links or numbers by themselves; `fill` adds the sheets."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        book.set_properties({"title": UNPRINTABLE.sub("", title)[:255], "created": made_at})
        fill(book)
    return out.getvalue()


def cell_text(text: str) -> str:
    """A text as an Excel cell can hold it: printable,
    at most 32 767 characters (a longer one would be lost)."""
    clean = UNPRINTABLE.sub("", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"
