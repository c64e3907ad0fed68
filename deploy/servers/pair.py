"""The pair of servers under the suite: embedded from wheels, or one's own by address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from deploy.home.keys import derive
from deploy.running.processes import Child, stop_all
from deploy.running.scale import connections, of_embedded
from deploy.servers import postgres, valkey
from deploy.servers.places import Place, find_place, forget_place
from deploy.settings import MAKES_DOCUMENTS, SERVICES, Settings


class Servers:
    """PostgreSQL and Redis of one home. `admin_url` and `redis_url` are known before anything runs.

    `durable=False` is for tests: fast, and the embedded ones' data is deleted when they stop.
    """

    def __init__(self, settings: Settings, durable: bool = True) -> None:
        self.settings, self.durable = settings, durable
        self.postgres: Child | None = None
        self.valkey: Child | None = None
        embedded = settings.database_url is None or settings.redis_url is None
        self.place: Place | None = find_place(settings.home) if embedded else None

    @property
    def children(self) -> list[Child]:
        """What this object started."""
        return [child for child in (self.valkey, self.postgres) if child]

    @property
    def admin_url(self) -> str:
        """The libpq address of an account that may create roles and databases. Secret."""
        if self.settings.database_url:
            return self.settings.database_url.replace("postgresql+psycopg://", "postgresql://")
        password = derive(self.settings.keys, f"database:{postgres.ADMIN}")
        host = quote(str(self._place.sockets), safe="")
        return f"postgresql://{postgres.ADMIN}:{password}@/postgres?host={host}&port=5432"

    @property
    def redis_url(self) -> str:
        """The address for redis-py. Secret."""
        return self.settings.redis_url or valkey.socket_url(
            self._place.sockets, derive(self.settings.keys, "valkey")
        )

    @property
    def _place(self) -> Place:
        if self.place is None:
            raise AssertionError("no embedded server here")
        return self.place

    def start(self) -> None:
        """Start what is embedded, both at once; `wait` says when they answer."""
        if not self.settings.redis_url:
            self.begin_valkey()
        if not self.settings.database_url:
            postgres.initialise(self._place, derive(self.settings.keys, f"database:{postgres.ADMIN}"))
            self.begin_postgres()

    def begin_valkey(self) -> Child:
        """Start Valkey, again too; not ready yet."""
        self.valkey = valkey.start(self._place, self._log("valkey"), derive(self.settings.keys, "valkey"))
        return self.valkey

    def begin_postgres(self) -> Child:
        """Start PostgreSQL, again too; not ready yet."""
        archive = self.settings.backup_wal and self.settings.backup_to is not None
        taken = connections(self.settings.scaling, SERVICES, MAKES_DOCUMENTS)
        most = of_embedded(max(taken.values()))
        self.postgres = postgres.start(self._place, self._log("postgres"), self.durable, archive, most)
        return self.postgres

    def wait(self) -> None:
        """Return when the embedded ones answer; Trouble when one does not."""
        if self.valkey:
            valkey.wait_until_ready(self.valkey, self.redis_url)
        if self.postgres:
            postgres.wait_until_ready(self.postgres, self.admin_url)

    def stop(self) -> None:
        """Stop what this object started, in good order."""
        stop_all(self.children, 30)
        if not self.durable:
            forget_place(self.settings.home)

    def _log(self, name: str) -> Path:
        return self.settings.logs / f"{name}.log"
