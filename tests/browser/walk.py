"""A small town for browser tests: the demo's people, charts, credentials and exams, and cases that wait for each role.

It is laid once for a module and stays until the module ends: the pages are read by a real browser from a real server.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client, TransactionTestCase
from django.test.utils import override_settings
from django.urls import reverse
from playwright.sync_api import Error
from pytest import MonkeyPatch  # noqa: PT013
from pytest_django.live_server_helper import LiveServer

from cases.demo import exam, generate, ground, life, officers, outside, replays, signins, training
from cases.demo.clerk import Clerk
from cases.demo.halted import halted
from cases.demo.people import Staff
from cases.hold_hearing import hold_hearing
from cases.import_record import record_outside
from cases.models import Case
from cases.queries import open_steps
from cases.review import review
from cases.sign_minutes import sign_minutes
from cases.supervision.sweep import sweep
from cases.supervision.watch import after_entry
from certification.apply import apply
from certification.models import Application, Credential
from certification.portrait import portrait
from dev.screenshots import show_chinese
from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.flowcharts import store
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.draft import draft
from enforcement.flowcharts.publication.ship import FOLDER
from enforcement.flowcharts.publication.submit import submit
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Person
from enforcement.web.templatetags import ui
from exams import lean
from exams.demo_sitting import sit_through
from exams.models import Item, ItemStat, Session, Sitting
from tests.browser import exam_console, exam_office
from tests.browser.conftest import BACKEND, DESKTOP, PHONE
from tests.factories.jobs import JobFactory

show_chinese()  # at once: the browser starts but once a session, before the first town

SITTER = ("market", "candidate", "考生", "Candidate")
"""This one sits in the browser; the candidate of the first agency has passed already and may be given a credential."""


@dataclass
class Seeing(Clerk):
    """A clerk who looks at the page of each act before doing it."""

    look: Callable[[Case, Any, Person], None] = field(default=lambda *_seen: None)

    def do(self, act: Any, place: str, day: date, /, **facts: Any) -> Any:
        self.look(Case.objects.get(pk=self.case_id), act, self.staff.of(self.agency, place))
        return super().do(act, place, day, **facts)


@dataclass
class Town:
    """The people and the address of their server."""

    staff: Staff
    url: str
    chromium: Any
    media: Path
    waiting: dict[str, Case]
    drafts: list[FlowchartVersion]
    application: Application
    jobs: list[int]
    office: SimpleNamespace
    watched: SimpleNamespace
    counted: ItemStat
    practised: Item
    contexts: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def of(self, name: str) -> Person:
        """Return a person by ``agency.place``."""
        return self.staff.people[name]

    @property
    def credential(self) -> Credential:
        """A credential in force."""
        return Credential.objects.filter(person=self.of("transport.lead")).get()

    def sitting(self, agency: str) -> int:
        """Return the sitting of an agency's new officer."""
        return Sitting.objects.get(candidate__person=self.of(f"{agency}.candidate")).pk

    def page(self, person: Person | None, *, phone: bool = True, language: str = "zh-hans") -> Any:
        """Return the page of a browser in which the person is signed in; one each, kept."""
        key = (person and person.pk, phone, language)
        if key not in self.contexts:
            context = self.chromium.new_context(
                viewport=PHONE if phone else DESKTOP,
                has_touch=phone,
                base_url=self.url,
                locale="zh-CN" if language == "zh-hans" else "en-GB",
            )
            context.set_default_timeout(15_000)
            cookies = {"language": language}
            if person is not None:
                client = Client()
                client.force_login(person, backend=BACKEND)
                cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": k, "value": v, "url": self.url} for k, v in cookies.items()])
            self.contexts[key] = listening(context.new_page())
        return self.contexts[key]

    def close(self) -> None:
        for page in self.contexts.values():
            page.context.close()
        self.contexts.clear()


def listening(page: Any) -> Any:
    """Keep what the console of a page complains of."""
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def shot(page: Any, name: str) -> None:
    """Keep a picture of a page in the folder that ``SHOTS`` names, for people to look at."""
    if os.environ.get("SHOTS"):
        plain = re.sub("[^a-z0-9_]+", "_", name)[:70]
        page.screenshot(path=f"{os.environ['SHOTS']}/{page.viewport_size['width']}{plain}.png", full_page=True)


EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))


class Judge:
    """Opens pages on a phone in Chinese and on a desktop in English, and notes what is wrong."""

    def __init__(self, town: Town, faults: Callable[..., list[str]]) -> None:
        self.town, self.faults, self.wrong = town, faults, []

    def look(self, path: str, person: Person | None, *, wide: bool = True, axe: bool = True) -> None:
        """Open a page both ways and judge it; axe looks at the small one, at both where ``EVERY_LOOK`` is set.

        Where it is not, a page that only differs from one seen before in what it is about is neither looked at ``wide``
        nor by axe: whether it opens, complains or scrolls sideways is judged all the same.
        """
        ways = [("phone zh", True, "zh-hans"), ("desktop en", False, "en")]
        for name, phone, language in ways if wide or EVERY_LOOK else ways[:1]:
            page = self.town.page(person, phone=phone, language=language)
            page.complaints.clear()
            answer = page.goto(path, wait_until="load")
            found = self._judged(page, axe=(phone and axe) or EVERY_LOOK)
            if answer.status != 200:
                found = [f"answered {answer.status}", *found]
            self.wrong += [f"{name} {path} {fault}" for fault in found]
            shot(page, path)

    def _judged(self, page: Any, *, axe: bool) -> list[str]:
        """Judge a page; one that moves on by itself meanwhile is judged where it arrives."""
        try:
            return self.faults(page, axe=axe)
        except Error as moved:
            if "context was destroyed" not in str(moved):
                raise
            page.wait_for_load_state("networkidle")
            return self.faults(page, axe=axe)

    def conclude(self) -> None:
        """Name all that was found at once."""
        assert not self.wrong, f"{len(self.wrong)} faults:\n" + "\n".join(self.wrong)


class Worker:
    """Somebody at work on a phone, in Chinese, from the sign-in on."""

    def __init__(self, town: Town, name: str) -> None:
        self.town, self.person = town, town.of(name)
        context = town.chromium.new_context(viewport=PHONE, has_touch=True, base_url=town.url, locale="zh-CN")
        context.set_default_timeout(15_000)
        self.page = page = listening(context.new_page())
        page.goto("/account/login/")
        page.locator(f"[data-user='{name}']").click()
        self.press("登录")
        page.wait_for_url("**/desk/")
        assert self.person.name in page.locator("h1").inner_text()
        assert page.locator(".todo, .links a").count()
        shot(page, f"home_{name}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        complaints = self.page.complaints
        self.page.context.close()
        assert failed[0] or not complaints, complaints

    def press(self, name: str) -> None:
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def fill(self, **values: object) -> None:
        for name, value in values.items():
            self.page.locator(f"form.act [name={name}]").fill(str(value))

    def tick(self, name: str, *values: object) -> None:
        for value in values:
            self.page.locator(f"form.act [name={name}][value='{value}']").check()

    def send(self) -> None:
        """Press the button of the form and come to the next page without a refusal."""
        button = self.page.locator("form.act .act-do [type=submit]")
        button.wait_for()  # a link that was followed just before has brought its page by then
        self.page.evaluate("document.body.dataset.left = 'no'")
        button.click()
        self.page.wait_for_selector("body:not([data-left])")
        self.page.wait_for_load_state("domcontentloaded")
        wrong = self.page.locator("form.act .notice-stop, form.act .field-wrong").all_inner_texts()
        assert not wrong, wrong

    def do(self, case: Case, act: str) -> None:
        """Open the page of an open step."""
        record = open_steps().filter(run=case.run, node__act=act).get()
        self.page.goto(reverse("case_step", args=[case.pk, record.pk]))


@contextmanager
def town(chromium: Any, folder: Path) -> Iterator[Town]:
    """Lay the town, serve it, and empty the tables afterwards. The test database must be open."""
    kept = MonkeyPatch()
    media = folder / "files"
    media.mkdir()
    kept.setattr(ui.env, "LOCAL", folder)
    kept.setattr(signins, "FILE", folder / "demo-signins.json")
    kept.setattr(signins, "ROLES", (SITTER, *signins.ROLES))
    kept.setattr(WSGIHandler, "__call__", _with_the_short_stack())
    server = None
    try:
        with override_settings(MEDIA_ROOT=media, DEMO=True, ALLOWED_HOSTS=["*"]):
            store.forget()
            with _unwatched():
                staff = _people()
                waiting = {name: halted(staff, act) for name, act in HALTS.items()}
                more = _others(staff)
                sweep(at=clock.now())
            server = LiveServer("localhost")
            made = Town(staff, server.url, chromium, media, waiting, **more)
            yield made
            made.close()
    finally:
        if server is not None:
            server.stop()
        kept.undo()
        _empty()


HALTS = {"chair": hold_hearing, "review": review, "minutes": sign_minutes}


def _people() -> Staff:
    staff = ground.lay()
    ground.certify_all(staff)
    ground.set_parameters(staff)
    training.record(staff)
    officers.record(staff)
    life.lay(staff)
    exam.hold(staff, clock.now() - timedelta(hours=3))
    now = Session.objects.get(title="补充场")
    sit_through(now, staff.of("urban", "candidate"), 0.95, clock.now() - timedelta(hours=2))
    signins.open_accounts(staff)
    return staff


def _others(staff: Staff) -> dict[str, Any]:
    """Add a published decision, cases on the board, records with violations, drafts, an application and work."""
    replays.plain(staff)
    for play in generate.plays(staff, 8, clock.today(), seed=3):
        play()
    for data in outside.records(staff):
        record_outside(data=data, by=SYSTEM, at=clock.now())
    at = clock.now()
    by = ground.actor(staff.of("justice", "examiner"), staff.agencies["justice"])
    new = partial(draft, agency=staff.agencies["county"], by=by, at=at, note="修改期限")
    drafts = [new(code=code, bpmn=(FOLDER / f"{code}.bpmn").read_bytes()) for code in ("P", "S")]
    submit(version_id=drafts[0].pk, by=by, at=at)
    agency, person = staff.agencies["agriculture"], staff.of("agriculture", "candidate")
    application = apply(
        agency_id=agency.pk, by=ground.actor(staff.of("agriculture", "clerk"), agency), at=at, person_id=person.pk,
        fields=["agriculture"], area="乐陵市", photo=portrait(person.username), post_proof="乐编〔2026〕12号",
    )  # fmt: skip
    asked = partial(JobFactory, kind="cases.audit", requested_at=at, owner=staff.of("urban", "lead"), total=40)
    jobs = [asked(state="running", done=12).pk, asked(state="failed", done=3, fault="no room").pk]
    jobs.append(asked(state="done", done=40).pk)
    exams = {"counted": ItemStat.objects.first(), "practised": Item.objects.exclude(practice_from=None).first()}
    return {
        "drafts": drafts, "application": application, "jobs": jobs,
        "office": exam_office.lay(staff), "watched": exam_console.lay(staff),
        **exams,
    }  # fmt: skip


def replayed(staff: Staff, look: Callable[[Case, Any, Person], None]) -> Clerk:
    """Replay the case with everything, looking at each act before it is done."""
    with MonkeyPatch.context() as kept, _unwatched():
        kept.setattr(replays, "Clerk", partial(Seeing, look=look))
        return replays.heard(staff)


@contextmanager
def _unwatched() -> Iterator[None]:
    """One audit at the end serves all acts, and a town of tests need not wait for the disk."""
    post_save.disconnect(sender=Entry, dispatch_uid="cases.supervision")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        yield
    finally:
        post_save.connect(after_entry, sender=Entry, dispatch_uid="cases.supervision")


def _with_the_short_stack() -> Callable[..., Any]:
    """The test server knows the full site alone; send what production sends to the short stack there."""
    site = WSGIHandler.__call__

    def dispatch(self: Any, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"].startswith("/x/") and not isinstance(self, lean.Application):
            return lean.application(environ, start_response)
        return site(self, environ, start_response)

    return dispatch


def _empty() -> None:
    """Empty the tables, as ``tests/conftest.py`` lets a transactional test do it."""
    TransactionTestCase("__init__")._fixture_teardown()
    store.forget()
    connection.close()
