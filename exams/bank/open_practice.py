"""Open items for practice from a day on, or close them to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.bank.ground import held_items, series_of
from exams.bank.uses import sealing
from exams.models import Bank, Item, Session


class StillSecret(Refusal):
    """Refuse to open an item whose key candidates of a session may not see yet."""

    remedy = _("Open them after the results of that session are released, or choose a later day.")

    def __init__(self, session: Session) -> None:
        """Name the session."""
        said = _("Some of these items stand on papers of the session %(session)s, whose keys are still secret.")
        super().__init__(said % {"session": session.title}, field="from_on")


class OpenAlready(Refusal):
    """Refuse what changes nothing."""

    sentence = _("All of these items are open for practice from this day already.")


class NotOpen(Refusal):
    """Refuse to close what is not open."""

    sentence = _("None of these items is open for practice.")


@transaction.atomic(durable=True)
def open_practice(*, item_ids: Collection[int], by: Actor, at: datetime, from_on: date) -> list[Item]:
    """Let everybody practise items, with keys and explanations, from a day on; all or none.

    Raises:
        NobodyChosen, NotFound, NotAllowed, StillSecret, OpenAlready
    """
    held = held_items(item_ids=item_ids, by=by)
    secret = sealing(item_ids=item_ids, on=from_on).first()
    if secret is not None:
        raise StillSecret(secret)
    return _set(held, by=by, at=at, from_on=from_on, nothing=OpenAlready)


@transaction.atomic(durable=True)
def close_practice(*, item_ids: Collection[int], by: Actor, at: datetime) -> list[Item]:
    """Take items out of practice, all or none.

    Raises:
        NobodyChosen, NotFound, NotAllowed, NotOpen
    """
    return _set(held_items(item_ids=item_ids, by=by), by=by, at=at, from_on=None, nothing=NotOpen)


def _set(
    held: dict[Bank, list[Item]], *, by: Actor, at: datetime, from_on: date | None, nothing: type[Refusal]
) -> list[Item]:
    changed: list[Item] = []
    for bank, items in held.items():
        touched = [item for item in items if item.practice_from != from_on]
        for item in touched:
            item.practice_from = from_on
        if touched:
            verb = "exam.open_practice" if from_on else "exam.close_practice"
            body = {"bank": bank.pk, "items": [item.code for item in touched], "from_on": from_on}
            append(series=series_of(bank.pk), by=by, at=at, verb=verb, body=body)
        changed += touched
    if not changed:
        raise nothing
    Item.objects.bulk_update(changed, ["practice_from"], batch_size=500)
    return changed
