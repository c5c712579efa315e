"""Say what a code is worth from what a verifier has at hand: keys, perhaps a shard of the status list, and a clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from .base10 import from_digits, from_url
from .claims import day_of
from .codec import Verified, decode
from .records import KeyRecord
from .refusal import Unverifiable
from .shard import INVALID, SUSPENDED, VALID, Shard

State = Literal["valid", "suspended", "ended", "expired", "not_yet", "unknown", "screenshot", "unchecked"]
Freshness = Literal["fresh", "old", "too_old", "none"]

FRESH_SECONDS: Final = 24 * 3600
OLD_SECONDS: Final = 7 * 24 * 3600
CLOCK_SECONDS: Final = 600
SHOWN_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what a verifier remembers, so that nothing older is put before it again.

    ``version`` is the highest version of the key list, ``seqs`` the highest sequence number of each shard, ``at`` the
    latest moment in anything signed (unix seconds).
    """

    version: int = 0
    seqs: Mapping[int, int] = field(default_factory=dict)
    at: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold the state, why, how old the list was (seconds), and whether the clock here is behind.

    ``reason`` is a code that ``sentences`` says in words. Of a code that is not proven nothing is ``verified``.
    """

    state: State
    reason: str = ""
    freshness: Freshness = "none"
    age: int | None = None
    clock_behind: bool = False
    verified: Verified | None = None


def verify(
    code: str,
    *,
    keys: Mapping[int, KeyRecord],
    now: int,
    shard: Shard | None = None,
    seen: Seen | None = None,
    status_fault: str = "status_missing",
) -> Verdict:
    """Return what a code (its digits, or the address they stand in) is worth at ``now`` (unix seconds).

    ``status_fault`` is why there is no shard.
    """
    latest = max((seen or Seen()).at, shard.issued_at if shard else 0)
    behind = now < latest - CLOCK_SECONDS
    try:
        verified = decode(from_url(code) if "/" in code else from_digits(code), keys)
    except Unverifiable as error:
        return Verdict("unknown", error.reason.value, clock_behind=behind)
    if shard is not None and not shard.covers(verified.claims.sid):
        shard, status_fault = None, "status_other_shard"
    age = max(0, now - shard.issued_at) if shard else None
    freshness = _freshness(age)
    listed = shard.status_of(verified.claims.sid) if shard and freshness != "too_old" else None
    fault = "status_too_old" if shard else status_fault
    state, reason = _state(verified, listed, now) or _of_list(listed, fault)
    return Verdict(state, reason, freshness, age, behind, verified)


def _freshness(age: int | None) -> Freshness:
    if age is None:
        return "none"
    return "fresh" if age <= FRESH_SECONDS else "old" if age <= OLD_SECONDS else "too_old"


def _state(verified: Verified, listed: int | None, now: int) -> tuple[State, str] | None:
    """Return what stops a credential before the list is asked whether it is valid, in the order of the register."""
    on, claims = day_of(now), verified.claims
    span = "device_code" if verified.device else ""
    if on < claims.starts_on:
        return "not_yet", span
    if listed == INVALID:
        return "ended", ""
    if on > claims.ends_on:
        return "expired", span
    if listed == SUSPENDED:
        return "suspended", ""
    if verified.shown_at is not None and abs(verified.shown_at - now) > SHOWN_SECONDS:
        return "screenshot", ""
    return None


def _of_list(listed: int | None, fault: str) -> tuple[State, str]:
    if listed is None:
        return "unchecked", fault
    return ("valid", "") if listed == VALID else ("unknown", "status_reserved")
