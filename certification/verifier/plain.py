"""Write a verdict as plain data, for JSON."""

from __future__ import annotations

from .verdict import Verdict


def as_dict(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as plain data, dates as YYYY-MM-DD."""
    found = verdict.verified
    facts = {} if found is None else {
        "sid": found.claims.sid, "name": found.claims.name, "agency": found.claims.agency,
        "category": found.claims.category, "number": found.claims.number, "kid": found.key.kid,
        "starts_on": found.claims.starts_on.isoformat(), "ends_on": found.claims.ends_on.isoformat(),
        "photo8": found.claims.photo8.hex(), "shown_at": found.shown_at,
    }  # fmt: skip
    return {
        "state": verdict.state, "reason": verdict.reason, "freshness": verdict.freshness, "age": verdict.age,
        "clock_behind": verdict.clock_behind, "claims": facts,
    }  # fmt: skip
