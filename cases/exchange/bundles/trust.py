"""Whom bundles are exchanged with: a partner proposed by one person and confirmed by another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.exchange.access import EXCHANGERS
from cases.exchange.bundles.keys import is_key
from cases.exchange.models import Partner
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.identifiers import credit_code_fault
from enforcement.organisation.models import Agency

State = Partner.State


class SamePerson(Refusal):
    """Refuse to have one person propose and confirm a partner."""

    sentence = _("You entered this partner yourself: a second person compares the key and confirms it.")
    remedy = _("Ask another person who administers or supervises the agency.")


class NotTrusted(Refusal):
    """Refuse a partner whose keys two persons did not confirm."""

    sentence = _("This partner is not trusted now.")
    remedy = _("A second person confirms the partner first.")


class KeyKnown(Invalid):
    """Refuse a key that another partner has."""

    sentence = _("Another partner has this key already.")


def may_exchange(agency_id: int, by: Actor) -> Agency:
    """Return an agency whose data an actor may exchange.

    Raises:
        NotFound: if there is none. NotAllowed: without a duty of the exchange on it.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    if by.kind != "system" and not EXCHANGERS & held_codes(person_id=by.person_id or 0, agency=agency):
        raise NotAllowed
    return agency


@transaction.atomic(durable=True)
def propose_partner(
    *, agency_id: int, by: Actor, at: datetime, name: str, credit_code: str, basis: str, signing_key: str,
    sealing_key: str = "",
) -> Partner:  # fmt: skip
    """Enter a partner with its keys; nothing is exchanged until another person confirms.

    Raises:
        NotFound, NotAllowed: as may_exchange. Invalid: on its field. KeyKnown: for a key that stands already.
    """
    agency = may_exchange(agency_id, by)
    if by.person_id is None:
        raise NotAllowed
    if credit_code_fault(credit_code):
        raise Invalid(_("The unified social credit code does not check (GB 32100-2015)."), field="credit_code")
    for field, key in (("signing_key", signing_key), ("sealing_key", sealing_key)):
        if (key or field == "signing_key") and not is_key(key):
            raise Invalid(_("A key has 32 bytes, written in Base64 with 44 characters."), field=field)
    if Partner.objects.filter(signing_key=signing_key).exclude(state=State.WITHDRAWN).exists():
        raise KeyKnown(field="signing_key")
    partner = Partner.objects.create(
        agency=agency, name=name.strip(), credit_code=credit_code, basis=basis.strip(), signing_key=signing_key,
        sealing_key=sealing_key, proposed_by_id=by.person_id, proposed_at=at,
    )  # fmt: skip
    body = {"name": partner.name, "credit_code": credit_code, "basis": partner.basis, "key_id": partner.key_id}
    append(series=partner.series, by=by, at=at, verb="partner.propose", body={**body, "agency": agency.pk})
    return partner


@transaction.atomic(durable=True)
def confirm_partner(*, partner_id: int, by: Actor, at: datetime) -> Partner:
    """Trust a partner, as the second person who compared its key.

    Raises:
        NotFound, NotAllowed: as may_exchange. OutOfOrder: if it does not wait. SamePerson: for the one who entered it.
    """
    partner = _locked(partner_id, by)
    if partner.state != State.PROPOSED:
        raise OutOfOrder
    if partner.proposed_by_id == by.person_id:
        raise SamePerson
    partner.state, partner.confirmed_by_id, partner.confirmed_at = State.CONFIRMED, by.person_id, at
    partner.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    append(series=partner.series, by=by, at=at, verb="partner.confirm", body={"key_id": partner.key_id})
    return partner


@transaction.atomic(durable=True)
def withdraw_partner(*, partner_id: int, by: Actor, at: datetime) -> Partner:
    """Trust a partner no longer; one person is enough.

    Raises:
        NotFound, NotAllowed: as may_exchange. OutOfOrder: if it is withdrawn already.
    """
    partner = _locked(partner_id, by)
    if partner.state == State.WITHDRAWN:
        raise OutOfOrder
    partner.state, partner.withdrawn_by_id, partner.withdrawn_at = State.WITHDRAWN, by.person_id, at
    partner.save(update_fields=["state", "withdrawn_by", "withdrawn_at"])
    append(series=partner.series, by=by, at=at, verb="partner.withdraw", body={"key_id": partner.key_id})
    return partner


def _locked(partner_id: int, by: Actor) -> Partner:
    partner = Partner.objects.select_for_update(of=("self",)).filter(pk=partner_id).first()
    if partner is None:
        raise NotFound
    may_exchange(partner.agency_id, by)
    if by.person_id is None:
        raise NotAllowed
    return partner
