"""What a judge finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was altered: the code of its sentence, the place in the log (-1: outside), and which entry."""

    code: str
    index: int
    where: str


@dataclass(slots=True)
class Judgement:
    """What was found. ``faults`` keeps the first ones, ``count`` counts all."""

    entries: int = 0
    leaves: int = 0
    series: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    checked: list[int] = field(default_factory=list)
    """Sizes of the checkpoints whose roots fit."""

    @property
    def intact(self) -> bool:
        """Whether nothing was altered."""
        return self.count == 0

    def find(self, code: str, index: int, where: str) -> None:
        """Keep a fault."""
        self.count += 1
        if len(self.faults) < SHOWN:
            self.faults.append(Fault(code, index, where))
