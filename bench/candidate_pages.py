"""Look at every page that a candidate sees: accessibility, the keyboard alone, no sideways scrolling, in every form.

On a phone and on a desktop, in both languages, with and without care mode; each page as it is, at 320 px, and at twice
its size. Then a whole exam by Tab, Space, arrows and Enter. A system of its own, removed at the end. ``SCALE=1`` looks
on a phone in Chinese and on a desktop in English alone.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import _own

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUICK = os.environ.get("SCALE") == "1"
PHONE, DESKTOP, SMALL = {"width": 360, "height": 740}, {"width": 1280, "height": 800}, {"width": 320, "height": 640}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FORMS = [(phone, language, care) for phone in (True, False) for language in ("zh-hans", "en") for care in (False, True)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main() -> int:
    if not Path(CHROMIUM).exists():
        print(f"{CHROMIUM} is not there: install chromium, or name it in CHROMIUM.")
        return 2
    with _own.site("candidates"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        _own.migrated()
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        port = _own.free_port()
        os.environ["PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        _own.start_web(port)
        _own.wait_for_port(port)
        return look(port)


def look(port: int) -> int:
    from playwright.sync_api import sync_playwright

    from dev.screenshots import FLAGS, show_chinese

    show_chinese()
    begun = time.monotonic()
    forms = [(True, "zh-hans", False), (False, "en", False)] if QUICK else FORMS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        eye = Eye(browser, f"http://127.0.0.1:{port}")
        county = ground()
        for phone, language, care in forms:
            eye.form = (phone, language, care)
            for scene in (before, at_work, interrupted, over, elsewhere, practice):
                scene(eye, county)
        walked = walk(eye, county)
        browser.close()
    return report(eye, len(forms), walked, time.monotonic() - begun)


class Eye:
    """Opens pages in one of the forms and notes what is wrong with each."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address
        self.form = FORMS[0]
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []

    def open(self, path: str, person: Any = None) -> Any:
        """Open a page as a person in a browser of their own."""
        from django.conf import settings
        from django.test import Client

        phone, language, care = self.form
        size = PHONE if phone else DESKTOP
        context = self.browser.new_context(viewport=size, has_touch=phone, base_url=self.address)
        context.set_default_timeout(30_000)
        cookies = {"language": language, "care": "1" if care else "0"}
        if person is not None:
            client = Client()
            client.force_login(person, backend=BACKEND)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": k, "value": v, "url": self.address} for k, v in cookies.items()])
        page = context.new_page()
        page.size = size
        page.goto(path)
        return page

    def judge(self, page: Any, name: str) -> None:
        """Note what axe finds, and whether the page scrolls sideways as it is, at 320 px, and at twice its size."""
        from dev.accessibility import violations

        self.seen[name] += 1
        wrong = violations(page)
        twice = {"width": page.size["width"] // 2, "height": page.size["height"] // 2}
        for size in (page.size, SMALL, twice if page.size == DESKTOP else SMALL):
            page.set_viewport_size(size)
            if (px := page.evaluate(SIDEWAYS)) > 0:
                wrong.append(f"{px} px wider than {size['width']}")
        page.set_viewport_size(page.size)
        page.evaluate(SETTLED)  # the overview folds and unfolds with the size, a frame later
        self.wrong += [f"{name} {self.form}: {fault}" for fault in wrong]


def ground() -> Any:
    """Make the people and the bank."""
    from tests.factories.exams import a_county

    return a_county()


def candidate(county: Any, **facts: Any) -> Any:
    """Return somebody registered for a session whose paper has every type of question."""
    from tests.factories.exams import an_officer, now_session_facts
    from tests.factories.exams_sitting import a_full_session

    person = an_officer(county.bureau)
    person.session = a_full_session(county, [person], **{**now_session_facts(), **facts})
    return person


def before(eye: Eye, county: Any) -> None:
    """My exams, the page before the start: to come, open with a photo, too late."""
    from enforcement import clock
    from exams.models import Sitting
    from tests.browser.exam_room import lobby_of, stage, stored
    from tests.factories.exams_bank import picture_bytes

    hour = timedelta(hours=1)
    early = candidate(county, opens_at=clock.now() + hour, closes_at=clock.now() + 9 * hour)
    page = eye.open("/exams/mine/", early)
    eye.judge(page, "my exams")
    page.goto(lobby_of(early))
    stage(page, "lobby")
    page.wait_for_selector(".check.is-ok >> nth=3")
    eye.judge(page, "lobby, not open yet")
    now = candidate(county, photo="optional", focus_limit=2, focus_act="submit")
    Sitting.objects.filter(pk=stored(now).pk).update(extra_seconds=1200)
    page = eye.open(lobby_of(now), now)
    page.wait_for_selector("#start", state="visible")
    page.locator("#start").click()
    page.wait_for_selector("#honour-fault:not([hidden])")
    page.locator("[data-photo=consent]").check()
    eye.judge(page, "lobby, open, a photo offered")
    face = {"name": "me.png", "mimeType": "image/png", "buffer": picture_bytes(size=(400, 500))}
    page.locator("[data-photo=file]").set_input_files([face])
    page.wait_for_selector("[data-step=drawn]:not([hidden])")
    eye.judge(page, "lobby, a photo drawn")
    late = candidate(county, entry_until=clock.now() - hour / 60)
    page = eye.open(lobby_of(late), late)
    page.wait_for_selector("[data-when=over]:not([hidden])")
    eye.judge(page, "lobby, too late")


def at_work(eye: Eye, county: Any) -> None:
    """The paper: every question, all on one page, pictures, dialogs, handing in, receipt, result."""
    from tests.browser.exam_room import begin, go_to, lobby_of, stage, stored

    person = candidate(county)
    page = eye.open(lobby_of(person), person)
    begin(page)
    for number in range(1, page.locator("#grid button").count() + 1):
        go_to(page, number)
        kinds = page.locator(".question").get_attribute("class").split()
        eye.judge(page, f"paper, {next(kind for kind in kinds if kind.startswith('is-'))[3:]}")
    page.locator(".case .picture").click()
    eye.judge(page, "picture, large")
    page.keyboard.press("Escape")
    page.locator("#view").click()
    eye.judge(page, "paper, all on one page")
    page.locator("#submit").click()
    eye.judge(page, "hand in?")
    page.keyboard.press("Escape")
    warn = '{"focus": 1, "limit": 2, "act": "warn"}'
    page.route("**/events", lambda route: route.fulfill(body=warn, content_type="application/json"))
    page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur'))")
    page.wait_for_timeout(1200)
    page.evaluate("document.hasFocus = () => true; dispatchEvent(new Event('focus'))")
    page.wait_for_selector("#ask-warned[open]")
    eye.judge(page, "warning")
    page.unroute("**/events")
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.locator("[data-blank]").first.fill("二")
    page.wait_for_selector("#grid button.is-local", state="attached")
    eye.judge(page, "paper, network away")
    page.context.set_offline(False)
    page.wait_for_selector("#grid button.is-saved", state="attached")
    tab = page.context.new_page()
    tab.size = page.size
    tab.goto(lobby_of(person))
    stage(tab, "tab")
    eye.judge(tab, "open in another tab")
    tab.close()
    page.locator("#submit").click()
    page.locator("#submit-yes").click()
    stage(page, "receipt")
    eye.judge(page, "receipt, just now")
    hand_over(eye, page, stored(person).pk)


def hand_over(eye: Eye, page: Any, sitting: int) -> None:
    """The receipt later, its check by anybody, the result; the page while it is not released."""
    from django.urls import reverse

    from exams.models import Session, Sitting
    from exams.sitting.own_receipt import own_receipt
    from exams.sitting.receipt_views import packed

    made = own_receipt(Sitting.objects.get(pk=sitting))
    for name, path in (
        ("receipt", reverse("exam_receipt", args=[sitting])),
        ("result", reverse("exam_result", args=[sitting])),
        ("check a receipt", reverse("exam_receipts")),
        ("check a receipt, genuine", f"{reverse('exam_receipts')}?r={packed(made)}"),
        ("check a receipt, not genuine", f"{reverse('exam_receipts')}?r={packed({**made, 'seq': 1})}"),
    ):
        page.goto(path)
        eye.judge(page, name)
    Session.objects.filter(sittings=sitting).update(release_at_once=False)
    page.goto(reverse("exam_result", args=[sitting]))
    eye.judge(page, "not released")


def interrupted(eye: Eye, county: Any) -> None:
    """More time, a pause."""
    from exams.proctoring.extend import extend
    from exams.proctoring.pause import pause
    from exams.proctoring.scope import Scope
    from tests.browser.exam_room import begin, lobby_of, stage, stored

    person = candidate(county)
    page = eye.open(lobby_of(person), person)
    begin(page)
    facts = {"session_id": person.session.pk, "by": county.by, "scope": Scope((stored(person).candidate_id,))}
    extend(**facts, seconds=600, reason="考场停电")
    page.wait_for_selector("#news:not([hidden])")
    eye.judge(page, "more time")
    pause(**facts, reason="考场停电")
    stage(page, "paused")
    page.wait_for_selector("#paused-why:not([hidden])")
    eye.judge(page, "paused")


def over(eye: Eye, county: Any) -> None:
    """The ends: time over with answers that came late, taken in, void."""
    from enforcement import clock
    from exams.models import Sitting
    from exams.proctoring.scope import Scope
    from exams.proctoring.terminate import terminate
    from exams.proctoring.void import void
    from tests.browser.exam_room import begin, choose, lobby_of, stage, stored

    person = candidate(county)
    page = eye.open(lobby_of(person), person)
    begin(page)
    page.context.set_offline(True)
    choose(page, 1, 0)
    page.wait_for_selector("#grid button.is-local", state="attached")
    Sitting.objects.filter(pk=stored(person).pk).update(deadline_at=clock.now() - timedelta(minutes=5))
    page.context.set_offline(False)
    stage(page, "ended")
    page.wait_for_selector("#late.notice-ok")
    eye.judge(page, "time over, answers came late")
    for name, act in (("taken in", terminate), ("void", void)):
        person = candidate(county)
        page = eye.open(lobby_of(person), person)
        begin(page)
        act(session_id=person.session.pk, by=county.by, scope=Scope((stored(person).candidate_id,)), reason="替考")
        choose(page, 1, 0)
        stage(page, "ended")
        page.wait_for_selector("#ended-why:not([hidden])")
        eye.judge(page, name)


def elsewhere(eye: Eye, county: Any) -> None:
    """Another device: the code is asked for, the first device is told, both gave an answer; the paper cannot be had."""
    from exams.takeover import code_for
    from tests.browser.exam_room import begin, choose, lobby_of, stage, stored

    person = candidate(county, takeover="code")
    first = eye.open(lobby_of(person), person)
    begin(first)
    first.context.set_offline(True)
    choose(first, 1, 0)
    first.wait_for_selector("#grid button.is-local", state="attached")
    second = eye.open(lobby_of(person), person)
    stage(second, "taken")
    second.locator("#take").click()
    second.wait_for_selector("#take-fault:not([hidden])")
    eye.judge(second, "open on another device")
    second.locator("#take-code").fill(code_for(stored(person).pk, 1))
    second.locator("#take").click()
    second.wait_for_selector(".question")
    choose(second, 1, 1)
    second.wait_for_selector("#grid button.is-saved", state="attached")
    first.context.set_offline(False)
    stage(first, "taken")
    eye.judge(first, "taken over")
    first.locator("#take-code").fill(code_for(stored(person).pk, 2))
    first.locator("#take").click()
    first.wait_for_selector("#ask-older[open]")
    eye.judge(first, "which answers count?")
    refuse = '{"refused": {"code": "TokenRefused", "sentence": "…", "remedy": "…"}}'
    third = eye.open("/exams/mine/", person)
    third.route("**/state", lambda route: route.fulfill(status=401, body=refuse, content_type="application/json"))
    third.goto(lobby_of(person))
    stage(third, "trouble")
    eye.judge(third, "no longer connected")


def practice(eye: Eye, county: Any) -> None:
    """Practice: the overview and a question, before and after the answer."""
    from django.urls import reverse

    from enforcement import clock
    from exams.models import Item
    from tests.factories.exams import an_officer

    Item.objects.filter(type="single", practice_from=None).update(practice_from=clock.today() - timedelta(days=2))
    person = an_officer(county.bureau)
    page = eye.open(reverse("exam_practice"), person)
    eye.judge(page, "practice")
    free = Item.objects.filter(type="single", versions__media=[]).order_by("pk").first()
    page.goto(reverse("exam_practice_item", args=[free.pk]))
    eye.judge(page, "practice, a question")


def walk(eye: Eye, county: Any) -> list[str]:
    """Sit a whole exam by the keyboard alone, on a phone in Chinese and on a desktop in English."""
    from tests.browser.exam_room import sit_by_keyboard, stored

    done = []
    for eye.form in ((True, "zh-hans", False), (False, "en", True)):
        person = candidate(county)
        page = eye.open("/exams/mine/", person)
        try:
            sit_by_keyboard(page)
            assert stored(person).state == "submitted"
            done.append("phone" if eye.form[0] else "desktop")
        except Exception as fault:  # noqa: BLE001 (whatever stops the walk is a fault of the page)
            eye.wrong.append(f"keyboard {eye.form}: {fault}")
    return done


def lines(eye: Eye) -> Iterator[str]:
    """Yield the table of what was looked at."""
    for name, times in eye.seen.items():
        faults = sum(wrong.startswith(f"{name} (") for wrong in eye.wrong)
        yield f"{name:<34}{times:>6}{faults:>9}"


def report(eye: Eye, forms: int, walked: list[str], seconds: float) -> int:
    print(f"{forms} forms (phone and desktop, Chinese and English, with and without care mode), {seconds:.0f} s")
    print(f"{'page':<34}{'looks':>6}{'faults':>9}")
    print("\n".join(lines(eye)))
    print(f"by the keyboard alone, from my exams to the receipt: {', '.join(walked) or 'nowhere'}")
    for wrong in eye.wrong[:40]:
        print(f"  {wrong}")
    holds = not eye.wrong and len(walked) == 2
    figure = f"{len(eye.seen)} pages, {sum(eye.seen.values())} looks, {len(eye.wrong)} faults"
    print(f"candidate-pages: {figure} (bar 0 faults, keyboard complete): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
