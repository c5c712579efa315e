"""Decide on the recusal of a scorer, as head of the round, with the reason; granted, others take the files over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.allotting import said
from cases.supervision.file_review.ask_recusal import LIVE
from cases.supervision.file_review.models import ReviewRound, ScorerRecusal
from cases.supervision.file_review.replacing import replace_scorer
from cases.supervision.file_review.rounds import lock_round
from cases.supervision.insiders import refuse_insider
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

LEAST: Final = 5


class NotTheHead(NotAllowed):
    """Refuse anybody but the head of the round."""

    sentence = _("The head of the round decides this: who opened it, or another supervisor where that is the scorer.")


class DecidedAlready(OutOfOrder):
    """Refuse a second decision, and one after the end of the round."""

    sentence = _("This request is decided already, or its round is over.")


class RecusalUndecided(OutOfOrder):
    """Refuse results while an agency waits for the decision on a scorer."""

    sentence = _("An agency asked for the recusal of a scorer, and it is not decided yet.")
    remedy = _("Decide the request first: it stands on the page of the round.")


def refuse_undecided(round_: ReviewRound) -> None:
    """Refuse to send results, or to make them final, while a recusal is asked for.

    Raises:
        RecusalUndecided: as named.
    """
    if round_.recusals.filter(granted__isnull=True).exists():
        raise RecusalUndecided


def heads(round_: ReviewRound, person_id: int | None, scorer_id: int) -> bool:
    """Return whether somebody decides for a round: who opened it, else another supervisor; never the scorer."""
    head = round_.opened_by_id
    gone = head == scorer_id or not holds(person_id=head, duty=DUTY, agency=round_.agency)
    return person_id != scorer_id and (person_id == head or gone)


@transaction.atomic(durable=True)
def decide_on_recusal(*, recusal_id: int, by: Actor, at: datetime, granted: bool, reason: str) -> ScorerRecusal:
    """Grant a request or refuse it; see :func:`~cases.supervision.file_review.replacing.replace_scorer`.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        NotTheHead, DecidedAlready: as named. cases.supervision.insiders.Insider: for one of the agency that asks.
        Invalid: for a reason that says nothing.
    """
    number = ScorerRecusal.objects.filter(pk=recusal_id).values_list("round_id", flat=True).first()
    if number is None:
        raise NotFound
    round_ = lock_round(number, by)
    found = ScorerRecusal.objects.select_related("agency").get(pk=recusal_id)
    if not heads(round_, by.person_id, found.scorer_id):
        raise NotTheHead
    refuse_insider(by=by, agency=found.agency, at=at)
    if found.granted is not None or round_.state not in LIVE:
        raise DecidedAlready
    words = reason.strip()
    if len(words) < LEAST:
        raise Invalid(_("Say why in at least five characters: the agency reads it."), field="reason")
    found.granted, found.decision, found.decided_at, found.decided_by_id = granted, words, at, by.person_id
    found.save(update_fields=["granted", "decision", "decided_at", "decided_by"])
    made = replace_scorer(round_, found, by=by, at=at) if granted else []
    body = {"recusal": found.pk, "scorer": found.scorer_id, "granted": granted, "reason": words, "cards": said(made)}
    append(series=round_.series, by=by, at=at, verb="file_review.decide_recusal", body=body)
    return found
