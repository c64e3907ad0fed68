"""Starts the suite, watches it, stops it: servers first,
services forked from one warmed process, no orphans."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from deploy.backup import keeping
from deploy.backup.upgrading import upgrade
from deploy.demo import load
from deploy.demo.told import read_demo
from deploy.front import nginx
from deploy.front.listening import ask_health, open_listener
from deploy.gate.starting import answer_meanwhile
from deploy.home.environment import demo_clock, services_env
from deploy.home.holding import wait_for_lock
from deploy.home.keys import make_keys
from deploy.home.state import read_state, state_file
from deploy.running.parts import become, only, warm
from deploy.running.processes import Child, fork, stop_all
from deploy.running.restarts import LAST_TIME, Part
from deploy.running.scale import connections, refuse_unheard
from deploy.running.walling import behind_wall
from deploy.running.worker import MAIN
from deploy.servers import valkey
from deploy.servers.databases import provision, refuse_few_connections
from deploy.servers.pair import Servers
from deploy.settings import MAKES_DOCUMENTS, SERVICES, Settings, reached_at
from deploy.trouble import Trouble
from shared.queue.lanes import DOCUMENTS

READY_SECONDS = 60
STARTING = "starting"
GRACE_SECONDS = 35.0
HURRY_SECONDS = 2.0


class Supervisor:
    """One running suite. `run` returns the exit code when it was told to stop or something ended."""

    def __init__(
        self, settings: Settings, separate: bool, demo: bool, ready: Callable[[float], None]
    ) -> None:
        self.settings, self.separate, self.demo, self.ready = settings, separate, demo, ready
        self.address = f"http://{reached_at(settings.host)}:{settings.port}"
        self.begun = time.monotonic()
        self.parts: dict[str, Part] = {}
        self.children: dict[str, Child] = {}
        self.signals, self.is_ready, self.stopping = 0, False, False
        self.servers: Servers | None = None

    def run(self) -> int:
        """Start everything, stay until it ends; 0.
        Raises Trouble when it cannot start or a part ended for good."""
        handle = self.lock()
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self.on_signal)
        try:
            self.start()
            self.watch()
        except Stopped:
            say("\nStopping ... ")
        finally:
            self.stop()
            os.close(handle)
        say(f"stopped. The data stays in {self.settings.home}.\n")
        return 0

    def lock(self) -> int:
        """The lock of the home; Trouble while another suite has it."""
        home = self.settings.home
        handle = wait_for_lock(home, 30)
        if handle is None:
            state = read_state(home)
            where, process = (state.address, state.pid) if state else (None, None)
            raise Trouble(f"already running: {where} (process {process}, {home})")
        return handle

    def on_signal(self, signum: int, frame: FrameType | None) -> None:
        """The first signal stops politely, the second in a hurry."""
        self.signals += 1
        if not self.stopping:
            raise Stopped

    def start(self) -> None:
        """Servers and imports at once, then tables, the demo, the services."""
        if not self.separate:
            refuse_unheard(os.environ)
        listener = self.listen()
        self.answer_meanwhile(listener)
        env = self.start_servers()
        if self.demo and not read_demo(self.settings.home):
            self.load_demo(env)
        self.plan_parts(env | demo_clock(self.settings.home), listener)
        stop_all([self.children.pop(STARTING)], HURRY_SECONDS)
        for name in self.parts:
            self.begin(name)
        self.plan_servers()
        self.write_state()
        self.wait_until_ready()
        self.is_ready = True
        self.ready(time.monotonic() - self.begun)

    def listen(self) -> socket.socket:
        """The port, held from the first moment to the last."""
        if self.separate:
            nginx.program()
        return open_listener(self.settings.host, self.settings.port)

    def answer_meanwhile(self, listener: socket.socket) -> None:
        """Say at the port that it is starting, until the services take it over."""
        log = self.settings.logs / f"{STARTING}.log"
        self.children[STARTING] = fork(STARTING, lambda: answer_meanwhile(listener), log, env={})

    def start_servers(self) -> dict[str, str]:
        """The servers with tables of today; the environment of the services."""
        make_keys(self.settings.keys)
        self.servers = Servers(self.settings)
        env = services_env(self.settings, self.servers)
        self.servers.start()
        warm_services(env)
        self.servers.wait()
        self.look_at_own_servers()
        upgrade(self.settings, self.servers, provision(self.settings, self.servers.admin_url))
        return env

    def look_at_own_servers(self) -> None:
        """Trouble where servers of one's own do not answer, or let in too few."""
        if self.settings.redis_url:
            valkey.refuse_silence(self.settings.redis_url)
        if self.settings.database_url:
            needed = connections(self.settings.scaling, SERVICES, MAKES_DOCUMENTS)[self.separate]
            say(refuse_few_connections(self.settings.database_url, needed))

    def load_demo(self, env: dict[str, str]) -> None:
        """Load it in a fork of its own."""
        print("Loading the demo programme ... ", end="", flush=True)
        begun = time.monotonic()
        child = fork(
            "demo",
            lambda: print(load(env)),
            self.settings.logs / "demo.log",
            env=env | {"ASAR_PROCESS": "worker"},
        )
        self.children["demo"] = child
        while child.is_alive:
            time.sleep(0.02)
        del self.children["demo"]
        if child.process.returncode:
            raise Trouble(
                f"the demo programme could not be loaded. The end of {child.log}:\n{child.last_words()}"
            )
        print(f"{time.monotonic() - begun:.1f} s", flush=True)

    def plan_parts(self, env: dict[str, str], listener: socket.socket) -> None:
        """What runs in this topology."""
        if not self.separate:
            self.add("web", lambda: self.fork_web("web", listener, env))
            self.add("worker", lambda: self.fork_worker("worker", env, MAIN))
            self.add(DOCUMENTS, lambda: self.fork_documents(DOCUMENTS, env))
        else:
            self.plan_separately(env, listener)
        keeping.plan(self.settings)
        if self.settings.backup_to:
            self.add("backup", lambda: self.fork_backups(env))

    def plan_separately(self, env: dict[str, str], front: socket.socket) -> None:
        """Each service alone behind nginx, whose further servers may be on other hosts."""
        listeners = {service: open_listener("127.0.0.1", 0) for service in SERVICES}
        ports = {service: listener.getsockname()[1] for service, listener in listeners.items()}
        told = {"ASAR_PEERS": as_peers(ports), "ASAR_PROXIES": "1"}
        for service, listener in listeners.items():
            self.plan_service(service, listener, only(service, env) | told)
        servers = {name: (f"127.0.0.1:{ports[name]}", *self.settings.upstreams[name]) for name in SERVICES}
        self.add("nginx", lambda: nginx.start(self.settings.home, front, servers, env))

    def plan_servers(self) -> None:
        """The embedded servers run already; they are started again as the others are."""
        if self.servers and self.servers.valkey:
            self.add("valkey", self.servers.begin_valkey)
        if self.servers and self.servers.postgres:
            self.add("postgres", self.servers.begin_postgres)

    def plan_service(self, service: str, listener: socket.socket, env: dict[str, str]) -> None:
        """The web and the worker of one service alone."""
        self.add(service, lambda: self.fork_web(service, listener, env))
        if service not in MAKES_DOCUMENTS:
            self.add(f"{service}-worker", lambda: self.fork_worker(f"{service}-worker", env))
            return
        self.add(f"{service}-worker", lambda: self.fork_worker(f"{service}-worker", env, MAIN))
        self.add(f"{service}-{DOCUMENTS}", lambda: self.fork_documents(f"{service}-{DOCUMENTS}", env))

    def add(self, name: str, start: Callable[[], Child]) -> None:
        """Plan a part."""
        self.parts[name] = Part(start)

    def begin(self, name: str) -> None:
        """Start a planned part; the servers keep their own children."""
        child = self.parts[name].start()
        if child not in (self.servers.children if self.servers else ()):
            self.children[name] = child

    def fork_web(self, name: str, listener: socket.socket, env: dict[str, str]) -> Child:
        """A gunicorn in a fork."""
        from deploy.running.web import serve

        env = env | {"ASAR_PROCESS": "web"}
        return self.fork_walled(name, env, lambda: serve(listener, env))

    def fork_worker(self, name: str, env: dict[str, str], lane: str = "") -> Child:
        """A worker in a fork, of one lane or of both."""
        from deploy.running.worker import work

        env = env | {"ASAR_PROCESS": "worker", "ASAR_LANE": lane}
        return self.fork_walled(name, env, lambda: work(env))

    def fork_documents(self, name: str, env: dict[str, str]) -> Child:
        """What makes documents, in a fork."""
        from deploy.running.worker import work_when_asked

        env = env | {"ASAR_PROCESS": "worker", "ASAR_LANE": DOCUMENTS}
        return self.fork_walled(name, env, lambda: work_when_asked(env, self.log_of(name)))

    def fork_walled(self, name: str, env: dict[str, str], body: Callable[[], object]) -> Child:
        """A fork that reads the keys of its own services alone."""
        return fork(name, lambda: behind_wall(env, body), self.log_of(name), env=env)

    def log_of(self, name: str) -> Path:
        """Where a part writes its log."""
        return self.settings.logs / f"{name}.log"

    def fork_backups(self, env: dict[str, str]) -> Child:
        """What takes backups, in a fork."""
        from deploy.backup.schedule import work

        settings = self.settings
        return fork("backup", lambda: work(settings), settings.logs / "backup.log", env=env)

    def wait_until_ready(self) -> None:
        """Until /healthz answers 200; Trouble when a part ends first or it takes too long."""
        ends = time.monotonic() + READY_SECONDS
        answer: Any = None
        while time.monotonic() < ends:
            self.look_at_children()
            status, answer = ask_health(self.address)
            if status == 200:
                return
            time.sleep(0.05)
        raise Trouble(
            f"not ready after {READY_SECONDS} s. /healthz says: {answer}\nLogs: {self.settings.logs}"
        )

    def watch(self) -> None:
        """Look at the children until one ends or a signal comes."""
        while True:
            self.look_at_children()
            time.sleep(0.2)

    def look_at_children(self) -> None:
        """Whatever ended is started again, later each time; what always ends ends everything."""
        for child in self.all_children():
            if not child.is_alive and not self.waits(child.name):
                self.on_ended(child)
        for name in [name for name, part in self.parts.items() if part.is_due]:
            self.begin_again(name)

    def waits(self, name: str) -> bool:
        """Whether its next start is planned."""
        return name in self.parts and self.parts[name].due is not None

    def all_children(self) -> list[Child]:
        """The servers and the parts."""
        servers = self.servers.children if self.servers else []
        return [*servers, *self.children.values()]

    def on_ended(self, child: Child) -> None:
        """Plan its next start, or raise Trouble with its last words: at once while the suite still starts."""
        child.kill_left()
        part = self.parts.get(child.name)
        if part is None or not self.is_ready:
            raise Trouble(epitaph(child, 1))
        part.ended(child, self.has_fallen_with(child))
        if part.loops:
            raise Trouble(epitaph(child, part.in_a_row))
        wait = f" in {part.pause:g} s" if part.pause else ""
        times = f"{part.in_a_row} of {LAST_TIME} in a row"
        say(f"{child.name} ended unexpectedly, started again{wait} ({times}); see {child.log}\n")

    def has_fallen_with(self, child: Child) -> bool:
        """Whether a server that a part works with is down, or began after it: the first ended meanwhile."""
        servers = self.servers.children if self.servers else []
        others = [server for server in servers if server is not child]
        return any(not server.is_alive or server.started > child.started for server in others)

    def begin_again(self, name: str) -> None:
        """Start a part that ended. What hinders that (no room, no memory) may pass as well."""
        part = self.parts[name]
        part.due = None
        try:
            self.begin(name)
        except (OSError, Trouble) as error:
            part.again()
            say(f"{name} cannot be started now: {error}\n")
            if part.loops:
                raise Trouble(f"{name} could not be started {LAST_TIME} times in a row: {error}") from error
        with suppress(OSError):
            self.write_state()

    def write_state(self) -> None:
        """Say in run.json what runs, for other commands and for whoever has to find the processes."""
        children = {child.name: child.process.pid for child in self.all_children()}
        state = {"pid": os.getpid(), "address": self.address, "separate": self.separate, "children": children}
        fresh = state_file(self.settings.home).with_suffix(".new")
        fresh.write_text(json.dumps(state, indent=1))
        fresh.rename(state_file(self.settings.home))

    def stop(self) -> None:
        """The front first, then services and workers together, the servers last."""
        self.stopping = True
        front = [self.children.pop("nginx")] if "nginx" in self.children else []
        stop_all(front, 5)
        self.stop_parts([child for child in self.children.values() if child.is_alive])
        if self.servers:
            self.servers.stop()
        state_file(self.settings.home).unlink(missing_ok=True)

    def stop_parts(self, waiting: list[Child]) -> None:
        """Ask them all, wait for them together, less long after a second signal, then kill what is left."""
        for child in waiting:
            child.ask_to_stop()
        ends = time.monotonic() + GRACE_SECONDS
        while any(child.is_alive for child in waiting) and time.monotonic() < ends:
            if self.signals > 1:
                ends = min(ends, time.monotonic() + HURRY_SECONDS)
            time.sleep(0.02)
        for child in waiting:
            child.kill()


def epitaph(child: Child, times: int) -> str:
    """What is said of a child that ended for good."""
    code, words = child.process.returncode, child.last_words()
    often = f", the {times}th time in a row soon after its start" if times > 1 else ""
    return (
        f"{child.name} ended unexpectedly (exit code {code}){often}; everything was stopped.\n"
        f"The end of {child.log}:\n{words}"
    )


def as_peers(ports: Mapping[str, int]) -> str:
    """Where each service answers on this machine, as ASAR_PEERS has it."""
    return json.dumps({service: f"http://127.0.0.1:{port}" for service, port in ports.items()})


def say(words: str) -> None:
    """Tell whoever started the suite; the terminal may be gone by now."""
    with suppress(OSError):
        print(words, end="", flush=True)


class Stopped(BaseException):
    """A signal told the supervisor to stop."""


def warm_services(env: Mapping[str, str]) -> None:
    """Import the services once for all forks, in the environment the forks will have.

    `services.<name>` itself is light (children that parse and render import it);
    what weighs is its `service` module.
    """
    become(env)
    services = [f"services.{service}.service" for service in SERVICES]
    warm("deploy.running.web", "deploy.running.worker", "deploy.wsgi", "dramatiq", *services)
