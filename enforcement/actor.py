"""Who acts: a frozen picture of the person, agency, post and credential at the moment of the act."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who does an act. ``credential`` is the number shown that day, empty where the act needs none."""

    kind: Literal["person", "system", "public"]
    person_id: int | None = None
    name: str = ""
    agency_id: int | None = None
    agency: str = ""
    post: str = ""
    credential: str = ""

    def snapshot(self) -> dict[str, object]:
        """Return what the ledger keeps of the actor."""
        return {key: value for key, value in asdict(self).items() if value not in {None, ""}}


SYSTEM = Actor(kind="system", name="system")
PUBLIC = Actor(kind="public", name="public")
