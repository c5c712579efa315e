"""One example: what a verifier is given, and the verdict that is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dev.vectors.tokens import NOW, digits


@dataclass(frozen=True)
class Case:
    """An example. ``code`` is a token or the text that was scanned; the rest are names of files, and the memory."""

    name: str
    code: bytes | str
    state: str
    reason: str = ""
    keys: str = "main"
    status: str | None = "fresh"
    logs: Mapping[str, str] = field(default_factory=dict)
    now: int = NOW
    seen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, Any]:
        """What the verifier is given, as JSON."""
        return {
            "name": self.name,
            "code": self.code if isinstance(self.code, str) else digits(self.code),
            "keys": self.keys,
            "status": self.status,
            "logs": dict(self.logs),
            "now": self.now,
            "seen": {"version": 0, "seqs": {}, "at": 0, **self.seen},
        }


Cases = Iterator[Case]
