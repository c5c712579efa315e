"""The server of `make run` for a figure, and browsers that ask it: plain sockets, many at once, one thread."""

from __future__ import annotations

import os
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dev import run

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8791"))
OK = b"HTTP/1.1 200"


class PortTaken(RuntimeError):
    """Say that the port is used."""


@contextmanager
def server() -> Iterator[subprocess.Popen[bytes]]:
    """Start the server as ``make run`` does, wait until it answers, and end it afterwards.

    Raises:
        PortTaken
        RuntimeError: if it does not come up.
    """
    if _answers():
        raise PortTaken(f"Port {PORT} of 127.0.0.1 is used: set PORT to a free one.")
    process = subprocess.Popen(run.server_command("127.0.0.1", PORT), cwd=ROOT, env=os.environ.copy())
    try:
        _wait_for(process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _answers() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) == 0


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    for _wait in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        if _answers():
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 s")


@dataclass
class Tally:
    """What browsers were told: how often the awaited, how often anything else, and after how many seconds each."""

    good: int = 0
    bad: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def wait_at(self, share: float) -> float:
        """Return the wait in milliseconds that this share of the requests did not exceed."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class _Browser:
    """One connection: what it is waiting for since when, and what came so far."""

    wire: socket.socket
    since: float = 0.0
    got: bytes = b""


Ask = Callable[[], bytes]


def drive(*, browsers: int, seconds: float, ask: Ask, good: bytes, rate: float = 0.0) -> Tally:
    """Ask for some seconds over so many connections and count the answers that hold ``good``.

    Without a ``rate`` each connection asks again at once; with one (requests a second) requests are due at even
    intervals, whoever is free sends the next, and its wait counts from when it was due, so that a stall costs all whom
    it would have kept waiting.
    """
    tally, selector, free = Tally(), selectors.DefaultSelector(), []
    for _number in range(browsers):
        wire = socket.create_connection(("127.0.0.1", PORT))
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        browser = _Browser(wire)
        selector.register(wire, selectors.EVENT_READ, browser)
        free.append(browser)
    begun = time.perf_counter()
    end, due, busy = begun + seconds, begun, 0
    while True:
        now = time.perf_counter()
        while free and now < end and (not rate or due <= now):
            browser = free.pop()
            browser.since = due if rate else now
            due += 1 / rate if rate else 0
            browser.wire.sendall(ask())
            busy += 1
        if now >= end and not busy:
            break
        wait = max(0.0, min(due, end) - now) if rate and free and now < end else 1.0
        for key, _events in selector.select(wait):
            if _finished(key.data, tally, good):
                free.append(key.data)
                busy -= 1
    tally.seconds = time.perf_counter() - begun
    for key in list(selector.get_map().values()):
        key.data.wire.close()
    selector.close()
    return tally


def _finished(browser: _Browser, tally: Tally, good: bytes) -> bool:
    """Take in what came and return whether the answer is whole."""
    browser.got += browser.wire.recv(65_536)
    head = browser.got.find(b"\r\n\r\n")
    if head < 0:
        return False
    place = browser.got.find(b"content-length: ") + len(b"content-length: ")
    length = int(browser.got[place : browser.got.index(b"\r\n", place)])
    if len(browser.got) < head + 4 + length:
        return False
    if browser.got.startswith(OK) and good in browser.got:
        tally.good += 1
    else:
        tally.bad += 1
    tally.waits.append(time.perf_counter() - browser.since)
    browser.got = b""
    return True
