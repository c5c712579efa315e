"""Append to a run's own ledger series under the lock that the caller holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from enforcement.actor import Actor
from enforcement.flowcharts.models import Run
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head


def enter_in_series(run: Run, verb: str, *, by: Actor, at: datetime, body: Mapping[str, object]) -> None:
    """Append an entry and keep the new head on the run."""
    head = append(
        series=run.series, by=by, at=at, verb=verb, body=body, head=Head(run.last_seq, run.last_hash or GENESIS)
    )
    run.last_seq, run.last_hash = head.seq, head.hash
    run.save(update_fields=["last_seq", "last_hash"])
