"""Installations on this machine: a centre, homes below it behind a proxy, each a suite of its own."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from deploy.bench.product import Product, free_port, wait_until_ready
from deploy.bench.wire import Refused, Wire
from deploy.chaos.target import asar, end, new_token, started
from deploy.demo.registry_scenes import PLAN
from deploy.home.prepared import prepared
from deploy.servers.places import forget_place
from deploy.settings import SERVICES
from deploy.trouble import Trouble

UNTOUCHED = "pass"
PATIENCE = 180


@contextmanager
def installation(home: Path, *options: str, off: str = UNTOUCHED) -> Iterator[Product]:
    """A suite from its start to its end, with a tool that may do everything; `off` is run before it
    starts."""
    home.mkdir(exist_ok=True)
    port = free_port()
    child = started(home, port, off, UNTOUCHED, *options)
    try:
        ready(home, child, port)
        with prepared(home) as env:
            product = Product(home, port, dict(env), 0.0, child.pid)
        product.tool = Wire(port, {"Authorization": f"Bearer {new_token(home, SERVICES)}"})
        yield product
    finally:
        end(child)
        forget_place(home)


def ready(home: Path, child: subprocess.Popen[bytes], port: int) -> None:
    """Until a suite is ready; Trouble with its last words where it ends instead."""
    try:
        wait_until_ready(child, port)
    except Refused as error:
        words = (home / "chaos.log").read_text("utf-8")[-2000:]
        raise Trouble(f"{home.name} did not start:\n{words}") from error


def invited(centre: Product, name: str) -> str:
    """A pairing code of the centre for the home of a region."""
    return asar(centre.home, "deployment", "invite", "--name", name, "--region", name).splitlines()[-1]


def set_up(home: Path, name: str, upstream: str, code: str) -> None:
    """The home of a region, paired before its first start."""
    home.mkdir(exist_ok=True)
    asar(home, "init", "--region", name, "--upstream", upstream, "--code", code)


def offer_names(centre: Product, name: str) -> None:
    """The centre agrees that the home of a region tells names; the home never does."""
    from services.registry.deployments.operations.agreeing import agree
    from services.registry.deployments.queries import get_called
    from shared.doors.transaction import carry_out

    with centre.apps["registry"].app_context():
        carry_out(agree, get_called(name), "chaos")


def approved(product: Product) -> None:
    """The plan of the programme, in force."""
    mark = uuid4().hex.encode()
    fields = b'Content-Disposition: form-data; name="new_project"\r\n\r\n1\r\n'
    file = b'Content-Disposition: form-data; name="file"; filename="plan.docx"\r\n\r\n'
    body = b"--%b\r\n%b--%b\r\n%b%b\r\n--%b--\r\n" % (mark, fields, mark, file, PLAN.read_bytes(), mark)
    form = {"Content-Type": f"multipart/form-data; boundary={mark.decode()}"}
    made = product.tool.ask("POST", "/registry/api/v1/plans", body, form).json()
    product.tool.post(f"/registry/api/v1/plans/{made['id']}/approval", {})
    wait(lambda: is_known(product), "the plan does not reach the services of its own installation")


def is_known(product: Product) -> bool:
    """Whether events and reports of an installation know the project."""
    return all(product.rows(service, "SELECT 1 FROM project_copies") for service in ("events", "reports"))


def wait(true: Callable[[], object], words: str, seconds: float = PATIENCE) -> None:
    """Until something is true; Trouble in these words where it does not become so."""
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise Trouble(words)
        time.sleep(0.5)
