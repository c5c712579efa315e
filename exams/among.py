"""Thousands of ids in a query as one array: a parameter for each would cost more than the query itself."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.expressions import RawSQL


def among(ids: Collection[int]) -> RawSQL:
    """Return what stands after ``__in=`` for these ids."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
