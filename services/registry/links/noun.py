"""Links by which people choose their passwords."""

from __future__ import annotations

from services.registry.links.models import Link
from services.registry.links.operations import FORGET
from services.registry.links.views import views
from services.registry.links.wording import link
from shared.web.service import Noun

LINKS = Noun("links", tables=(Link,), pages=views, forgets=(FORGET,), told={"password_links": link})
