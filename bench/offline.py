"""Scans answered on the phone with the network off, in headless Chromium: from the navigation to the verdict.

Fifty codes (``SCALE``), each scanned once; the figure is the 95th percentile, against the floor of the kept page alone.
Not one request for an address of a code may reach the server once the phone checks by itself. A
database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from bench import _embedded

NAME = "bench_offline"
SCALE = int(os.environ.get("SCALE", "50"))
BAR = 100.0
VERDICT = """() => new Promise((resolve) => {
  const look = () => {
    const [mark] = performance.getEntriesByName('verdict');
    if (mark) resolve([mark.startTime, document.querySelector('#verdict').dataset.state]);
    else setTimeout(look, 2);
  };
  look();
})"""
FLOOR = "() => performance.getEntriesByType('navigation')[0].responseEnd"


def main() -> int:
    os.environ |= {"ALLOWED_HOSTS": "127.0.0.1", "DEBUG": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    try:
        with _embedded.database(NAME):
            return report(*measure())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


@contextmanager
def served(asked: list[str]) -> Iterator[str]:
    """Serve the site with an issuer's lists in memory from a thread; ``asked`` gets every path that arrives."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.handlers.wsgi import WSGIHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Threads(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    settings.ROOT_URLCONF = "tests.browser.checks_urls"
    site = StaticFilesHandler(WSGIHandler())

    def noting(environ: dict[str, Any], start: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return site(environ, start)

    server = make_server("127.0.0.1", 0, noting, server_class=Threads, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def measure() -> tuple[list[float], list[float], list[str], int]:
    """Return milliseconds to each verdict and to each page alone, the states, and how many codes reached the server."""
    from playwright.sync_api import sync_playwright

    from tests.browser import checks_urls
    from tests.browser.conftest import CHROMIUM, FLAGS
    from tests.certification.scan_world import World

    world, asked = World(), []
    checks_urls.publish(world, at=int(time.time()), values={n: n % 3 for n in range(SCALE)})
    codes = [world.code(sid=(1 << 17) | n, number=f"151481{n:05d}") for n in range(SCALE)]
    with served(asked) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(base_url=base)
        page = context.new_page()
        page.goto(f"/v/{codes[0]}")
        page.wait_for_selector("#kept:not([hidden])")
        asked.clear()
        context.set_offline(True)
        times, floors, states = [], [], []
        for code in codes:
            page.goto(f"/v/{code}")
            took, state = page.evaluate(VERDICT)
            times.append(took)
            states.append(state)
            floors.append(page.evaluate(FLOOR))
        browser.close()
    return times, floors, states, sum(path.startswith("/v/") for path in asked)


def report(times: list[float], floors: list[float], states: list[str], sent: int) -> int:
    figure, middle = np.percentile(times, 95), np.percentile(times, 50)
    wanted = ["valid", "ended", "suspended"] * SCALE
    right = states == wanted[:SCALE]
    print(f"{SCALE} codes, network off; every verdict as it should be: {'yes' if right else 'NO'}")
    print(f"kept page alone   {np.percentile(floors, 50):6.1f} ms median")
    print(f"verdict           {middle:6.1f} ms median, {figure:.1f} ms p95, {max(times):.1f} ms at most")
    print(f"requests for codes that reached the server: {sent}")
    holds = right and sent == 0 and figure <= BAR
    print(f"offline: {figure:.0f} ms p95, {sent} requests (bar ≤ {BAR:.0f} ms, 0): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
