"""From rows to the frozen facts that rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.models import (
    Assignment,
    CaseCheck,
    Decision,
    Discussion,
    Handover,
    Hearing,
    Inquiry,
    InquiryOfficer,
    Measure,
    Notice,
    Payment,
    Recusal,
    Review,
    Service,
    Weighing,
)
from cases.models.notice import PenaltyTerms
from cases.rules.file import (
    AssignmentFact,
    CheckFact,
    DecisionFact,
    DiscussionFact,
    HandoverFact,
    HearingFact,
    InquiryFact,
    Legal,
    MemberFact,
    NoticeFact,
    Officer,
    Person,
    RecusalFact,
    ReviewFact,
    ServiceFact,
    Terms,
)
from cases.rules.held import MeasureFact
from cases.rules.time import seize_due
from cases.rules.weighed import WeighingFact
from enforcement.flowcharts.calendar.workdays import WorkCalendar


def officer_of(row: InquiryOfficer | Assignment) -> Officer:
    """Return a signer with the credential as it stood that day."""
    role = row.role if isinstance(row, InquiryOfficer) else "officer"
    return _officer(row.name, row.person_id, role, row.credential, row.standing)


def officers_of(told: Iterable[Any]) -> tuple[Officer, ...]:
    """Return the officers that a JSON column names.

    Each is ``{"person_id": id, "name": …, "role": …, "credential": …}`` with the standing of that day under
    ``standing`` or beside them, or the bare name, of whom nothing is known.
    """
    found = []
    for one in told or ():
        if isinstance(one, Mapping):
            person = one.get("person_id", one.get("person"))
            role = "helper" if one.get("role") == "helper" else "officer"
            standing = one.get("standing") or one
            found.append(_officer(str(one.get("name", "")), person, role, str(one.get("credential", "")), standing))
        else:
            found.append(Officer(name=str(one), fault="none"))
    return tuple(found)


def _officer(name: str, person_id: int | None, role: str, credential: str, standing: Mapping[str, Any]) -> Officer:
    ok = bool(standing.get("ok"))
    return Officer(
        name=name,
        person_id=person_id,
        role=role,
        credential=credential or str(standing.get("number", "")),
        valid=ok,
        fault="" if ok else str(standing.get("code") or "none"),
        sentence=str(standing.get("sentence", "")),
    )


def assignment_of(row: Assignment) -> AssignmentFact:
    """Return a part in the case."""
    return AssignmentFact(officer_of(row), row.role, row.from_on, row.to_on, row.reason)


def inquiry_of(row: Inquiry) -> InquiryFact:
    """Return a recorded inquiry."""
    officers = tuple(officer_of(o) for o in row.officers.all())
    return InquiryFact(row.kind, row.held_on, officers, row.subject, row.usable, row.pk)


def measure_of(row: Measure, legal: Legal, calendar: WorkCalendar) -> MeasureFact:
    """Return a measure; ``first_due_on`` is the end of a seizure before any extension."""
    first = row.due_on
    if row.kind == Measure.Kind.SEIZE:
        told = (row.test_from_on, row.test_to_on) if row.test_told_on else (None, None)
        first = seize_due(row.taken_on, legal, calendar, tested=told)
    return MeasureFact(
        kind=row.kind,
        taken_on=row.taken_on,
        due_on=row.due_on,
        ended_on=row.ended_on,
        extended_on=row.extended_on,
        first_due_on=first,
        id=row.pk,
        test_from_on=row.test_from_on,
        test_to_on=row.test_to_on,
        test_told_on=row.test_told_on,
        items=row.items,
        taken_at=row.taken_at,
        is_urgent=row.is_urgent,
        regularised_at=row.regularised_at,
        list_signed=row.list_signed,
        list_note=row.list_note,
        officers=officers_of(row.officers),
    )


def recusal_of(row: Recusal) -> RecusalFact:
    """Return a question of recusal."""
    return RecusalFact(Person(row.name, row.person_id), row.asked_on, row.decided_on, row.granted)


def handover_of(row: Handover) -> HandoverFact:
    """Return a hand-over between leads."""
    return HandoverFact(Person(row.taker_name, row.taker_id), row.approved_on, row.done_on)


def terms_of(row: PenaltyTerms) -> Terms:
    """Return a penalty."""
    return Terms(row.fine, row.confiscation, tuple(row.kinds), row.facts, row.legal_basis)


def notice_of(row: Notice) -> NoticeFact:
    """Return a served notice with what the party said to it."""
    said = list(row.defences.all())
    return NoticeFact(
        served_on=row.served_on,
        defence_until=row.defence_until,
        hearing_right=row.hearing_right,
        terms=terms_of(row),
        officers=officers_of(row.officers),
        method=row.method,
        waived_on=min((d.made_on for d in said if d.waived and d.made_on >= row.served_on), default=None),
        hearing_requested_on=min((d.made_on for d in said if d.hearing_requested), default=None),
        id=row.pk,
        unheard=tuple(d.made_on for d in said if d.text.strip() and d.accepted is None and not d.hearing_requested),
    )


def hearing_of(row: Hearing) -> HearingFact:
    """Return a hearing."""
    return HearingFact(
        requested_on=row.requested_on,
        accepted_on=row.accepted_on,
        designated_on=row.designated_on,
        chair=_person(row.chair_name, row.chair_id),
        chair_certificate=row.chair_certificate,
        recorder=_person(row.recorder_name, row.recorder_id),
        notice_served_on=row.notice_served_on,
        announced_on=row.announced_on,
        is_public=row.is_public,
        planned_on=row.planned_on,
        held_on=row.held_on,
        record_signed=row.record_signed,
        refusal_note=row.refusal_note,
        reported_on=row.reported_on,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
        refused_reason=row.refused_reason,
        panel=tuple(Person(s.name, s.person_id) for s in row.seats.all() if s.to_on is None),
    )


def _person(name: str, person_id: int | None) -> Person | None:
    return Person(name, person_id) if name or person_id is not None else None


def check_of(row: CaseCheck) -> CheckFact:
    """Return a case check."""
    return CheckFact(Person(row.checker_name, row.checker_id), row.checked_on, row.outcome)


def review_of(row: Review) -> ReviewFact:
    """Return a legal review."""
    reviewer = Person(row.reviewer_name, row.reviewer_id)
    return ReviewFact(
        reviewer, row.reviewed_on, row.passed, row.qualification, row.first_time, _crime_head(row.heads or {})
    )


def _crime_head(heads: Mapping[str, Any]) -> str:
    if not heads:
        return ""
    told = heads.get("crime")
    return ("none" if told.get("ok") else "seen") if isinstance(told, Mapping) else "unanswered"


def disputed_of(rows: Iterable[Review]) -> str:
    """Return how the last disagreement with a review was settled, ``open`` for one that was not."""
    found = [d for row in rows for d in row.disputes.all()]
    return (found[-1].settled or "open") if found else ""


def discussion_of(row: Discussion) -> DiscussionFact:
    """Return a discussion with its roster."""
    members = tuple(
        MemberFact(
            person=Person(m.name, m.person_id),
            is_head=m.is_head,
            present=m.present,
            spoke_order=m.spoke_order,
            vote=m.vote,
            opinion=m.opinion,
            signed=m.signed_at is not None,
        )
        for m in row.members.all()
    )
    return DiscussionFact(
        referred_on=row.referred_on,
        held_on=row.held_on,
        members=members,
        conclusion=row.conclusion,
        majority=row.majority,
        reasons=row.reasons,
        concluded_on=row.concluded_on,
        failed_on=row.failed_on,
        recorder=row.recorder_name,
        roster_size=row.roster_size,
        departs=row.departs,
    )


def decision_of(row: Decision | None) -> DecisionFact | None:
    """Return the decision."""
    if row is None:
        return None
    return DecisionFact(
        kind=row.kind,
        on=row.decided_on,
        terms=terms_of(row),
        by=row.decided_by,
        remedies=row.remedies,
        performance=row.performance,
        dated_on=row.dated_on,
        sealed=row.sealed,
        number=row.number,
        publish=row.publish,
    )


def service_of(row: Service) -> ServiceFact:
    """Return the service of a document."""
    return ServiceFact(row.document, row.served_on, officers_of(row.officers), row.method, row.sent_on)


def paid_on(rows: Iterable[Payment], decision: DecisionFact | None) -> date | None:
    """Return the day on which the fine and the confiscated money had come in, None before or where none was due."""
    if decision is None:
        return None
    owed = decision.terms.fine + decision.terms.confiscation
    total = Decimal(0)
    for row in rows:
        total += row.amount if row.kind != "deferred" else 0
        if owed and total >= owed:
            return row.on
    return None


def weighing_of(rows: Iterable[Weighing]) -> WeighingFact | None:
    """Return the weighing that counts: the last."""
    last = max(rows, key=lambda w: (w.made_on, w.pk), default=None)
    if last is None:
        return None
    return WeighingFact(
        on=last.made_on, effect=last.effect, statute_low=last.statute_low, statute_high=last.statute_high, low=last.low,
        high=last.high, approved_on=last.approved_on,
    )  # fmt: skip
