"""What the application wears on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """A region's branding as the templates need it; `region` is "core" where no plugin of a region speaks,
    `partners` are the addresses of their logos with what they are called."""

    region: str
    name: str
    css_url: str = ""
    logo_url: str = ""
    notice: str = ""
    mark_url: str = ""
    partners: tuple[tuple[str, str], ...] = ()


PLAIN = Face("core", "Asar")  # worn where nobody is asked: plugins and database may be what failed
