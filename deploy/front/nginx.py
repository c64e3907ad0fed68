"""nginx before the separate services: one origin, bodies buffered,
slow clients kept away from the workers."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.gate import refusals
from deploy.running.processes import Child, spawn
from deploy.servers.places import find_place
from deploy.settings import SERVICES
from deploy.trouble import Trouble

Servers = Mapping[str, Sequence[str]]
PLACES = (("registry", "/"), *((name, f"/{name}/") for name in SERVICES))
MISSING = "--separate needs nginx (Debian, Ubuntu: apt-get install nginx-light). Or start without --separate."
CONFIG = """{user}daemon off;
worker_processes 2;
worker_rlimit_nofile 8192;
pid "{folder}/nginx.pid";
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    server_tokens off;
    types {{ }}
    default_type application/octet-stream;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    client_max_body_size 64m;  # the services refuse at 33 MiB, in words
    limit_conn_zone $binary_remote_addr zone=addresses:1m;
    limit_conn addresses {most};  # half-sent requests and waiting ones of one address; a hall shares one
    limit_conn_status 429;
    client_header_timeout 10s;
    client_body_timeout 20s;
    send_timeout 30s;
    keepalive_timeout 30s;
    gzip on;
    gzip_min_length 1024;
    gzip_types text/css text/javascript application/json image/svg+xml;
    proxy_http_version 1.1;
    proxy_request_buffering on;
    proxy_buffering on;
    proxy_connect_timeout 3s;
    proxy_read_timeout 35s;
    proxy_send_timeout 20s;
    proxy_next_upstream off;
    proxy_set_header Host $http_host;
    proxy_set_header Connection "";
    proxy_set_header X-Request-Id $request_id;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto {scheme};
    proxy_set_header X-Forwarded-Host $http_host;
{words}
{upstreams}
    server {{
        listen {host}:{port};
{refusals}
{locations}
    }}
}}
"""
MOST = 600
UPSTREAM = "    upstream {0} {{ {1} keepalive 16; }}"
# All workers of nginx know together who of several answers, and ask one that did not again after three
# seconds: else two that were away one after the other were both left out long after one had come again.
OF_SEVERAL = " fail_timeout=3s"
TOGETHER = "zone {0} 64k; "
# A change goes to one server of several and is never sent again. nginx keeps to that for POST and PATCH by
# itself; what else changes something goes to a group of one server.
ONE_OF_SEVERAL = """    upstream {0}_own {{ server {1}; keepalive 16; }}
    map $request_method $asar_{0} {{ default {0}; PUT {0}_own; DELETE {0}_own; }}"""
SEVERAL = """        location {1} {{
            proxy_pass http://$asar_{0};
            proxy_next_upstream error timeout;
            proxy_next_upstream_tries 3;
            proxy_next_upstream_timeout 10s;
        }}"""
# What nginx itself must refuse, in the same words and forms as the gate of a web process.
REFUSED = {
    "400": refusals.NOT_UNDERSTOOD,
    "413": refusals.TOO_LARGE,
    "414": refusals.ADDRESS_TOO_LONG,
    "429": refusals.TOO_MANY,
    "494": refusals.HEAD_TOO_LONG,
    "502 504": refusals.NO_ANSWER,
}
# The reader's language and whether a page is wanted, as `refusals` finds them; a number to name.
READER = """    map $http_cookie $asar_chosen {
        default "";
        "~(?:^|;\\s*)asar_locale=(?<chosen>ru|kk|en)" $chosen;
    }
    map "$asar_chosen,$http_accept_language" $asar_language {
        default ru;
        "~*^[^a-z]*(?:(?!ru|kk|en)[a-z][^,]*,\\s*)*(?<asked>ru|kk|en)" $asked;
    }
    map $http_accept $asar_type {
        default application/json;
        "~text/html" "text/html; charset=utf-8";
    }"""
WORDS = """    map "$asar_type $asar_language" $asar_{0} {{
{1}
    }}"""
# An address of its own, no named location: a request that was not understood has no address to leave.
REFUSAL = """        error_page {0} = /refused/{1};
        location = /refused/{1} {{
            internal;
            default_type "";
            add_header Content-Type $asar_type always;
            add_header X-Request-Id $request_id always;
            add_header Content-Security-Policy "default-src 'none'" always;
            add_header X-Content-Type-Options nosniff always;
{2}            return {1} $asar_{1};
        }}"""
LOCATION = "        location {1} {{ proxy_pass http://{0}; }}"


def program() -> str:
    """The nginx of this machine; Trouble naming the package when there is none."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/sbin")
    if not found:
        raise Trouble(MISSING)
    return found


def configuration(folder: Path, listen: tuple[str, int], servers: Servers, scheme: str) -> str:
    """The whole configuration; `servers` are the addresses of each service, the own one first."""
    nobody = pwd.getpwnam("nobody")
    user = f"user nobody {grp.getgrgid(nobody.pw_gid).gr_name};\n" if os.geteuid() == 0 else ""
    return CONFIG.format(
        user=user,
        folder=folder,
        host=f"[{listen[0]}]" if ":" in listen[0] else listen[0],
        port=listen[1],
        scheme=scheme,
        most=MOST,
        words="\n".join([READER, *map(words, REFUSED.values())]),
        refusals="\n".join(refusal(codes, said) for codes, said in REFUSED.items()),
        upstreams="\n".join(upstream(name, servers[name]) for name in SERVICES),
        locations="\n".join(location(*place, servers) for place in PLACES),
    )


def upstream(name: str, servers: Sequence[str]) -> str:
    """The servers of a service."""
    if len(servers) == 1:
        return UPSTREAM.format(name, f"server {servers[0]};")
    several = " ".join(f"server {server}{OF_SEVERAL};" for server in servers)
    own = UPSTREAM.format(name, TOGETHER.format(name) + several)
    return f"{own}\n{ONE_OF_SEVERAL.format(name, servers[0])}"


def location(name: str, path: str, servers: Servers) -> str:
    """Where the requests of a path go; several servers stand in for one another."""
    return (SEVERAL if len(servers[name]) > 1 else LOCATION).format(name, path)


def refusal(codes: str, said: refusals.Refusal) -> str:
    """What nginx says in place of its own page, and when to come again."""
    header = f"            add_header Retry-After {said.again} always;\n" if said.again else ""
    return REFUSAL.format(codes, said.number, header)


def words(said: refusals.Refusal) -> str:
    """A refusal in each language, for a tool and for a browser."""
    forms = {"~^application/json": refusals.document, "~^text/html": refusals.page}
    lines = [
        f"        \"{kind}.* {language}$\" '{form(said, language, '$request_id')}';"
        for kind, form in forms.items()
        for language in refusals.START
    ]
    return WORDS.format(said.number, "\n".join(lines))


def start(home: Path, listener: socket.socket, servers: Servers, env: Mapping[str, str]) -> Child:
    """Start nginx on a socket that is open already, with a configuration written beside the servers' data.

    It takes the socket over as at an exchange of its own program (NGINX names its descriptor): nobody is
    refused while it starts, nor while it is started again.
    """
    folder = find_place(home).folder / "nginx"
    folder.mkdir(exist_ok=True)
    scheme = "https" if env.get("ASAR_PUBLIC_URL", "").startswith("https://") else "http"
    (folder / "nginx.conf").write_text(configuration(folder, listener.getsockname()[:2], servers, scheme))
    command = [program(), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", "stderr"]
    told = {"PATH": env.get("PATH", "/usr/bin:/bin"), "NGINX": f"{listener.fileno()};"}
    return spawn("nginx", command, home / "logs/nginx.log", env=told, kept=(listener.fileno(),))
