"""User names of accounts that the system opens: drawn at random, never an identification number."""

from __future__ import annotations

import secrets

from enforcement.organisation.models import Person

DIGITS = 8


def fresh(prefix: str, count: int) -> list[str]:
    """Return so many user names that nobody has: the prefix and eight digits."""
    taken = set(Person.objects.filter(username__startswith=prefix).values_list("username", flat=True))
    made: set[str] = set()
    while len(made) < count:
        name = f"{prefix}{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if name not in taken:
            made.add(name)
    return list(made)
