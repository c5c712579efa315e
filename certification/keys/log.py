"""Keep the log of what each key signed, and publish its root: signed by a log key and written to the ledger."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from certification import signing
from certification.keys import documents
from certification.keys.register import lock_keys
from certification.models import Credential, IssuedLeaf, LogRoot
from certification.token import from_digits
from certification.verifier import jws
from certification.verifier.merkle import leaf_of, root_of
from enforcement.actor import Actor
from enforcement.ledger.append import append

CHUNK: Final = 2000


@transaction.atomic(durable=True)
def publish_logs(*, by: Actor, at: datetime) -> list[LogRoot]:
    """Enter what was signed since the last time at the end of each key's log, and publish the roots that changed.

    Raises:
        NoSigningKey, OtherKey: if no log key can sign.
    """
    lock_keys()
    return [_publish(kid, by=by, at=at) for kid in _enter()]


def trusted_root(kid: int, since: date) -> LogRoot | None:
    """Return the last root of a key's log published before a day began in the county."""
    begin = datetime.combine(since, time.min, tzinfo=timezone.get_default_timezone())
    return LogRoot.objects.filter(kid=kid, published_at__lt=begin).last()


def leaves(kid: int, size: int | None = None) -> list[bytes]:
    """Return the leaves of a key's log in their order."""
    rows = IssuedLeaf.objects.filter(kid=kid, **({} if size is None else {"position__lt": size}))
    return [bytes(leaf) for leaf in rows.order_by("position").values_list("leaf", flat=True)]


def _enter() -> list[int]:
    """Enter the credentials that stand in no log yet in the order of issue; return the keys that got some."""
    logged = Exists(IssuedLeaf.objects.filter(credential=OuterRef("pk")))
    rows = Credential.objects.filter(~logged).order_by("issued_at", "pk").values_list("pk", "kid", "digits")
    size = {
        kid: last + 1 for kid, last in IssuedLeaf.objects.order_by().values_list("kid").annotate(last=Max("position"))
    }
    made = []
    for pk, kid, digits in rows.iterator(CHUNK):
        position = size.get(kid, 0)
        made.append(IssuedLeaf(kid=kid, position=position, leaf=leaf_of(from_digits(digits)), credential_id=pk))
        size[kid] = position + 1
    IssuedLeaf.objects.bulk_create(made, batch_size=CHUNK)
    return sorted({leaf.kid for leaf in made})


def _publish(kid: int, *, by: Actor, at: datetime) -> LogRoot:
    found = leaves(kid)
    root, signer = root_of(found), signing.signer_of_use("log", at=at)
    payload = {"kid": kid, "size": len(found), "root": jws.pack(root), "iat": int(at.timestamp())}
    text = documents.sign(payload, kind=documents.LOG_KIND, kid=str(signer.kid), signer=signer)
    append(series=f"key:{kid}", by=by, at=at, verb="key.log_root", body={**payload, "root": root.hex(), "text": text})
    return LogRoot.objects.create(kid=kid, size=len(found), root=root, text=text, published_at=at)
