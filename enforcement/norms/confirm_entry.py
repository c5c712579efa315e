"""Confirm or reject what another person entered into the register."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.norms.access import CONFIRM, ENTER, require
from enforcement.norms.models import Norm, NormEnd, NormVersion
from enforcement.norms.telling import tell

KINDS: dict[str, type[NormVersion | NormEnd]] = {"version": NormVersion, "end": NormEnd}


class SamePerson(NotAllowed):
    """Refuse whoever entered it."""

    sentence = _("You entered this: another person compares it with the document and confirms it.")


class DealtWith(OutOfOrder):
    """Refuse what was confirmed."""

    sentence = _("This entry is confirmed already; what is confirmed never changes.")
    remedy = _("Enter a new version, or the end of the norm.")


class EarlierWaits(OutOfOrder):
    """Refuse to confirm a version while an earlier one waits."""

    sentence = _("An earlier version of this norm is still to be confirmed.")


def _entry(kind: str, entry_id: int) -> NormVersion | NormEnd:
    model = KINDS.get(kind)
    rows = model.objects.select_for_update(of=("self",)).select_related("norm__agency") if model else None
    entry = rows.filter(pk=entry_id).first() if rows is not None else None
    if entry is None:
        raise NotFound
    if entry.confirmed_at is not None:
        raise DealtWith
    return entry


@transaction.atomic(durable=True)
def confirm_entry(*, kind: str, entry_id: int, by: Actor, at: datetime) -> Norm:
    """Confirm a version or an end: from now on rules judge by it, and the items of exams it touches are marked.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of supervision or of the government.
        SamePerson, DealtWith, EarlierWaits: as named.
    """
    entry = _entry(kind, entry_id)
    person_id = require(by, CONFIRM, entry.norm.agency)
    if person_id == entry.entered_by_id:
        raise SamePerson
    if (
        isinstance(entry, NormVersion)
        and entry.norm.versions.filter(from_on__lt=entry.from_on, confirmed_at__isnull=True).exists()
    ):
        raise EarlierWaits
    entry.confirmed_by_id, entry.confirmed_at = person_id, at
    entry.save(update_fields=["confirmed_by", "confirmed_at"])
    append(series=entry.norm.series, by=by, at=at, verb=f"norm.confirm_{kind}", body={kind: entry.pk})
    tell(entry, by, at)
    return entry.norm


@transaction.atomic(durable=True)
def reject_entry(*, kind: str, entry_id: int, by: Actor, at: datetime, reason: str) -> Norm | None:
    """Take an entry away that is wrong and was not confirmed; a norm without any other version goes with it.

    Raises:
        NotFound: if there is none. NotAllowed: without a duty of the register. DealtWith: as named.
    """
    entry = _entry(kind, entry_id)
    require(by, ENTER | CONFIRM, entry.norm.agency)
    norm, gone = entry.norm, entry.pk
    append(series=norm.series, by=by, at=at, verb=f"norm.reject_{kind}", body={kind: gone, "reason": reason})
    entry.delete()
    if norm.versions.exists():
        return norm
    norm.ends.all().delete()
    norm.delete()
    return None
