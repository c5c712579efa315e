"""Complaints of the demo, one in each state, so that each page has something to show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.supervision.complaints.answer_complaint import answer_complaint
from cases.supervision.complaints.complain import complain
from cases.supervision.complaints.take_up import take_up
from certification.models import Credential
from enforcement import clock
from enforcement.actor import PUBLIC

NEW = "检查人员进店后没有出示执法证件，也没有说明检查依据，只说“例行看看”，翻看了收银台抽屉。"
TAKEN = "摊位被要求当场搬走，人员言语粗暴，推搡了我一下，旁边卖水果的可以作证。"
ANSWERED = "同一周内三个单位分别来检查同样的内容，影响营业，希望能合并检查。"
ANSWER = "经核查，情况属实。已要求相关单位实行联合检查，同一事项不再重复上门。感谢您的监督。"


def lay(staff: Staff) -> None:
    """Lay a complaint that is new, one under examination and one that was answered."""
    office = Office(staff, clock.now())
    card = Credential.objects.filter(agency=staff.agencies["urban"]).earliest("number")
    supervisor = office.by("justice", "supervisor")
    _send(office, 3, kind="not_shown", officer=card.number, words=NEW, name="某某", phone="100-0000")
    taken = _send(office, 20, kind="conduct", words=TAKEN, agency=str(card.agency_id))
    take_up(complaint_id=taken, by=supervisor, at=office.ago(15))
    answered = _send(office, 60, kind="unlawful", words=ANSWERED)
    take_up(complaint_id=answered, by=supervisor, at=office.ago(55))
    answer_complaint(complaint_id=answered, by=supervisor, at=office.ago(30), outcome="founded", answer=ANSWER)


def _send(office: Office, days: int, **facts: Any) -> int:
    at = office.ago(days)
    day = clock.day_of(at) - timedelta(days=1)
    return complain(by=PUBLIC, at=at, happened_on=day, place="市中街道示例商业街", **facts).complaint.pk
