"""Plays a case through the real acts on given days, as the people of an agency would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cases.accept_hearing import accept_hearing
from cases.announce_hearing import announce_hearing
from cases.archive_case import archive_case
from cases.assign import assign
from cases.check_case import check_case
from cases.check_clue import check_clue
from cases.close_case import close_case
from cases.conclude_investigation import conclude_investigation
from cases.convene import convene
from cases.decide import decide
from cases.demo.ground import FIELD_OF, actor
from cases.demo.people import Staff
from cases.designate_chair import designate_chair
from cases.draw_up_decision import draw_up_decision
from cases.evidence.enter_recording import enter_recording
from cases.evidence.record_interview import record_interview
from cases.file_case import file_case
from cases.hear_defence import hear_defence
from cases.hear_members import Statement, conclude_discussion, hear_members, report_case
from cases.hold_hearing import hold_hearing
from cases.investigate import investigate
from cases.models import Case, Interview, Member
from cases.notify_hearing import notify_hearing
from cases.notify_party import notify_party
from cases.propose import propose
from cases.publish_decision import publish_decision
from cases.record_inquiry import record_inquiry
from cases.record_payment import record_payment
from cases.redaction import shown_name, summary
from cases.refer_discussion import refer_discussion
from cases.register_clue import SENT, register_clue
from cases.report_hearing import report_hearing, return_hearing, sign_hearing_record
from cases.review import HEADS, review
from cases.schedule_hearing import schedule_hearing
from cases.serve import serve
from cases.serving.redact_decision import redact_decision
from cases.sign_minutes import return_discussion, sign_minutes
from enforcement.actor import Actor

COUNTY = ZoneInfo("Asia/Shanghai")
LONG = timedelta(minutes=20)


@dataclass(frozen=True)
class Matter:
    """What a case is about."""

    cause: str
    summary: str
    party_kind: str
    party_name: str
    facts: str
    legal_basis: str
    discretion: str
    fine: Decimal
    kinds: Sequence[str] = ("fine",)
    confiscation: Decimal = Decimal(0)
    place: str = ""
    source: str = "inspection"
    complex: bool = False
    publish: bool = False
    party_code: str = ""


def _free(ids: list[int], begun: datetime) -> datetime:
    """Return the first moment at which none of the officers questions somebody."""
    busy = Interview.objects.filter(inquiry__officers__person_id__in=ids)
    while busy.filter(begun_at__lt=begun + LONG, ended_at__gt=begun).exists():
        begun += timedelta(minutes=5)
    return begun


@dataclass
class Clerk:
    """The people of one agency at work on one case. Days are passed in; hours follow one another."""

    staff: Staff
    agency: str
    matter: Matter
    case: Case | None = None
    hour: int = 9
    _day: date = field(default=date(2026, 1, 1))

    def who(self, place: str) -> Actor:
        """Return the one who holds a place."""
        return actor(self.staff.of(self.agency, place), self.staff.agencies[self.agency])

    def ids(self, *places: str) -> list[int]:
        """Return ids of persons by place."""
        return [self.staff.of(self.agency, place).pk for place in places]

    def at(self, day: date) -> datetime:
        """Return the next moment of a day: acts of one day follow each other by minutes."""
        self.hour = self.hour + 1 if day == self._day else 0
        self._day = day
        return datetime.combine(day, time(9 + self.hour // 4, self.hour % 4 * 12), COUNTY)

    @property
    def case_id(self) -> int:
        """The case under way."""
        if self.case is None:
            raise RuntimeError("Register the clue first.")
        return self.case.pk

    def do(self, act: Any, place: str, day: date, /, **facts: Any) -> Any:
        """Do an act as the holder of a place."""
        return act(case_id=self.case_id, by=self.who(place), at=self.at(day), **facts)

    def register(self, day: date) -> None:
        """Register the clue."""
        m = self.matter
        self.case = register_clue(
            agency_id=self.staff.agencies[self.agency].pk, by=self.who("clerk"), at=self.at(day), source=m.source,
            field=FIELD_OF[self.agency], cause=m.cause, summary=m.summary, party_kind=m.party_kind,
            party_name=m.party_name, party_code=m.party_code, clue_on=day, act_on=day, place=m.place,
            another_matter=True, sender="乐陵市人民政府" if m.source in SENT else "",
            reporter="示例举报人" if m.source == "complaint" else "",
        )  # fmt: skip

    def check(self, day: date) -> None:
        """Check the clue."""
        self.do(
            check_clue, "lead", day, officer_ids=self.ids("lead", "co"), summary=f"经现场核查，{self.matter.facts}",
            held_on=day, place=self.matter.place,
        )  # fmt: skip

    def file(self, day: date) -> None:
        """File the case."""
        self.do(
            file_case, "head", day, outcome="filed", has_evidence=True, is_punishable=True, is_ours=True,
            is_in_time=True, legal_basis=self.matter.legal_basis, is_complex=self.matter.complex,
        )  # fmt: skip

    def refuse(self, day: date) -> None:
        """Refuse to file."""
        self.do(file_case, "head", day, outcome="refused", reason="违法行为轻微并及时改正，没有造成危害后果。")

    def assign(self, day: date) -> None:
        """Assign lead and co-handler."""
        self.do(assign, "head", day, lead_id=self.ids("lead")[0], co_ids=self.ids("co"))

    def interview(self, day: date, *places: str, kind: str = "interview", subject: str = "") -> None:
        """Record an inquiry; an interview of twenty minutes, when both officers are free."""
        ids = self.ids(*(places or ("lead", "co")))
        if kind == "interview":
            begun = _free(ids, datetime.combine(day, time(8), COUNTY))
            record_interview(
                case_id=self.case_id, by=self.who("lead"), at=max(self.at(day), begun + LONG), respondent=subject or self.matter.party_name,
                capacity="当事人或者其负责人", begun_at=begun, ended_at=begun + LONG, officer_ids=ids, pages=2, pages_signed=2,
                answers=f"问：请说明有关情况。\n答：{self.matter.facts}", alone=True, read_over=True,
                place=self.matter.place,
            )  # fmt: skip
            return
        self.do(
            record_inquiry, "lead", day, kind=kind, officer_ids=ids, held_on=day,
            summary=self.matter.facts, subject=subject or self.matter.party_name, place=self.matter.place,
        )  # fmt: skip

    def leave_investigation(self, day: date, outcome: str = "clear") -> None:
        """Leave the investigation."""
        ground = "" if outcome == "clear" else "证据可能灭失或者以后难以取得，需要依法采取措施。"
        self.do(investigate, "lead", day, outcome=outcome, officer_ids=self.ids("lead", "co"), ground=ground)

    def conclude(self, day: date) -> None:
        """File the investigation report."""
        m = self.matter
        self.do(
            conclude_investigation, "lead", day, facts=m.facts, evidence="询问笔录、现场检查笔录及照片、当事人身份证明。",
            legal_basis=m.legal_basis, discretion=m.discretion, kinds=list(m.kinds), fine=m.fine,
            confiscation=m.confiscation,
        )  # fmt: skip

    def check_case(self, day: date) -> None:
        """Check the case."""
        self.do(check_case, "checker", day, outcome="agreed", opinion="事实清楚，证据确凿，程序合法，同意拟处理意见。")

    def propose(self, day: date) -> None:
        """Approve the proposal."""
        self.do(propose, "head", day, outcome="penalise", opinion="同意。")

    def notify(self, day: date) -> None:
        """Serve the prior notice."""
        self.do(notify_party, "lead", day, officer_ids=self.ids("lead", "co"), served_on=day)

    def defend(
        self, day: date, outcome: str, *, made_on: date | None = None, text: str = "", waived: bool = False
    ) -> None:
        """Record the defence, or that there was none."""
        more: dict[str, Any] = (
            {"accepted": False, "recheck": "经复核，当事人的意见与查明的事实不符，不予采纳。"} if text else {}
        )
        self.do(
            hear_defence, "lead", day, outcome=outcome, made_on=made_on, text=text, waived=waived, **more
        )  # fmt: skip

    def prepare_hearing(self, *, accepted: date, served: date, planned: date, announced: date | None = None) -> None:
        """Accept, designate, schedule, notify and announce."""
        place = f"{self.staff.agencies[self.agency].name}三楼听证室"
        self.do(accept_hearing, "reviewer", accepted, accepted_on=accepted)
        self.do(
            designate_chair, "head", accepted, designated_on=accepted, chair_id=self.ids("chair")[0],
            recorder_id=self.ids("clerk")[0],
        )  # fmt: skip
        self.do(schedule_hearing, "lead", served, planned_on=planned, place=place)
        self.do(notify_hearing, "lead", served, served_on=served, officer_ids=self.ids("lead", "co"))
        self.do(
            announce_hearing, "lead", announced or served, announced_on=announced or served, where="政府网站、公告栏"
        )

    def hear(self, day: date, reported: date) -> None:
        """Hold the hearing and report."""
        self.do(
            hold_hearing, "chair", day, held_on=day, attendance="案件调查人员二人，当事人及其代理人一人，记录员一人。",
            record="调查人员提出当事人违法的事实、证据和处罚建议；当事人申辩；双方质证、辩论；当事人作最后陈述。",
        )  # fmt: skip
        self.do(
            enter_recording, "lead", day, subject="hearing", recorded_on=day, device="听证室录像", minutes=95,
            reference=f"{day:%Y-%m-%d}-听证，局机关音像资料柜",
        )  # fmt: skip
        self.do(sign_hearing_record, "chair", day, signed=True)
        self.do(
            report_hearing,
            "chair",
            reported,
            reported_on=reported,
            report="听证程序合法，事实清楚，建议依笔录作出决定。",
        )
        self.do(return_hearing, "chair", reported, outcome="heard", opinion="同意依听证笔录作出决定。")

    def review(self, day: date, *, discuss: bool) -> None:
        """Review the case in law."""
        heads = {code: {"ok": True, "note": ""} for code in HEADS}
        self.do(
            review, "reviewer", day, reviewed_on=day, heads=heads, opinion="主体适格，程序合法，适用法律正确，裁量适当。",
            outcome="passed_discuss" if discuss else "passed",
        )  # fmt: skip

    def discuss(self, day: date, *, dissenter: str = "deputy3") -> None:
        """Discuss collectively: five present, four to one, dissent recorded, the head with the majority."""
        places = ("deputy1", "deputy2", "deputy3", "deputy4", "head")
        self.do(
            refer_discussion,
            "lead",
            day,
            referred_on=day,
            ground="heard",
            agenda="调查终结报告、听证笔录和报告、法制审核意见。",
        )
        meeting = self.do(
            convene, "deputy1", day, held_on=day, present_ids=self.ids(*places), head_id=self.ids("head")[0],
            recorder=self.staff.of(self.agency, "clerk").name,
        )  # fmt: skip
        self.do(report_case, "lead", day, reported="主办人汇报案情和证据，审核人员说明审核意见。")
        rows = {m.person_id: m for m in Member.objects.filter(discussion=meeting)}
        said = [
            Statement(
                rows[self.ids(place)[0]].pk,
                order,
                "罚款数额偏高，建议从轻。" if place == dissenter else "同意拟处理意见。",
                "change" if place == dissenter else "penalise",
            )
            for order, place in enumerate(places, start=1)
        ]
        self.do(hear_members, "deputy1", day, statements=said)
        self.do(conclude_discussion, "deputy1", day, conclusion="penalise")
        for place in places:
            self.do(sign_minutes, place, day)
        self.do(return_discussion, "lead", day)

    def decide(self, day: date) -> None:
        """Decide."""
        m = self.matter
        self.do(
            decide, "head", day, outcome="penalise", fine=m.fine, confiscation=m.confiscation, kinds=list(m.kinds),
            discretion=m.discretion, defence_reply="当事人未提出新的事实和证据。", publish=m.publish,
            publish_reason="具有一定社会影响" if m.publish else "没有社会影响，不属于应当公开的范围",
        )  # fmt: skip

    def draw_up(self, day: date) -> None:
        """Draw up the decision document."""
        self.do(draw_up_decision, "lead", day, sealed=True)

    def serve(self, day: date) -> None:
        """Serve the decision."""
        self.do(serve, "lead", day, officer_ids=self.ids("lead", "co"), served_on=day, receiver=self.matter.party_name)

    def publish(self, day: date) -> None:
        """Publish the redacted decision."""
        case = Case.objects.select_related("party", "agency", "decision").get(pk=self.case_id)
        draft = self.do(
            redact_decision, "lead", day, party_shown=shown_name(case), text=summary(case, case.decision)
        )  # fmt: skip
        self.do(publish_decision, "clerk", day, redaction_id=draft.pk, secrecy_checked=True)

    def pay(self, day: date) -> None:
        """Record the payment in full."""
        total = self.matter.fine + self.matter.confiscation
        self.do(
            record_payment, "lead", day, outcome="performed", amount=total, paid_on=day,
            receipt=f"鲁财缴{day:%Y%m%d}{self.case_id:04d}",
        )  # fmt: skip

    def close(self, day: date) -> None:
        """Close the case."""
        self.do(close_case, "head", day, reason="performed")

    def archive(self, day: date) -> None:
        """Archive the file."""
        self.do(archive_case, "clerk", day, pages=36)
