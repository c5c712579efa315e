"""Six records of an outside system, each with the violation that a supervisor must see (detection only)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from cases.demo.people import Staff
from cases.outside import (
    OutsideAssignment,
    OutsideCase,
    OutsideCheck,
    OutsideDecision,
    OutsideDefence,
    OutsideDiscussion,
    OutsideHearing,
    OutsideInquiry,
    OutsideMember,
    OutsideNotice,
    OutsideParty,
    OutsidePayment,
    OutsideProposal,
    OutsideReview,
    OutsideService,
    OutsideStep,
    OutsideTerms,
    Who,
)

DAY = partial(date, 2026)
REMEDIES = "可以自收到本决定书之日起六十日内申请行政复议，也可以六个月内提起行政诉讼。"


def records(staff: Staff) -> Iterator[OutsideCase]:
    """Yield the records."""
    yield one_investigator(staff)
    yield chair_investigated(staff)
    yield decision_too_early(staff)
    yield expired_credential(staff)
    yield no_legal_review(staff)
    yield chart_replaced(staff)


def who(agency: str, place: str, **more: Any) -> Who:
    """Return a person of the demo."""
    return Who(username=f"{agency}.{place}", **more)


def case(staff: Staff, agency: str, serial: int, **facts: Any) -> OutsideCase:
    """Return a record of an agency with its officers assigned."""
    body = staff.agencies[agency]
    filed = facts["filed_on"]
    lead = facts.pop("lead", "lead")
    return OutsideCase(
        reference=f"旧系统-{body.sign}-2026-{serial:04d}", agency=body.credit_code, field=agency,
        number=f"{body.sign}立（旧）〔2026〕{serial}号", title=facts["cause"],
        assignments=(
            OutsideAssignment(who(agency, lead), filed, role="lead"), OutsideAssignment(who(agency, "co"), filed),
        ),
        **facts,
    )  # fmt: skip


def ended(agency: str, number: str, terms: OutsideTerms, decided: date, *days: date) -> dict[str, Any]:
    """Return decision, service, payment, closure and archive of a record, ``days`` after the decision in this order."""
    served, paid, closed, archived = days
    officers = (who(agency, "lead"), who(agency, "co"))
    return {
        "decision": OutsideDecision(
            "penalise", decided, terms, decided_by="局长", number=number, remedies=REMEDIES,
            performance="十五日内缴纳罚款。", dated_on=decided, sealed=True,
        ),
        "services": (OutsideService("JD", served, officers=officers),),
        "payments": (OutsidePayment(paid, terms.fine, receipt=f"缴{paid:%Y%m%d}"),), "closed_on": closed,
        "archived_on": archived,
    }  # fmt: skip


def discussed(agency: str, on: date) -> OutsideDiscussion:
    """Return a discussion of five leaders of one mind, the head last."""
    places = ("deputy1", "deputy2", "deputy3", "deputy4", "head")
    return OutsideDiscussion(
        on, held_on=on, ground="heard", majority="penalise", conclusion="penalise", concluded_on=on,
        members=tuple(
            OutsideMember(
                who(agency, place), is_head=place == "head", spoke_order=order, opinion="同意。", vote="penalise",
                signed=True,
            )
            for order, place in enumerate(places, start=1)
        ),
    )  # fmt: skip


def one_investigator(staff: Staff) -> OutsideCase:
    """An officer and an auxiliary inspected and interviewed: R01, R03."""
    two = (who("transport", "lead"), who("transport", "helper"))
    terms = OutsideTerms(
        fine=Decimal(5000),
        kinds=("fine",),
        facts="未取得道路货物运输经营许可从事经营。",
        legal_basis="道路运输条例第六十三条第一项",
    )
    return case(
        staff, "transport", 3, cause="未取得道路货物运输经营许可从事经营", party=OutsideParty("张某", kind="person"),
        clue_on=DAY(5, 18), filed_on=DAY(5, 18), summary="路检发现张某无证从事货物运输。", legal_basis=terms.legal_basis,
        inquiries=(
            OutsideInquiry("inspection", DAY(5, 18), two, summary="现场检查车辆和货物。", subject="货车"),
            OutsideInquiry("interview", DAY(5, 18), two, summary="询问驾驶人张某。", subject="张某"),
        ),
        proposals=(OutsideProposal(DAY(5, 22), terms),), checks=(OutsideCheck(who("transport", "checker"), DAY(5, 22)),),
        notices=(OutsideNotice(DAY(5, 25), terms, officers=(who("transport", "lead"), who("transport", "co"))),),
        **ended(
            "transport", "乐交罚（旧）〔2026〕3号", terms, DAY(6, 3), DAY(6, 5), DAY(6, 16), DAY(6, 24), DAY(6, 26)
        ),
    )  # fmt: skip


def chair_investigated(staff: Staff) -> OutsideCase:
    """The chair of the hearing had taken part in the re-check: R14; and the notice left too few days: R13."""
    terms = OutsideTerms(
        fine=Decimal(120000), kinds=("fine", "shutdown"), facts="特种作业人员无证上岗，逾期未改正。",
        legal_basis="安全生产法第九十七条第七项",
    )  # fmt: skip
    officers = (who("emergency", "lead"), who("emergency", "co"))
    return case(
        staff, "emergency", 4, cause="特种作业人员未取得资格上岗作业", party=OutsideParty("乐陵市丙机械厂"),
        clue_on=DAY(3, 5), filed_on=DAY(3, 9), summary="检查发现特种作业人员无证上岗。", legal_basis=terms.legal_basis,
        inquiries=(
            OutsideInquiry("inspection", DAY(3, 10), officers, summary="现场检查。", subject="丙机械厂"),
            OutsideInquiry(
                "inspection", DAY(4, 2), (who("emergency", "lead"), who("emergency", "third")), summary="复查，未改正。",
                subject="丙机械厂（复查）",
            ),
        ),
        proposals=(OutsideProposal(DAY(4, 9), terms),),
        checks=(OutsideCheck(who("emergency", "checker"), DAY(4, 10)),),
        notices=(
            OutsideNotice(
                DAY(4, 13), terms, hearing_right=True, officers=officers,
                defences=(OutsideDefence(DAY(4, 17), text="要求听证。", hearing_requested=True),),
            ),
        ),
        hearings=(
            OutsideHearing(
                DAY(4, 17), accepted_on=DAY(4, 20), designated_on=DAY(4, 20), chair=who("emergency", "third"),
                chair_certificate="鲁听（旧）0104", recorder=who("emergency", "clerk"), notice_served_on=DAY(4, 22), announced_on=DAY(4, 28),
                planned_on=DAY(5, 6), held_on=DAY(5, 6), record="听证笔录。", record_signed=True, reported_on=DAY(5, 9),
                report="建议维持。",
            ),
        ),
        reviews=(OutsideReview(who("emergency", "reviewer"), DAY(5, 12), passed=True, opinion="通过。"),),
        discussions=(discussed("emergency", DAY(5, 14)),),
        **ended(
            "emergency", "乐应急罚（旧）〔2026〕4号", terms, DAY(5, 18), DAY(5, 20), DAY(6, 2), DAY(6, 8), DAY(6, 10)
        ),
    )  # fmt: skip


def decision_too_early(staff: Staff) -> OutsideCase:
    """The decision came before the five working days of the party had run (a made-up Saturday counts): R10."""
    terms = OutsideTerms(
        fine=Decimal(144000), kinds=("fine",), facts="未取得施工许可证擅自施工，合同价款一千二百万元。",
        legal_basis="建设工程质量管理条例第五十七条",
    )  # fmt: skip
    officers = (who("housing", "lead"), who("housing", "co"))
    return case(
        staff, "housing", 6, cause="未取得施工许可证擅自施工", party=OutsideParty("乐陵市戊置业有限公司"),
        clue_on=DAY(4, 7), filed_on=DAY(4, 9), summary="巡查发现未取得施工许可证擅自施工。", legal_basis=terms.legal_basis,
        inquiries=(OutsideInquiry("inspection", DAY(4, 10), officers, summary="现场检查。", subject="工地"),),
        proposals=(OutsideProposal(DAY(4, 24), terms),), checks=(OutsideCheck(who("housing", "checker"), DAY(4, 27)),),
        notices=(OutsideNotice(DAY(4, 29), terms, hearing_right=True, officers=officers),),
        **ended(
            "housing", "乐住建罚（旧）〔2026〕6号", terms, DAY(5, 8), DAY(5, 11), DAY(5, 25), DAY(5, 28), DAY(6, 1)
        ),
    )  # fmt: skip


def expired_credential(staff: Staff) -> OutsideCase:
    """One of the two officers' credentials had run out on 31 May; the interview is of 10 June: R02, R01."""
    two = (who("market", "lead"), who("market", "fifth"))
    terms = OutsideTerms(
        fine=Decimal(20000), kinds=("fine",), facts="未按规定建立并遵守进货查验记录制度，经警告拒不改正。",
        legal_basis="食品安全法第一百二十六条第一款第三项",
    )  # fmt: skip
    return case(
        staff, "market", 7, cause="未按规定建立进货查验记录制度", party=OutsideParty("乐陵市己餐饮店", kind="business"),
        clue_on=DAY(6, 1), filed_on=DAY(6, 4), summary="检查发现未建立进货查验记录。", legal_basis=terms.legal_basis,
        inquiries=(OutsideInquiry("interview", DAY(6, 10), two, summary="询问经营者。", subject="经营者"),),
        proposals=(OutsideProposal(DAY(6, 24), terms),), checks=(OutsideCheck(who("market", "checker"), DAY(6, 25)),),
        notices=(
            OutsideNotice(
                DAY(6, 26), terms, hearing_right=True, officers=(who("market", "lead"), who("market", "co"))
            ),
        ),
        **ended(
            "market", "乐市监罚（旧）〔2026〕7号", terms, DAY(7, 7), DAY(7, 9), DAY(7, 22), DAY(7, 24), DAY(7, 28)
        ),
    )  # fmt: skip


def no_legal_review(staff: Staff) -> OutsideCase:
    """A heard case was decided on the lead's own note instead of a legal review; the review came later: R16, R17."""
    terms = OutsideTerms(
        fine=Decimal(200000), kinds=("fine",), facts="未取得燃气经营许可证从事瓶装燃气经营。",
        legal_basis="城镇燃气管理条例第四十五条第一款",
    )  # fmt: skip
    officers = (who("urban", "lead"), who("urban", "co"))
    return case(
        staff, "urban", 8, cause="未取得燃气经营许可证从事燃气经营", party=OutsideParty("乐陵市庚气站"),
        clue_on=DAY(4, 2), filed_on=DAY(4, 7), summary="群众举报庚气站无证售气。", source="complaint",
        legal_basis=terms.legal_basis,
        inquiries=(OutsideInquiry("inspection", DAY(4, 8), officers, summary="现场检查。", subject="气站"),),
        proposals=(OutsideProposal(DAY(5, 6), terms),), checks=(OutsideCheck(who("urban", "checker"), DAY(5, 8)),),
        notices=(
            OutsideNotice(
                DAY(5, 11), terms, hearing_right=True, officers=officers,
                defences=(OutsideDefence(DAY(5, 15), text="要求听证。", hearing_requested=True),),
            ),
        ),
        hearings=(
            OutsideHearing(
                DAY(5, 15), accepted_on=DAY(5, 18), designated_on=DAY(5, 18), chair=who("urban", "chair"),
                chair_certificate="鲁听00006", recorder=who("urban", "clerk"), notice_served_on=DAY(5, 19),
                announced_on=DAY(5, 26), planned_on=DAY(6, 1), held_on=DAY(6, 1), record="听证笔录。", record_signed=True,
                reported_on=DAY(6, 3), report="建议维持。",
            ),
        ),
        reviews=(
            OutsideReview(who("urban", "lead"), DAY(6, 4), passed=True, first_time=True, opinion="局法制员审核。"),
            OutsideReview(
                who("urban", "reviewer"), DAY(6, 8), passed=True, qualification="A20193714000013", opinion="补审：通过。"
            ),
        ),
        discussions=(discussed("urban", DAY(6, 4)),),
        **ended(
            "urban", "乐综执罚（旧）〔2026〕8号", terms, DAY(6, 5), DAY(6, 9), DAY(6, 23), DAY(6, 29), DAY(7, 1)
        ),
    )  # fmt: skip


def chart_replaced(staff: Staff) -> OutsideCase:
    """The agency published a new chart while the case ran and passed over a step of the one it was bound to: R33."""
    officers = (who("market", "lead"), who("market", "co"))
    terms = OutsideTerms(
        fine=Decimal(6000), kinds=("fine",), facts="在门店宣传中使用虚假内容。", legal_basis="广告法第五十五条"
    )  # fmt: skip
    made = ended("market", "乐市监罚（旧）〔2026〕11号", terms, DAY(8, 14), *[DAY(8, 17)] * 4)
    steps = (
        ("P01", (6, 25), (6, 25), "registered"), ("P02", (6, 25), (6, 30), "checked"), ("P03", (6, 30), (7, 1), "filed"),
        ("P04", (7, 1), (7, 1), "assigned"), ("P05", (7, 1), (7, 23), "clear"), ("P06", (7, 23), (7, 27), "reported"),
        ("P08", (7, 27), (8, 4), "penalise"), ("P09", (8, 4), (8, 5), "served"), ("P10", (8, 5), (8, 13), "decide"),
        ("P14", (8, 13), (8, 14), "penalise"), ("P15", (8, 14), (8, 14), "sealed"), ("P16", (8, 14), (8, 17), "served"),
        ("P18", (8, 17), None, ""),
    )  # fmt: skip
    return case(
        staff, "market", 11, cause="发布虚假广告", party=OutsideParty("乐陵市辛商贸有限公司"), clue_on=DAY(6, 25),
        filed_on=DAY(7, 1), summary="巡查发现门店虚假宣传。", legal_basis=terms.legal_basis,
        inquiries=(OutsideInquiry("inspection", DAY(7, 6), officers, summary="现场检查。", subject="门店"),),
        proposals=(OutsideProposal(DAY(7, 27), terms),), notices=(OutsideNotice(DAY(8, 5), terms, officers=officers),),
        decision=made["decision"], services=made["services"],
        steps=tuple(
            OutsideStep(code, DAY(*entered), DAY(*left) if left else None, outcome)
            for code, entered, left, outcome in steps
        ),
    )  # fmt: skip
