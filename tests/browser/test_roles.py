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

from cases.models import Case, Publication
from cases.pages import PAGES
from cases.queries import open_steps
from cases.supervision.models import Alarm
from cases.views.step import is_beside, open_step_for
from certification.models import Application, Credential
from certification.portrait import portrait
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.models import FlowchartVersion, Node
from exams.administration.ticket_token import sealed
from exams.exports import workbook
from exams.exports.samples import SAMPLES
from exams.imports.check_file import check_file
from exams.imports.formats import FORMATS
from exams.imports.kept import kept
from exams.models import Bank, Exam, Item, LawRef, Session
from exams.proctoring.acts import OFFERS
from exams.queries import banks_for
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
    "procedure": ("", lambda t: [v.pk for v in FlowchartVersion.objects.filter(status="published", flowchart__code__in="PS")]),
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
    "exam_mine": ("transport.candidate", None), "exam_receipts": ("", None),
    "exam_receipt": ("urban.candidate", lambda t: [t.sitting("urban")]), "exam_paper": ("transport.candidate", lambda t: [t.sitting("transport")]), "exam_lobby": ("transport.candidate", lambda t: [t.sitting("transport")]),
    "exam_result": ("urban.candidate", lambda t: [t.sitting("urban")]), "exam_sessions": ("justice.exam", None),
    "exam_session_new": ("justice.exam", None), "exam_new": ("justice.exam", None),
    "exam_list": ("justice.exam", None), "exam_page": ("justice.exam", lambda t: [Exam.objects.first().pk]),
    "exam_change": ("justice.exam", lambda t: [Exam.objects.first().pk]),
    "exam_session_change": ("justice.exam", lambda t: [Session.objects.last().pk]),
    "exam_session_cancel": ("justice.exam", lambda t: [Session.objects.last().pk]),
    "exam_papers": ("justice.exam", lambda t: [s.pk for s in Session.objects.all()]),
    "exam_session": ("justice.exam", lambda t: [s.pk for s in Session.objects.all()]),
    "exam_register": ("justice.exam", lambda t: [Session.objects.last().pk]),
    "exam_seating": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_session_rooms": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_seating_draw": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_candidate": ("justice.exam", lambda t: [(t.office.session.pk, t.office.candidate.pk)]),
    "exam_move": ("justice.exam", lambda t: [(t.office.session.pk, t.office.candidate.pk)]),
    "exam_sites": ("justice.exam", None), "exam_site_new": ("justice.exam", None),
    "exam_site": ("justice.exam", lambda t: [t.office.room.site_id]),
    "exam_site_edit": ("justice.exam", lambda t: [t.office.room.site_id]),
    "exam_room_new": ("justice.exam", lambda t: [t.office.room.site_id]),
    "exam_room_edit": ("justice.exam", lambda t: [(t.office.room.site_id, t.office.room.pk)]),
    "exam_accommodations": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_accommodation": ("justice.exam", lambda t: [(t.office.session.pk, t.office.need.pk)]),
    "exam_accommodation_ask": ("justice.exam", lambda t: [(t.office.session.pk, t.office.need.candidate_id)]),
    "exam_accommodation_own": ("transport.candidate", lambda t: [t.office.candidate.pk]),
    "exam_exemptions": ("justice.exam", None), "exam_exemption_new": ("urban.clerk", None),
    "exam_exemption": ("justice.exam", lambda t: [t.office.exemption.pk]),
    "exam_measures": ("justice.exam", None), "exam_measure": ("justice.exam", lambda t: [t.office.measure.pk]),
    "exam_measure_own": ("transport.candidate", lambda t: [t.office.measure.pk]),
    "exam_measure_new": ("justice.exam", lambda t: [(t.office.session.pk, t.office.candidate.pk)]),
    "exam_courses": ("urban.clerk", None), "exam_course_new": ("urban.clerk", None), "exam_training": ("urban.clerk", None),
    "exam_course": ("urban.clerk", lambda t: [t.office.course.pk]),
    "exam_course_edit": ("urban.clerk", lambda t: [t.office.course.pk]),
    "exam_course_enrol": ("urban.clerk", lambda t: [t.office.course.pk]),
    "exam_attendance_import": ("urban.clerk", lambda t: [t.office.course.pk]),
    "exam_training_own": ("urban.lead", None),
    "exam_make_up": ("justice.exam", lambda t: [Session.objects.order_by("opens_at").first().pk]),
    "exam_check_in": ("justice.exam", None),
    "exam_check_in_ticket": ("justice.exam", lambda t: [sealed(t.office.candidate.ticket)]),
    "exam_ticket_own": ("transport.candidate", lambda t: [t.office.candidate.pk]), "exam_activate": ("", None),
    "exam_roster": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_roster_import": ("justice.exam", lambda t: [(t.office.session.pk, pk) for pk in t.office.rosters]),
    "exam_refusals": ("justice.exam", lambda t: [t.office.session.pk]),
    "exam_refusal": ("justice.exam", lambda t: [(t.office.session.pk, t.office.refusal.pk)]),
    "exam_results": ("justice.exam", lambda t: [Session.objects.first().pk]), "exam_items": ("justice.exam", None),
    "exam_my_marking": ("urban.lead", None), "exam_appeals": ("justice.exam", None), "exam_regrades": ("justice.exam", None),
    "exam_marking": ("justice.exam", lambda t: [Session.objects.first().pk]),
    "exam_regrade_new": ("justice.exam", lambda t: [Exam.objects.first().pk]),
    "exam_appeal": ("urban.candidate", lambda t: [t.sitting("urban")]),
    "exam_import": ("justice.exam", None), "exam_export": ("justice.exam", None),
    "exam_import_report": ("justice.exam", lambda t: [checked(t, right=right) for right in (True, False)]),
    "exam_item": ("justice.exam", lambda t: [Item.objects.first().pk]),
    "exam_statistics": ("justice.exam", lambda t: [t.counted.session_id]),
    "exam_item_statistics": ("justice.exam", lambda t: [(t.counted.session_id, t.counted.pk)]),
    "exam_practice": ("urban.candidate", None), "exam_practice_item": ("urban.candidate", lambda t: [t.practised.pk]),
    "exam_item_new": ("justice.exam", lambda t: [Bank.objects.first().pk]),
    "exam_item_edit": ("justice.exam", lambda t: [Item.objects.first().pk]),
    "exam_cases": ("justice.exam", lambda t: [Bank.objects.first().pk]),
    "exam_case_new": ("justice.exam", lambda t: [Bank.objects.first().pk]),
    "exam_banks": ("justice.exam", None), "exam_bank_new": ("justice.exam", None), "exam_laws": ("justice.exam", None),
    "exam_bank_change": ("justice.exam", lambda t: [Bank.objects.first().pk]), "exam_key_changes": ("justice.exam", None),
    "exam_law": ("justice.exam", lambda t: [LawRef.objects.first().pk]),
    "exam_law_amend": ("justice.exam", lambda t: [LawRef.objects.first().pk]),
    "exam_law_withdraw": ("justice.exam", lambda t: [LawRef.objects.first().pk]),
    "exam_enemy_new": ("justice.exam", lambda t: [Item.objects.first().pk]),
    "exam_key_new": ("justice.exam", lambda t: [Item.objects.first().current_id]),
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
    "exam_watched": ("justice.exam", None),
    "exam_console": ("justice.exam", lambda t: [s.pk for s in Session.objects.all()]),
    "exam_console_room": ("justice.exam", lambda t: [(t.watched.session.pk, t.watched.room.pk)]),
    "exam_console_candidate": ("justice.exam", lambda t: [(t.watched.session.pk, c.pk) for c in t.watched.candidates]),
    "exam_late_packets": ("justice.exam", lambda t: [t.watched.session.pk]),
    "exam_late_packet": ("justice.exam", lambda t: [(t.watched.session.pk, t.watched.packet.pk)]),
    "exam_proctors": ("justice.exam", lambda t: [t.watched.session.pk]),
    "exam_browser_of_session": ("justice.exam", lambda t: [t.watched.session.pk]),
    "exam_pairs": ("justice.exam", lambda t: [t.watched.session.pk]),
    "exam_pair": ("justice.exam", lambda t: [(t.watched.session.pk, t.watched.pair.pk)]),
}  # fmt: skip


def checked(town, *, right):
    """Return the number of a job that checked a workbook: with new, nearly repeated and reworded items, or with faults."""
    person = town.of("justice.exam")
    one = kept(Item.objects.filter(bank__in=banks_for(person.pk), type="single").order_by("pk"))[0]
    made = [replace(one.draft, explanation=f"{one.draft.explanation}（改写）")]
    made.append(replace(one.draft, code="ZZ-1", stem=f"试问：{one.draft.stem}"))
    made += SAMPLES if right else [replace(SAMPLES[0], article="", options=("甲", ""))]
    by = Actor(kind="person", person_id=person.pk, name=person.name)
    facts = {"data": workbook.write(made, {}), "name": "试题.xlsx", "format_": FORMATS["xlsx"], "said": {}}
    return check_file(bank_id=one.item.bank_id, by=by, at=clock.now(), **facts).pk


# What is no page of its own: files, fragments, what only a form sends to; the steps of cases (looked at below), and what
# needs rows that the town lacks (looked at in the tests of its area).
NO_PAGES = """
    care_mode set_language withdraw_duty procedure_bpmn procedure_svg procedure_poster job_progress job_cancel exam_home
    exam_reason exam_photo_send exam_figures exam_open exam_close exam_release exam_results_xlsx exam_import_template exam_import_now exam_export_file exam_roster_go exam_roster_template officer_photo
    credential_own_card credential_application_photo credential_card case_paper case_file supervision_export
    case_step case_act exam_browser exam_intervene exam_console_figures exam_console_seats exam_console_photo
    exam_proctor_dismiss exam_browser_file exam_pairs_find
    exam_statistics_again exam_statistics_xlsx
    exam_practice_next
    exam_marker_name exam_marker_dismiss exam_mark_next exam_appeal_case exam_regrade exam_regrade_lines exam_sheet
    exam_sheets exam_sheets_file exam_results_csv
    exam_tickets_print exam_tickets_file exam_room_papers exam_room_paper exam_ticket exam_ticket_own_file
    exam_attendance_xlsx exam_course_close
    exam_enemy_drop exam_picture exam_items_several exam_key_change
    exam_check exam_check_plan exam_papers_try exam_papers_progress
    exam_case exam_case_edit exam_item_preview exam_picture_add
""".split()  # noqa: SIM905
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


def test_every_page_has_no_fault(town, judge):
    for name, (who, which) in PAGES_OF.items():
        for args in which(town) if which else [()]:
            path = reverse(name, args=args if isinstance(args, tuple) else (args,))
            judge.look(path, town.of(who) if who else None)
    judge.conclude()


def test_the_page_of_every_intervention_has_no_fault(town, judge):
    session, room, candidate = town.watched.session.pk, town.watched.room.pk, town.watched.candidates[0].pk
    for kind, offer in OFFERS.items():
        path = reverse("exam_intervene", args=[session, kind])
        for query in (f"candidate={candidate}", *([f"room={room}"] if "room" in offer.scopes else [])):
            judge.look(f"{path}?{query}", town.of("justice.exam"))
    judge.conclude()


def test_the_page_of_every_act_on_a_case_has_no_fault(town, judge, monkeypatch):
    """Replay a case with all that the law knows, and look at the page of each act just before it is done."""
    monkeypatch.setitem(PAGES, "hear_again", replace(PAGES["hear_again"], offered=None))  # nobody is tied here
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
    judge.look(reverse("case", args=[case.pk]), town.of("agriculture.lead"))
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
    assert citizen.locator("h1").inner_text() == "有效"
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
        lead.tick("kind", "interview")
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
        assert supervisor.page.locator(".rows tbody tr").count()
        supervisor.page.goto(reverse("supervision_alarms"))
        supervisor.page.locator(".rows tbody a").first.click()
        supervisor.page.wait_for_selector("form.act")
        supervisor.page.locator(".page-do a").first.click()
        supervisor.page.wait_for_selector(".story-step")
        assert supervisor.page.locator(".chart-frame svg").count()


def test_an_exam_administrator_watches_a_session(at_work):
    with at_work("justice.exam") as administrator:
        administrator.follow("考试场次")
        administrator.page.locator(".rows tbody a").first.click()
        administrator.page.wait_for_selector("#figures .stats")


def test_a_system_administrator_opens_the_register_of_settings(at_work):
    with at_work("county.system") as administrator:
        administrator.follow("参数")
        administrator.page.wait_for_selector(".rows a[href*='credential.notice_days']")
