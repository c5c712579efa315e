"""Credentials for the figures of the status list: a few through the real act, a full shard straight into the table."""

# ruff: noqa: PLC0415 (Django is imported after the environment names the folder and the database)

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

FULL = """
INSERT INTO certification_credential (number, person_id, agency_id, kind, category, fields, area, name, agency_name,
    issuer, issuer_agency_id, valid_from, valid_to, sid, kid, digits, photo, photo_sha256, issued_at)
SELECT 'B' || n, person_id, agency_id, kind, category, fields, area, name, agency_name, issuer, issuer_agency_id,
    valid_from, valid_to, (2 << 17) + n, kid, digits, photo, photo_sha256, issued_at
FROM certification_credential, generate_series(0, 131071) n WHERE id = %(id)s
"""
STATES = """
INSERT INTO certification_credentialstatus (credential_id, status, from_on, ground, article, document, decided_by, at)
SELECT id, 'valid', valid_from, 'x', '', '', 'x', issued_at FROM certification_credential WHERE sid >> 17 = 2
UNION ALL
SELECT id, CASE WHEN random() < 0.2 THEN 'suspended' ELSE 'revoked' END, '2026-01-02', 'x', '', '', 'x', issued_at
FROM certification_credential WHERE sid >> 17 = 2 AND random() < 0.005
"""


class Unsigned:
    """Stand for a signer where only sizes count: every suite signs with 64 bytes."""

    kid, suite, public = 2, 1, bytes(32)

    def sign(self, _message: bytes) -> bytes:
        return bytes(64)


def prepare(count: int) -> list[Any]:
    """Issue some credentials."""
    from datetime import date

    from certification.demo import issue_direct
    from enforcement import clock
    from enforcement.actor import SYSTEM
    from enforcement.organisation.models import Agency, Person, Post

    agency = Agency.objects.create(name="乐陵市市场监督管理局", division="371481", credit_code="113714810000000195")
    rows = []
    for n in range(count):
        person = Person.objects.create(username=f"officer{n}", name=f"执法员{n}")
        facts = {"title": "执法员", "establishment": "administrative", "from_on": date(2020, 1, 1)}
        Post.objects.create(person=person, agency=agency, **facts)
        days = {"valid_from": date(2024, 1, 1), "valid_to": date(2034, 12, 31)}
        rows.append(
            issue_direct(
                person=person, agency=agency, fields=["market"], area="乐陵市", at=clock.now(), by=SYSTEM, **days
            )
        )
    return rows


def end(row: Any) -> None:
    """Revoke a credential by the act."""
    from certification.revoke import revoke
    from enforcement import clock
    from enforcement.actor import SYSTEM

    revoke(credential_id=row.pk, by=SYSTEM, at=clock.now(), ground="违法执法", document="乐司吊销〔2026〕1号")


def keys() -> Mapping[int, Any]:
    """Return the public keys as the verifier reads them."""
    from certification.models import SigningKey

    return {key.kid: key.record for key in SigningKey.objects.all()}


def full_shard() -> tuple[Callable[[], object], bytes]:
    """Fill a shard; return the work of publishing it, and its bits."""
    from django.db import connection

    from certification.models import Credential
    from certification.status.key import status_signer
    from certification.status.positions import values_on
    from certification.status.shard import Header, pack, seal
    from enforcement import clock

    with connection.cursor() as cursor:
        cursor.execute(FULL, {"id": Credential.objects.first().pk})
        cursor.execute(STATES)
        cursor.execute("ANALYZE")
    signer, on = status_signer(clock.now()), clock.today()
    header = Header(2, 1, 1_800_000_000, 1_800_604_800, 300, signer.kid)

    def rebuild() -> bytes:
        return seal(header, pack(values_on(on, [2])[2]), signer)

    return rebuild, pack(values_on(on, [2])[2])
