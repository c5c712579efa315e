"""Close a round: every result is final, and the league of the agencies goes on the ledger."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.decide_on_recusal import refuse_undecided
from cases.supervision.file_review.league import league_of
from cases.supervision.file_review.models import ReviewedFile, ReviewRound
from cases.supervision.file_review.rounds import lock_round
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.ledger.append import append


class NotFinal(OutOfOrder):
    """Refuse to close while a result may still change."""

    sentence = _("Some results are not final: the days for objections run, or a file is being checked again.")
    remedy = _("Close the round after the last day, once every objection is answered.")


@transaction.atomic(durable=True)
def close_round(*, round_id: int, by: Actor, at: datetime) -> ReviewRound:
    """Close a round whose results are final.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        NotFinal: while an objection may come or is not answered, and the second time.
        RecusalUndecided: while a recusal is asked for.
    """
    round_, today = lock_round(round_id, by), clock.day_of(at)
    files = list(round_.files.all())
    if round_.state != ReviewRound.State.ANNOUNCED or any(may_change(f, today) for f in files):
        raise NotFinal
    refuse_undecided(round_)
    round_.state, round_.closed_at, round_.closed_by_id = ReviewRound.State.CLOSED, at, by.person_id
    round_.save(update_fields=["state", "closed_at", "closed_by"])
    rows = [
        {"agency": r.agency.pk, "files": r.files, "average": r.average, "grades": dict(r.grades)}
        for r in league_of(round_)
    ]
    append(series=round_.series, by=by, at=at, verb="file_review.close", body={"round": round_.number, "league": rows})
    return round_


def may_change(file: ReviewedFile, today: date) -> bool:
    """Return whether a result may still change as of a day."""
    if file.state == ReviewedFile.State.RECHECKED:
        return False
    return file.state != ReviewedFile.State.SCORED or file.object_by_on is None or today <= file.object_by_on
