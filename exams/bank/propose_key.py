"""Propose a correction of a key that papers have met. Two others must agree before it counts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from exams.bank import answer as answers
from exams.bank.answer import Answer
from exams.bank.ground import held_item, reason_in, series_of
from exams.bank.keys import current_keys
from exams.bank.uses import is_used
from exams.models import ItemVersion, KeyChange, KeyVersion


class WrongKey(Invalid):
    """Refuse a key that this item cannot have."""


class SameKey(Invalid):
    """Refuse the key that counts already."""

    sentence = _("This is the key that counts now.")


class ChangeOpen(Refusal):
    """Refuse a second proposal beside the first."""

    sentence = _("A change of this key is proposed already.")
    remedy = _("Agree to it or refuse it first.")


class NotUsedYet(Refusal):
    """Refuse a proposal where nobody is touched."""

    sentence = _("This wording stands on no paper yet.")
    remedy = _("Correct its key at once: one person suffices.")


class UsedAlready(Refusal):
    """Refuse a correction by one person where papers are touched."""

    sentence = _("This wording stands on papers already, so its key needs the consent of two more persons.")
    remedy = _("Propose the change instead.")


@transaction.atomic(durable=True)
def propose_key(*, version_id: int, by: Actor, at: datetime, answer: Answer, reason: str) -> KeyChange:
    """Propose a key for a wording that stands on papers; two persons other than the proposer decide.

    Raises:
        NotFound, NotAllowed, NoReason, NotUsedYet, ChangeOpen, WrongKey, SameKey
    """
    why = reason_in(reason)
    version, old = held_version(version_id=version_id, by=by)
    if by.person_id is None:
        raise NotAllowed
    if not is_used(version.pk):
        raise NotUsedYet
    if KeyChange.objects.filter(item_version=version, state=KeyChange.State.PROPOSED).exists():
        raise ChangeOpen
    check_key(version=version, old=old, answer=answer)
    change = KeyChange.objects.create(
        item_version=version, proposed_at=at, proposed_by_id=by.person_id, reason=why, **answer.columns()
    )
    append(
        series=series_of(version.item.bank_id),
        by=by,
        at=at,
        verb="exam.propose_key",
        body={**facts_of(version, old, answer), "change": change.pk, "reason": why},
    )
    return change


@transaction.atomic(durable=True)
def correct_key(*, version_id: int, by: Actor, at: datetime, answer: Answer, reason: str) -> KeyVersion:
    """Write a new key for a wording that stands on no paper of any session yet.

    Raises:
        NotFound, NotAllowed, NoReason, UsedAlready, WrongKey, SameKey
    """
    why = reason_in(reason)
    version, old = held_version(version_id=version_id, by=by)
    if is_used(version.pk):
        raise UsedAlready
    check_key(version=version, old=old, answer=answer)
    key = KeyVersion.objects.create(
        item_version=version, number=old.number + 1, reason=why, made_at=at, made_by=by.name, **answer.columns()
    )
    append(
        series=series_of(version.item.bank_id),
        by=by,
        at=at,
        verb="exam.correct_key",
        body={**facts_of(version, old, answer), "key": key.number, "reason": why},
    )
    return key


def held_version(*, version_id: int, by: Actor) -> tuple[ItemVersion, KeyVersion]:
    """Return an item version with the key that counts, its bank locked, for somebody with the duty there.

    Raises:
        NotFound, NotAllowed
    """
    item_id = ItemVersion.objects.filter(pk=version_id).values_list("item_id", flat=True).first()
    if item_id is None:
        raise NotFound
    held_item(item_id=item_id, by=by)
    version = ItemVersion.objects.select_related("item").get(pk=version_id)
    return version, current_keys([version.pk])[version.pk]


def check_key(*, version: ItemVersion, old: KeyVersion, answer: Answer) -> None:
    """Refuse a key that the item cannot have, or that changes nothing.

    Raises:
        WrongKey, SameKey
    """
    for sentence in answers.faults(
        answer, type_=version.item.type, options=len(version.options), blanks=version.blanks
    ):
        raise WrongKey(sentence, field="answer")
    if Answer.of(old) == answer:
        raise SameKey(field="answer")


def facts_of(version: ItemVersion, old: KeyVersion, answer: Answer) -> dict[str, object]:
    """Return what the ledger says of a change: the wording and the hashes of both keys, not the keys."""
    return {
        "bank": version.item.bank_id,
        "item": version.item.code,
        "version": version.number,
        "old_key": old.number,
        "old_sha256": Answer.of(old).sha256,
        "status": answer.status,
        "sha256": answer.sha256,
    }
