"""Give the file of a bundle out; who took it stands on the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.exchange.bundles.export_bundle import FILES
from cases.exchange.bundles.trust import may_exchange
from cases.exchange.models import Bundle
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def fetch_bundle(*, bundle_id: int, by: Actor, at: datetime) -> bytes:
    """Return the archive of a bundle that was made here, and record who took it.

    Raises:
        NotFound: if there is none. NotAllowed: without a duty of the exchange.
    """
    bundle = Bundle.objects.filter(pk=bundle_id, direction=Bundle.Direction.OUT).exclude(file_sha256="").first()
    content = FILES.load(bundle.file_sha256) if bundle is not None else None
    if bundle is None or content is None:
        raise NotFound
    may_exchange(bundle.agency_id, by)
    append(series=bundle.series, by=by, at=at, verb="bundle.fetch", body={"sha256": bundle.file_sha256})
    return content
