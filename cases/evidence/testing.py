"""What the acts on tests share: a test of the case that lasts, and the clocks that it stops."""

from __future__ import annotations

from datetime import date

from cases.measures import due_of
from cases.models import Case, EntrustedTest, Measure
from cases.suspension import start_clock, stop_clock
from enforcement.errors import NotFound

GROUND = "testing"


def test_of(case: Case, test_id: int) -> EntrustedTest:
    """Return a test of the case.

    Raises:
        NotFound: if the case has no such test.
    """
    found = EntrustedTest.objects.select_related("measure__case__agency").filter(case=case, pk=test_id).first()
    if found is None:
        raise NotFound
    return found


def follow(case: Case, test: EntrustedTest) -> None:
    """Move the clocks by a test: they stand only where the party was told in writing (强制法25; 市监64)."""
    if test.told_on is not None:
        if test.to_on is None:
            stop_clock(case, from_on=test.from_on, document=f"委托{test.body}检验", ground=GROUND)
        elif not _others(case, test):
            start_clock(case, to_on=test.to_on, ground=GROUND)
    if test.measure is not None:
        _move(test.measure, test.from_on, test.to_on, test.told_on)


def _others(case: Case, test: EntrustedTest) -> bool:
    rows = EntrustedTest.objects.filter(case=case, to_on__isnull=True, told_on__isnull=False)
    return rows.exclude(pk=test.pk).exists()


def _move(measure: Measure, from_on: date, to_on: date | None, told_on: date | None) -> None:
    measure.test_from_on, measure.test_to_on, measure.test_told_on = from_on, to_on, told_on
    measure.due_on = due_of(measure)
    measure.save(update_fields=["test_from_on", "test_to_on", "test_told_on", "due_on"])
