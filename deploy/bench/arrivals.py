"""What comes in: records from a neighbour, one mark, a list of thousands."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec

from deploy.bench.beside import GATHERING, LISTED, WRITE, a_line, bare_lists
from deploy.bench.crowd import Face, face
from deploy.bench.figures import SIZED, json_of
from deploy.bench.judging import Reading
from deploy.bench.product import Product
from deploy.bench.sizes import REGIONS, SIZES
from deploy.bench.twins import beside
from deploy.bench.wire import Refused, Wire, best

Wired = dict[str, Any]  # a record in its envelope, as JSON
BATCH, HALLS, IN_EACH = 200, 20, 500
ROWS, MARKS, PATIENCE = 5_000, 5, 60
PLACE = 1  # turkistan among the regions
NEWER = 10**9
HELD = "SELECT id FROM gatherings WHERE type = 'training' AND status = 'held' AND title LIKE '%№%' LIMIT 1"
HEADINGS = ("ФИО", "Год рождения", "Телефон", "Категория", "Присутствие")


def measure(product: Product, size: str, wanted: set[str]) -> Iterator[Reading]:
    """The rows of what arrives, as far as they are wanted."""
    with beside(product.home, bare_lists(product)) as twin:
        bare = best(lambda: twin.get(LISTED))
    if "records" in wanted:
        yield Reading("records", size, records(product), bare)
    if "mark" in wanted:
        yield Reading("mark", size, min(mark(product) for _ in range(MARKS)), bare)
    if "import" in wanted:
        yield imported(product, size, bare)


def counted(product: Product) -> int:
    """The figure of attendances, as a tool reads it."""
    rows = product.tool.get(json_of(product)).json()
    return int(next(row["actual"] for row in rows if row["code"] == SIZED))


def until_counted(product: Product, expected: int) -> None:
    """Ask until the figure is what it must become."""
    ends = time.monotonic() + PATIENCE
    while (now := counted(product)) != expected:
        if time.monotonic() > ends:
            raise Refused(f"the figure is {now}, not {expected}, after {PATIENCE} s")
        time.sleep(0.005)


def records(product: Product) -> float:
    """How many attendances a second go from the neighbour's POST to the figure everybody sees."""
    halls, people = batches(product)
    before = counted(product)
    send(product, halls)
    begun = time.perf_counter()
    for batch in people:
        send(product, batch)
    until_counted(product, before + HALLS * IN_EACH)
    return HALLS * IN_EACH / (time.perf_counter() - begun)


def batches(product: Product) -> tuple[list[Wired], list[list[Wired]]]:
    """New gatherings, and who was at them, as they travel."""
    halls = [str(uuid.uuid4()) for _ in range(HALLS)]
    line, guests_of_each = a_line(product), [face(number * REGIONS + PLACE) for number in range(IN_EACH)]
    held = [enveloped(hall_record(hall, product.project, line)) for hall in halls]
    project = product.project
    came = [enveloped(attendance_record(hall, project, who)) for hall in halls for who in guests_of_each]
    return held, [came[at : at + BATCH] for at in range(0, len(came), BATCH)]


def hall_record(hall: str, project: str, line: str) -> Any:
    """A held training as events would tell of it."""
    from shared.language.records.gathering import Gathering

    said = {name: GATHERING[name] for name in ("type", "region", "mode")}
    about = {"project_id": project, "activity_id": line, "title": "Bench", "settlement": "", "status": "held"}
    told = {"id": hall, "page": f"/events/gatherings/{hall}", "ends_on": None, **said, **about}
    return msgspec.convert({**told, "starts_on": GATHERING["starts_on"]}, Gathering)


def attendance_record(hall: str, project: str, who: Face) -> Any:
    """Somebody who was there, as events would tell of him."""
    from shared.language.records.attendance import Attendance

    said = {name: getattr(who, name) for name in ("sex", "birth_year", "category", "settlement")}
    names = {"id": f"{hall}/{who.id}", "page": f"/events/gatherings/{hall}", "gathering_id": hall}
    return msgspec.convert(
        {**names, "project_id": project, "person_id": str(who.id), "attended": True, **said}, Attendance
    )


def enveloped(record: Any) -> Wired:
    """A record as the outbox sends it."""
    from shared.language import records

    return {
        "kind": record.KIND,
        "key": f"centre:{record.id}",
        "version": NEWER,
        "state": records.state(record),
    }


def send(product: Product, batch: list[Wired]) -> None:
    """Post a batch signed by events; Refused when any of it is."""
    import orjson

    body = orjson.dumps({"records": batch})
    signer = product.apps["events"].extensions["peers"]
    signed = signer.sign("reports", "POST", "/reports/messages", body)
    wire: Wire = product.reader
    headers = {"Authorization": f"Service {signed}", "Content-Type": "application/json", "Cookie": ""}
    answer = wire.ask("POST", "/reports/messages", body, headers)
    if answer.status != 200 or answer.json()["refused"]:
        raise Refused(f"records: {answer.status} {answer.body[:300].decode()}")


def mark(product: Product) -> float:
    """Seconds from one more name on a list until the figure has it."""
    hall = product.rows("events", HELD)[0][0]
    before, begun = counted(product), time.perf_counter()
    row = {"name": f"Бенчев Мерей {uuid.uuid4().hex[:8]}", "attended": True, "birth_year": 1991}
    product.tool.post(f"{WRITE}/{hall}/participants", {"participants": [row]})
    until_counted(product, before + 1)
    return time.perf_counter() - begun


def imported(product: Product, size: str, bare: float) -> Reading:
    """Rows a second of a list from its upload until all are entered: half of them known, half new."""
    said = {**GATHERING, "project_id": product.project, "activity": a_line(product), "title": "Bench"}
    hall = product.tool.post(WRITE, said).json()["id"]
    known = SIZES[size].people
    body, kind = as_upload(workbook(guests(known)))
    begun = time.perf_counter()
    started = product.tool.ask("POST", f"{WRITE}/{hall}/participants/file", body, {"Content-Type": kind})
    told = product.job_done("events", started)["result"]
    rate = ROWS / (time.perf_counter() - begun)
    if told["added"] != ROWS:
        raise Refused(f"of {ROWS} rows {told['added']} were added: {json.dumps(told)[:300]}")
    return Reading("import", size, rate, bare, f"{ROWS} rows into {known} known people")


def guests(known: int) -> list[Face]:
    """As many who are known in the region as who are new to it."""
    first_new = known + (PLACE - known) % REGIONS
    half = ROWS // 2
    old = [face(PLACE + number * REGIONS) for number in range(min(half, known // REGIONS))]
    return old + [face(first_new + number * REGIONS) for number in range(ROWS - len(old))]


def workbook(people: list[Face]) -> bytes:
    """A list as teams send it."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for line, who in enumerate(people, 1):
            sheet.write_row(line, 0, [who.name, who.birth_year, who.phone or "", "житель", "да"])
    return out.getvalue()


def as_upload(data: bytes, **more: str) -> tuple[bytes, str]:
    """A file as the body of a multipart form with more fields, and its content type."""
    from urllib3.filepost import encode_multipart_formdata

    return encode_multipart_formdata({"file": ("list.xlsx", data), **more})
