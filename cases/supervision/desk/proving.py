"""Prove that what the board reads is what the rows of open cases say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import models, transaction

from cases.models import Case
from cases.supervision.desk.models import OpenCase, OpenStep
from cases.supervision.desk.projecting import OPEN, batches, computed


@transaction.atomic
def board_differences() -> dict[str, int]:
    """Return how many rows of open cases and of their steps differ from what would be written now: 0 for both."""
    cases, steps = _kept(OpenCase), _kept(OpenStep)
    ids = set(Case.objects.filter(**OPEN).values_list("pk", flat=True))
    told_cases: Counter[Any] = Counter()
    told_steps: Counter[Any] = Counter()
    for batch in batches(ids):
        rows, open_steps = computed(batch)
        told_cases.update(map(_values, rows))
        told_steps.update(map(_values, open_steps))
    return {
        "supervision_desk_opencase": _differ(cases, told_cases),
        "supervision_desk_openstep": _differ(steps, told_steps),
    }


def _kept(model: type[models.Model]) -> Counter[Any]:
    names = [f.attname for f in model._meta.concrete_fields]  # noqa: SLF001 (documented)
    return Counter(model._default_manager.values_list(*names))  # noqa: SLF001 (as above)


def _values(row: models.Model) -> tuple[Any, ...]:
    return tuple(getattr(row, f.attname) for f in row._meta.concrete_fields)  # noqa: SLF001 (as above)


def _differ(kept: Counter[Any], told: Counter[Any]) -> int:
    return (kept - told).total() + (told - kept).total()
