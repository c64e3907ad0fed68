"""Templates of a region over those of the suite: the installation's own, the region's plugins', core's.

A template of the same name takes the place of ours where the page is about that region, or its reader works
there alone; `{% extends "core:…" %}` builds upon ours. One that breaks is left out loudly: the page is drawn
as if it were not there.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, has_request_context
from flask.templating import Environment
from jinja2 import BaseLoader, FileSystemLoader, Template, TemplateNotFound, TemplateSyntaxError

from shared.plugins import plugins
from shared.plugins.loading import CORE
from shared.plugins.troubles import TEMPLATES
from shared.web.brand import object_region, own_region

OURS, FOLDER, INSTANCE = "core:", "templates", "instance"
log = logging.getLogger("asar.plugins")


class OverlaidTemplate(Template):
    """A template whose parts may be a region's."""

    def _get_default_module(self, _context: Any = None) -> Any:
        """Its macros, the same for whoever imports them: Jinja would first compare all globals, and no
        template of ours has any of its own."""
        return super()._get_default_module()

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page; drawn anew without a region's parts where one of them breaks it."""
        if not has_request_context() or "drawing" in g:
            return super().render(*args, **kwargs)
        g.drawing, started = True, time.monotonic()
        try:
            page = super().render(*args, **kwargs)
        except Exception as error:
            page = self._without(error, *args, **kwargs)
        finally:
            g.pop("drawing")
        for plugin in dict.fromkeys(g.pop("overlaid", ())):
            plugins().state.worked(plugin, TEMPLATES, time.monotonic() - started)
        return page

    def _without(self, error: Exception, *args: Any, **kwargs: Any) -> str:
        """The page as ours alone; what breaks that too is no plugin's fault."""
        used = g.pop("overlaid", ())
        if not used:
            raise error
        g.without_overlay, name = True, str(self.name).rpartition(":")[2]
        page = current_app.jinja_env.get_template(name).render(*args, **kwargs)
        g.pop("without_overlay")
        failed(used[-1], error)
        return page


def failed(plugin: str, error: Exception) -> None:
    """Keep and tell that a plugin's template broke a page."""
    incident, why = uuid.uuid4().hex[:8], f"{type(error).__name__}: {error}"[:1000]
    log.error("incident %s: a template of %s broke a page", incident, plugin, exc_info=error)
    plugins().state.failed(plugin, TEMPLATES, why, incident, missed=False)


class OverlayEnvironment(Environment):
    """An environment that finds the region's template of a name before ours."""

    template_class = OverlaidTemplate

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template of a name, the region's where it has one that can be read; a region's that names
        itself means ours."""
        if not isinstance(name, str) or name.startswith(OURS) or same(name, parent):
            return super().get_template(ours(name), None, globals)
        for plugin in having(name):
            try:
                found = super().get_template(f"{plugin}:{name}", None, globals)
            except (TemplateSyntaxError, OSError) as error:
                failed(plugin, error)
                continue
            g.setdefault("overlaid", []).append(plugin)
            return found
        return super().get_template(name, None, globals)


def having(name: str) -> list[str]:
    """Who has a template of this name on this page, the strongest first."""
    if not has_request_context() or "without_overlay" in g:
        return []
    return [owner for owner, folder in overlays() if (folder / name).is_file()]


def ours(name: Any) -> Any:
    """A name as our own templates have it."""
    return name.removeprefix(OURS) if isinstance(name, str) else name


def same(name: str, parent: str | None) -> bool:
    """Whether a region's template asks for the one it stands in for."""
    return bool(parent and ":" in parent and parent.partition(":")[2] == name)


def overlays() -> Iterator[tuple[str, Path]]:
    """Folders of templates that go before ours on this page, the strongest first: (name, folder)."""
    if "overlays" not in g:
        g.overlays = [(name, folder) for name, folder in folders() if folder.is_dir()]
    yield from g.overlays


def folders() -> Iterator[tuple[str, Path]]:
    """Where templates of the installation and of the region's plugins would be."""
    if home := current_app.config["ASAR_HOME"]:
        yield INSTANCE, Path(home) / FOLDER
    region = object_region() or own_region()
    for plugin in plugins().of(region):
        if plugin.name != CORE:
            yield plugin.name, plugin.file.file.parent / FOLDER


class OverlayLoader(BaseLoader):
    """Reads `<plugin>:<name>` from the folder of the plugin."""

    def get_source(self, environment: Any, template: str) -> Any:
        """The text of a region's template; TemplateNotFound for a name of ours."""
        owner, colon, name = template.partition(":")
        folder = dict(overlays()).get(owner) if colon and has_request_context() else None
        if folder is None:
            raise TemplateNotFound(template)
        return FileSystemLoader(folder).get_source(environment, name)


def init_app(app: Flask) -> None:
    """Let regions stand in for our templates; before anything asks for the app's environment."""
    app.jinja_environment = OverlayEnvironment
