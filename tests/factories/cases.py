"""Rows of cases, as acts would leave them, and outside records."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import models
from cases.import_record import record_outside
from cases.models import Case
from cases.outside import OutsideCase, read
from enforcement.actor import Actor
from enforcement.flowcharts.engine.begin import begin
from enforcement.organisation.models import Agency, Person
from tests.factories import flowcharts as charts

SYSTEM = Actor(kind="system", name="system")
YEAR = 2026
_number = itertools.count(1)


def day(text: str) -> date:
    """Return a day of 2026 from MM-DD, or a whole ISO day."""
    return date.fromisoformat(text if len(text) == 10 else f"{YEAR}-{text}")


def moment(text: str, hour: int = 9) -> datetime:
    """Return nine o'clock of a day in the county."""
    return timezone.make_aware(datetime.combine(day(text), time(hour)))


def an_agency(**facts: Any) -> Agency:
    """Make an agency with the shipped flowcharts."""
    agency = charts.an_agency(**facts)
    charts.ship_all(agency)
    return agency


def standing(code: str = "valid", number: str = "15371401001") -> dict[str, Any]:
    """Return how a credential stood."""
    return {"ok": code == "valid", "code": code, "number": number, "sentence": "" if code == "valid" else code}


@transaction.atomic
def a_case(agency: Agency, *, chart: str = "P", at: str = "03-10", run: bool = True, **facts: Any) -> Case:
    """Make a case with its party, standing at the first step of its chart."""
    n = next(_number)
    whole = {
        "clue_number": f"乐线索〔2026〕{n}号",
        "title": f"第{n}号案件",
        "field": "market",
        "source": "inspection",
        "cause": "无证经营",
        "summary": "现场检查发现",
        "clue_on": day(at),
        "registered_at": moment(at),
    }
    case = Case.objects.create(agency=agency, **{**whole, **facts})
    a_party(case)
    if run:
        case.run = begin(agency=agency, code=chart, series=case.series, by=SYSTEM, at=moment(at))
        case.save(update_fields=["run"])
    return case


def a_party(case: Case, **facts: Any) -> models.Party:
    """Make the party of a case."""
    return models.Party.objects.create(case=case, **{"kind": "organisation", "name": "乐陵市甲商贸有限公司", **facts})


def an_assignment(case: Case, person: Person | None = None, **facts: Any) -> models.Assignment:
    """Make somebody's part in a case."""
    whole = {"name": person.name if person else "甲", "role": "lead", "standing": standing(), "from_on": case.clue_on}
    return models.Assignment.objects.create(case=case, person=person, **{**whole, **facts})


def an_inquiry(case: Case, *officers: str, on: str = "03-16", **facts: Any) -> models.Inquiry:
    """Make an inquiry; an officer is a name, or ``name:code`` of how the credential stood, ``name:code:helper``."""
    whole = {"kind": "interview", "summary": "询问", "subject": "当事人", "recorded_at": moment(on)}
    inquiry = models.Inquiry.objects.create(case=case, held_on=day(on), **{**whole, **facts})
    for told in officers or ("甲", "乙"):
        name, code, role = ([*told.split(":"), "", ""])[:3]
        an_inquiry_officer(inquiry, name, role=role or "officer", standing=standing(code or "valid"))
    return inquiry


def an_inquiry_officer(inquiry: models.Inquiry, name: str = "甲", **facts: Any) -> models.InquiryOfficer:
    """Make somebody who signed an inquiry, with a valid credential unless told otherwise."""
    whole = {"role": "officer", "credential": "1537", "standing": standing()}
    return models.InquiryOfficer.objects.create(inquiry=inquiry, name=name, **{**whole, **facts})


def a_measure(case: Case, kind: str = "seize", on: str = "03-18", **facts: Any) -> models.Measure:
    """Make a measure."""
    whole = {"approved_by": "局长", "items": "货物一批", "legal_basis": "某法第一条", "due_on": day("04-17")}
    return models.Measure.objects.create(case=case, kind=kind, taken_on=day(on), **{**whole, **facts})


def _terms(facts: dict[str, Any]) -> dict[str, Any]:
    return {"fine": Decimal(5000), "kinds": ["fine"], "facts": "事实", "legal_basis": "某法第二条", **facts}


def a_proposal(case: Case, on: str = "03-20", **facts: Any) -> models.Proposal:
    """Make a proposal."""
    return models.Proposal.objects.create(case=case, made_on=day(on), author="甲", **_terms(facts))


def a_notice(case: Case, on: str = "03-24", until: str = "03-31", **facts: Any) -> models.Notice:
    """Make a served notice."""
    officers = [{"person_id": None, "name": name, "standing": standing()} for name in ("甲", "乙")]
    return models.Notice.objects.create(
        case=case, served_on=day(on), defence_until=day(until), officers=officers, **_terms(facts)
    )


def a_prepared_notice(proposal: models.Proposal, on: str = "03-23", **facts: Any) -> models.PreparedNotice:
    """Make a notice that is not served yet, with its paper."""
    whole = {"number": "罚告〔2026〕1号", "hearing_right": False, "paper": a_paper(proposal.case, code="GZ")}
    return models.PreparedNotice.objects.create(proposal=proposal, prepared_on=day(on), **{**whole, **facts})


def a_defence(notice: models.Notice, on: str = "03-26", **facts: Any) -> models.Defence:
    """Make a defence."""
    return models.Defence.objects.create(notice=notice, made_on=day(on), **{"text": "不服", **facts})


def a_hearing(case: Case, on: str = "03-26", **facts: Any) -> models.Hearing:
    """Make a hearing."""
    whole = {"chair_name": "己", "chair_certificate": "听主001", "recorder_name": "庚"}
    return models.Hearing.objects.create(case=case, requested_on=day(on), **{**whole, **facts})


def a_check(case: Case, on: str = "03-22", **facts: Any) -> models.CaseCheck:
    """Make a case check."""
    whole = {"checker_name": "辛", "opinion": "同意", "outcome": "agreed"}
    return models.CaseCheck.objects.create(case=case, checked_on=day(on), **{**whole, **facts})


def a_review(case: Case, on: str = "04-01", **facts: Any) -> models.Review:
    """Make a legal review."""
    whole = {"reviewer_name": "戊", "qualification": "A2018", "opinion": "同意", "passed": True, "received_on": day(on)}
    return models.Review.objects.create(case=case, reviewed_on=day(on), **{**whole, **facts})


def a_discussion(
    case: Case, on: str = "04-01", votes: str = "penalise,penalise,penalise", **facts: Any
) -> models.Discussion:
    """Make a discussion, the head voting last."""
    cast = votes.split(",")
    whole = {"ground": "complex", "conclusion": "penalise", "majority": "penalise", "roster_size": len(cast)}
    talk = models.Discussion.objects.create(
        case=case, referred_on=day(on), held_on=day(on), concluded_on=day(on), **{**whole, **facts}
    )
    for i, vote in enumerate(cast, 1):
        a_member(talk, i, vote, is_head=i == len(cast), signed_at=moment(on))
    return talk


def a_member(talk: models.Discussion, place: int = 1, vote: str = "penalise", **facts: Any) -> models.Member:
    """Make a member of a discussion, who spoke in a place and voted; absent without a vote."""
    whole = {"name": f"负责人{place}", "present": bool(vote), "spoke_order": place, "opinion": "同意"}
    return models.Member.objects.create(discussion=talk, vote=vote, **{**whole, **facts})


def a_decision(case: Case, on: str = "04-02", **facts: Any) -> models.Decision:
    """Make a complete penalty decision."""
    whole = {
        "kind": "penalise",
        "decided_by": "局长",
        "number": f"乐市监罚〔2026〕{next(_number)}号",
        "remedies": "六十日内申请复议",
        "dated_on": day(on),
        "sealed": True,
        **_terms({}),
    }
    return models.Decision.objects.create(case=case, decided_on=day(on), **{**whole, **facts})


def a_service(case: Case, on: str = "04-03", **facts: Any) -> models.Service:
    """Make the service of a decision."""
    officers = [{"person_id": None, "name": name, **standing()} for name in ("甲", "乙")]
    whole = {"document": "decision", "method": "direct", "officers": officers}
    return models.Service.objects.create(case=case, served_on=day(on), **{**whole, **facts})


def a_payment(case: Case, amount: int = 5000, on: str = "04-16", **facts: Any) -> models.Payment:
    """Make a payment."""
    return models.Payment.objects.create(case=case, amount=Decimal(amount), on=day(on), **facts)


def a_publication(case: Case, on: str = "04-10", **facts: Any) -> models.Publication:
    """Make a publication."""
    whole = {"party_shown": "甲公司", "text": "决定", "redacted_by": "子", "checked_by": "丑", "sha256": "0" * 64}
    return models.Publication.objects.create(case=case, published_on=day(on), **{**whole, **facts})


def a_paper(case: Case, code: str, on: str = "03-10", **facts: Any) -> models.Paper:
    """Make a paper."""
    whole = {"title": code, "sha256": "0" * 64, "size": 1, "media_type": "application/pdf", "author": "甲"}
    return models.Paper.objects.create(case=case, code=code, made_at=moment(on), **{**whole, **facts})


def a_record(agency: Agency, **changes: Any) -> dict[str, Any]:
    """Return the record of a clean case handled elsewhere, as JSON holds it."""
    pair = [{"name": "甲", "standing": "valid"}, {"name": "乙", "standing": "valid"}]
    terms = {"fine": 5000, "kinds": ["fine"], "facts": "占道堆砂", "legal_basis": "城市道路管理条例第四十二条"}
    whole = {
        "reference": f"外部〔2026〕{next(_number)}号",
        "agency": agency.credit_code,
        "title": "占道堆放案",
        "field": "urban",
        "cause": "擅自占用城市道路",
        "party": {"name": "乐陵市甲建材有限公司", "code": "91371481MA3C000000"},
        "clue_on": "2026-03-10",
        "filed_on": "2026-03-12",
        "assignments": [
            {"who": pair[0], "role": "lead", "from_on": "2026-03-12"},
            {"who": pair[1], "from_on": "2026-03-12"},
        ],
        "inquiries": [{"kind": "interview", "held_on": "2026-03-16", "officers": pair, "subject": "当事人"}],
        "proposals": [{"made_on": "2026-03-20", "terms": terms, "author": "甲"}],
        "notices": [{"served_on": "2026-03-24", "terms": terms, "officers": pair, "defences": []}],
        "decision": {
            "kind": "penalise",
            "decided_on": "2026-04-02",
            "terms": terms,
            "number": "乐综执罚〔2026〕1号",
            "sealed": True,
            "remedies": "六十日内申请复议",
            "dated_on": "2026-04-02",
            "publish": True,
        },
        "services": [{"document": "decision", "served_on": "2026-04-03", "officers": pair}],
        "published_on": "2026-04-10",
        "payments": [{"on": "2026-04-16", "amount": 5000}],
        "closed_on": "2026-04-17",
        "archived_on": "2026-04-20",
    }
    return {**whole, **changes}


def an_outside_case(where: Agency, at: str = "11-20", **changes: Any) -> Case:
    """Take in a record of a case handled elsewhere (in a transactional test)."""
    return record_outside(data=read({**a_record(where), **changes}, OutsideCase), by=SYSTEM, at=moment(at))
