"""Say what one found about a pair of similar papers. Nothing follows from it by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.create_session import series_of
from exams.models import SimilarPair

LONGEST = 500


class NoteNeeded(Invalid):
    """Refuse a verdict without a word about how it was reached."""

    sentence = _("Say what you looked at.")


class NoVerdict(Invalid):
    """Refuse what is no verdict."""

    sentence = _("Choose what you found.")


@transaction.atomic(durable=True)
def look_at_pair(*, pair_id: int, by: Actor, at: datetime, verdict: str, note: str) -> SimilarPair:
    """Record what a person found about a pair. A later look replaces an earlier one; both stay on the ledger.

    Raises:
        NotFound, NotAllowed, NoVerdict, NoteNeeded
    """
    pair = (
        SimilarPair.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency")
        .filter(pk=pair_id)
        .first()
    )
    if pair is None:
        raise NotFound
    require(by=by, duty="exam", agency=pair.session.exam.agency)
    if verdict not in {SimilarPair.Verdict.NOTHING, SimilarPair.Verdict.FOLLOWED}:
        raise NoVerdict(field="verdict")
    note = note.strip()[:LONGEST]
    if not note:
        raise NoteNeeded(field="note")
    pair.verdict, pair.note, pair.looked_at, pair.looked_by_id = verdict, note, at, by.person_id
    pair.save(update_fields=["verdict", "note", "looked_at", "looked_by"])
    append(
        series=series_of(pair.session_id),
        by=by,
        at=at,
        verb="exam.look_at_pair",
        body={
            "session": pair.session_id,
            "pair": pair.pk,
            "sittings": [pair.first_id, pair.second_id],
            "verdict": verdict,
            "note": note,
        },
    )
    return pair
