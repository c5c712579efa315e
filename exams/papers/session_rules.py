"""How a session is held, beside its window: pure facts, as the acts and pages hand them on."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

SEB_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How a session is held; the names are those of ``Session``."""

    kind: str = "regular"
    fixed: bool = False
    entry_until: datetime | None = None
    takeover: str = "free"
    photo: str = "none"
    focus_limit: int = 3
    focus_act: str = "record"
    seb_keys: tuple[str, ...] = ()
    to_practice: bool = False

    def as_columns(self) -> dict[str, Any]:
        """Return the columns of a session."""
        return {**asdict(self), "seb_keys": list(self.seb_keys)}

    @property
    def keys_are_sound(self) -> bool:
        """Whether each key of the Safe Exam Browser has 64 hexadecimal digits."""
        return all(SEB_KEY.fullmatch(key) for key in self.seb_keys)
