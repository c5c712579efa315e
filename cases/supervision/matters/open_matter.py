"""Open a supervision matter (V01): what was discovered about one organ, and how."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.numbering import NoSign, take_number
from cases.supervision.file_review.models import ReviewedFile
from cases.supervision.insiders import refuse_insider
from cases.supervision.matters.acting import SUPERVISE, leave, needed
from cases.supervision.matters.double_track import refuse_double_track
from cases.supervision.matters.models import Matter
from cases.supervision.matters.papers import keep_sheet
from cases.supervision.matters.supervisors import body_of
from cases.supervision.models import Alarm, Complaint
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency

CHART: Final = "V"
KIND: Final = "监"
SAID: Final = {
    "alarm": "系统预警", "complaint": "投诉举报", "file_review": "案卷评查", "referral": "有关机关移送",
    "other": "监督检查中发现",
}  # fmt: skip
MOST: Final = 120


class TakenUpAlready(Refusal):
    """Refuse a second matter on the same alarm, complaint or file review."""

    sentence = _("A matter on this was opened already.")
    remedy = _("Go on with that matter.")


class RemedyUnchecked(Invalid):
    """Refuse before the supervisor has looked whether a remedy runs."""

    sentence = _("First check that it is not under reconsideration nor before a court, and say so here.")
    article = "行政执法监督条例第三十三条第三款"
    remedy = _("If it is, do not open a matter: wait for the result.")


@transaction.atomic(durable=True)
def open_matter(
    *, by: Actor, at: datetime, agency_id: int, origin: str, summary: str, title: str = "",
    alarm_id: int | None = None, complaint_id: int | None = None, file_review_id: int | None = None,
    case_id: int | None = None, origin_note: str = "", no_remedy: bool = True,
) -> Matter:  # fmt: skip
    """Open a matter and register it: the next step is triage.

    ``no_remedy`` is the supervisor's word that nothing is under reconsideration or before a court.

    Raises:
        NotAllowed: without the duty of supervision, or with a post in the organ.
        RemedyUnchecked, DoubleTrack, JudgedAlready, TakenUpAlready: as named.
        NotFound: for an origin that belongs to another organ. Invalid: on its field.
        enforcement.flowcharts.engine.begin.NoPublishedChart: if no chart V is in force.
    """
    agency = Agency.objects.filter(pk=agency_id, is_active=True).first()
    if agency is None:
        raise NotFound
    if by.person_id is None:
        raise NotAllowed
    require(by=by, duty=SUPERVISE, agency=agency)
    refuse_insider(by=by, agency=agency, at=at)
    if origin not in SAID:
        raise Invalid(_("Choose how the matter was discovered."), field="origin")
    if origin == Matter.Origin.REFERRAL and not origin_note.strip():
        raise Invalid(_("Write who referred it, and by which paper."), field="origin_note")
    alarm, complaint, case = _linked(agency, alarm_id, complaint_id, case_id)
    if file_review_id and not ReviewedFile.objects.filter(_below(agency), pk=file_review_id).exists():
        raise NotFound
    _check_once(alarm_id, complaint_id, file_review_id)
    said, day = needed(summary, "summary"), clock.day_of(at)
    if not no_remedy:
        raise RemedyUnchecked(field="no_remedy")
    refuse_double_track(case, on=day)
    matter = Matter.objects.create(
        number=_number(agency, by, at), agency=agency, body=_body(agency, by), origin=origin,
        origin_note=origin_note.strip(), title=(title.strip() or said.splitlines()[0])[:MOST], summary=said,
        alarm=alarm, complaint=complaint, file_review_id=file_review_id, case=case, opened_on=day, opened_by=by.name,
    )  # fmt: skip
    body = {"matter": matter.number, "origin": origin, "alarm": alarm_id, "complaint": complaint_id,
            "file_review": file_review_id, "case": case.pk if case else None}  # fmt: skip
    matter.run = begin(agency=agency, code=CHART, series=matter.series, by=by, at=at, body=body, verb="matter.begin")
    matter.save(update_fields=["run"])
    rows = [("线索来源", f"{SAID[origin]}　{matter.origin_note}"), ("涉及案件", str(case or "无")),
            ("线索内容", said), ("复议、诉讼", "经核对，未进入行政复议或者行政诉讼")]  # fmt: skip
    keep_sheet(matter, "XS", "监督线索登记表", rows, by=by, at=at)
    leave(matter, "open_matter", by=by, at=at, outcome="registered", role=SUPERVISE, body={})
    return matter


def _body(agency: Agency, by: Actor) -> Agency:
    found = body_of(agency) or Agency.objects.filter(pk=by.agency_id or 0).first()
    return found or agency


def _number(agency: Agency, by: Actor, at: datetime) -> str:
    body = _body(agency, by)
    if not body.sign:
        raise NoSign
    return take_number(agency=body, kind=KIND, on=clock.day_of(at))


def _linked(
    agency: Agency, alarm_id: int | None, complaint_id: int | None, case_id: int | None
) -> tuple[Alarm | None, Complaint | None, Case | None]:
    """Return what the matter comes from, locked so that it is taken up once: of that organ, with its case."""
    below = _below(agency)
    alarm = Alarm.objects.select_for_update(of=("self",)).filter(below, pk=alarm_id).first() if alarm_id else None
    rows = Complaint.objects.select_for_update(of=("self",)).filter(_of_organ(agency))
    complaint = rows.filter(pk=complaint_id).first() if complaint_id else None
    wanted = case_id or getattr(alarm, "case_id", None) or getattr(complaint, "case_id", None)
    case = Case.objects.filter(below, pk=wanted).first() if wanted else None
    if (alarm_id and alarm is None) or (complaint_id and complaint is None) or (case_id and case is None):
        raise NotFound
    return alarm, complaint, case


def _of_organ(agency: Agency) -> Q:
    """Return what a complaint must meet: about the organ or below, or left with a government above."""
    above = Q(agency__in=agency.line, agency__kind=Agency.Kind.GOVERNMENT)
    return above | _below(agency)


def _below(agency: Agency) -> Q:
    return Q(agency__path__startswith=agency.path)


def _check_once(alarm_id: int | None, complaint_id: int | None, file_review_id: int | None) -> None:
    """Refuse what has an open matter already."""
    links = {"alarm": alarm_id, "complaint": complaint_id, "file_review_id": file_review_id}
    for name, pk in links.items():
        if pk and Matter.objects.filter(**{name: pk}, closed_on__isnull=True).exists():
            raise TakenUpAlready
