"""Requests that one person makes and another decides: waivers, exemptions, accommodations share these rules."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, Refusal
from exams.models.administration import Request

OUTCOMES = (Request.State.GRANTED, Request.State.REFUSED)


class DecidedAlready(Refusal):
    """Refuse to decide twice."""

    sentence = _("This request has been decided already.")
    remedy = _("Reload the page to see by whom and how.")


class OwnRequest(Refusal):
    """Refuse a decision by the person who asked, or whom it is about."""

    sentence = _("Nobody decides a request of their own, or one about themselves.")
    remedy = _("Another exam administrator decides it.")


class GroundsMissing(Invalid):
    """Refuse a request or a decision without a reason."""

    sentence = _("Say why, in a few words.")


def asker(by: Actor) -> int:
    """Return the person who asks.

    Raises:
        NotAllowed: for anything but a person.
    """
    if by.person_id is None:
        raise NotAllowed
    return by.person_id


def reason_given(reason: str, *, field: str = "reason") -> str:
    """Return the reason.

    Raises:
        GroundsMissing: if there is none.
    """
    if not reason.strip():
        raise GroundsMissing(field=field)
    return reason.strip()


def settle(request: Request, *, by: Actor, at: datetime, outcome: str, decision: str, about: int) -> list[str]:
    """Write a decision into a locked request, not yet saved, and return the names of the columns.

    ``outcome`` is ``granted`` or ``refused``; ``about`` is the person whom it is about. A refusal needs its grounds.

    Raises:
        DecidedAlready, OwnRequest, GroundsMissing, NotAllowed, Invalid
    """
    person = asker(by)
    if request.state != Request.State.ASKED:
        raise DecidedAlready
    if person in {request.asked_by_id, about}:
        raise OwnRequest
    if outcome not in OUTCOMES:
        raise Invalid(field="outcome")
    if outcome == Request.State.REFUSED:
        reason_given(decision, field="decision")
    request.state, request.decision = outcome, decision.strip()
    request.decided_at, request.decided_by_id = at, person
    return ["state", "decision", "decided_at", "decided_by"]
