"""A condition on many agencies as one parameter: the database reads an array faster than a list of 400 places."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Func, Value


class Among(Func):
    """``column = ANY(array)``."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def among(agency_ids: Iterable[int], column: str = "agency_id") -> Among:
    """Return the condition that a row is of one of some agencies."""
    return Among(column, Value(list(agency_ids), ArrayField(BigIntegerField())))
