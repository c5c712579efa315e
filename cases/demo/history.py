"""Closed cases of the system that the county used before: taken in as records, without a fault."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.demo.bodies import DEPARTMENTS
from cases.demo.clerk import Matter
from cases.demo.matters import draw, needs_hearing
from cases.demo.outside import REMEDIES, who
from cases.demo.people import Staff
from cases.outside import (
    OutsideAssignment,
    OutsideCase,
    OutsideCheck,
    OutsideDecision,
    OutsideInquiry,
    OutsideNotice,
    OutsideParty,
    OutsidePayment,
    OutsideProposal,
    OutsideService,
    OutsideTerms,
)
from enforcement.flowcharts.calendar.current import calendar

FIRST_ON = date(2026, 1, 12)


@dataclass
class Days:
    """Working days one after another."""

    day: date

    def on(self, working: int) -> date:
        """Go on by some working days and return that day."""
        self.day = calendar().add_working(self.day, working) if working else self.day
        return self.day


LAST_YEAR = date(2025, 1, 13)


def records(staff: Staff, count: int, seed: int = 22, first_on: date = FIRST_ON) -> Iterator[OutsideCase]:
    """Yield closed cases of the spring and summer that follow a day."""
    rng = random.Random(seed)
    for serial in range(1, count + 1):
        agency = DEPARTMENTS[serial % len(DEPARTMENTS)]
        matter = draw(rng, agency, 1000 + serial)
        while needs_hearing(matter):
            matter = draw(rng, agency, 1000 + serial)
        yield _closed(staff, agency, serial, matter, rng, first_on)


def _closed(staff: Staff, agency: str, serial: int, matter: Matter, rng: random.Random, first_on: date) -> OutsideCase:
    body, year = staff.agencies[agency], first_on.year
    two = (who(agency, "lead"), who(agency, "co"))
    days = Days(calendar().add_working(first_on, rng.randint(0, 120)))
    terms = OutsideTerms(fine=matter.fine, kinds=("fine",), facts=matter.facts, legal_basis=matter.legal_basis)
    clue_on, checked_on, filed_on = days.on(0), days.on(2), days.on(1)
    inquired_on, reported_on, reviewed_on = days.on(rng.randint(2, 8)), days.on(3), days.on(2)
    noticed_on, decided_on, served_on = days.on(2), days.on(rng.randint(6, 9)), days.on(rng.randint(1, 5))
    published_on, paid_on, closed_on = days.on(1), days.on(rng.randint(1, 6)), days.on(rng.randint(1, 8))
    return OutsideCase(
        reference=f"旧系统-{body.sign}-{year}-{serial + 100:04d}", agency=body.credit_code, field=agency,
        number=f"{body.sign}立（旧）〔{year}〕{serial + 100}号", title=f"{matter.party_name}{matter.cause}案", cause=matter.cause,
        party=OutsideParty(matter.party_name, kind=matter.party_kind), clue_on=clue_on, filed_on=filed_on,
        source=matter.source, summary=matter.summary, place=matter.place, legal_basis=matter.legal_basis,
        assignments=(OutsideAssignment(two[0], filed_on, role="lead"), OutsideAssignment(two[1], filed_on)),
        inquiries=(
            OutsideInquiry("check", checked_on, two, summary="立案前核查。", subject=matter.party_name),
            OutsideInquiry("interview", inquired_on, two, summary=matter.facts, subject=matter.party_name),
        ),
        proposals=(OutsideProposal(reported_on, terms),),
        checks=(OutsideCheck(who(agency, "checker"), reviewed_on, opinion="同意。"),),
        notices=(OutsideNotice(noticed_on, terms, officers=two),),
        decision=OutsideDecision(
            "penalise", decided_on, terms, decided_by=staff.of(agency, "head").name, remedies=REMEDIES,
            number=f"{body.sign}罚（旧）〔{year}〕{serial + 100}号", performance="十五日内缴纳罚款。", dated_on=decided_on,
            sealed=True, publish=matter.publish,
        ),
        services=(OutsideService("JD", served_on, officers=two, receiver=matter.party_name),),
        published_on=published_on if matter.publish else None,
        payments=(OutsidePayment(paid_on, matter.fine, receipt=f"鲁财缴（旧）{year % 100}{serial:06d}"),),
        closed_on=closed_on, closure_reason="performed", archived_on=closed_on,
    )  # fmt: skip
