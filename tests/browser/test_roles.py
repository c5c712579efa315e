"""Each role at work on a phone, in Chinese, in a small town of the demo; and every page of the system, judged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.urls import get_resolver, reverse
from PIL import Image
from playwright.sync_api import expect

from cases.models import Case
from cases.pages import PAGES, Page
from cases.queries import open_steps
from cases.views.step import is_beside, open_step_for
from certification.models import Application, Credential
from certification.portrait import portrait
from enforcement import clock
from enforcement.flowcharts.models import Node
from exams.proctoring.acts import OFFERS
from tests.browser import walk
from tests.browser.pages import NO_PAGES, PAGES_OF

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


PARTS = 8
"""The walk over all pages comes in parts, so that every test process takes its share."""
BY_DUTY = {
    "handle": "lead", "decide": "head", "intake": "clerk", "publish": "clerk", "archive": "clerk", "discuss": "deputy1",
    "review": "reviewer", "check": "checker", "chair": "chair",
}  # fmt: skip


@pytest.fixture
def judge(town, faults):
    return walk.Judge(town, faults)


def names(resolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        yield from names(pattern) if hasattr(pattern, "url_patterns") else [pattern.name]


def test_every_page_is_looked_at():
    ours = {name for name in names(get_resolver()) if not name.startswith(("account_", "mfa_"))}
    assert ours - {*PAGES_OF, *NO_PAGES} == set(), "enter new pages in PAGES_OF"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_has_no_fault(town, judge, part):
    for name, (who, which) in [*PAGES_OF.items()][part::PARTS]:
        every = list(which(town)) if which else [()]
        for n, args in enumerate(every if walk.EVERY_LOOK else every[:2]):
            path = reverse(name, args=args if isinstance(args, tuple) else (args,))
            judge.look(path, town.of(who) if who else None, wide=n == 0, axe=n == 0)
    judge.conclude()


def test_the_page_of_every_intervention_has_no_fault(town, judge):
    session, room, candidate = town.watched.session.pk, town.watched.room.pk, town.watched.candidates[0].pk
    for kind, offer in OFFERS.items():
        path = reverse("exam_intervene", args=[session, kind])
        for query in (f"candidate={candidate}", *([f"room={room}"] if "room" in offer.scopes else [])):
            judge.look(f"{path}?{query}", town.of("justice.exam"))
    judge.conclude()


def opened(case, act):
    """Open a step that an act closes or that it is done beside, and return the address of the act's page."""
    steps = {act, *PAGES[act].step_acts}
    node = Node.objects.filter(act__in=steps, version__status="published").order_by("act").first()
    if node is None:
        return reverse("case_act", args=[case.pk, act]) if open_step_for(case, PAGES[act]) else ""
    record = case.run.records.create(agency=case.agency, node=node, entered_at=clock.now(), via=act)
    if node.act == act:
        return reverse("case_step", args=[case.pk, record.pk])
    return reverse("case_act", args=[case.pk, act])


def has_own(page):
    """Return whether the page of an act has a template of its own."""
    return page is not None and page.template != Page.template


def is_due(page, number):
    """Return whether axe looks at a page: every one with a template of its own, one in three of the others."""
    return walk.EVERY_LOOK or page is None or has_own(page) or number % 3 == 0


def peek(judge, page, number, path, person):
    """Look at the page of an act, wide where its template is its own, with axe if that is due."""
    judge.look(path, person, wide=has_own(page), axe=is_due(page, number))


def test_the_page_of_every_act_on_a_case_has_no_fault(town, judge, monkeypatch):
    """Replay a case with all that the law knows, and look at the page of each act just before it is done.

    Every page is opened and judged; axe looks at one in three of the one plain template, at all where ``EVERY_LOOK``
    is set.
    """
    monkeypatch.setitem(PAGES, "hear_again", replace(PAGES["hear_again"], offered=None))  # nobody is tied here
    seen = set()

    def look(case, act, person):
        beside = [p for p in PAGES.values() if is_beside(p) and p.act not in seen and open_step_for(case, p)]
        for page in [p for p in beside if not p.offered or p.offered(case)]:
            seen.add(page.act)
            path = reverse("case_act", args=[case.pk, page.act])
            peek(judge, page, len(seen), path, town.of(f"agriculture.{BY_DUTY[page.duty]}"))
        record = open_steps().filter(run=case.run, node__act=act.__name__).first()
        if record is not None and act.__name__ not in seen:
            seen.add(act.__name__)
            peek(judge, PAGES.get(act.__name__), len(seen), reverse("case_step", args=[case.pk, record.pk]), person)

    clerk = walk.replayed(town.staff, look)
    case = Case.objects.get(pk=clerk.case_id)
    judge.look(reverse("case", args=[case.pk]), town.of("agriculture.lead"))
    judge.look(reverse("supervision_case", args=[case.pk]), town.of("justice.supervisor"))
    finished = case.run.records.filter(node__act="decide").first()
    judge.look(reverse("case_step", args=[case.pk, finished.pk]), town.of("agriculture.head"))
    judge.look(reverse("case_act", args=[case.pk, "withdraw_publication"]), town.of("agriculture.clerk"))
    seen.add("withdraw_publication")
    for act in sorted(set(PAGES) - seen):  # what this case had no need of
        seen.add(act)
        if PAGES[act].offered:
            continue  # this case never had what the act is for: it answers 404, as it should
        path = opened(case, act)
        if path:
            peek(judge, PAGES[act], len(seen), path, town.of(f"agriculture.{BY_DUTY[PAGES[act].duty]}"))
        else:
            seen.discard(act)
    judge.conclude()
    assert set(PAGES) - seen == set(), "no page of these acts was looked at"


@pytest.fixture
def at_work(town):
    return lambda name: walk.Worker(town, name)


def test_a_candidate_sits_and_sees_the_result(at_work):
    with at_work("market.candidate") as worker:
        page = worker.page
        page.locator(".todo", has_text="资格考试").click()
        page.get_by_role("checkbox").check()
        worker.press("立即开始考试")
        for number in (1, 2, 3):
            page.locator(".question .option").first.click()
            page.wait_for_selector(f"#grid button.is-saved >> nth={number - 1}", state="attached")
            page.locator("#next").click()
        walk.shot(page, "paper")
        page.set_viewport_size(walk.DESKTOP)
        page.wait_for_selector("#grid button >> nth=0", state="visible")  # it does not stay folded
        walk.shot(page, "paper")
        page.set_viewport_size(walk.PHONE)
        page.locator("#submit").click()
        assert "97" in page.locator("#submit-words").inner_text()
        page.locator("#submit-yes").click()
        page.wait_for_selector("body[data-stage=receipt]")
        walk.shot(page, "receipt")
        worker.follow("查看成绩")
        page.wait_for_url("**/result/")
        assert "不合格" in page.locator("main").inner_text()


def test_a_credential_goes_from_the_application_to_the_eyes_of_a_citizen(town, at_work):
    person = town.of("urban.candidate")
    post = person.posts.get()
    with at_work("urban.clerk") as clerk:
        clerk.page.goto(reverse("credential_apply"))
        clerk.page.select_option("[name=post]", str(post.pk))
        clerk.tick("codes", "urban")
        clerk.fill(post_proof="乐编〔2026〕12号")
        photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": portrait(person.username)}
        clerk.page.set_input_files("[name=photo]", files=[photo])
        clerk.send()
    path = reverse("credential_application", args=[Application.objects.get(person=person).pk])
    with at_work("justice.examiner") as examiner:
        examiner.page.goto(path)
        examiner.tick("outcome", "eligible")
        examiner.page.check("[name=clean_record]")
        examiner.fill(opinion="符合条件。")
        examiner.send()
        while examiner.page.locator("form.act").count() and not examiner.page.locator("[name=review]").count():
            examiner.send()  # training and exams are there, then the notice
        yesterday = clock.today() - timedelta(days=1)
        Application.objects.filter(person=person).update(announced_on=yesterday, notice_until=yesterday)
        examiner.page.goto(path)
        examiner.tick("outcome", "approved")
        examiner.fill(review="公示无异议。")
        examiner.send()
    with at_work("province_justice.issuer") as issuer:
        issuer.page.goto(path)
        issuer.send()
        assert Credential.objects.filter(person=person).count() == 1
    with at_work("urban.candidate") as officer:
        officer.follow("我的证件")
        picture = Image.open(io.BytesIO(officer.page.locator(".shown-code").screenshot()))
        (code,) = zxingcpp.read_barcodes(picture.resize((picture.width * 3, picture.height * 3)))
    citizen = town.page(None)
    citizen.goto(urlsplit(code.text).path)
    expect(citizen.locator("h1")).to_have_text("有效", timeout=30_000)  # after the check on the citizen's own phone
    assert person.name in citizen.locator("main").inner_text()


def test_a_case_goes_from_the_clue_to_the_end_of_its_investigation(town, at_work):
    with at_work("urban.clerk") as clerk:
        clerk.follow("登记线索")
        clerk.tick("source", "complaint")
        clerk.tick("party_kind", "organisation")
        clerk.fill(
            cause="擅自设置户外广告", summary="群众反映一处广告牌。", party_name="乐陵市某某广告有限公司（浏览器）"
        )
        clerk.send()
    case = Case.objects.get(party__name__endswith="（浏览器）")
    with at_work("urban.lead") as lead:
        lead.do(case, "check_clue")
        tick_officers(lead, town)
        lead.fill(summary="现场核查属实。")
        told_rights(lead)
        lead.send()
    with at_work("urban.head") as head:
        head.do(case, "file_case")
        head.tick("outcome", "filed")
        for name in ("has_evidence", "is_punishable", "is_ours", "is_in_time"):
            head.page.check(f"[name={name}]")
        head.fill(legal_basis="城市市容和环境卫生管理条例第十一条")
        head.send()
        head.do(case, "assign")
        head.tick("lead_id", town.of("urban.lead").pk)
        head.tick("co_ids", town.of("urban.co").pk)
        head.send()
    with at_work("urban.lead") as lead:
        lead.page.goto(reverse("case", args=[case.pk]))
        lead.follow("记录")
        lead.tick("kind", "inspection")
        lead.fill(place="市中街道", subject="负责人", summary="承认未经批准。")
        tick_officers(lead, town)
        told_rights(lead)
        lead.send()
        lead.do(case, "investigate")
        lead.tick("outcome", "clear")
        tick_officers(lead, town)
        lead.send()
    assert open_steps().filter(run=case.run).values_list("node__act", flat=True).get() == "conclude_investigation"


def tick_officers(worker, town):
    worker.tick("officer_ids", town.of("urban.lead").pk, town.of("urban.co").pk)


def told_rights(worker):
    worker.page.check("[name=credentials_shown]")
    worker.page.check("[name=rights_told]")


def test_a_reviewer_answers_each_head(town, at_work):
    case = town.waiting["review"]
    with at_work("urban.reviewer") as reviewer:
        reviewer.page.locator(f".todo[href*='/cases/{case.pk}/']").first.click()
        reviewer.page.wait_for_selector("form.act [name^=ok_]")
        for box in reviewer.page.locator("form.act [name^=ok_]").all():
            box.check()
        reviewer.fill(opinion="事实清楚，程序合法。")
        reviewer.tick("outcome", "passed_discuss")
        reviewer.send()
    assert case.reviews.count() == 1


def test_a_chair_keeps_the_record_of_a_hearing(town, at_work):
    case = town.waiting["chair"]
    with at_work("urban.chair") as chair:
        chair.page.locator(f".todo[href*='/cases/{case.pk}/']").first.click()
        chair.fill(attendance="办案人员二人，当事人代表一人。", record="双方陈述、质证、辩论，当事人最后陈述。")
        chair.tick("outcome", "closed")
        chair.send()
    assert case.hearings.get().held_on == clock.today()


def test_a_member_signs_the_minutes(town, at_work):
    case = town.waiting["minutes"]
    with at_work("urban.deputy1") as member:
        member.page.locator(f".todo[href*='/cases/{case.pk}/']").first.click()
        member.send()
    assert case.discussions.get().members.filter(signed_at__isnull=False).count() == 1


def test_a_supervisor_reads_the_board_an_alarm_and_a_case(town, at_work):
    with at_work("justice.supervisor") as supervisor:
        supervisor.follow("执法监督看板")
        supervisor.page.wait_for_selector(".rows tbody tr")
        supervisor.page.goto(reverse("supervision_alarms"))
        supervisor.page.locator(".rows tbody a").first.click()
        supervisor.page.wait_for_selector("form.act")
        supervisor.page.locator(".page-do a").first.click()
        supervisor.page.wait_for_selector(".story-step")
        supervisor.page.wait_for_selector(".chart-frame svg")


def test_an_exam_administrator_watches_a_session(at_work):
    with at_work("justice.exam") as administrator:
        administrator.follow("考试场次")
        administrator.page.locator(".rows tbody a").first.click()
        administrator.page.wait_for_selector("#figures .stats")


def test_a_system_administrator_opens_the_register_of_settings(at_work):
    with at_work("county.system") as administrator:
        administrator.follow("参数")
        administrator.page.wait_for_selector(".rows a[href*='credential.notice_days']")
