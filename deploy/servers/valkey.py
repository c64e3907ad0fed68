"""The embedded Valkey: append-only file, nothing evicted, a Unix socket and a password."""

from __future__ import annotations

import signal
import time
from pathlib import Path

from deploy.running.processes import Child, spawn
from deploy.servers.places import Place, valkey_program
from deploy.servers.postgres import ENV, evict
from deploy.trouble import Trouble

CONFIG = """port 0
unixsocket "{sockets}/valkey.sock"
unixsocketperm 700
requirepass {password}
dir "{folder}"
pidfile "{folder}/valkey.pid"
appendonly yes
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
daemonize no
"""


def start(place: Place, log: Path, password: str) -> Child:
    """Start it; not ready yet. The configuration goes through standard input: the password is in no file."""
    folder = place.private("valkey")
    evict(folder / "valkey.pid", folder, signal.SIGTERM)
    config = CONFIG.format(sockets=place.sockets, folder=folder, password=password)
    return spawn(
        "valkey", [str(valkey_program(place)), "-"], log, env=ENV, account=place.account, typed=config
    )


def socket_url(sockets: Path, password: str) -> str:
    """Its address for redis-py."""
    return f"unix://:{password}@{sockets}/valkey.sock?db=0"


def wait_until_ready(child: Child, url: str, seconds: float = 30) -> None:
    """Return when it answers. Raises Trouble with its last words when it ends or does not."""
    import redis

    ends = time.monotonic() + seconds
    while time.monotonic() < ends and child.is_alive:
        client = redis.Redis.from_url(url, socket_timeout=5)
        try:
            client.ping()
            return
        except redis.ConnectionError:
            time.sleep(0.02)
        finally:
            client.close()
    raise Trouble(f"the embedded Valkey did not start. The end of {child.log}:\n{child.last_words()}")


def refuse_silence(url: str) -> None:
    """A Redis of one's own must answer before anything starts: without it long work would wait unseen.
    Trouble without the password."""
    import redis

    client = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)
    try:
        client.ping()
    except redis.RedisError as error:
        raise Trouble(f"Redis does not answer ({type(error).__name__}): check ASAR_REDIS_URL") from None
    finally:
        client.close()
