"""Create a bank for an agency."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from exams.bank.ground import series_of
from exams.models import Bank


class NameTaken(Invalid):
    """Refuse a second bank of the same name."""

    sentence = _("This agency has a bank of this name already.")


class NameMissing(Invalid):
    """Refuse a bank without a name."""

    sentence = _("A bank needs a name.")


@transaction.atomic(durable=True)
def create_bank(*, agency_id: int, by: Actor, at: datetime, name: str, share: str = Bank.Share.OWN) -> Bank:
    """Create an empty bank, for the agency alone or open to all below it.

    Raises:
        NotFound, NotAllowed, NameMissing, NameTaken
    """
    agency = Agency.objects.select_for_update(of=("self",)).filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="exam", agency=agency)
    bank = Bank(agency=agency, name=checked_name(agency_id=agency.pk, name=name), share=Bank.Share(share))
    bank.save(force_insert=True)
    append(
        series=series_of(bank.pk),
        by=by,
        at=at,
        verb="exam.create_bank",
        body={"bank": bank.pk, "name": bank.name, "agency": agency.pk, "share": bank.share},
    )
    return bank


def checked_name(*, agency_id: int, name: str, except_id: int | None = None) -> str:
    """Return a name that no other bank of the agency has.

    Raises:
        NameMissing, NameTaken
    """
    clean = name.strip()
    if not clean:
        raise NameMissing(field="name")
    others = Bank.objects.filter(agency_id=agency_id, name=clean)
    if (others if except_id is None else others.exclude(pk=except_id)).exists():
        raise NameTaken(field="name")
    return clean
