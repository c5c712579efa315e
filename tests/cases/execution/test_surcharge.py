"""The additional fine: three per cent a day, capped at the fine, still while a remedy runs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.execution.surcharge import working

DUE = date(2026, 4, 20)
FINE = Decimal(5000)


def day(n: int) -> date:
    return DUE + timedelta(days=n)


def total(until: int, *, paid=(), stops=(), schedule=((0, 5000),)) -> Decimal:
    found = working(
        fine=FINE,
        schedule=[(day(n), Decimal(a)) for n, a in schedule],
        paid=[(day(n), Decimal(a)) for n, a in paid],
        stops=[(day(a), None if b is None else day(b)) for a, b in stops],
        until=day(until),
        percent=Decimal(3),
    )
    assert sum((s.amount for s in found.spans), Decimal(0)) == found.total
    return found.total


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"until": 0}, 0),
        ({"until": 1}, 150),
        ({"until": 33}, 4950),
        ({"until": 34}, 5000),  # reached on the thirty-fourth overdue day
        ({"until": 400}, 5000),
        ({"until": 10, "paid": [(2, 2000)]}, 2 * 150 + 8 * 90),  # the day of payment is still a late day
        ({"until": 10, "paid": [(0, 5000)]}, 0),
        ({"until": 10, "stops": [(4, 8)]}, 6 * 150),
        ({"until": 60, "stops": [(1, None)]}, 0),
        ({"until": 10, "schedule": [(0, 1000), (5, 4000)]}, 5 * 30 + 5 * 150),
    ],
)
def test_days_count_by_what_is_late_and_not_while_a_remedy_runs(facts, expected) -> None:
    assert total(**facts) == expected


def test_the_working_names_the_day_on_which_it_reached_the_fine() -> None:
    found = working(
        fine=FINE, schedule=[(DUE, FINE)], paid=[], stops=[], until=day(90), percent=Decimal(3)
    )  # fmt: skip
    assert found.capped_on == day(34)
    assert [(s.days, s.amount) for s in found.spans] == [(34, FINE)]
