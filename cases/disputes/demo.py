"""Disputes of the demo: one whose opinions are asked for, one that was agreed."""

from __future__ import annotations

from cases.demo.life import Office
from cases.demo.people import Staff
from cases.disputes.apply_dispute import apply_dispute
from cases.disputes.coordinate import accept_dispute, ask_opinions, hold_coordination, record_agreement
from cases.disputes.give_opinion import give_opinion
from cases.disputes.models import Dispute
from enforcement import clock


def lay(staff: Staff) -> None:
    """Lay both through the acts."""
    office = Office(staff, clock.now())
    by = office.by("justice", "supervisor")
    agreed = _apply(office, 40, "夜市食品摊点由谁查处", "market", "urban")
    accept_dispute(dispute_id=agreed.pk, by=by, at=office.ago(38), outcome="accepted", text="属于执法争议，予以受理。")
    ask_opinions(dispute_id=agreed.pk, by=by, at=office.ago(30), outcome="collected", text="两单位意见已收集。")
    hold_coordination(
        dispute_id=agreed.pk, by=by, at=office.ago(28), outcome="agreed", place="司法局会议室",
        text="双方就分工达成一致。", met_on=clock.day_of(office.ago(28)),
    )  # fmt: skip
    record_agreement(
        dispute_id=agreed.pk, by=by, at=office.ago(28), responsible_id=staff.agencies["urban"].pk,
        text="占道摊点由综合行政执法局查处，食品质量由市场监督管理局检查。",
    )  # fmt: skip
    asked = _apply(office, 6, "河道内堆放建筑垃圾由谁查处", "urban", "housing")
    accept_dispute(dispute_id=asked.pk, by=by, at=office.ago(5), outcome="accepted", text="属于执法争议，予以受理。")
    give_opinion(
        dispute_id=asked.pk, by=office.by("housing", "head"), at=office.ago(3), basis="示例条例第八条",
        agency_id=staff.agencies["housing"].pk, text="垃圾来源为工地的，由我局查处；其他由综合行政执法局查处。",
    )  # fmt: skip


def _apply(office: Office, days: int, subject: str, applicant: str, other: str) -> Dispute:
    agencies = office.staff.agencies
    return apply_dispute(
        by=office.by(applicant, "head"), at=office.ago(days), applicant_id=agencies[applicant].pk,
        other_ids=[agencies[other].pk], kind="both", subject=subject, facts="两单位对管辖有不同意见，已自行协商未果。",
        claim="请明确由哪个单位查处。",
    )  # fmt: skip
