"""What two officers type on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.discretion.measuring import benchmarks
from cases.discretion.models import Benchmark


@dataclass(frozen=True)
class Typed:
    """The facts of one act on the spot: who, what, where, and what the party said."""

    agency_id: int
    field: str
    second_id: int
    party_kind: str
    party_name: str
    place: str
    facts: str
    cause: str = ""
    breached: str = ""
    penalty: str = ""
    benchmark_id: int | None = None
    grade: str = ""
    party_code: str = ""
    party_phone: str = ""
    party_address: str = ""
    representative: str = ""
    kinds: tuple[str, ...] = ()
    fine: Decimal = Decimal(0)
    defence: str = ""
    defence_reply: str = ""
    signature: bytes = b""
    refusal: str = ""
    ground: str = ""
    receipt: str = ""
    acted_on: date | None = None
    photos: tuple[bytes, ...] = ()

    @property
    def benchmark(self) -> Benchmark | None:
        """The benchmark that was picked."""
        found = benchmarks([self.benchmark_id]) if self.benchmark_id else ()
        return found[0] if found else None

    def offence(self) -> tuple[str, str, str]:
        """Return cause, provision broken and provision of the penalty: the benchmark's, else as typed."""
        picked = self.benchmark
        if picked is None:
            return self.cause.strip(), self.breached.strip(), self.penalty.strip()
        return picked.offence, picked.breached, picked.penalty
