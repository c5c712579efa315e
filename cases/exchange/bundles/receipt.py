"""Receipts: the receiver signs what arrived and what became of it; the sender checks and keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.exchange.bundles.archive import read_json
from cases.exchange.bundles.keys import RECEIPT, sign, verifies
from cases.exchange.bundles.trust import may_exchange
from cases.exchange.models import Bundle
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.ledger.chain import canonical


class WrongReceipt(Invalid):
    """Refuse a receipt that is another bundle's or not signed by the partner."""

    sentence = _("This is not this partner's receipt for this bundle.")
    remedy = _("Ask the receiver for the receipt (.json) of this bundle, unchanged.")


def receipt_for(bundle: Bundle, at: datetime) -> dict[str, Any]:
    """Return the signed receipt for a bundle that was taken in."""
    told = {
        "format": "enforcement-receipt", "version": "1.0", "bundle": bundle.manifest_sha256, "taken_at": at.isoformat(),
        "counts": bundle.report.get("counts", {}),
    }  # fmt: skip
    return {"receipt": told, "signature": sign(RECEIPT, canonical(told).encode())}


@transaction.atomic(durable=True)
def keep_receipt(*, bundle_id: int, by: Actor, at: datetime, content: bytes) -> Bundle:
    """Check the partner's receipt for a bundle that went out, and keep it.

    Raises:
        NotFound: if there is no such bundle. NotAllowed: without a duty of the exchange.
        OutOfOrder: if it is not handed over or has its receipt. WrongReceipt: as it says.
    """
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("partner").filter(pk=bundle_id).first()
    if bundle is None or bundle.direction != Bundle.Direction.OUT or bundle.partner is None:
        raise NotFound
    may_exchange(bundle.agency_id, by)
    if bundle.state != Bundle.State.READY:
        raise OutOfOrder
    given = read_json(content)
    told = given.get("receipt")
    if not isinstance(told, dict) or told.get("bundle") != bundle.manifest_sha256:
        raise WrongReceipt(field="content")
    if not verifies(RECEIPT, canonical(told).encode(), given.get("signature"), bundle.partner.signing_key):
        raise WrongReceipt(field="content")
    bundle.receipt, bundle.state = given, Bundle.State.RECEIPTED
    bundle.save(update_fields=["receipt", "state"])
    append(series=bundle.series, by=by, at=at, verb="bundle.receipt", body={"receipt": told})
    return bundle
