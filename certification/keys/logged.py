"""Ask the log of a key whether it has a leaf."""

from __future__ import annotations

from typing import Final

from django.db import connection

_FOUND: Final = "SELECT EXISTS (SELECT FROM certification_issuedleaf WHERE kid = %s AND leaf = %s AND position < %s)"


class LoggedLeaves:
    """The leaves of a key's log up to a root, asked one by one (one query)."""

    def __init__(self, kid: int, size: int) -> None:
        self._kid, self._size = kid, size

    def __contains__(self, leaf: object) -> bool:
        if not isinstance(leaf, bytes):
            return False
        with connection.cursor() as cursor:
            cursor.execute(_FOUND, [self._kid, leaf, self._size])
            return bool(cursor.fetchone()[0])
