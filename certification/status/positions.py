"""What each position of the status list says on a day, from the history of every credential: one statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import numpy as np
from django.db import connection

from certification.status.shard import BITS, ENDED, SIZE, SUSPENDED, Values

# Only credentials with an entry that is not "valid" are looked at: of four million a few thousand. The last entry that
# had begun counts, as in certification.standing; the dates of validity are the token's to say.
NOT_VALID: Final = """
SELECT c.sid, s.status = 'suspended'
FROM (SELECT DISTINCT credential_id FROM certification_credentialstatus WHERE status <> 'valid') n
JOIN certification_credential c ON c.id = n.credential_id
CROSS JOIN LATERAL (
    SELECT status FROM certification_credentialstatus
    WHERE credential_id = c.id AND from_on <= %s ORDER BY from_on DESC, id DESC LIMIT 1
) s
WHERE s.status <> 'valid'
"""
# The next shard that has a credential, again and again: as many look-ups in the index as there are shards.
IN_USE: Final = f"""
WITH RECURSIVE used(shard) AS (
    (SELECT sid >> {BITS} FROM certification_credential ORDER BY sid LIMIT 1)
    UNION ALL
    SELECT (SELECT sid >> {BITS} FROM certification_credential
            WHERE sid >= (used.shard + 1) << {BITS} ORDER BY sid LIMIT 1)
    FROM used WHERE used.shard IS NOT NULL
)
SELECT shard FROM used WHERE shard IS NOT NULL
"""  # noqa: S608 (a constant)
VALUE: Final = {True: SUSPENDED, False: ENDED}


def shards_in_use() -> list[int]:
    """Return the shards that hold a credential, in order (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(IN_USE)
        return [row[0] for row in cursor.fetchall()]


def values_on(on: date, shards: Iterable[int]) -> dict[int, Values]:
    """Return the values of some shards by position on a day (one query); a position without a credential is 0."""
    found = {shard: np.zeros(SIZE, np.uint8) for shard in shards}
    with connection.cursor() as cursor:
        cursor.execute(NOT_VALID, [on])
        rows = cursor.fetchall()
    for sid, suspended in rows:
        if sid >> BITS in found:
            found[sid >> BITS][sid & SIZE - 1] = VALUE[suspended]
    return found
