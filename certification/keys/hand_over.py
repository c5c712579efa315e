"""The hand-over from root to root: the next becomes current, a new next is named, signed by the one that leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from certification.keys import documents
from certification.keys.opening import open_root, roots_are_here
from certification.keys.refusals import StatementMissing
from certification.keys.roots import enter_root, roots_in_use
from certification.models import RootKey, RootStatement
from certification.verifier import DocumentRefused, jws


def check(facts: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the facts; where the root keys lie elsewhere they hold what the root signed. Raises StatementMissing."""
    if roots_are_here():
        roots_in_use(at)
        return {}
    statement = str(facts.get("statement") or "").strip()
    _read(statement)
    return {"statement": statement}


def do(facts: Mapping[str, Any], at: datetime) -> None:
    """Hand over, and keep what the leaving root signed."""
    current = RootKey.objects.get(role=RootKey.Role.CURRENT)
    following = RootKey.objects.get(role=RootKey.Role.NEXT)
    if roots_are_here():
        text = make_statement(current.number, at)
        open_root(following.number + 1)
    else:
        text = facts["statement"]
    new = _read(text)
    for root, role in ((current, RootKey.Role.FORMER), (following, RootKey.Role.CURRENT)):
        root.role = role
        root.save(update_fields=["role"])
    if roots_are_here():
        enter_root(following.number + 1, RootKey.Role.NEXT, at)
    else:
        RootKey.objects.create(
            number=following.number + 1, suite=new["suite"], public=jws.unpack(new["public"]),
            role=RootKey.Role.NEXT, made_at=at,
        )  # fmt: skip
    RootStatement.objects.create(number=current.number, text=text, made_at=at)


def make_statement(number: int, at: datetime) -> str:
    """Return what the root ``number`` signs when it hands over: the two that follow, the second made for it."""
    roots = [_line(number + 1), _line(number + 2)]
    payload = {"issued_at": int(at.timestamp()), "roots": roots}
    return documents.sign(payload, kind=documents.ROOTS_KIND, kid=f"root-{number}", signer=open_root(number))


def _line(number: int) -> dict[str, Any]:
    root = open_root(number)
    return {"id": f"root-{number}", "suite": root.suite, "public": jws.pack(root.public)}


def _read(text: str) -> dict[str, Any]:
    """Return the line of the new next root. Raises StatementMissing unless the current root signed just that."""
    current = RootKey.objects.filter(role=RootKey.Role.CURRENT).first()
    following = RootKey.objects.filter(role=RootKey.Role.NEXT)
    try:
        document = jws.parse(text, kind=documents.ROOTS_KIND)
        first, second = document.payload["roots"]
    except (DocumentRefused, LookupError, ValueError) as fault:
        raise StatementMissing(field="statement") from fault
    known = current is not None and document.signed_by(current.suite, bytes(current.public))
    if not known or [first] != documents.roots_of(following) or not second.get("public"):
        raise StatementMissing(field="statement")
    return dict(second)
