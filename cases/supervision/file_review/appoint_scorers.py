"""Appoint those who score: each file goes to two of them who have nothing to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.allotting import allot, said
from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.pool import pool
from cases.supervision.file_review.rounds import lock_round
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.ledger.append import append


class NotDrawn(OutOfOrder):
    """Refuse scorers for a round without files, or one that is over."""

    sentence = _("Scorers are appointed once the files are drawn and until the round is closed.")


class NotAScorer(Invalid):
    """Refuse somebody who neither reviews nor supervises."""

    sentence = _("Scorers are chosen among reviewers and supervisors.")


class TooFewScorers(Invalid):
    """Refuse scorers who leave a file with fewer than it needs."""

    sentence = _("With these scorers some files would lack one: nobody scores a file of the own agency or case.")
    article = "案卷评查回避"


@transaction.atomic(durable=True)
def appoint_scorers(*, round_id: int, by: Actor, at: datetime, person_ids: Sequence[int]) -> ReviewRound:
    """Add scorers to a round, and give out every file that still wants one.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        NotDrawn: before the draw, and after the end. NotAScorer, TooFewScorers: on ``person_ids``.
    """
    round_, ids = lock_round(round_id, by), set(person_ids)
    if round_.state not in {ReviewRound.State.SCORING, ReviewRound.State.ANNOUNCED}:
        raise NotDrawn
    if not ids or pool(round_.agency).filter(pk__in=ids).count() != len(ids):
        raise NotAScorer(field="person_ids")
    round_.scorers.add(*ids)
    made, short = allot(round_, at=at)
    if short:
        names = "、".join(sorted({file.agency.title for file in short}))
        told = _("Choose more scorers from other agencies; files of these lack one: %(names)s.")
        raise TooFewScorers(field="person_ids", remedy=told % {"names": names})
    append(
        series=round_.series, by=by, at=at, verb="file_review.appoint",
        body={"round": round_.number, "scorers": sorted(ids), "cards": said(made)},
    )  # fmt: skip
    return round_
