"""Each role at work on a phone, in Chinese, in a small town of the demo; and every page of the system, judged."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import get_resolver, reverse
from PIL import Image

from cases.demo import replays
from cases.models import Case, Publication
from cases.pages import PAGES
from cases.queries import open_steps
from cases.supervision.models import Alarm
from cases.views.step import is_beside, open_step_for
from certification.models import Application, Credential
from certification.portrait import portrait
from enforcement import clock
from enforcement.flowcharts.models import FlowchartVersion, Node
from exams.models import Item, Session, Sitting
from tests.browser import walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, chromium, tmp_path_factory):
    with django_db_blocker.unblock(), walk.town(chromium, tmp_path_factory.mktemp("town")) as laid:
        yield laid


@pytest.fixture
def _django_db_helper(town):
    """The tables stay as they are between the tests of this module (this takes the place of pytest-django's own)."""


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_the_test(town):
    """The files stay as well."""



# Pages by their names: who looks at them, and at what (a function of the town). "" is nobody, the public.
PAGES_OF = {
    "home": ("", None), "gallery": ("", None), "account_login": ("", None), "procedure_list": ("", None),
    "procedure": ("", lambda t: [v.pk for v in FlowchartVersion.objects.filter(status="published")]),
    "verify_number": ("", None), "officer_register": ("", None), "credential_notices": ("", None),
    "verify_code": ("", lambda t: [Credential.objects.filter(agency=t.staff.agencies["urban"]).first().digits, "12345"]),
    "decision_list": ("", None), "decision": ("", lambda t: [Publication.objects.first().case_id]),
    "desk": ("urban.lead", None), "account_logout": ("urban.lead", None), "mfa_index": ("urban.lead", None),
    "account_change_password": ("urban.lead", None), "job": ("urban.lead", lambda t: t.jobs),
    "settings_register": ("county.system", None), "people": ("county.system", None), "agencies": ("county.system", None),
    "change_setting": ("county.system", lambda t: ["credential.notice_days", "exam.counts", "exam.multiple_rule", "exam.release_at_once"]),
    "person": ("county.system", lambda t: [t.of("urban.lead").pk]),
    "grant_duty": ("county.system", lambda t: [t.of("urban.lead").pk]),
    "chart_drafts": ("justice.approver1", None), "chart_upload": ("justice.examiner", None),
    "chart_draft": ("justice.approver1", lambda t: [v.pk for v in t.drafts]),
    "chart_act": ("justice.approver1", lambda t: [(t.drafts[0].pk, act) for act in ("approve", "object", "publish")]),
    "exam_mine": ("transport.candidate", None), "exam_lobby": ("transport.candidate", lambda t: [t.sitting("transport")]),
    "exam_result": ("urban.candidate", lambda t: [t.sitting("urban")]), "exam_sessions": ("justice.exam", None),
    "exam_session_new": ("justice.exam", None), "exam_new": ("justice.exam", None),
    "exam_session": ("justice.exam", lambda t: [s.pk for s in Session.objects.all()]),
    "exam_register": ("justice.exam", lambda t: [Session.objects.last().pk]),
    "exam_results": ("justice.exam", lambda t: [Session.objects.first().pk]), "exam_items": ("justice.exam", None),
    "exam_import": ("justice.exam", None), "exam_item": ("justice.exam", lambda t: [Item.objects.first().pk]),
    "credential_own": ("urban.lead", None), "credential_own_loss": ("urban.lead", None),
    "credential_list": ("province_justice.issuer", None), "credential_applications": ("agriculture.clerk", None),
    "credential_apply": ("agriculture.clerk", None), "credential_training": ("agriculture.clerk", None),
    "credential_application": ("justice.examiner", lambda t: [t.application.pk]),
    "credential_detail": ("province_justice.issuer", lambda t: [t.credential.pk]),
    "credential_act": (
        "province_justice.issuer", lambda t: [(t.credential.pk, act) for act in ("suspend", "revoke", "cancel")],
    ),
    "case_list": ("urban.lead", None), "case_register": ("urban.clerk", None),
    "case": ("urban.lead", lambda t: [c.pk for c in t.waiting.values()]),
    "case_timeline": ("urban.lead", lambda t: [t.waiting["review"].pk]),
    "supervision_board": ("justice.supervisor", None), "supervision_alarms": ("justice.supervisor", None),
    "supervision_alarm": ("justice.supervisor", lambda t: [Alarm.objects.first().pk]),
    "supervision_case": (
        "justice.supervisor", lambda t: [t.waiting["minutes"].pk, Case.objects.filter(origin="outside").first().pk],
    ),
}  # fmt: skip
# What is no page of its own: files, fragments, what only a form sends to, and the steps of cases (looked at below).
NO_PAGES = set("""
    care_mode set_language withdraw_duty procedure_bpmn procedure_svg procedure_poster job_progress job_cancel exam_home
    exam_continue exam_figures exam_open exam_close exam_release exam_results_xlsx exam_import_template officer_photo
    credential_own_card credential_application_photo credential_card case_paper case_file supervision_export exam_paper
    case_step case_act
""".split())
BY_DUTY = {
    "handle": "lead", "decide": "head", "intake": "clerk", "publish": "clerk", "archive": "clerk", "discuss": "deputy1",
    "review": "reviewer", "check": "checker", "chair": "chair",
}  # fmt: skip


class Judge:
    """Opens pages on a phone in Chinese and on a desktop in English, and notes what is wrong."""

    def __init__(self, town, faults):
        self.town, self.faults, self.wrong, self.count = town, faults, [], 0

    def look(self, path, person):
        for way in ({"phone": True}, {"phone": False, "language": "en"}):
            page = self.town.page(person, **way)
            page.complaints.clear()
            answer = page.goto(path, wait_until="load")
            self.count += 1
            found = self.faults(page)
            if answer.status != 200:
                found = [f"answered {answer.status}", *found]
            self.wrong += [f"{'phone zh' if way['phone'] else 'desktop en'} {path} {fault}" for fault in found]
            shot(page, f"{path}")

    def conclude(self):
        print("\n".join(self.wrong))
        assert not self.wrong, f"{len(self.wrong)} faults:\n" + "\n".join(self.wrong)


def shot(page, path):
    import os, re as r
    if os.environ.get("SHOTS"):
        w = page.viewport_size["width"]
        page.screenshot(path=f"{os.environ['SHOTS']}/{w}{r.sub('[^a-z0-9_]+', '_', path)[:70]}.png", full_page=True)


@pytest.fixture
def judge(town, faults):
    return Judge(town, faults)


def names(resolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        yield from names(pattern) if hasattr(pattern, "url_patterns") else [pattern.name]


def test_every_page_is_looked_at():
    ours = {name for name in names(get_resolver()) if not name.startswith(("account_", "mfa_"))}
    assert ours - set(PAGES_OF) - NO_PAGES == set(), "enter new pages in PAGES_OF"


def test_every_page_has_no_fault(town, judge):
    for name, (who, which) in PAGES_OF.items():
        for args in which(town) if which else [()]:
            path = reverse(name, args=args if isinstance(args, tuple) else (args,))
            judge.look(path, town.of(who) if who else None)
    judge.conclude()


def test_the_page_of_every_act_on_a_case_has_no_fault(town, judge):
    """Replay a case with all that the law knows, and look at the page of each act just before it is done."""
    seen = set()

    def look(case, act, person):
        beside = [p for p in PAGES.values() if is_beside(p) and p.act not in seen and open_step_for(case, p)]
        for page in [p for p in beside if not p.offered or p.offered(case)]:
            seen.add(page.act)
            judge.look(reverse("case_act", args=[case.pk, page.act]), town.of(f"agriculture.{BY_DUTY[page.duty]}"))
        record = open_steps().filter(run=case.run, node__act=act.__name__).first()
        if record is not None and act.__name__ not in seen:
            seen.add(act.__name__)
            judge.look(reverse("case_step", args=[case.pk, record.pk]), person)

    clerk = walk.replayed(town.staff, look)
    case = Case.objects.get(pk=clerk.case_id)
    judge.look(case.get_absolute_url(), town.of("agriculture.lead"))
    judge.look(reverse("supervision_case", args=[case.pk]), town.of("justice.supervisor"))
    finished = case.run.records.filter(node__act="decide").first()
    judge.look(reverse("case_step", args=[case.pk, finished.pk]), town.of("agriculture.head"))
    judge.look(reverse("case_act", args=[case.pk, "withdraw_publication"]), town.of("agriculture.clerk"))
    seen.add("withdraw_publication")
    for act in sorted(set(PAGES) - seen):  # what this case had no need of
        seen.add(act)
        person = town.of(f"agriculture.{BY_DUTY[PAGES[act].duty]}")
        node = Node.objects.filter(act=act, version__status="published").first()
        if node is not None:
            record = finished.__class__.objects.create(
                run=case.run, agency=case.agency, node=node, entered_at=clock.now(), via=act
            )
            judge.look(reverse("case_step", args=[case.pk, record.pk]), person)
        elif open_step_for(case, PAGES[act]):
            judge.look(reverse("case_act", args=[case.pk, act]), person)
        else:
            seen.discard(act)
    judge.conclude()
    assert set(PAGES) - seen == set(), "no page of these acts was looked at"


class Worker:
    """Somebody at work on a phone, in Chinese, from the sign-in on."""

    def __init__(self, town, name):
        self.town, self.person = town, town.of(name)
        context = town.chromium.new_context(viewport=walk.PHONE, has_touch=True, base_url=town.url, locale="zh-CN")
        context.set_default_timeout(15_000)
        self.page = page = walk.listening(context.new_page())
        page.goto("/account/login/")
        page.locator(f"[data-user='{name}']").click()
        self.press("登录")
        page.wait_for_url("**/desk/")
        assert self.person.name in page.locator("h1").inner_text()
        assert page.locator(".todo, .links a").count()
        shot(page, f"home_{name}")

    def __enter__(self):
        return self

    def __exit__(self, *failed):
        complaints = self.page.complaints
        self.page.context.close()
        assert failed[0] or not complaints, complaints

    def press(self, name):
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"form.act [name={name}]").fill(str(value))

    def tick(self, name, *values):
        for value in values:
            self.page.locator(f"form.act [name={name}][value='{value}']").check()

    def send(self):
        """Press the button of the form and come to another page without a refusal."""
        self.page.locator("form.act .act-do [type=submit]").click()
        self.page.wait_for_selector("main .notice-stop, .messages .notice, .flash", timeout=15_000)
        assert not self.page.locator("form.act .notice-stop, .fault").count(), self.page.locator("main").inner_text()

    def do(self, case, act):
        """Open the step of a case that somebody's desk leads to."""
        record = open_steps().filter(run=case.run, node__act=act).get()
        self.page.goto(reverse("case_step", args=[case.pk, record.pk]))


@pytest.fixture
def at_work(town):
    return lambda name: Worker(town, name)
