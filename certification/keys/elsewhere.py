"""Root keys on another machine: what goes there, what is done there, and what comes back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from certification.keys import documents
from certification.keys.hand_over import make_statement
from certification.keys.opening import open_root
from certification.keys.publish import accept, request
from certification.keys.register import lock_keys
from certification.models import KeyListEdition, RootKey
from certification.verifier import jws, read_roots
from enforcement.errors import OutOfOrder


def export_request(*, at: datetime) -> str:
    """Return what the current root is asked to sign, as JSON. Raises OutOfOrder before the roots are known here."""
    current = RootKey.objects.filter(role=RootKey.Role.CURRENT).first()
    if current is None:
        raise OutOfOrder
    asked = {"root": current.number, "kind": documents.LIST_KIND, "payload": request(at)}
    return json.dumps(asked, ensure_ascii=False, indent=1)


def sign_request(text: str) -> str:
    """Return the signed list; no database is used, only the root's file. Raises ValueError, LookupError."""
    asked: dict[str, Any] = json.loads(text)
    number = int(asked["root"])
    signer = open_root(number)
    return documents.sign(asked["payload"], kind=documents.LIST_KIND, kid=f"root-{number}", signer=signer)


@transaction.atomic(durable=True)
def import_list(text: str) -> KeyListEdition:
    """Publish the signed list that came back. Raises ListNotAccepted."""
    return accept(text.strip())


def make_roots() -> str:
    """Make the first two root keys where they are kept, and return their public halves as a roots.json."""
    signers = [(number, open_root(number)) for number in (1, 2)]
    lines = [{"id": f"root-{n}", "suite": s.suite, "public": jws.pack(s.public)} for n, s in signers]
    return json.dumps(lines)


@transaction.atomic(durable=True)
def enter_roots(text: str, *, at: datetime) -> list[RootKey]:
    """Register the public halves of the first two roots. Raises OutOfOrder where there are roots already."""
    lock_keys()
    if RootKey.objects.exists():
        raise OutOfOrder
    roles = (RootKey.Role.CURRENT, RootKey.Role.NEXT)
    return [
        RootKey.objects.create(
            number=int(root.id.removeprefix("root-")), suite=root.suite, public=root.public, role=role, made_at=at
        )
        for root, role in zip(read_roots(text), roles, strict=True)
    ]


def hand_over(number: int, *, at: datetime) -> str:
    """Return what the root ``number`` signs when it hands over, made where the root keys are kept."""
    return make_statement(number, at)
