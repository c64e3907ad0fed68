"""How the history of sessions is told."""

from __future__ import annotations

from flask_babel import gettext as _

from shared.acts.words import Words

BROWSERS = {
    "YaBrowser/": "Yandex Browser",
    "SamsungBrowser/": "Samsung Internet",
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def session() -> Words:
    """A signed-in browser in words."""
    return Words(_("Session"))


def browser_name(agent: str) -> str:
    """What a browser is called, "Chrome, Linux", by the first mark found;
    an unknown one as it calls itself."""
    found = [
        next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or agent
