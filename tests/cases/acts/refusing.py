"""A refusal changes nothing: neither steps, nor papers, nor the ledger, nor the numbers given out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cases.models import Case
from enforcement.errors import Refusal
from enforcement.ledger.models import Counter, Entry
from tests.cases.acts.world import open_codes


def picture(case: Case | None) -> tuple[Any, ...]:
    """Return what a refusal must leave as it was."""
    counters = tuple(sorted(Counter.objects.values_list("key", "last")))
    if case is None:
        return Case.objects.count(), Entry.objects.count(), counters
    rows = (case.papers, case.inquiries, case.measures, case.notices, case.assignments, case.payments, case.services)
    return (
        open_codes(case),
        Entry.objects.count(),
        counters,
        tuple(one.count() for one in rows),
        Case.objects.filter(pk=case.pk).values().get(),
    )


@contextmanager
def refused(kind: type[Refusal], case: Case | None = None, field: str = "") -> Iterator[pytest.ExceptionInfo[Any]]:
    """Expect a refusal after which everything is as before."""
    before = picture(case)
    with pytest.raises(kind) as caught:
        yield caught
    if field:
        assert caught.value.field == field
    assert str(caught.value)
    assert picture(case) == before


def last_verb(case: Case) -> str:
    """Return the verb of the last entry of a case's ledger."""
    return Entry.objects.filter(series=case.series).latest("seq").verb
