"""Who keeps the register: legal sections enter, supervisors confirm, never the same person."""

from __future__ import annotations

from typing import Final

from enforcement.actor import Actor
from enforcement.errors import NotAllowed
from enforcement.organisation.access import duty
from enforcement.organisation.duties.holding import held_codes
from enforcement.organisation.models import Agency

ENTER: Final = frozenset({"review", "supervise"})
CONFIRM: Final = frozenset({"supervise", "govern"})
keeps = duty(*sorted(ENTER | CONFIRM))


def may(person_id: int | None, duties: frozenset[str], agency: Agency | None) -> bool:
    """Return whether a person holds one of some duties: on the agency that issued a document, for laws anywhere."""
    return person_id is not None and bool(held_codes(person_id=person_id, agency=agency) & duties)


def require(by: Actor, duties: frozenset[str], agency: Agency | None) -> int:
    """Return the id of who acts.

    Raises:
        NotAllowed: without one of the duties.
    """
    if by.person_id is None or not may(by.person_id, duties, agency):
        raise NotAllowed
    return by.person_id
