"""Publish the status of every credential: the one way in which a shard and the list of shards come to be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from certification.models import StatusIndex, StatusShard
from certification.status.jose import compact
from certification.status.key import status_signer
from certification.status.positions import shards_in_use, values_on
from certification.status.shard import ENDED, SUSPENDED, Header, Values, pack, seal
from certification.token import Signer
from enforcement import clock

TTL: Final = 300
"""Seconds after which whoever keeps a list should ask again."""
LIFE: Final = timedelta(days=7)
"""How long a list says anything at all; after a day verifiers already call it old."""
RESIGNED: Final = timedelta(minutes=45)
"""After this time a list without news is signed again, so that it stays fresh."""
INDEX: Final = "xzzfz-status-index+jwt"


@transaction.atomic(durable=True)
def publish(*, at: datetime, anew: bool = False) -> list[StatusShard]:
    """Publish each shard whose values changed or whose signature is old (all of them with ``anew``) and the index.

    One publisher at a time: who comes second finds nothing left to do. Returns what was published.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('certification.status', 7))")
    last = {row.shard: row for row in StatusShard.objects.order_by("shard", "-seq").distinct("shard").defer("body")}
    shards = sorted({*shards_in_use(), *last})
    values = values_on(clock.day_of(at), shards)
    old = int((at - RESIGNED).timestamp())
    bits = {shard: pack(found) for shard, found in values.items()}
    due = [s for s in shards if anew or s not in last or last[s].iat <= old or _digest(bits[s]) != last[s].bits_sha256]
    if not due:
        return []
    signer = status_signer(at)
    made = [_shard(shard, values[shard], bits[shard], last.get(shard), signer, at) for shard in due]
    _index({**last, **{row.shard: row for row in made}}, signer, int(at.timestamp()))
    return made


def _shard(
    shard: int, values: Values, bits: bytes, before: StatusShard | None, signer: Signer, at: datetime
) -> StatusShard:
    iat = max(int(at.timestamp()), before.iat if before else 0)
    facts = {"shard": shard, "seq": before.seq + 1 if before else 1, "iat": iat, "ttl": TTL, "kid": signer.kid}
    header = Header(**facts, exp=iat + int(LIFE.total_seconds()))
    body = seal(header, bits, signer)
    return StatusShard.objects.create(
        **facts,
        exp=header.exp,
        body=body,
        sha256=_digest(body),
        size=len(body),
        bits_sha256=_digest(bits),
        ended=int((values == ENDED).sum()),
        suspended=int((values == SUSPENDED).sum()),
    )


def _index(newest: Mapping[int, StatusShard], signer: Signer, iat: int) -> None:
    shards = [
        {"shard": shard, "seq": row.seq, "sha256": row.sha256, "bytes": row.size}
        for shard, row in sorted(newest.items())
    ]
    text = compact({"iat": iat, "shards": shards}, signer, typ=INDEX)
    StatusIndex.objects.create(iat=iat, kid=signer.kid, text=text, sha256=_digest(text.encode()))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
