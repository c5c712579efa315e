"""What a case adds to the picture of its chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "open", "late", "skipped"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a case stands at one node; texts as people read them, empty where unknown."""

    state: State
    entered: str = ""
    left: str = ""
    due: str = ""
    used: str = ""  # such as 12/15
    visits: int = 1
