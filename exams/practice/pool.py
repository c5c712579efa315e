"""The items a person may practise on, and how they know them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet

from enforcement.organisation.models import Post
from exams.bank.queries import usable_items
from exams.models import Bank, Item, ItemType, PracticeAnswer, Sitting
from exams.practice.choice import Known
from exams.queries import realm_of
from exams.states import effective_state


def banks_open_to(person_id: int, on: date) -> list[int]:
    """Return the banks whose owner is above one of the person's agencies, or is it."""
    paths = list(
        Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), person_id=person_id, from_on__lte=on).values_list(
            "agency__path", flat=True
        )
    )
    banks = Bank.objects.filter(items__practice_from__lte=on).select_related("agency__parent").distinct()
    return [bank.pk for bank in banks if any(path.startswith(realm_of(bank.agency).path) for path in paths)]


def sits_now(person_id: int, at: datetime) -> bool:
    """Return whether a person has a paper under way or paused: no time to look keys up."""
    rows = Sitting.objects.filter(candidate__person_id=person_id, state__in=["running", "paused"]).defer("answers")
    return any(effective_state(row, at) in {"running", "paused"} for row in rows)


def open_items(person_id: int, on: date) -> QuerySet[Item]:
    """Return the items that a person may practise on a day: open and in force, of the types a program can judge.

    Items that stand on a paper of today are not left out: those who open them have been asked about papers then
    (``exams.bank.open_practice``), and an item that vanished from practice would tell what is on the paper.
    """
    rows = Item.objects.none()
    for bank_id in banks_open_to(person_id, on):
        rows = rows | Item.objects.filter(pk__in=usable_items(bank_id, on).filter(practice_from__lte=on).values("pk"))
    return rows.exclude(type=ItemType.SHORT_ANSWER)


def knowledge(person_id: int, items: QuerySet[Item]) -> list[Known]:
    """Return how a person knows each of these items. Two queries."""
    found = list(items.values_list("pk", "current__law_ref__short", "current__law_ref__article"))
    last = _last_answers(person_id, [pk for pk, _law, _article in found])
    order = {pk: n for n, (pk, _right, _at) in enumerate(sorted(last, key=lambda row: row[2], reverse=True))}
    right = {pk: was for pk, was, _at in last}
    return [Known(pk, f"《{law}》{article}", order.get(pk), right.get(pk, False)) for pk, law, article in found]


def _last_answers(person_id: int, items: Collection[int]) -> list[tuple[int, bool, datetime]]:
    return list(
        PracticeAnswer.objects.filter(person_id=person_id, item_id__in=items)
        .order_by("item_id", "-answered_at", "-pk")
        .distinct("item_id")
        .values_list("item_id", "right", "answered_at")
    )
