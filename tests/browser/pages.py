"""Every page of the system by its name: who looks at it, and at what."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from cases.models import Case, Publication
from cases.supervision.complaints.take_up import take_up
from cases.supervision.models import Alarm, Complaint
from certification.models import Credential
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.models import FlowchartVersion
from exams.administration.ticket_token import sealed
from exams.exports import workbook
from exams.exports.samples import SAMPLES
from exams.imports.check_file import check_file
from exams.imports.formats import FORMATS
from exams.imports.kept import kept
from exams.models import Bank, Exam, Item, LawRef, Session
from exams.queries import banks_for
from tests.browser import areas
from tests.factories.supervision import a_complaint

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
    "exam_mine": ("transport.candidate", None), "exam_receipts": ("", None), "exam_sheet_check": ("", None),
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
    "exam_unregister": ("justice.exam", lambda t: [(t.office.session.pk, t.office.candidate.pk)]),
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
        "province_justice.issuer", lambda t: [(t.credential.pk, act) for act in ("suspend", "propose", "cancel", "deliver", "change")],
    ),
    "case_list": ("urban.lead", None), "case_register": ("urban.clerk", None),
    "case": ("urban.lead", lambda t: [c.pk for c in t.waiting.values()]),
    "case_timeline": ("urban.lead", lambda t: [t.waiting["review"].pk]),
    "supervision_board": ("justice.supervisor", None), "supervision_alarms": ("justice.supervisor", None),
    "supervision_alarm": ("justice.supervisor", lambda t: [Alarm.objects.first().pk]),
    "supervision_case": (
        "justice.supervisor", lambda t: [t.waiting["minutes"].pk, Case.objects.filter(origin="outside").first().pk],
    ),
    "complain": ("", None), "complain_sent": ("", None), "complain_track": ("", None),
    "supervision_complaints": ("justice.supervisor", None),
    "supervision_complaint": ("justice.supervisor", lambda t: [c.pk for c in complaints(t)]),
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


def complaints(town):
    """Return a complaint about the town's officer that is to be taken up, and one under examination."""
    if not Complaint.objects.exists():
        supervisor, number = town.of("justice.supervisor"), town.credential.number
        by = Actor(kind="person", person_id=supervisor.pk, name=supervisor.name)
        a_complaint(officer=number, at=clock.now())
        taken = a_complaint(officer=number, at=clock.now(), name="某某", phone="100-0000")
        take_up(complaint_id=taken.pk, by=by, at=clock.now())
    return Complaint.objects.all()


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
    credential_own_card credential_application_photo credential_card case_paper case_paper_copy
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
    supervision_complaint_take_up supervision_complaint_contact
""".split()  # noqa: SIM905

# Each area names its own pages in a file of its own.
for area in iter_modules(areas.__path__):
    its = import_module(f"tests.browser.areas.{area.name}")
    PAGES_OF |= its.PAGES_OF
    NO_PAGES += its.NO_PAGES
