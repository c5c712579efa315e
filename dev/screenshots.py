"""Take the pictures of the README, or of every page, from a running demo.

``python -m dev.screenshots`` writes docs/pictures/; ``python -m dev.screenshots FOLDER`` writes every page of
every role at phone and desktop size into a folder, to be looked at.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from enforcement import env

BASE = os.environ.get("SITE", "http://127.0.0.1:8000")
PICTURES = env.ROOT / "docs" / "pictures"
PHONE, DESKTOP = (360, 740), (1280, 800)
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PAGES: dict[str, tuple[str, ...]] = {
    "": ("/", "/procedures/", "/officers/", "/cases/decisions/", "/account/login/", "/verify/"),
    "urban.candidate": ("/desk/", "/exams/"),
    "urban.clerk": ("/desk/", "/cases/", "/cases/new/"),
    "urban.lead": ("/desk/", "/cases/", "/me/credential/"),
    "urban.head": ("/desk/", "/cases/"),
    "urban.reviewer": ("/desk/",),
    "urban.chair": ("/desk/",),
    "urban.deputy1": ("/desk/",),
    "justice.supervisor": ("/desk/", "/supervision/", "/supervision/alarms/"),
    "justice.exam": ("/desk/", "/exams/"),
    "justice.examiner": ("/desk/",),
    "province_justice.issuer": ("/desk/",),
    "county.system": ("/desk/", "/settings-register/", "/people/", "/agencies/"),
}


def show_chinese() -> None:
    """Let the browser use our own Chinese font: many machines have none. Call it before the browser starts."""
    fonts = env.ROOT / "node_modules" / "@expo-google-fonts" / "noto-sans-sc"
    if not fonts.is_dir() or "FONTCONFIG_FILE" in os.environ:
        return
    folder = Path(tempfile.mkdtemp(prefix="fonts"))
    found = "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
    written = f"<fontconfig>{found}<dir>{fonts}</dir><cachedir>{folder}</cachedir></fontconfig>"
    (folder / "fonts.conf").write_text(f"<?xml version='1.0'?>{written}", encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")


def signins() -> dict[str, str]:
    """Return the passwords of the demo by user name."""
    told = json.loads((env.LOCAL / "demo-signins.json").read_text(encoding="utf-8"))
    return {row["username"]: row["password"] for row in told}


def sign_in(page: Any, username: str) -> None:
    """Sign in on a page."""
    page.goto(f"{BASE}/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", signins()[username])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def open_page(browser: Any, size: tuple[int, int], username: str = "", *, language: str = "") -> Any:
    """Return a page in a context of its own, signed in where a user name is given."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, device_scale_factor=1)
    if language:
        context.add_cookies([{"name": "language", "value": language, "url": BASE}])
    page = context.new_page()
    if username:
        sign_in(page, username)
    return page


def walk(browser: Any, folder: Path, language: str) -> Iterator[Path]:
    """Take every page of every role and yield the files."""
    for username, paths in PAGES.items():
        for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
            page = open_page(browser, size, username, language=language)
            for path in paths:
                page.goto(BASE + path)
                slug = (username or "public") + path.replace("/", "_").rstrip("_")
                target = folder / f"{slug}-{name}{'-en' if language == 'en' else ''}.png"
                page.screenshot(path=target, full_page=True)
                yield target
            page.context.close()


def readme(browser: Any) -> None:
    """Take the two pictures of the README."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, PHONE)
    page.goto(BASE + "/")
    page.screenshot(path=PICTURES / "home-phone.png")
    page.context.close()
    page = open_page(browser, DESKTOP, "justice.supervisor")
    page.goto(BASE + "/supervision/")
    page.locator("main a[href*='/supervision/cases/']").nth(1).click()
    page.wait_for_load_state("load")
    page.locator(".chart-frame").scroll_into_view_if_needed()
    page.evaluate("window.scrollBy(0, document.querySelector('.chart-frame').getBoundingClientRect().top - 90)")
    page.wait_for_timeout(1000)  # the page scrolls smoothly
    page.screenshot(path=PICTURES / "timeline.png")
    page.context.close()


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (a development package)

    show_chinese()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", CHROMIUM), args=FLAGS)
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1])
            folder.mkdir(parents=True, exist_ok=True)
            for language in ("", "en"):
                for target in walk(browser, folder, language):
                    print(target)
        else:
            readme(browser)
        browser.close()


if __name__ == "__main__":
    main()
