"""While a suite starts its port answers: 503 in the reader's language and when to come again, never a hang.

It runs in a fork of its own on the socket the supervisor holds. When it is told to end it takes nobody in any
more, and whoever connects then waits in the socket's own line for the services: nobody is refused.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from contextlib import suppress

from deploy.gate.arriving import HEAD_ENDS, Arriving
from deploy.gate.limits import LIMITS
from deploy.gate.refusals import Refusal, written

STARTING = Refusal(
    "503 Service Unavailable",
    "starting",
    "Система запускается. Страница откроется сама через несколько секунд; при первом запуске — через минуту.",
    "Жүйе іске қосылып жатыр. Бет бірнеше секундтан, алғашқы іске қосуда бір минуттан кейін өзі ашылады.",
    "The system is starting. The page opens by itself in a few seconds; at the very first start in a minute.",
    5,
    reload=True,
)
LINGER_SECONDS, END_SECONDS, LINE = 2, 1, 1024
BROKEN = (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


def answer_meanwhile(listener: socket.socket) -> None:
    """Answer until SIGTERM."""
    asyncio.run(stay(listener))


async def stay(listener: socket.socket) -> None:
    """Take everybody in until told to end; those who are in get a second more."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    server = await asyncio.start_server(greet, sock=listener, backlog=LINE, limit=LIMITS.head_bytes)
    await ended.wait()
    server.close()
    if guests := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(guests, timeout=END_SECONDS)


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say it to one caller, whose request is not looked at further than its head."""
    with suppress(*BROKEN):
        async with asyncio.timeout(LIMITS.head_seconds):
            head = await reader.readuntil(HEAD_ENDS)
        request = Arriving(LIMITS, 0)
        request.feed(head, 0)
        writer.write(written(STARTING, request))
        await part(reader, writer)
    writer.close()


async def part(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """End our side and wait a little for theirs: closing at once would take the answer back."""
    writer.write_eof()
    async with asyncio.timeout(LINGER_SECONDS):
        await writer.drain()
        while await reader.read(LIMITS.head_bytes):
            pass
