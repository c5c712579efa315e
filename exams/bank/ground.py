"""What an act on a bank stands on: the bank and its items, held for somebody whose bank it is."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.organisation.duties.holding import require
from exams.models import Bank, Item

LONGEST_REASON = 200


class NoReason(Invalid):
    """Refuse what needs a reason and has none."""

    sentence = _("Give the reason: it stays with the item.")


class ReasonTooLong(Invalid):
    """Refuse a reason that there is no room for."""

    sentence = _("This is longer than 200 characters.")


class NobodyChosen(Invalid):
    """Refuse an act on no item."""

    sentence = _("Choose at least one item.")
    remedy = _("Go back to the list and tick items.")


def series_of(bank_id: int) -> str:
    """Return the ledger series of a bank."""
    return f"bank:{bank_id}"


def held_bank(*, bank_id: int, by: Actor) -> Bank:
    """Return the bank, locked, for somebody with the duty on its agency.

    Raises:
        NotFound, NotAllowed
    """
    bank = Bank.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=bank_id).first()
    if bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=bank.agency)
    return bank


def held_item(*, item_id: int, by: Actor) -> Item:
    """Return the item, its bank locked, for somebody with the duty there.

    Raises:
        NotFound, NotAllowed
    """
    bank_id = Item.objects.filter(pk=item_id).values_list("bank_id", flat=True).first()
    if bank_id is None:
        raise NotFound
    held_bank(bank_id=bank_id, by=by)
    return Item.objects.select_related("bank", "current__law_ref", "current__group_version", "group").get(pk=item_id)


def held_items(*, item_ids: Collection[int], by: Actor) -> dict[Bank, list[Item]]:
    """Return the items by bank, the banks locked in one order, for somebody with the duty on all of them.

    Raises:
        NobodyChosen, NotFound, NotAllowed
    """
    if not item_ids:
        raise NobodyChosen
    bank_ids = Item.objects.filter(pk__in=item_ids).order_by("bank_id").values_list("bank_id", flat=True).distinct()
    banks = {pk: held_bank(bank_id=pk, by=by) for pk in bank_ids}
    found: dict[Bank, list[Item]] = {bank: [] for bank in banks.values()}
    items = list(Item.objects.filter(pk__in=item_ids).select_related("current").order_by("code"))
    if len(items) != len(set(item_ids)):
        raise NotFound
    for item in items:
        found[banks[item.bank_id]].append(item)
    return found


def reason_in(given: str, *, field: str = "reason") -> str:
    """Return a reason without the space around it.

    Raises:
        NoReason, ReasonTooLong
    """
    clean = given.strip()
    if not clean:
        raise NoReason(field=field)
    if len(clean) > LONGEST_REASON:
        raise ReasonTooLong(field=field)
    return clean
