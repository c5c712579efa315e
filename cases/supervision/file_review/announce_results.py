"""Send the results to the agencies; their days for an objection begin."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.decide_on_recusal import refuse_undecided
from cases.supervision.file_review.models import ReviewedFile, ReviewRound
from cases.supervision.file_review.rounds import lock_round
from cases.supervision.file_review.settling import object_by
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.ledger.append import append


class NotAllScored(OutOfOrder):
    """Refuse results before every file has one."""

    sentence = _("Some files are not scored yet, or the results were sent already.")
    remedy = _("See on the page of the round which score cards are still out.")


@transaction.atomic(durable=True)
def announce_results(*, round_id: int, by: Actor, at: datetime) -> ReviewRound:
    """Tell every agency its results.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        NotAllScored: while a score is missing, and the second time. RecusalUndecided: while a recusal is asked for.
    """
    round_, today = lock_round(round_id, by), clock.day_of(at)
    files = list(round_.files.select_related("agency"))
    if round_.state != ReviewRound.State.SCORING or any(f.state != ReviewedFile.State.SCORED for f in files):
        raise NotAllScored
    refuse_undecided(round_)
    for file in files:
        file.object_by_on = object_by(round_, today)
    ReviewedFile.objects.bulk_update(files, ["object_by_on"])
    round_.state, round_.announced_at, round_.announced_by_id = ReviewRound.State.ANNOUNCED, at, by.person_id
    round_.save(update_fields=["state", "announced_at", "announced_by"])
    results = [
        {"file": f.pk, "score": f.score, "grade": str(f.grade), "fatal": f.fatal, "object_by": f.object_by_on}
        for f in files
    ]
    append(series=round_.series, by=by, at=at, verb="file_review.announce", body={"results": results})
    return round_
