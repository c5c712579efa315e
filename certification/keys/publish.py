"""Publish the key list: signed by the current root, with a version that only grows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from django.utils.translation import gettext_lazy as _

from certification.keys import documents
from certification.keys.opening import open_root, roots_are_here
from certification.keys.register import lock_keys
from certification.keys.roots import roots_in_use
from certification.models import KeyListEdition, RootKey, SigningKey
from certification.verifier import DocumentRefused, KeyList, Root, read_key_list
from enforcement.errors import Refusal

BEFORE: Final = timedelta(days=7)
"""How long before its end a list is renewed."""


class ListNotAccepted(Refusal):
    """Refuse a key list from the machine of the root keys that does not fit."""

    sentence = _("This key list is not signed by the current root, or not made from the present keys.")
    remedy = _("Export the request again, sign it on the machine of the root keys and import the result.")


def publish(*, at: datetime) -> KeyListEdition | None:
    """Sign and publish the present keys in the caller's transaction; None where the root keys lie elsewhere."""
    if not roots_are_here():
        return None
    lock_keys()
    root = next(root for root in roots_in_use(at) if root.role == RootKey.Role.CURRENT)
    text = documents.sign(request(at), kind=documents.LIST_KIND, kid=root.code, signer=open_root(root.number))
    return accept(text)


def request(at: datetime) -> dict[str, object]:
    """Return what the root is asked to sign now."""
    last = KeyListEdition.objects.last()
    return documents.list_of(SigningKey.objects.order_by("kid"), version=last.version + 1 if last else 1, at=at)


def accept(text: str) -> KeyListEdition:
    """Publish a signed list.

    Raises:
        ListNotAccepted: if the current root did not sign it, its version is not the next one or the keys are others.
    """
    lock_keys()
    current = RootKey.objects.filter(role=RootKey.Role.CURRENT)
    roots = tuple(Root(root.code, root.suite, bytes(root.public)) for root in current)
    try:
        found = read_key_list(text, roots)
    except DocumentRefused as fault:
        raise ListNotAccepted from fault
    last = KeyListEdition.objects.last()
    if found.version != (last.version + 1 if last else 1) or not _fits(found):
        raise ListNotAccepted
    return KeyListEdition.objects.create(
        version=found.version,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        root=roots[0].id,
        issued_at=datetime.fromtimestamp(found.issued_at, UTC),
        next_update_at=datetime.fromtimestamp(found.next_update_at, UTC),
    )


def is_due(at: datetime) -> bool:
    """Return whether the published list is old, signed by a former root, or says other than the register."""
    last = KeyListEdition.objects.last()
    if last is None or last.next_update_at - BEFORE <= at:
        return True
    roots = {root.code: root for root in RootKey.objects.all()}
    by = roots[last.root]
    found = read_key_list(last.text, (Root(by.code, by.suite, bytes(by.public)),))
    return by.role != RootKey.Role.CURRENT or not _fits(found)


def _fits(found: KeyList) -> bool:
    return list(found.keys.values()) == [key.record for key in SigningKey.objects.order_by("kid")]
