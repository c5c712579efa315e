"""Which fields the facts of a run have that the charts' conditions read, and the ledger series of a case."""

from __future__ import annotations


def series_of(case_id: int) -> str:
    """Return the ledger series of a case."""
    return f"case:{case_id}"


def case_id_of(series: str) -> int | None:
    """Return the case of a ledger series, or None for another subject's."""
    kind, _colon, number = series.partition(":")
    return int(number) if kind == "case" and number.isdecimal() else None
