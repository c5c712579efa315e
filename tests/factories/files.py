"""Case files for pure tests: frozen facts, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from cases.rules.file import (
    AssignmentFact,
    CaseFile,
    DecisionFact,
    DiscussionFact,
    HearingFact,
    InquiryFact,
    MemberFact,
    NoticeFact,
    Officer,
    Person,
    ReviewFact,
    ServiceFact,
    Terms,
)
from cases.rules.time import defence_until
from enforcement.flowcharts.calendar.national import national

YEAR = 2026
BASIS = "中华人民共和国行政处罚法第九条"


def day(text: str) -> date:
    """Return a day of 2026 from MM-DD, or a whole ISO day."""
    return date.fromisoformat(text if len(text) == 10 else f"{YEAR}-{text}")


def officer(name: str, *, valid: bool = True, fault: str = "", role: str = "officer") -> Officer:
    """Return a signer."""
    return Officer(name, credential=f"15{ord(name[0])}", valid=valid and not fault, fault=fault, role=role)


A, B, C = officer("甲"), officer("乙"), officer("丙")
HELPER = officer("丁", fault="post_kind")
REVIEWER, CHAIR, CLERK = Person("戊"), Person("己"), Person("庚")


def terms(fine: int = 0, confiscation: int = 0, *kinds: str, basis: str = BASIS) -> Terms:
    """Return a penalty."""
    given = (*(["fine"] if fine else []), *(["confiscation"] if confiscation else []), *kinds)
    return Terms(Decimal(fine), Decimal(confiscation), given, "事实", basis)


def inquiry(
    on: str, *officers: Officer, kind: str = "interview", subject: str = "当事人", **more: object
) -> InquiryFact:
    """Return a recorded inquiry."""
    return InquiryFact(kind, day(on), officers or (A, B), subject, **more)


def notice(on: str, given: Terms, *, hearing: bool = False, **more: object) -> NoticeFact:
    """Return a notice with the window the calendar gives."""
    served = day(on)
    until = defence_until(served, CaseFile(national(), served).legal, national())
    return NoticeFact(served, until, hearing, given, (A, B), **more)


def decision(on: str, given: Terms, **more: object) -> DecisionFact:
    """Return a complete penalty decision."""
    whole = {
        "kind": "penalise",
        "by": "局长",
        "remedies": "六十日内申请行政复议，六个月内提起行政诉讼",
        "performance": "十五日内缴纳",
        "dated_on": day(on),
        "sealed": True,
        "number": "乐综执罚〔2026〕1号",
    }
    return DecisionFact(on=day(on), terms=given, **{**whole, **more})


def hearing(asked: str, held: str = "", served: str = "", **more: object) -> HearingFact:
    """Return a hearing chaired by somebody with the certificate."""
    whole = {
        "accepted_on": day(asked),
        "designated_on": day(asked),
        "chair": CHAIR,
        "chair_certificate": "听主001",
        "recorder": CLERK,
        "notice_served_on": day(served) if served else None,
        "planned_on": day(held) if held else None,
        "held_on": day(held) if held else None,
        "record_signed": bool(held),
        "announced_on": day(served) if served else None,
    }
    return HearingFact(day(asked), **{**whole, **more})


def review(on: str, who: Person = REVIEWER, *, passed: bool = True, **more: object) -> ReviewFact:
    """Return a legal review."""
    return ReviewFact(who, day(on), passed, "A20183714810001", **more)


def discussion(
    on: str, votes: tuple[str, ...] = ("penalise",) * 5, conclusion: str = "penalise", **more: object
) -> DiscussionFact:
    """Return a discussion of five leaders, the head last."""
    members = tuple(
        MemberFact(
            Person(f"负责人{i}"),
            is_head=i == len(votes),
            present=bool(vote),
            spoke_order=i,
            vote=vote,
            opinion="同意",
            signed=bool(vote),
        )
        for i, vote in enumerate(votes, 1)
    )
    return DiscussionFact(
        referred_on=day(on),
        held_on=day(on),
        members=members,
        conclusion=conclusion,
        concluded_on=day(on),
        roster_size=len(votes),
        **more,
    )


def a_file(today: str = "12-31", **facts: object) -> CaseFile:
    """Return a file of a case led by 甲 with 乙, as of a day."""
    whole = {
        "assignments": (AssignmentFact(A, "lead", day("01-05")), AssignmentFact(B, "co", day("01-05"))),
        "agency": "乐陵市综合行政执法局",
    }
    return CaseFile(national(), day(today), **{**whole, **facts})


def a_clean_file(**changes: object) -> CaseFile:
    """Return the first sample case, in which nothing is wrong."""
    given = terms(5000)
    file = a_file(
        "04-17",
        clue_on=day("03-10"),
        filed_on=day("03-12"),
        inquiries=(inquiry("03-16"),),
        notices=(notice("03-24", given),),
        decision=decision("04-02", given, publish=True),
        services=(ServiceFact("decision", day("04-03"), (A, B)),),
        published_on=day("04-10"),
        performed_on=day("04-16"),
        closed_on=day("04-17"),
    )
    return replace(file, **changes)


def codes(found: list[object]) -> list[str]:
    """Return the codes of findings, each once, sorted."""
    return sorted({f.rule for f in found})
