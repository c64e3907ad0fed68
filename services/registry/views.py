"""The registry's pages, put together."""

from __future__ import annotations

from services.registry.accounts.views import views as accounts
from services.registry.centres.views import views as centres
from services.registry.pages import pages
from services.registry.people.views import views as people
from services.registry.plans.views import views as plans
from services.registry.plugins.views import views as plugins
from services.registry.sessions.views import views as sessions
from services.registry.users.views import views as users

blueprints = [pages, sessions, plans, centres, people, users, accounts, plugins]
