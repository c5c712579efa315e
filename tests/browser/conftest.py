"""A real Chromium on a live server: ``browse("/path/", as_=person, phone=True)`` opens a page, ``faults(page)`` judges it.

Console errors count, and so do violations of the content security policy, which is in force.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dev.accessibility import violations

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Playwright's loop runs in the test's thread, where the test also reads the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.no_cover)  # its code is judged by faster tests; tracing a server takes time


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    if not CHROMIUM.exists():
        message = f"NO BROWSER TESTS: {CHROMIUM} is not there. Install chromium (apt-get install chromium)."
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page as a phone or a desktop, in a language, in care mode or not, as somebody or nobody."""
    contexts = []

    def open_page(
        path: str, *, as_: Any = None, phone: bool = False, language: str = "zh-hans", care: bool = False
    ) -> Any:
        context = chromium.new_context(viewport=PHONE if phone else DESKTOP, has_touch=phone, base_url=live_server.url)
        contexts.append(context)
        cookies = {"language": language, "care": "1" if care else "0"}
        if as_ is not None:
            client = Client()
            client.force_login(as_, backend=BACKEND)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        page = context.new_page()
        page.complaints = []
        page.on(
            "console", lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def faults() -> Callable[[Any], list[str]]:
    """Return what is wrong with a page: violations of accessibility, complaints of the console, sideways scrolling."""

    def judge(page: Any, *, axe: bool = True) -> list[str]:
        wrong = violations(page) if axe else []
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            wrong.append(f"the page scrolls sideways by {sideways} px")
        return wrong + [f"console: {said}" for said in page.complaints]

    return judge
