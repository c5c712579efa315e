"""Who keeps the keys: those who administer the system, and those who issue credentials."""

from __future__ import annotations

from typing import Final

from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.access import duty
from enforcement.organisation.duties.holding import held_codes

DUTIES: Final = ("system", "issue")
keeps_keys = duty(*DUTIES)


def require_keeper(by: Actor) -> int:
    """Return the person who acts, if they keep keys. Raises NotAllowed; no program confirms anything about keys."""
    if by.person_id is None or not held_codes(person_id=by.person_id) & set(DUTIES):
        raise NotAllowed
    return by.person_id
