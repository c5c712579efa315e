"""Set a waivable ground aside for one person and session: one administrator asks with a reason, another decides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.administration.requests import asker, reason_given, settle
from exams.create_session import series_of
from exams.eligibility import BY_CODE
from exams.models import EligibilityDecision, Waiver


class NotWaivable(Refusal):
    """Refuse to set aside what the law or a measure of discipline lays down."""

    sentence = _("These grounds cannot be set aside.")
    remedy = _("Only too few hours of training, too short a time since the last sitting and an earlier pass can be.")


class WaiverAsked(Refusal):
    """Refuse a second request about the same refusal."""

    sentence = _("Somebody has asked to set this refusal aside already.")
    remedy = _("If it was refused and the facts are others now, record the refusal anew and ask again.")


@transaction.atomic(durable=True)
def ask_waiver(*, ruling_id: int, by: Actor, at: datetime, reason: str) -> Waiver:
    """Ask that the grounds of a refusal on record be set aside.

    Raises:
        NotFound, NotAllowed, GroundsMissing, NotWaivable (with the article), WaiverAsked
    """
    ruling = _ruling(ruling_id, by)
    firm = [BY_CODE[code] for code in ruling.grounds if not BY_CODE[code].waivable]
    if firm:
        raise NotWaivable(article="、".join(dict.fromkeys(g.article for g in firm if g.article)))
    if Waiver.objects.filter(ruling=ruling).exists():
        raise WaiverAsked
    waiver = Waiver.objects.create(
        ruling=ruling, reason=reason_given(reason), asked_at=at, asked_by_id=asker(by)
    )  # fmt: skip
    _record(waiver, by, at, "exam.ask_waiver", {"reason": waiver.reason})
    return waiver


@transaction.atomic(durable=True)
def decide_waiver(*, waiver_id: int, by: Actor, at: datetime, outcome: str, decision: str = "") -> Waiver:
    """Grant or refuse a waiver. Once granted the person can be registered for that session as if the ground were met.

    Raises:
        NotFound, NotAllowed, DecidedAlready, OwnRequest, GroundsMissing, Invalid
    """
    waiver = Waiver.objects.select_for_update(of=("self",)).filter(pk=waiver_id).first()
    if waiver is None:
        raise NotFound
    waiver.ruling = _ruling(waiver.ruling_id, by)
    columns = settle(waiver, by=by, at=at, outcome=outcome, decision=decision, about=waiver.ruling.person_id)
    waiver.save(update_fields=columns)
    _record(waiver, by, at, "exam.decide_waiver", {"outcome": waiver.state, "decision": waiver.decision})
    return waiver


def _ruling(ruling_id: int, by: Actor) -> EligibilityDecision:
    """Return a refusal for somebody with the duty; its row holds back a second request at the same time."""
    found = (
        EligibilityDecision.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "person")
        .filter(pk=ruling_id, eligible=False)
        .first()
    )
    if found is None:
        raise NotFound
    require(by=by, duty="exam", agency=found.session.exam.agency)
    return found


def _record(waiver: Waiver, by: Actor, at: datetime, verb: str, more: dict[str, object]) -> None:
    ruling = waiver.ruling
    body = {"session": ruling.session_id, "waiver": waiver.pk, "person": ruling.person_id, "grounds": ruling.grounds}
    append(series=series_of(ruling.session_id), by=by, at=at, verb=verb, body={**body, **more})
