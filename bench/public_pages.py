"""Look at every public page of the demo: accessibility on a phone and a desktop, and no personal data in any answer.

First everything that the public may read is fetched, from each address on the list of public pages and by every link
from there: pages, PDF, JSON, CSV, pictures, workbooks, tokens. Each answer, headers included, is searched for all that
the data hold of persons (``dev/personal_data.py``), in both languages. Then each page is judged by axe in a browser.
``SCALE=1`` crawls fewer addresses and judges one page of each name on a phone alone.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from bench import _own

CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUICK: Final = os.environ.get("SCALE") == "1"
CASES, MOST, OF_ONE_NAME = (40, 1500, 1) if QUICK else (300, 6000, 3)
FORMS: Final = (("phone", "zh-hans"),) if QUICK else (("phone", "zh-hans"), ("desktop", "en"))
SIZES: Final[dict[str, Any]] = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 800}}
SIDEWAYS: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
Answers = dict[str, dict[str, Any]]


def main() -> int:
    if not Path(CHROMIUM).exists():
        print(f"{CHROMIUM} is not there: install chromium, or name it in CHROMIUM.")
        return 2
    os.environ["DEMO"] = "1"
    port = _own.free_port()
    os.environ["PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    with _own.site("public_pages"):
        _own.migrated()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", cases=CASES)
        planted()
        _own.start_web(port)
        _own.wait_for_port(port)
        return report(*look(f"http://127.0.0.1:{port}"))


def planted() -> None:
    """Give every officer an identity number, so that there is something to give away, and open a draft for comments."""
    from certification.keys.log import publish_logs
    from enforcement import clock
    from enforcement.actor import SYSTEM
    from enforcement.organisation.models import Person
    from tests.factories.organisation import id_number

    out_for_comment()
    publish_logs(by=SYSTEM, at=clock.now())
    for number, person in enumerate(Person.objects.filter(id_sealed=""), start=90_000):
        person.id_number = id_number(number)
        person.save(update_fields=["id_sealed", "id_fingerprint"])


def out_for_comment() -> None:
    """Put a draft of a chart before the public, as the page of comments needs one."""
    from cases.demo.ground import actor
    from cases.demo.people import find
    from enforcement import clock
    from enforcement.flowcharts.consultation.period import open_period
    from enforcement.flowcharts.publication.draft import draft
    from enforcement.flowcharts.publication.ship import FOLDER
    from enforcement.flowcharts.publication.submit import submit

    staff, at = find(), clock.now()
    by = actor(staff.of("justice", "examiner"), staff.agencies["justice"])
    bpmn = (FOLDER / "S.bpmn").read_bytes()
    made = draft(by=by, at=at, bpmn=bpmn, agency=staff.agencies["county"], code="S", note="征求意见")
    submit(version_id=made.pk, by=by, at=at)
    open_period(version_id=made.pk, by=by, at=at, days=30)


def look(address: str) -> tuple[Answers, list[str], list[str], int]:
    """Return the answers, what they give away, what is wrong with the pages, and how many pages were judged."""
    from dev import personal_data, public_crawl

    begun = time.monotonic()
    wanted, cards = personal_data.known(), personal_data.opened()
    print(f"{len(wanted)} pieces of personal data in {CASES} generated cases and more are looked for")
    answers: Answers = {}
    given: list[str] = []
    for language in ("zh-hans", "en"):
        start = list(answers) or None
        for path, answer in public_crawl.crawl(partial(fetch, address, language), most=MOST, start=start):
            given += [f"{path} ({language}): {what}" for what in personal_data.found(answer, wanted, cards)]
            given += [f"{path} ({language}): answers {answer['status']}"] * (answer["status"] >= 500)
            answers.setdefault(path, answer)
    print(f"{len(answers)} addresses crawled in both languages in {time.monotonic() - begun:.0f} s")
    wrong, judged = in_a_browser(address, chosen(answers))
    return answers, given, wrong, judged


def fetch(address: str, language: str, path: str) -> dict[str, Any]:
    """Fetch an address as the public does, redirects not followed."""
    request = urllib.request.Request(address + quote(path, safe="/?=&%:;,+~@!$'()*"))
    request.add_header("Cookie", f"language={language}")
    opener = urllib.request.build_opener(Stay)
    try:
        with opener.open(request, timeout=60) as answer:
            return {"status": answer.status, "headers": _named(answer.headers), "body": answer.read()}
    except urllib.error.HTTPError as fault:
        return {"status": fault.code, "headers": _named(fault.headers), "body": fault.read()}


def _named(headers: Any) -> dict[str, str]:
    """Return headers by their usual names; a server may write them small."""
    return {name.title(): text for name, text in headers.items()}


class Stay(urllib.request.HTTPRedirectHandler):
    """Answers a redirect as it is."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


def chosen(answers: Answers) -> list[str]:
    """Return some addresses of pages of each name."""
    from dev.public_crawl import names_of

    found: dict[str, list[str]] = {}
    for path, answer in answers.items():
        if "html" in answer["headers"].get("Content-Type", "") and answer["status"] < 400:
            found.setdefault(str(names_of([path])), []).append(path)
    return [path for paths in found.values() for path in paths[:OF_ONE_NAME]]


def in_a_browser(address: str, paths: list[str]) -> tuple[list[str], int]:
    """Return what axe and the width find in each page, in each form, and how many looks that were."""
    from playwright.sync_api import sync_playwright

    from dev.accessibility import violations
    from dev.screenshots import FLAGS, show_chinese

    show_chinese()
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for size, language in FORMS:
            context = browser.new_context(viewport=SIZES[size], has_touch=size == "phone", base_url=address)
            context.add_cookies([{"name": "language", "value": language, "url": address}])
            page = context.new_page()
            for path in paths:
                page.goto(path)
                page.wait_for_load_state("networkidle")  # a page whose worker takes over loads itself once more
                faults = violations(page)
                if (px := page.evaluate(SIDEWAYS)) > 0:
                    faults.append(f"{px} px too wide")
                wrong += [f"{path} ({size}, {language}): {fault}" for fault in faults]
        browser.close()
    return wrong, len(paths) * len(FORMS)


def never_seen(answers: Answers) -> Iterator[str]:
    """Yield the public pages that the crawl did not come to, those aside that are named with their reason."""
    from dev import public_crawl

    seen = public_crawl.names_of(path for path, answer in answers.items() if answer["status"] < 400)
    for route, name in public_crawl.listed():
        if name not in seen and name not in public_crawl.EXEMPT:
            yield f"{route} ({name})"


def report(answers: Answers, given: list[str], wrong: list[str], judged: int) -> int:
    unseen = list(never_seen(answers))
    for what, rows in (("gives personal data away", given), ("has a fault", wrong), ("was never reached", unseen)):
        for row in rows[:40]:
            print(f"{what}: {row}")
    holds = not (given or wrong or unseen)
    print(
        f"public-pages: {len(given)} leaks in {len(answers)} addresses, {len(wrong)} axe faults in {judged} looks, "
        f"{len(unseen)} pages not reached (bar 0 / 0 / 0): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
