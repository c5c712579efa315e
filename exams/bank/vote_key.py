"""Say yes or no to a proposed key: two yes make it the key that counts, one no refuses it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from exams.bank.answer import Answer
from exams.bank.ground import reason_in, series_of
from exams.bank.propose_key import facts_of, held_version
from exams.models import KeyChange, KeyChangeVoice, KeyVersion

NEEDED: Final = 2
"""Persons beside the proposer who must agree."""


class DecidedAlready(Refusal):
    """Refuse a word on what is decided."""

    sentence = _("This change is decided already.")


class OwnProposal(Refusal):
    """Refuse consent to one's own proposal."""

    sentence = _("Nobody agrees to their own proposal.")
    remedy = _("Ask two other persons with the duty for the bank's agency. You may still take the proposal back.")


class SpokenAlready(Refusal):
    """Refuse a second word of the same person."""

    sentence = _("You have said your word on this change already.")


@transaction.atomic(durable=True)
def vote_key(*, change_id: int, by: Actor, at: datetime, agrees: bool, note: str = "") -> KeyChange:
    """Agree to a proposed key or refuse it, with a reason; the proposer's own no takes it back.

    Raises:
        NotFound, NotAllowed, DecidedAlready, OwnProposal, SpokenAlready, NoReason
    """
    version_id = KeyChange.objects.filter(pk=change_id).values_list("item_version_id", flat=True).first()
    if version_id is None:
        raise NotFound
    version, old = held_version(version_id=version_id, by=by)
    change = KeyChange.objects.select_for_update().get(pk=change_id)
    if change.state != KeyChange.State.PROPOSED:
        raise DecidedAlready
    if by.person_id is None:
        raise NotAllowed
    if agrees and by.person_id == change.proposed_by_id:
        raise OwnProposal
    if change.voices.filter(person_id=by.person_id).exists():
        raise SpokenAlready
    words = reason_in(note, field="note") if note.strip() or not agrees else ""
    KeyChangeVoice.objects.create(change=change, person_id=by.person_id, agrees=agrees, note=words, said_at=at)
    key = _decide(change, old, by, at)
    append(
        series=series_of(version.item.bank_id),
        by=by,
        at=at,
        verb="exam.agree_to_key" if agrees else "exam.refuse_key",
        body={
            **facts_of(version, old, Answer.of(change)),
            "change": change.pk,
            "state": change.state,
            "key": key.number if key else None,
            "note": words,
        },
    )
    return change


def _decide(change: KeyChange, old: KeyVersion, by: Actor, at: datetime) -> KeyVersion | None:
    voices = list(change.voices.all())
    key = None
    if not all(voice.agrees for voice in voices):
        change.state = KeyChange.State.REFUSED
    elif len(voices) >= NEEDED:
        change.state = KeyChange.State.APPROVED
        key = KeyVersion.objects.create(
            item_version_id=change.item_version_id,
            number=old.number + 1,
            change=change,
            reason=change.reason,
            made_at=at,
            made_by=by.name,
            **Answer.of(change).columns(),
        )
    else:
        return None
    change.save(update_fields=["state"])
    return key
