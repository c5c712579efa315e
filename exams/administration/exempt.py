"""Exempt a person from a subject: the unit asks, the justice department decides (国办发〔2018〕118号第二十三项)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency, Person, Post
from exams.administration.parameters import EXEMPTION
from exams.administration.requests import asker, reason_given, settle
from exams.models import Exemption
from exams.queries import posts_on

ARTICLE: Final = "国办发〔2018〕118号第二十三项"


class NoExemptions(Refusal):
    """Refuse where the agency's settings know no exemptions."""

    sentence = _("Exemptions are switched off here.")
    remedy = _("Register the person for the exam.")
    article = ARTICLE


class ExemptionAsked(Refusal):
    """Refuse a second request for one person and subject."""

    sentence = _("There is a request for this person and subject already.")


class WrongDays(Invalid):
    """Refuse an exemption that ends before it begins."""

    sentence = _("The exemption ends before it begins.")


@transaction.atomic(durable=True)
def ask_exemption(
    *, person_id: int, by: Actor, at: datetime, subject: str, ground: str, evidence: str, from_on: date,
    until_on: date | None = None, reason: str = "",
) -> Exemption:  # fmt: skip
    """Ask to exempt a person; their unit does (duty ``apply``), or the administrator of exams.

    Raises:
        NotFound, NotAllowed, GroundsMissing (no evidence), NoExemptions, WrongDays, ExemptionAsked, Invalid
    """
    agency = _agency_of(person_id, clock.day_of(at))
    asks = any(holds(person_id=by.person_id, duty=duty, agency=agency) for duty in ("apply", "exam"))
    if not asks:
        _demand_justice(by, agency)
    if not parameters.value(EXEMPTION, agency=agency, on=clock.day_of(at)):
        raise NoExemptions
    if until_on is not None and until_on < from_on:
        raise WrongDays(field="until_on")
    row = Exemption(
        person_id=person_id, subject=subject, ground=Exemption.Ground(ground),
        evidence=reason_given(evidence, field="evidence"), from_on=from_on, until_on=until_on, reason=reason.strip(),
        asked_at=at, asked_by_id=asker(by),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise ExemptionAsked from fault
    facts = {"ground": ground, "evidence": row.evidence, "from_on": from_on, "until_on": until_on}
    _record(row, by, at, "exam.ask_exemption", facts)
    return row


@transaction.atomic(durable=True)
def decide_exemption(*, exemption_id: int, by: Actor, at: datetime, outcome: str, decision: str = "") -> Exemption:
    """Grant or refuse an exemption, for the justice department of the person's government.

    Raises:
        NotFound, NotAllowed, DecidedAlready, OwnRequest, GroundsMissing, Invalid
    """
    row = Exemption.objects.select_for_update(of=("self",)).filter(pk=exemption_id).first()
    if row is None:
        raise NotFound
    agency = _agency_of(row.person_id, clock.day_of(at))
    _demand_justice(by, agency)
    columns = settle(row, by=by, at=at, outcome=outcome, decision=decision, about=row.person_id)
    row.save(update_fields=columns)
    _record(row, by, at, "exam.decide_exemption", {"outcome": row.state, "decision": row.decision})
    return row


def justice_over(agency: Agency) -> list[Agency]:
    """Return the justice departments of the governments that an agency is under (行政执法监督条例第六条)."""
    return list(Agency.objects.filter(kind=Agency.Kind.JUSTICE, parent_id__in=agency.line))


def _demand_justice(by: Actor, agency: Agency) -> None:
    """Refuse an actor who does not administer exams for a justice department over an agency.

    Raises:
        NotAllowed
    """
    over = justice_over(agency)
    if by.kind != "system" and not any(holds(person_id=by.person_id, duty="exam", agency=one) for one in over):
        raise NotAllowed


def _agency_of(person_id: int, on: date) -> Agency:
    """Return the agency of a person's present post; a row of the person holds back a second request."""
    if not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise NotFound
    post: Post | None = posts_on(agencies=Agency.objects.all(), person_ids=[person_id], on=on).first()
    if post is None:
        raise NotFound
    return post.agency


def _record(row: Exemption, by: Actor, at: datetime, verb: str, facts: dict[str, object]) -> None:
    body = {"exemption": row.pk, "person": row.person_id, "subject": row.subject}
    append(series=f"person:{row.person_id}", by=by, at=at, verb=verb, body={**body, **facts})
