"""How many processes and threads a service gets, and how many connections of PostgreSQL that takes.

`ASAR_WORKERS`, `ASAR_THREADS` and `ASAR_TASKS` are the numbers of the embedded process and the default of
every service; `ASAR_WORKERS_<SERVICE>` and its like are those of a service that runs alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deploy.trouble import Trouble

MOST = 64
DOCUMENT_TASKS = 2  # documents have threads of their own: however many tasks there are, none waits for them
RESERVE = 10  # connections left for commands, backups and the administrator
EMBEDDED_LEAST, EMBEDDED_MOST = 150, 1000
OF_A_SERVICE = re.compile(r"ASAR_(?:WORKERS|THREADS|TASKS|UPSTREAMS)_(?P<service>\w+)")
NOT_A_NUMBER = "{0} must be a number from 1 to 64, not {1!r}"
NO_SUCH_SERVICE = "{0}: there is no service {1}; there are {2}"
NEEDS_SEPARATE = (
    "{0} says how a service of its own runs, but without --separate the four services share one process: "
    "add --separate, or set ASAR_WORKERS, ASAR_THREADS and ASAR_TASKS for all"
)
TOO_MANY = (
    "so many processes and threads take up to {0} connections, the embedded PostgreSQL has at most {1}: "
    "lower ASAR_WORKERS, ASAR_THREADS or ASAR_TASKS, or use a server of your own (ASAR_DATABASE_URL)"
)


@dataclass(frozen=True)
class Scale:
    """Web processes, threads of each, and threads for tasks."""

    workers: int = 2
    threads: int = 4
    tasks: int = 4


@dataclass(frozen=True)
class Scaling:
    """The scale of a process with all services, and that of each service that runs alone."""

    shared: Scale = Scale()
    own: Mapping[str, Scale] = field(default_factory=dict)

    def of(self, services: Sequence[str]) -> Scale:
        """The scale of a process with these services."""
        return self.own.get(services[0], self.shared) if len(services) == 1 else self.shared


def read_scaling(env: Mapping[str, str], services: Sequence[str]) -> Scaling:
    """What the environment says. Raises Trouble naming the variable that cannot be used."""
    refuse_strangers(env, services)
    shared = read_scale(env, "", Scale())
    return Scaling(shared, {name: read_scale(env, f"_{name.upper()}", shared) for name in services})


def read_scale(env: Mapping[str, str], ending: str, default: Scale) -> Scale:
    """The three numbers whose variables end so."""
    return Scale(
        read_number(env, f"ASAR_WORKERS{ending}", default.workers),
        read_number(env, f"ASAR_THREADS{ending}", default.threads),
        read_number(env, f"ASAR_TASKS{ending}", default.tasks),
    )


def read_number(env: Mapping[str, str], variable: str, default: int) -> int:
    """One number."""
    value = env.get(variable) or str(default)
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= MOST):
        raise Trouble(NOT_A_NUMBER.format(variable, value))
    return int(value)


def of_services(env: Mapping[str, str]) -> dict[str, str]:
    """The variables that speak of one service alone, with the name they give it."""
    found = {name: OF_A_SERVICE.fullmatch(name) for name, value in env.items() if value}
    return {name: match["service"] for name, match in sorted(found.items()) if match}


def refuse_strangers(env: Mapping[str, str], services: Sequence[str]) -> None:
    """A mistyped service would silently keep its default."""
    for variable, said in of_services(env).items():
        if said not in {name.upper() for name in services}:
            raise Trouble(NO_SUCH_SERVICE.format(variable, said.lower(), ", ".join(services)))


def refuse_unheard(env: Mapping[str, str]) -> None:
    """Trouble where something is set for a service alone and all run in one process: nobody would heed it."""
    if said := next(iter(of_services(env)), None):
        raise Trouble(NEEDS_SEPARATE.format(said))


def pool_of(scale: Scale, process: str, lane: str) -> int:
    """How many connections a service keeps open in one process: one a thread, and one for its ticker."""
    if process != "worker":
        return scale.threads
    return {"main": scale.tasks, "documents": DOCUMENT_TASKS}.get(lane, scale.tasks + DOCUMENT_TASKS) + 1


def connections(
    scaling: Scaling, services: Sequence[str], making_documents: Sequence[str]
) -> dict[bool, int]:
    """How many connections a suite takes, by whether its services run separately.

    A service of a process takes its pool and one beside it (an act that is written though its change is not).
    """
    together = of_process(scaling.shared, len(services), len(services))
    alone = (of_process(scaling.of([name]), 1, int(name in making_documents)) for name in services)
    return {False: together, True: sum(alone)}


def of_process(scale: Scale, services: int, with_documents: int) -> int:
    """The connections of web, tasks and documents, of so many services in each."""
    web = scale.workers * services * (pool_of(scale, "web", "") + 1)
    tasks = services * (pool_of(scale, "worker", "main") + 1)
    return web + tasks + with_documents * (pool_of(scale, "worker", "documents") + 1)


def of_embedded(needed: int) -> int:
    """The max_connections of the embedded PostgreSQL; Trouble where that is more than it should have."""
    if needed + RESERVE > EMBEDDED_MOST:
        raise Trouble(TOO_MANY.format(needed, EMBEDDED_MOST))
    return max(EMBEDDED_LEAST, needed + 2 * RESERVE)
