"""Take in the record of a case that was handled outside this system: nothing is prevented, everything is audited."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.import_after import told_of, write_after, write_publication
from cases.models import (
    Assignment,
    Case,
    CaseCheck,
    Decision,
    Defence,
    Discussion,
    Hearing,
    Inquiry,
    InquiryOfficer,
    Measure,
    Member,
    Notice,
    Party,
    Payment,
    Proposal,
    Review,
    Service,
)
from cases.outside import ImportRefused, OutsideCase, OutsideDiscussion, OutsideTerms
from cases.outside_checked import look_through
from cases.outside_continued import carry_on
from cases.outside_forgotten import forget
from cases.outside_people import People
from cases.outside_steps import write_run
from cases.rules.loading import load
from cases.rules.older import numbers_of
from cases.rules.registry import audit
from cases.rules.time import defence_until, preserve_due, seize_due
from cases.settings import legal
from certification.fields import FIELDS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.flowcharts.calendar.current import calendar
from enforcement.ledger.append import append
from enforcement.ledger.chain import Head, canonical
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprint, seal

OFFICERS = ("R01", "R02", "R03")
MAY = frozenset({"supervise", "system"})


@transaction.atomic(durable=True)
def record_outside(*, data: OutsideCase, by: Actor, at: datetime) -> Case:
    """Enter a case that was handled elsewhere, on the version of its flowchart in force on the day of its clue.

    No guard is asked: the record is kept as it was, and the rules find what is wrong with it. All or nothing; one
    ledger entry ``case.imported`` with the SHA-256 of the canonical record.

    Raises:
        NotAllowed: for anyone but a supervisor or a system administrator of the agency.
        ImportRefused: naming the field at fault.
        enforcement.flowcharts.engine.begin.NoPublishedChart: if the agency has no such flowchart.
    """
    return write_outside(data=data, by=by, at=at)


@transaction.atomic
def write_outside(*, data: OutsideCase, by: Actor, at: datetime, replaces: Case | None = None) -> Case:
    """Write a record in the caller's transaction; with ``replaces`` over the same record as it came before.

    The ledger keeps the digests of both: ``case.imported_again`` names the one that was replaced.

    Raises:
        As record_outside. ImportRefused: where the record that is there has been worked on here since.
    """
    look_through(data)
    agency = _agency(data)
    if by.kind != "system" and not MAY & held_codes(person_id=by.person_id or 0, agency=agency):
        raise NotAllowed
    _check(data, agency, replaces)
    people = People(agency, data.field)
    told = told_of(data, people)
    case = _case(data, agency, at, told) if replaces is None else _anew(replaces, data, agency, told)
    _write_inquiries(case, data, people, at)
    _write_notices(case, data, people)
    _write_hearings(case, data, people)
    _write_discussions(case, data, people)
    _write_end(case, data, people)
    run = write_run(case, data, people, at=at) if replaces is None else carry_on(case, data, people)
    case.run = run
    case.save(update_fields=["run"])
    write_after(case, data, people, run)
    head = append(
        series=case.series, by=by, at=at, verb="case.imported" if replaces is None else "case.imported_again",
        head=Head() if replaces is None else None,
        body={
            "reference": data.reference, "sha256": digest_of(data), "version": run.version_id,
            "number": run.version.number, "chart": data.chart,
        },
    )  # fmt: skip
    run.last_seq, run.last_hash = head.seq, head.hash
    run.save(update_fields=["last_seq", "last_hash"])
    _mark_unusable(case, clock.day_of(at))
    return case


def _mark_unusable(case: Case, today: date) -> None:
    """Mark inquiries that two officers with valid credentials did not make: no evidence (行政处罚法第四十六条)."""
    found = audit(load(case, today=today), OFFICERS)
    wrong = {int(f.key.split(":")[1]) for f in found if f.key.startswith("inquiry:")}
    case.inquiries.filter(pk__in=wrong).update(usable=False)


def digest_of(data: OutsideCase) -> str:
    """Return the SHA-256 of the canonical record."""
    return hashlib.sha256(canonical(asdict(data)).encode()).hexdigest()


def _agency(data: OutsideCase) -> Agency:
    found = Agency.objects.filter(credit_code=data.agency, is_active=True).first()
    if found is None:
        raise ImportRefused(_("No agency here has this unified social credit code."), field="agency")
    return found


def _check(data: OutsideCase, agency: Agency, replaces: Case | None) -> None:
    for known, value, field, words in (
        (FIELDS, data.field, "field", _("There is no such field of enforcement.")),
        (Case.Source.values, data.source, "source", _("There is no such source of clues.")),
        (Party.Kind.values, data.party.kind, "party.kind", _("There is no such kind of party.")),
    ):
        if value not in known:
            raise ImportRefused(words, field=field)
    for name, kinds in (("inquiries", Inquiry.Kind.values), ("measures", Measure.Kind.values)):
        for i, one in enumerate(getattr(data, name)):
            if one.kind not in kinds:
                raise ImportRefused(_("There is no such kind."), field=f"{name}[{i}].kind")
    if sum(a.role == "lead" and a.to_on is None for a in data.assignments) > 1:
        raise ImportRefused(_("Two persons lead the case at once."), field="assignments")
    _check_new(data, agency, replaces)


def _check_new(data: OutsideCase, agency: Agency, replaces: Case | None) -> None:
    others = Case.objects.filter(agency=agency).exclude(pk=replaces.pk if replaces else 0)
    if others.filter(clue_number=data.reference).exists():
        raise ImportRefused(_("This record was taken in before."), field="reference")
    if data.number and others.filter(number=data.number).exists():
        raise ImportRefused(_("A case of this agency bears this number already."), field="number")


SAME: Final = (
    "title", "field", "cause", "summary", "source", "place", "act_on", "clue_on", "filed_on", "legal_basis",
    "is_complex", "public_interest", "many_relations", "number", "closed_on", "closure_reason", "archived_on",
)  # fmt: skip


def _case(data: OutsideCase, agency: Agency, at: datetime, told: dict[str, Any]) -> Case:
    case = Case.objects.create(
        agency=agency, origin=Case.Origin.OUTSIDE, outside_reference=data.reference, clue_number=data.reference,
        registered_at=at, outside_told=told, **{name: getattr(data, name) for name in SAME},
    )  # fmt: skip
    _party(case, data)
    return case


def _anew(case: Case, data: OutsideCase, agency: Agency, told: dict[str, Any]) -> Case:
    forget(case)
    case.outside_told = told
    case.agency, case.outside_reference, case.clue_number = agency, data.reference, data.reference
    for name in SAME:
        setattr(case, name, getattr(data, name))
    case.save()
    _party(case, data)
    return case


def _party(case: Case, data: OutsideCase) -> None:
    party = data.party
    Party.objects.create(
        case=case, kind=party.kind, name=party.name, representative=party.representative, code_sealed=seal(party.code),
        code_fingerprint=fingerprint(party.code), phone_sealed=seal(party.phone), address_sealed=seal(party.address),
    )  # fmt: skip


def _write_inquiries(case: Case, data: OutsideCase, people: People, at: datetime) -> None:
    for i, part in enumerate(data.assignments):
        one = people.officer(part.who, part.from_on, f"assignments[{i}].who")
        Assignment.objects.create(
            case=case, person_id=one.person_id, name=one.name, credential=one.credential, standing=one.standing,
            role=part.role, from_on=part.from_on, to_on=part.to_on, reason=part.reason,
        )  # fmt: skip
    for i, told in enumerate(data.inquiries):
        inquiry = Inquiry.objects.create(
            case=case,
            kind=told.kind,
            held_on=told.held_on,
            place=told.place,
            subject=told.subject,
            summary=told.summary,
            credentials_shown=told.credentials_shown,
            rights_told=told.rights_told,
            recorded_at=at,
        )
        for j, who in enumerate(told.officers):
            one = people.officer(who, told.held_on, f"inquiries[{i}].officers[{j}]")
            InquiryOfficer.objects.create(
                inquiry=inquiry, person_id=one.person_id, name=one.name, role=who.role or "officer",
                credential=one.credential, standing=one.standing,
            )  # fmt: skip
    rules, days = legal(case.agency, data.clue_on), calendar()
    for i, measure in enumerate(data.measures):
        facts = asdict(measure) | {
            "officers": people.json(measure.officers, measure.taken_on, f"measures[{i}].officers")
        }
        if measure.due_on is None:
            preserve = measure.kind == Measure.Kind.PRESERVE
            facts["due_on"] = (preserve_due if preserve else seize_due)(measure.taken_on, rules, days)
        Measure.objects.create(case=case, **facts)


def _terms(given: OutsideTerms) -> dict[str, Any]:
    return {**asdict(given), "kinds": list(given.kinds)}


def _write_notices(case: Case, data: OutsideCase, people: People) -> None:
    rules = numbers_of(legal(case.agency, data.clue_on), act_on=data.act_on, filed_on=data.filed_on)
    days = calendar()
    for proposal in data.proposals:
        Proposal.objects.create(case=case, made_on=proposal.made_on, author=proposal.author, **_terms(proposal.terms))
    for i, told in enumerate(data.notices):
        notice = Notice.objects.create(
            case=case, number=told.number, served_on=told.served_on, method=told.method,
            hearing_right=told.hearing_right,
            defence_until=told.defence_until or defence_until(told.served_on, rules, days),
            officers=people.json(told.officers, told.served_on, f"notices[{i}].officers"), **_terms(told.terms),
        )  # fmt: skip
        Defence.objects.bulk_create(Defence(notice=notice, **asdict(d)) for d in told.defences)


def _write_hearings(case: Case, data: OutsideCase, people: People) -> None:
    notices = list(case.notices.all())
    for i, told in enumerate(data.hearings):
        facts = {k: v for k, v in asdict(told).items() if k not in {"chair", "recorder", "panel", "chair_certificate"}}
        chair = people.person(told.chair, f"hearings[{i}].chair")
        recorder = people.person(told.recorder, f"hearings[{i}].recorder")
        held = people.chairs(chair, told.designated_on or told.requested_on, told.chair_certificate)
        before = [n for n in notices if n.served_on <= told.requested_on]
        Hearing.objects.create(
            case=case, notice=before[-1] if before else None, chair_id=chair.person_id, chair_name=chair.name,
            recorder_id=recorder.person_id, recorder_name=recorder.name, chair_certificate=held, **facts,
        )  # fmt: skip
    for i, check in enumerate(data.checks):
        one = people.person(check.who, f"checks[{i}].who")
        CaseCheck.objects.create(
            case=case, checker_id=one.person_id, checker_name=one.name, checked_on=check.on, opinion=check.opinion,
            outcome=check.outcome,
        )  # fmt: skip
    for i, review in enumerate(data.reviews):
        one = people.person(review.who, f"reviews[{i}].who")
        Review.objects.create(
            case=case, reviewer_id=one.person_id, reviewer_name=one.name, qualification=review.qualification,
            first_time=review.first_time, received_on=review.received_on or review.on, reviewed_on=review.on,
            opinion=review.opinion, passed=review.passed, heads=_heads(crime_sign=review.crime_sign),
        )  # fmt: skip


def _heads(*, crime_sign: bool | None) -> dict[str, Any]:
    return {} if crime_sign is None else {"crime": {"ok": not crime_sign, "note": ""}}


def _write_discussions(case: Case, data: OutsideCase, people: People) -> None:
    for i, told in enumerate(data.discussions):
        discussion = Discussion.objects.create(
            case=case, referred_on=told.referred_on, ground=told.ground, held_on=told.held_on,
            roster_size=len(told.members), recorder_name=told.recorder, majority=told.majority,
            conclusion=_concluded(told), reasons=told.reasons, concluded_on=told.concluded_on, failed_on=told.failed_on,
            departs=bool(told.majority) and told.majority != _concluded(told),
        )  # fmt: skip
        Member.objects.bulk_create(_members(discussion, told, people, f"discussions[{i}]"))


def _concluded(told: OutsideDiscussion) -> str:
    """Return what was concluded; of a discussion told as concluded that says no more, what the majority was for."""
    return told.conclusion or (told.majority if told.concluded_on else "")


def _members(row: Discussion, told: OutsideDiscussion, people: People, path: str) -> list[Member]:
    made = []
    for j, member in enumerate(told.members):
        one = people.person(member.who, f"{path}.members[{j}].who")
        on = told.concluded_on or told.held_on or told.referred_on
        made.append(Member(
            discussion=row, person_id=one.person_id, name=one.name, post=member.post, is_head=member.is_head,
            present=member.present, spoke_order=member.spoke_order, opinion=member.opinion, vote=member.vote,
            signed_at=people.moment(on) if member.signed else None,
        ))  # fmt: skip
    return made


def _write_end(case: Case, data: OutsideCase, people: People) -> None:
    told = data.decision
    if told is not None:
        same = (
            "kind",
            "decided_on",
            "decided_by",
            "number",
            "remedies",
            "performance",
            "dated_on",
            "sealed",
            "publish",
        )
        Decision.objects.create(
            case=case, notice=case.notices.last(), **{name: getattr(told, name) for name in same}, **_terms(told.terms)
        )
    for i, service in enumerate(data.services):
        Service.objects.create(
            case=case, document=service.document, method=service.method, served_on=service.served_on,
            receiver=service.receiver, sent_on=service.sent_on,
            officers=people.json(service.officers, service.served_on, f"services[{i}].officers"),
        )  # fmt: skip
    for payment in data.payments:
        facts = asdict(payment)
        Payment.objects.create(case=case, due_on=facts.pop("deferred_to"), **facts)
    if data.published_on is not None:
        write_publication(case, data, data.published_on)
