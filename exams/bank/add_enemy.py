"""Say that two items must not stand on one paper, or that they may again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from exams.bank.ground import held_item, reason_in, series_of
from exams.models import Item, ItemEnemy


class NoSuchItem(Invalid):
    """Refuse a code that the bank does not have, or the item's own."""

    sentence = _("This bank has no other item of this code.")


class EnemiesAlready(Invalid):
    """Refuse a pair that is there."""

    sentence = _("These two items are kept apart already.")


@transaction.atomic(durable=True)
def add_enemy(*, item_id: int, by: Actor, at: datetime, code: str, reason: str = "") -> ItemEnemy:
    """Keep an item and another of its bank, named by its code, off one paper: one would give the other away.

    Raises:
        NotFound, NotAllowed, NoSuchItem, EnemiesAlready
    """
    item = held_item(item_id=item_id, by=by)
    other = Item.objects.filter(bank_id=item.bank_id, code=code.strip()).exclude(pk=item.pk).first()
    if other is None:
        raise NoSuchItem(field="code")
    first, second = sorted((item, other), key=lambda one: one.pk)
    if ItemEnemy.objects.filter(first=first, second=second).exists():
        raise EnemiesAlready(field="code")
    pair = ItemEnemy.objects.create(
        first=first, second=second, reason=reason_in(reason) if reason.strip() else "", made_at=at, made_by=by.name
    )
    append(
        series=series_of(item.bank_id), by=by, at=at, verb="exam.add_enemy",
        body={"bank": item.bank_id, "items": [first.code, second.code], "reason": pair.reason},
    )  # fmt: skip
    return pair


@transaction.atomic(durable=True)
def remove_enemy(*, enemy_id: int, by: Actor, at: datetime) -> None:
    """Let two items stand on one paper again. The row goes; the ledger keeps that it was there.

    Raises:
        NotFound, NotAllowed
    """
    pair = ItemEnemy.objects.select_related("first", "second").filter(pk=enemy_id).first()
    if pair is None:
        raise NotFound
    item = held_item(item_id=pair.first_id, by=by)
    gone, _rows = ItemEnemy.objects.filter(pk=enemy_id).delete()
    if not gone:
        raise NotFound
    append(
        series=series_of(item.bank_id),
        by=by,
        at=at,
        verb="exam.remove_enemy",
        body={"bank": item.bank_id, "items": [pair.first.code, pair.second.code]},
    )


def enemies_of(item_id: int) -> QuerySet[ItemEnemy]:
    """Return the pairs that an item is in."""
    return ItemEnemy.objects.filter(Q(first_id=item_id) | Q(second_id=item_id)).select_related("first", "second")
