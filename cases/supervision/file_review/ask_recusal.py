"""Ask for the recusal of a scorer, for a reviewed agency: before scoring or after, until the round is closed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.models import ReviewRound, ScorerRecusal
from cases.supervision.file_review.object_to_result import OBJECTING
from cases.supervision.file_review.rounds import lock_round
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

LEAST: Final = 10
State = ReviewRound.State
LIVE: Final = (State.SCORING, State.ANNOUNCED)


class NoScorersNow(OutOfOrder):
    """Refuse a request before anybody scores, and after the end."""

    sentence = _("Nobody scores in this round now: there is nobody to recuse.")


class AskedAlready(Invalid):
    """Refuse a second request on the same scorer."""

    sentence = _("Your agency asked for the recusal of this scorer already.")
    remedy = _("Read on the page of your file reviews what was decided.")


@transaction.atomic(durable=True)
def ask_recusal(
    *, round_id: int, by: Actor, at: datetime, agency_id: int, scorer_id: int, reason: str
) -> ScorerRecusal:
    """Ask, with the reason; scoring goes on meanwhile, but no result is sent nor made final.

    Raises:
        NotFound: if there is no such round. NotAllowed: for whoever does not speak for an agency of the round.
        NoScorersNow: as named. AskedAlready, Invalid: on their fields.
    """
    round_ = lock_round(round_id)
    agency = round_.agencies.filter(pk=agency_id).first()
    if agency is None or not any(holds(person_id=by.person_id, duty=d, agency=agency) for d in OBJECTING):
        raise NotAllowed
    if round_.state not in LIVE:
        raise NoScorersNow
    if not round_.scorers.filter(pk=scorer_id).exists():
        raise Invalid(_("Choose one of the scorers of the round."), field="scorer_id")
    words = reason.strip()
    if len(words) < LEAST:
        raise Invalid(_("Say why in at least ten characters: what ties this person to the case."), field="reason")
    if round_.recusals.filter(agency=agency, scorer=scorer_id).exists():
        raise AskedAlready(field="scorer_id")
    made = ScorerRecusal.objects.create(
        round=round_, agency=agency, scorer_id=scorer_id, reason=words, asked_at=at, asked_by_id=by.person_id or 0
    )
    body = {"recusal": made.pk, "agency": agency.pk, "scorer": scorer_id, "reason": words}
    append(series=round_.series, by=by, at=at, verb="file_review.ask_recusal", body=body)
    return made
