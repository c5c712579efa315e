"""Change a bank's name, or to whom it is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Agency
from exams.bank.create_bank import checked_name
from exams.bank.ground import held_bank, series_of
from exams.models import Bank


class NothingChanged(Refusal):
    """Refuse a change that changes nothing."""

    sentence = _("Nothing was changed.")
    remedy = _("Change something and send it again, or go back.")


@transaction.atomic(durable=True)
def change_bank(*, bank_id: int, by: Actor, at: datetime, name: str, share: str) -> Bank:
    """Rename a bank, open it to all below its agency, or close it to them. Exams that took it keep it.

    Raises:
        NotFound, NotAllowed, NameMissing, NameTaken, NothingChanged
    """
    bank = held_bank(bank_id=bank_id, by=by)
    Agency.objects.select_for_update(of=("self",)).get(pk=bank.agency_id)
    clean = checked_name(agency_id=bank.agency_id, name=name, except_id=bank.pk)
    before = {"name": bank.name, "share": bank.share}
    bank.name, bank.share = clean, Bank.Share(share)
    after = {"name": bank.name, "share": bank.share}
    if before == after:
        raise NothingChanged
    bank.save(update_fields=["name", "share"])
    append(
        series=series_of(bank.pk),
        by=by,
        at=at,
        verb="exam.change_bank",
        body={"bank": bank.pk, "before": before, "after": after},
    )
    return bank
